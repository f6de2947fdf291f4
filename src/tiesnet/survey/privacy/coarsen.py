"""Make what actors say of themselves so coarse that none stands alone.

Every combination of what is told is shared by at least k actors of the same kind, side of the
boundary and stage (k-anonymity: Samarati & Sweeney 1998). Columns are taken one after the other,
the most useful first; each keeps its finest form that leaves most cells filled, and a cell that
would still single out is emptied. Nothing is made up: a band is a text, not a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, word
from tiesnet.survey.privacy.bands import Step, steps
from tiesnet.survey.schema import TABLES
from tiesnet.survey.words import counted

FIXED = ("kind", "in_cluster", "stage")
"""What the network is read by, and therefore stays as it is."""
STAYS = ("id", "name", *FIXED, "respondent", "wave")
ORDER = (
    "sector",
    "size",
    "location",
    "country",
    "origin",
    "foreign_owned",
    "registered",
    "exports",
    "founded",
    "entered",
    "main_market",
    "sales",
    "output",
)
FEW_EMPTIED, MOST_EMPTIED = 0.2, 0.5
"""A form is good when it empties no more cells than this; a column that loses more is dropped."""
_Codes = NDArray[np.int64]


class Change(NamedTuple):
    """What was changed in a column, in plain words."""

    table: str
    column: str
    change: str


LOST = {
    "size": word(
        "what rests on numbers of employees (sizes of partners, differences in size, sizes on "
        "the map) is not computed any more"
    ),
    "output": word("what rests on output (local linkage) is not computed any more"),
    "sales": word("what rests on sales (shares of sales, governance) is not computed any more"),
    "exports": word("what rests on export shares is not computed any more"),
    "foreign_owned": word("what rests on foreign ownership is not computed any more"),
    "founded": word("what rests on the year of foundation is not computed any more"),
    "entered": word("what rests on the year of entry is not computed any more"),
}


def coarsened(
    actors: pd.DataFrame, among: NDArray[np.bool_], fewest: int
) -> tuple[pd.DataFrame, list[Change]]:
    """Coarsen the columns of actors until nobody among some stands alone.

    Parameters
    ----------
    actors : DataFrame
        One row per actor.
    among : array of bool
        Who is to be protected; the others keep what they say, in the same form.
    fewest : int
        How many actors have to share every combination.

    Returns
    -------
    DataFrame, list of Change
        Columns of numbers that became bands have another name, such as size_band.
    """
    made = actors[[name for name in actors if name in STAYS]].copy()
    known = actors.reindex(columns=list(FIXED)).astype(object).fillna("").astype(str)
    classes = _codes(known.agg("\x1f".join, axis=1))
    changes: list[Change] = []
    for column in _in_order(actors):
        kind = getattr(TABLES["actors"].column(column), "type", "")
        values = actors[column]
        forms = list(steps(column, kind, values, fewest))
        step, kept, emptied = _best(forms, classes, among, fewest)
        told = int((forms[0].values[among] != "").sum())
        if told and emptied > MOST_EMPTIED * told:
            changes.append(Change("actors", column, _dropped(column)))
            continue
        final = step.values.where(kept | ~among, "")
        name = f"{column}_band" if pd.api.types.is_numeric_dtype(values) and step.said else column
        made[name] = final.to_numpy()
        if name != column or emptied or step.said:
            changes.append(Change("actors", column, _words(column, name, step.said, emptied)))
        classes = _codes(pd.Series(classes).astype(str) + "\x1f" + final.reset_index(drop=True))
    return made, changes


def _in_order(actors: pd.DataFrame) -> list[str]:
    first = [name for name in ORDER if name in actors]
    return first + [str(name) for name in actors if name not in (*STAYS, *ORDER)]


def _best(
    forms: Sequence[Step], classes: _Codes, among: NDArray[np.bool_], fewest: int
) -> tuple[Step, NDArray[np.bool_], int]:
    """Give the finest form that empties few cells, else the one that empties fewest."""
    tried = []
    for step in forms:
        kept = _kept(step.values.to_numpy(dtype=object), classes, among, fewest)
        told = (step.values != "").to_numpy() & among
        emptied = int((told & ~kept).sum())
        tried.append((step, kept, emptied))
        if emptied <= FEW_EMPTIED * told.sum():
            return tried[-1]
    return min(tried, key=lambda one: one[2])


def _kept(
    values: NDArray[np.object_], classes: _Codes, among: NDArray[np.bool_], fewest: int
) -> NDArray[np.bool_]:
    """Tell which cells may stay: in every class each value, and nothing told, is shared by k."""
    kept = np.zeros(len(values), dtype=bool)
    rows = np.flatnonzero(among)
    for group in _groups(classes[rows]):
        own = rows[group]
        counts = Counter(values[own].tolist())
        counts.pop("", None)
        stays = {value: count for value, count in counts.items() if count >= fewest}
        empty = len(own) - sum(stays.values())
        while stays and 0 < empty < fewest:
            rarest = min(stays, key=lambda value: (stays[value], value))
            empty += stays.pop(rarest)
        kept[own] = [value in stays for value in values[own]]
    return kept


def _groups(codes: _Codes) -> list[NDArray[np.intp]]:
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1) if len(order) else []


def _codes(texts: pd.Series) -> _Codes:
    return np.asarray(pd.factorize(texts.to_numpy(dtype=object))[0], dtype=np.int64)


def _words(column: str, name: str, said: str, emptied: int) -> str:
    parts = [said] if said else []
    if name != column:
        parts.append(say("in the new column {name}", name=name))
    if emptied:
        parts.append(
            say("{cell} that would single out an actor emptied", cell=counted(emptied, "cell"))
        )
    text = ", ".join(parts)
    lost = f"; {say(LOST[column])}" if name != column and column in LOST else ""
    return f"{text}{lost}."


def _dropped(column: str) -> str:
    lost = f"; {say(LOST[column])}" if column in LOST else ""
    return say(
        "left out: more than half of the answers would single out an actor{lost}.", lost=lost
    )
