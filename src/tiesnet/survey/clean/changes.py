"""Firms between the rounds of a survey: who enters, leaves, merges, or has a new name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.survey.clean.columns import choice_column
from tiesnet.survey.coded import distinct, per_value, replaced
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import TEXT, counted, name_key, quoted, wave_order

COLUMNS = ("actor", "change", "into", "wave", "note")
_NAMED = {
    "ties": ("source", "target", "reported_by"),
    "responses": ("actor",),
    "affiliations": ("actor",),
    "items": ("actor",),
    "introductions": ("one", "other"),
    "actors": ("id",),
}
_OWN = ("responses", "items", "actors")  # what a firm says of itself ends with it
_Rows = NDArray[np.bool_]


class Change(NamedTuple):
    """One row of the table: what happened to whom, and since which round."""

    actor: str
    change: str
    into: str
    wave: str


def follow_changes(tables: Mapping[str, Table], log: Log) -> dict[str, Table]:
    """Put the names of one firm together, over all rounds or since its merger.

    A former name stands for the new one in every round. A firm that merged stays itself in the
    rounds before; since then its name stands for the firm it merged into, and ties between the
    two are no ties any more. The table of changes keeps the rows that could be read; a former
    name remains in it.
    """
    made = dict(tables)
    made["changes"] = _complete(tables["changes"], log)
    names = _Names(tables["actors"])
    for at, change in enumerate(changes_of(made["changes"])):
        if change.change not in ("renamed", "merges"):
            continue
        known, into = names.forms(change.actor), names.id_of(change.into)
        counts = {table: _rename(made, table, (known, into), change) for table in _NAMED}
        _assume(change, into, sum(counts.values()), log)
        if change.change == "merges":
            made["ties"] = _without_inner(made["ties"], change, into, log)
            column = made["changes"].text("into").astype(object)
            column.iat[at] = into
            made["changes"] = made["changes"].with_column("into", column)
    return made


def changes_of(table: Table) -> list[Change]:
    """The rows of the table."""
    columns = [table.text(name) for name in ("actor", "change", "into", "wave")]
    return [Change(*map(str, row)) for row in zip(*columns, strict=True)]


def _complete(table: Table, log: Log) -> Table:
    """Keep the rows that say enough."""
    if not len(table):
        return table
    kind = choice_column(table, "change", "changed", log)
    unread = (kind == "").to_numpy()
    for name in ("actor", "change"):
        blank = (table.text(name) == "").to_numpy()
        text = f"The row does not say {_ASKED[name]}; it was left out."
        log.add_cells("incomplete_change", table, np.flatnonzero(blank), name, text)
        unread = unread | blank
    needs = kind.isin(["merges", "renamed"]).to_numpy() & (table.text("into") == "").to_numpy()
    text = "The row does not say into which firm it merged, or its new name; it was left out."
    log.add_cells("incomplete_change", table, np.flatnonzero(needs & ~unread), "into", text)
    dated = kind.isin(["enters", "leaves"]).to_numpy() & (table.text("wave") == "").to_numpy()
    text = "The row does not say since which round; it was left out."
    log.add_cells("incomplete_change", table, np.flatnonzero(dated & ~unread), "wave", text)
    return table.with_column("change", kind).keep(~(unread | needs | dated))


_ASKED = {"actor": "which firm it is about", "change": "what happened"}


class _Names:
    """The ways a firm may be written, as its rows in the actors table tell."""

    def __init__(self, actors: Table) -> None:
        ids, names = actors.text("id"), actors.text("name")
        self.rows = [
            (str(one) or str(two), str(two) or str(one))
            for one, two in zip(ids, names, strict=True)
        ]

    def forms(self, name: str) -> frozenset[str]:
        """Keys of all that a name stands for: itself, and the id or name in its row."""
        key = name_key(name)
        rows = [row for row in self.rows if key in map(name_key, row)]
        return frozenset({key, *(name_key(text) for row in rows for text in row)})

    def id_of(self, name: str) -> str:
        """The id of the firm of that name; the name itself when it has no row."""
        key = name_key(name)
        by_id = [row[0] for row in self.rows if row[0] == name]
        by_key = [row[0] for row in self.rows if key in map(name_key, row)]
        return (by_id or by_key or [name])[0]


def _rename(
    made: dict[str, Table], name: str, names: tuple[frozenset[str], str], change: Change
) -> int:
    """Write the new name where the former stands; how often it stood."""
    table, (known, into) = made[name], names
    since = _since(table, change)
    if change.change == "merges" and name in _OWN:
        gone = since & _is(table.text(_NAMED[name][0]), known)
        made[name] = table.keep(~gone) if since.any() else table
        return int(gone.sum())
    if name == "actors" and table.has("id"):
        made[name] = _renamed_actor(table, known, into)
        return 0
    count = 0
    for column in _NAMED[name]:
        if not made[name].has(column):
            continue
        texts = made[name].text(column)
        rows = _is(texts, known) & since
        count += int(rows.sum())
        if rows.all() or since.all():
            new = replaced(texts, lambda text: into if name_key(text) in known else text)
        elif rows.any():
            new = texts.astype(object).mask(rows, into)
        else:
            continue
        made[name] = made[name].with_column(column, new)
    return count


def _is(texts: pd.Series, known: frozenset[str]) -> _Rows:
    found: _Rows = per_value(texts, lambda text: name_key(text) in known, bool).to_numpy(dtype=bool)
    return found


def _renamed_actor(table: Table, known: frozenset[str], into: str) -> Table:
    """Give the row of the former name the new id; where the new name has a row, that one stands."""
    old = _is(table.text("id"), known) & (table.text("id") != into).to_numpy()
    new = (table.text("id") == into).to_numpy()
    same = set(table.text("wave")[new]) if table.has("wave") else {""} if new.any() else set()
    again = old & table.text("wave").isin(same).to_numpy()
    ids = table.text("id").astype(object).mask(old, into)
    return table.with_column("id", ids).keep(~again)


def _since(table: Table, change: Change) -> _Rows:
    """The rows of the rounds since a merger; a new name counts for all rounds."""
    if change.change == "renamed" or not change.wave:
        return np.ones(len(table), dtype=bool)
    start = wave_order(change.wave)
    after = per_value(
        table.text("wave"), lambda wave: bool(wave) and wave_order(wave) >= start, bool
    )
    rows: _Rows = after.to_numpy(dtype=bool)
    return rows


def _assume(change: Change, into: str, count: int, log: Log) -> None:
    when = f" since the round {quoted(change.wave)}" if change.wave else ""
    text = f"{quoted(change.actor)} is the former name of {quoted(into)}: both are one firm."
    if change.change == "merges":
        text = f"{quoted(change.actor)} is part of {quoted(into)}{when}, into which it merged."
    log.assume(change.change, text, count)


def _without_inner(ties: Table, change: Change, into: str, log: Log) -> Table:
    """Leave out what was reported between two firms that are one now."""
    ends = (ties.text("source") == into) & (ties.text("target") == into)
    inner = ends.to_numpy(dtype=bool) & _since(ties, change)
    if inner.any():
        text = (
            f"Ties between {quoted(change.actor)} and {quoted(into)}, which merged, were left out."
        )
        log.assume("merged_ties", text, int(inner.sum()))
    return ties.keep(~inner)


def changes_frame(table: Table) -> pd.DataFrame:
    """The table of changes with all its columns; empty cells are missing."""
    columns = [*COLUMNS, *(name for name in table.frame.columns if name not in COLUMNS)]
    frame = pd.DataFrame({name: table.text(name).astype(TEXT) for name in columns})
    return frame.where(frame != "")


def absent_in(table: Table, actors: pd.Index, waves: Iterable[object]) -> NDArray[np.bool_]:
    """Which actors were not there in which round: before they entered, since they left or merged.

    Returns
    -------
    array of bool, actors × waves
        Always false for a round without a name.
    """
    rounds = list(waves)
    away = np.zeros((len(actors), len(rounds)), dtype=bool)
    order = {k: wave_order(str(w)) for k, w in enumerate(rounds) if isinstance(w, str) and w}
    for change in changes_of(table):
        row = actors.get_indexer([change.actor])[0]
        if row < 0 or change.change == "renamed" or not change.wave:
            continue
        start = wave_order(change.wave)
        for k, place in order.items():
            away[row, k] |= place < start if change.change == "enters" else place >= start
    return away


def say_named_while_absent(table: Table, ties: pd.DataFrame, actors: pd.Index, log: Log) -> None:
    """Report firms that are named in a round in which, by the table, they were not there."""
    if not len(table):
        return
    waves = sorted(distinct(ties["wave"]), key=wave_order)
    away = absent_in(table, actors, waves)
    for row, k in np.argwhere(away):
        actor = str(actors[row])
        here = (ties["wave"] == waves[k]).to_numpy(dtype=bool, na_value=False)
        named = ((ties["source"] == actor) | (ties["target"] == actor)).to_numpy(dtype=bool)
        own = (ties["reported_by"] == actor).to_numpy(dtype=bool, na_value=False)
        count = int((here & named & ~own).sum())
        if count:
            log.add(
                "named_while_absent",
                table.find("actor", actor),
                f"{quoted(actor)} was not there in the round {quoted(waves[k])}, but "
                f"{counted(count, 'report')} of that round {'names' if count == 1 else 'name'} it; "
                "the ties were kept.",
            )
