"""Leave out of every table what a pseudonymised survey must not hold, or make it coarser."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandas.api import types

from tiesnet.language import say, word
from tiesnet.survey.privacy.bands import OTHER
from tiesnet.survey.privacy.coarsen import MOST_EMPTIED, Change, coarsened
from tiesnet.survey.privacy.private import private_columns
from tiesnet.survey.schema import CHOICES, TABLES
from tiesnet.survey.words import counted

TITLE = word("Pseudonymised survey")
_FACTS = ("title", "date", "language", "design", "cluster_organisation")
_GONE = {
    "consent": word("left out: it is about the name, which is not shown."),
    "latitude": word("left out: a place on the map is an address."),
    "longitude": word("left out: a place on the map is an address."),
    "offers": word("left out: free text."),
    "seeks": word("left out: free text."),
}
_LOGGED = {
    "introductions": ("one", "other", "state", "wave"),
    "changes": ("actor", "change", "into", "wave"),
}
_NAMES = ("id", "name", "actor", "organisation", "source", "target", "reported_by", "relation")


def slim_tables(
    tables: Mapping[str, pd.DataFrame], named: frozenset[str], fewest: int
) -> tuple[dict[str, pd.DataFrame], list[Change]]:
    """Take private columns, free text and whatever singles out from the tables of a survey.

    Parameters
    ----------
    tables : mapping of table name to DataFrame
        From `survey_tables`, names already replaced.
    named : frozenset of str
        Ids of actors that keep their names, and so need no protection.
    fewest : int
        How many actors have to share every combination of what they say of themselves.

    Returns
    -------
    dict, list of Change
    """
    changes: list[Change] = []
    made: dict[str, pd.DataFrame] = {}
    for name, table in tables.items():
        table = _without(
            table, private_columns(name, table), name, say("left out: private."), changes
        )
        if name == "survey":
            made[name] = _facts(table, changes)
        elif name == "actors":
            table = _without_columns(table, _GONE, changes)
            hidden = ~table["id"].isin(named).to_numpy()
            made[name], more = coarsened(_without_codes(table, changes), hidden, fewest)
            changes += more
        elif name == "ties":
            made[name] = _ties(table, fewest, changes)
        elif name in _LOGGED:
            own = [column for column in table if column not in _LOGGED[name]]
            made[name] = _without(table, own, name, say("left out: free text."), changes)
        else:
            own = [str(c) for c in table if TABLES[name].column(str(c)) is None]
            made[name] = _without(
                table, own, name, say("left out: not part of the format."), changes
            )
    return {name: _sorted(name, table) for name, table in made.items()}, changes


def _without(
    table: pd.DataFrame, columns: list[str], name: str, why: str, changes: list[Change]
) -> pd.DataFrame:
    changes += [Change(name, column, why) for column in columns]
    return table.drop(columns=columns)


def _without_columns(
    table: pd.DataFrame, gone: Mapping[str, str], changes: list[Change]
) -> pd.DataFrame:
    found = [name for name in gone if name in table]
    changes += [Change("actors", name, say(gone[name])) for name in found]
    return table.drop(columns=found)


def _without_codes(actors: pd.DataFrame, changes: list[Change]) -> pd.DataFrame:
    """Leave out the user's own numbers that are codes: whole, long, and each another one."""
    codes = []
    for column in actors:
        values = actors[column]
        own = TABLES["actors"].column(str(column)) is None and types.is_numeric_dtype(values.dtype)
        told = values.dropna() if own else values[:0]
        if len(told) > 1 and told.is_unique and (told % 1 == 0).all() and told.abs().min() >= 1e4:
            codes.append(str(column))
    return _without(actors, codes, "actors", say("left out: it looks like a code."), changes)


def _facts(table: pd.DataFrame, changes: list[Change]) -> pd.DataFrame:
    gone = [str(name) for name in table if name not in _FACTS]
    table = _without(table, gone, "survey", say("left out."), changes)
    title = say(TITLE)
    table["title"] = title
    changes.append(Change("survey", "title", say("became {title}.", title=repr(title))))
    if "date" in table:
        table["date"] = table["date"].astype(str).str.extract(r"((?:19|20)\d\d)", expand=False)
        changes.append(Change("survey", "date", say("became the year.")))
    return table


def _ties(table: pd.DataFrame, fewest: int, changes: list[Change]) -> pd.DataFrame:
    for column in list(table):
        known = TABLES["ties"].column(str(column))
        kind = known.type if known else "own"
        values = table[column]
        if kind in ("name", *CHOICES, "yesno", "share") or column in ("relation", "wave"):
            continue
        if kind == "amount" or (kind == "own" and types.is_numeric_dtype(values.dtype)):
            table[column] = values.map(_one_figure)
            changes.append(Change("ties", str(column), say("rounded to one figure that is not 0.")))
        elif kind == "year":
            decades = values.map(lambda y: None if pd.isna(y) else f"{int(y) // 10 * 10}s")
            table = table.drop(columns=column).assign(**{f"{column}_band": decades})
            said = say(
                "years became decades, in the new column {column}_band; "
                "what rests on the age of ties is not computed.",
                column=column,
            )
            changes.append(Change("ties", str(column), said))
        elif kind in ("text", "own"):
            table = _common_words(table, str(column), fewest, changes)
    return table


def _one_figure(value: float) -> float | int | None:
    """Round to the first figure.

    >>> _one_figure(12345), _one_figure(0.27)
    (10000, 0.3)
    """
    if pd.isna(value):
        return None
    rounded = float(f"{float(value):.1g}")
    return int(rounded) if rounded.is_integer() else rounded


def _common_words(
    table: pd.DataFrame, column: str, fewest: int, changes: list[Change]
) -> pd.DataFrame:
    """Keep words that several actors use; a column of other texts is free text and goes."""
    users = table.groupby(column)["source"].nunique()
    rare = table[column].isin(list(users.index[users < fewest]))
    told = int(table[column].notna().sum())
    if rare.sum() > MOST_EMPTIED * told:
        return _without(table, [column], "ties", say("left out: free text."), changes)
    if rare.any():
        said = say(
            "{cell} with rare words became {other}.",
            cell=counted(int(rare.sum()), "cell"),
            other=f"{OTHER!r}",
        )
        changes.append(Change("ties", column, said))
        table = table.assign(**{column: table[column].mask(rare, OTHER)})
    return table


def _sorted(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Put rows into the order of pseudonyms: the old order gives names away."""
    if name in ("survey", "stages", "relations", "employment"):
        return table
    first = [column for column in _NAMES if column in table]
    keys = [*first, *(column for column in table if column not in first)]
    order = table[keys].astype(object).fillna("").astype(str)
    places = np.lexsort([order[key].to_numpy() for key in reversed(keys)])
    return table.iloc[places].reset_index(drop=True)
