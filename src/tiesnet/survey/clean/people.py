"""Link every name in the survey to an actor, and make actors of those not in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.survey.clean.actors import FIRST, Actors
from tiesnet.survey.clean.name_checks import check_names
from tiesnet.survey.coded import (
    code,
    counts_of,
    distinct,
    first_rows_of,
    is_coded,
    replaced,
    texts_type,
)
from tiesnet.survey.names import NameIndex, merge_spellings
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import TEXT, counted, listed, quoted

_ENDS = (("ties", "source"), ("ties", "target"))
_TELLERS = (("ties", "reported_by"),)
_OTHERS = (
    ("responses", "actor"),
    ("affiliations", "actor"),
    ("items", "actor"),
    ("introductions", "one"),
    ("introductions", "other"),
)
LINKED = (*_ENDS, *_TELLERS, *_OTHERS)


class People(NamedTuple):
    """The actors, and the tables with names replaced by ids (empty: no actor, or several)."""

    actors: pd.DataFrame
    tables: dict[str, Table]


def link_people(actors: Actors, tables: Mapping[str, Table], log: Log) -> People:
    """Replace names by actor ids in all tables; report those that fit nobody or several."""
    names = _all_names(tables)
    if not actors.given:
        return _from_names(tables, names, log)
    index = NameIndex(list(map(str, actors.frame.index)), list(map(str, actors.frame["name"])))
    match = index.match(names)
    _assume_merged(match.merged, tables, log)
    unknown = [name for name in names if name not in match.ids and name not in match.ambiguous]
    near = index.suggest(unknown)
    kept = set()
    for table, column in LINKED:
        strange = _say_strange(tables[table], column, (set(unknown), match.ambiguous, near), log)
        kept |= strange if (table, column) not in _OTHERS else set()
    outside = merge_spellings([name for name in names if name in kept], partial(_counts, tables))
    people = _with_outsiders(actors.frame, outside, log)
    return People(people, _linked(tables, {**match.ids, **outside}, people.index))


def _all_names(tables: Mapping[str, Table]) -> list[str]:
    """Every name in the data, in the order in which they stand first."""
    names: dict[str, None] = {}
    for table, column in LINKED:
        names |= dict.fromkeys(distinct(tables[table].text(column)))
    names.pop("", None)
    return list(names)


def _counts(tables: Mapping[str, Table], names: Collection[str]) -> Counter[str]:
    """How often names stand in the data."""
    counts: Counter[str] = Counter()
    for table, column in LINKED:
        counts.update(counts_of(tables[table].text(column), names))
    return counts


def _from_names(tables: Mapping[str, Table], names: list[str], log: Log) -> People:
    """Without an actors table, every name is a firm of the cluster."""
    check_names(tables["ties"], log, ("source", "target"))
    ids = merge_spellings(names, partial(_counts, tables))
    _assume_merged({name: actor for name, actor in ids.items() if name != actor}, tables, log)
    found = sorted(set(ids.values()))
    text = "There is no actors table; every name in the data is a firm inside the cluster."
    log.assume("actors_from_names", text, len(found))
    people = _plain_actors(found, "firm", True)
    return People(people, _linked(tables, ids, people.index))


def _assume_merged(merged: Mapping[str, str], tables: Mapping[str, Table], log: Log) -> None:
    counts = _counts(tables, merged) if merged else {}
    for name, actor in merged.items():
        text = (
            f"{quoted(name)} is {quoted(actor)}: the names differ only in case, accents, spaces or "
            "invisible characters."
        )
        log.assume("merged_name", text, counts[name])


Strange = tuple[set[str], Mapping[str, list[str]], Mapping[str, str]]


def _say_strange(table: Table, column: str, strange: Strange, log: Log) -> set[str]:
    """Report unknown and ambiguous names, once per name and column, where they stand first."""
    unknown, ambiguous, near = strange
    if not unknown and not ambiguous:
        return set()
    counts, first = counts_of(table.text(column)), first_rows_of(table.text(column))
    for name in filter(ambiguous.__contains__, first):
        ids = listed(ambiguous[name])
        text = f"{{value}} is the name of several actors ({ids}); rows with it were left out."
        log.add_cells("ambiguous_name", table, [first[name]], column, text)
    strangers = list(filter(unknown.__contains__, first))
    asked = column in ("reported_by",) or table.name == "responses"
    fate = "it was kept as an actor outside the cluster, never surveyed"
    if (table.name, column) in _OTHERS:
        fate = "its rows here were left out"
    for name in strangers:
        rows = counted(counts[name], "row")
        hint = f"Did you mean {quoted(near[name])}? " if name in near else ""
        log.add_cells(
            "unknown_respondent" if asked else "unknown_actor",
            table,
            [first[name]],
            column,
            f"{{value}} is not in the actors table ({rows}); {fate}.",
            f"{hint}Correct the name, or add it to the actors table.",
        )
    return set(strangers)


def _linked(
    tables: Mapping[str, Table], ids: Mapping[str, str], actors: pd.Index
) -> dict[str, Table]:
    """Replace names by ids; coded columns then share the codes of the actors."""
    linked = dict(tables)
    shared, others = None, {name: actor for name, actor in ids.items() if name != actor}
    for table, column in LINKED:
        if linked[table].has(column):
            names = linked[table].text(column)
            if is_coded(names):
                shared = shared or texts_type(actors)
                found = code(names, shared, others)
            else:
                found = replaced(names, lambda name: ids.get(name, ""))
            linked[table] = linked[table].with_column(column, found)
    return linked


def _plain_actors(ids: list[str], kind: str, inside: bool) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "name": pd.array(ids, dtype=TEXT),
            "kind": pd.array([kind] * len(ids), dtype=TEXT),
            "in_cluster": np.full(len(ids), inside),
            "respondent": pd.array([None] * len(ids), dtype=TEXT),
            "stage": pd.array([None] * len(ids), dtype=TEXT),
        }
    )
    frame.index = pd.Index(ids, name="id", dtype=TEXT)
    return frame[list(FIRST)]


def _with_outsiders(frame: pd.DataFrame, ids: Mapping[str, str], log: Log) -> pd.DataFrame:
    new = sorted(set(ids.values()) - set(map(str, frame.index)))
    if not new:
        return frame
    text = "Names that are not in the actors table are actors outside the cluster, of kind 'other'."
    log.assume("unknown_outside", text, len(new))
    extra = _plain_actors(new, "other", False)
    whole = frame.index.append(extra.index)
    joined = frame.reindex(whole)
    for column in FIRST:
        values = pd.concat([frame[column], extra[column]])
        joined[column] = values.astype(frame[column].dtype)
    joined.index.name = "id"
    return joined
