"""Link every name in the survey to an actor, and make actors of those not in the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.survey.clean.actors import FIRST, Actors
from tiesnet.survey.clean.name_checks import check_names
from tiesnet.survey.names import NameIndex, merge_spellings
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import TEXT, counted, listed, quoted, replaced

_ENDS = (("ties", "source"), ("ties", "target"))
_TELLERS = (("ties", "reported_by"),)
_OTHERS = (("responses", "actor"), ("affiliations", "actor"), ("items", "actor"))
LINKED = (*_ENDS, *_TELLERS, *_OTHERS)


class People(NamedTuple):
    """The actors, and the tables with names replaced by ids (empty: no actor, or several)."""

    actors: pd.DataFrame
    tables: dict[str, Table]


def link_people(actors: Actors, tables: Mapping[str, Table], log: Log) -> People:
    """Replace names by actor ids in all tables; report those that fit nobody or several."""
    names = _all_names(tables)
    if not actors.given:
        return _from_names(actors, tables, names, log)
    index = NameIndex(list(map(str, actors.frame.index)), list(map(str, actors.frame["name"])))
    match = index.match([str(name) for name in names.unique()])
    counts = names.value_counts(sort=False)
    for name, actor in match.merged.items():
        _assume_merged(name, actor, int(counts[name]), log)
    unknown = [n for n in map(str, names.unique()) if n not in match.ids | match.ambiguous]
    near = index.suggest(unknown)
    kept = set()
    for table, column in LINKED:
        strange = _say_strange(tables[table], column, (set(unknown), match.ambiguous, near), log)
        kept |= strange if (table, column) not in _OTHERS else set()
    outside = merge_spellings(names[names.isin(kept)])
    linked = _linked(tables, {**match.ids, **outside})
    return People(_with_outsiders(actors.frame, outside, log), linked)


def _all_names(tables: Mapping[str, Table]) -> pd.Series:
    parts = [tables[table].text(column) for table, column in LINKED]
    names = pd.concat([part[part != ""].astype(object) for part in parts], ignore_index=True)
    return names.astype(object)


def _from_names(actors: Actors, tables: Mapping[str, Table], names: pd.Series, log: Log) -> People:
    """Without an actors table, every name is a firm of the cluster."""
    check_names(tables["ties"], log, ("source", "target"))
    ids = merge_spellings(names)
    counts = names.value_counts(sort=False)
    for name, actor in ids.items():
        if name != actor:
            _assume_merged(name, actor, int(counts[name]), log)
    found = sorted(set(ids.values()))
    text = "There is no actors table; every name in the data is a firm inside the cluster."
    log.assume("actors_from_names", text, len(found))
    return People(_plain_actors(found, "firm", True), _linked(tables, ids))


def _assume_merged(name: str, actor: str, count: int, log: Log) -> None:
    text = (
        f"{quoted(name)} is {quoted(actor)}: the names differ only in case, accents, spaces or "
        "invisible characters."
    )
    log.assume("merged_name", text, count)


Strange = tuple[set[str], Mapping[str, list[str]], Mapping[str, str]]


def _say_strange(table: Table, column: str, strange: Strange, log: Log) -> set[str]:
    """Report unknown and ambiguous names, once per name and column, where they stand first."""
    unknown, ambiguous, near = strange
    texts = table.text(column)
    first = ~texts.duplicated().to_numpy()
    counts = texts.value_counts(sort=False)
    for at in np.flatnonzero(first & texts.isin(set(ambiguous)).to_numpy()):
        ids = listed(ambiguous[str(texts.iat[at])])
        text = f"{{value}} is the name of several actors ({ids}); rows with it were left out."
        log.add_cells("ambiguous_name", table, [int(at)], column, text)
    at_unknown = np.flatnonzero(first & texts.isin(unknown).to_numpy())
    asked = column in ("reported_by",) or table.name == "responses"
    fate = "it was kept as an actor outside the cluster, never surveyed"
    if (table.name, column) in _OTHERS:
        fate = "its rows here were left out"
    for at in at_unknown:
        name = str(texts.iat[at])
        rows = counted(int(counts[name]), "row")
        hint = f"Did you mean {quoted(near[name])}? " if name in near else ""
        log.add_cells(
            "unknown_respondent" if asked else "unknown_actor",
            table,
            [int(at)],
            column,
            f"{{value}} is not in the actors table ({rows}); {fate}.",
            f"{hint}Correct the name, or add it to the actors table.",
        )
    return {str(texts.iat[at]) for at in at_unknown}


def _linked(tables: Mapping[str, Table], ids: Mapping[str, str]) -> dict[str, Table]:
    linked = dict(tables)
    for table, column in LINKED:
        if linked[table].has(column):
            found = replaced(linked[table].text(column), lambda name: ids.get(name, ""))
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
