"""Firms between the rounds of a survey: who enters, leaves, merges, or has a new name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, word
from tiesnet.survey.clean.columns import choice_column
from tiesnet.survey.clean.spelt import Spellings
from tiesnet.survey.coded import distinct, per_value, replaced
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Origins, Table
from tiesnet.survey.words import TEXT, name_key, quoted, wave_order

COLUMNS = ("actor", "change", "into", "wave", "note")
_NAMED = {
    "ties": ("source", "target", "reported_by"),
    "responses": ("actor",),
    "affiliations": ("actor",),
    "items": ("actor",),
    "introductions": ("one", "other"),
    "actors": ("id",),
}
_NUMBER = re.compile(r"\d")
_SIGNS = re.compile(r"[\s_.\-]+")
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
    names = Spellings(tables["actors"])
    made["changes"] = _in_order(_complete(tables, names, log), names, log)
    for change in changes_of(made["changes"]):
        if change.change not in ("renamed", "merges"):
            continue
        known, into = names.forms(change.actor), change.into
        counts = {table: _rename(made, table, (known, into), change) for table in _NAMED}
        _assume(change, into, sum(counts.values()), log)
        if change.change == "merges":
            made["ties"] = _without_inner(made["ties"], change, into, log)
    made["changes"] = _with_every_former_name(made["changes"], names)
    return made


def changes_of(table: Table) -> list[Change]:
    """The rows of the table."""
    columns = [table.text(name) for name in ("actor", "change", "into", "wave")]
    return [Change(*map(str, row)) for row in zip(*columns, strict=True)]


def _complete(tables: Mapping[str, Table], names: Spellings, log: Log) -> Table:
    """Keep the rows that say enough."""
    table = tables["changes"]
    if not len(table):
        return table
    kind = choice_column(table, "change", "changed", log)
    unread = (kind == "").to_numpy()
    for name in ("actor", "change"):
        blank = (table.text(name) == "").to_numpy()
        text = say("The row does not say {asked}; it was left out.", asked=say(_ASKED[name]))
        log.add_cells("incomplete_change", table, np.flatnonzero(blank), name, text)
        unread = unread | blank
    two = kind.isin(["merges", "renamed"]).to_numpy()
    needs = two & (table.text("into") == "").to_numpy()
    text = say("The row does not say into which firm it merged, or its new name; it was left out.")
    log.add_cells("incomplete_change", table, np.flatnonzero(needs & ~unread), "into", text)
    dated = kind.isin(["enters", "leaves"]).to_numpy() & (table.text("wave") == "").to_numpy()
    text = say("The row does not say since which round; it was left out.")
    log.add_cells("incomplete_change", table, np.flatnonzero(dated & ~unread), "wave", text)
    unread = unread | needs | dated
    ends = zip(table.text("actor"), table.text("into"), strict=True)
    same = two & ~unread & np.array([name_key(b) in names.forms(a) for a, b in ends], dtype=bool)
    text = say("The row names one firm twice; it was left out.")
    log.add_cells("incomplete_change", table, np.flatnonzero(same), "into", text)
    strange = _strange_rounds(table, tables) & ~unread & ~same
    text = say(
        "The round is none of the survey and fits none of their names; the row was left out."
    )
    log.add_cells("incomplete_change", table, np.flatnonzero(strange), "wave", text)
    return table.with_column("change", kind).keep(~(unread | same | strange))


def _strange_rounds(table: Table, tables: Mapping[str, Table]) -> _Rows:
    """Tell which rows name a round whose place among the others nobody can tell: Ola 2, 2021."""
    rounds = {str(w) for name in ("ties", "responses") for w in distinct(tables[name].text("wave"))}
    known = {name_key(wave) for wave in rounds} - {""}
    numbered = {_before_number(wave) for wave in known if _NUMBER.search(wave)}

    def strange(wave: str) -> bool:
        key = name_key(wave)
        fits = _NUMBER.search(key) is not None and _before_number(key) in numbered
        return bool(known and key) and key not in known and not fits

    return np.array([strange(wave) for wave in table.text("wave")], dtype=bool)


def _before_number(wave: str) -> str:
    return _NUMBER.split(wave)[0].strip(" _.-")


def place_of_round(wave: str) -> list[tuple[float, str]]:
    """Where a round stands among the others, whichever way its name is written."""
    return wave_order(_SIGNS.sub(" ", name_key(wave)).replace(" ", ""))


def _in_order(table: Table, names: Spellings, log: Log) -> Table:
    """Put new names first, then the rest by round; whoever a firm became is named as it is last."""
    rows = changes_of(table)
    became: dict[str, str] = {}
    for row in rows:
        if row.change == "renamed":
            _remember(became, row, names)
    last = [names.last(row.into, became) if row.into else "" for row in rows]
    turning = np.array(
        [bool(row.into) and not at for row, at in zip(rows, last, strict=True)], bool
    )
    text = say("New names go round in a circle; the row was left out.")
    log.add_cells("incomplete_change", table, np.flatnonzero(turning), "into", text)
    kept = [at for at in range(len(rows)) if not turning[at]]
    kept.sort(key=lambda at: (rows[at].change != "renamed", place_of_round(rows[at].wave)))
    merged: dict[str, str] = {}
    for at in kept:
        if rows[at].change == "merges":
            last[at] = names.last(last[at], merged) or last[at]
            _remember(merged, rows[at]._replace(into=last[at]), names)
    return _taken(table.with_column("into", pd.Series(last, dtype=object)), kept)


def _remember(became: dict[str, str], row: Change, names: Spellings) -> None:
    for form in names.forms(row.actor):
        became.setdefault(form, row.into)


def _taken(table: Table, places: Sequence[int]) -> Table:
    """Give the rows of some places, in that order."""
    at = np.array(places, dtype=np.int64)
    origins = None
    if table.origins is not None:
        file, sheet, row, column = table.origins
        origins = Origins(file[at], sheet[at], row[at], column[at])
    frame = table.frame.iloc[at].reset_index(drop=True)
    return replace(table, frame=frame, rows=table.rows[at], origins=origins)


def _with_every_former_name(table: Table, names: Spellings) -> Table:
    """Keep the id and the name of a firm that had a row of its own: texts may hold either."""
    rows = changes_of(table)
    more = [
        (at, spelling)
        for at, row in enumerate(rows)
        if row.change == "renamed"
        for spelling in names.others(row.actor)
    ]
    if not more:
        return table
    actors = [*(row.actor for row in rows), *(spelling for _, spelling in more)]
    longer = _taken(table, [*range(len(rows)), *(at for at, _ in more)])
    return longer.with_column("actor", pd.Series(actors, index=longer.frame.index, dtype=object))


_ASKED = {"actor": word("which firm it is about"), "change": word("what happened")}


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
    """Give the row of the former name the new id; where the new name has a row, that one stands.

    A consent given or refused under the former name holds until the new one says something.
    """
    old = _is(table.text("id"), known) & (table.text("id") != into).to_numpy()
    new = (table.text("id") == into).to_numpy()
    same = set(table.text("wave")[new]) if table.has("wave") else {""} if new.any() else set()
    again = old & table.text("wave").isin(same).to_numpy()
    ids = table.text("id").astype(object).mask(old, into)
    if table.has("consent"):
        said = table.text("consent")
        table = table.with_column("consent", _consent(said, again, new & (said == "").to_numpy()))
    return table.with_column("id", ids).keep(~again)


def _consent(said: pd.Series, former: _Rows, blank: _Rows) -> pd.Series:
    before = [text for text in said[former] if text]
    return said.astype(object).mask(blank, before[0]) if before else said


def _since(table: Table, change: Change) -> _Rows:
    """The rows of the rounds since a merger; a new name counts for all rounds."""
    if change.change == "renamed" or not change.wave:
        return np.ones(len(table), dtype=bool)
    start = place_of_round(change.wave)
    after = per_value(
        table.text("wave"), lambda wave: bool(wave) and place_of_round(wave) >= start, bool
    )
    rows: _Rows = after.to_numpy(dtype=bool)
    return rows


def _assume(change: Change, into: str, count: int, log: Log) -> None:
    when = say(" since the round {wave}", wave=quoted(change.wave)) if change.wave else ""
    text = say(
        "{actor} is the former name of {into}: both are one firm.",
        actor=quoted(change.actor),
        into=quoted(into),
    )
    if change.change == "merges":
        text = say(
            "{actor} is part of {into}{when}, into which it merged.",
            actor=quoted(change.actor),
            into=quoted(into),
            when=when,
        )
    log.assume(change.change, text, count)


def _without_inner(ties: Table, change: Change, into: str, log: Log) -> Table:
    """Leave out what was reported between two firms that are one now."""
    ends = (ties.text("source") == into) & (ties.text("target") == into)
    inner = ends.to_numpy(dtype=bool) & _since(ties, change)
    if inner.any():
        text = say(
            "Ties between {actor} and {into}, which merged, were left out.",
            actor=quoted(change.actor),
            into=quoted(into),
        )
        log.assume("merged_ties", text, int(inner.sum()))
    return ties.keep(~inner)


def changes_frame(table: Table) -> pd.DataFrame:
    """The table of changes with all its columns; empty cells are missing."""
    columns = [*COLUMNS, *(name for name in table.frame.columns if name not in COLUMNS)]
    frame = pd.DataFrame({name: table.text(name).astype(TEXT) for name in columns})
    return frame.where(frame != "")
