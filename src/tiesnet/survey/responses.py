"""Who answered what: one state for every actor, relation and wave.

Sources of information, the more specific first: rows of the responses table (for a relation and
a wave, for all relations, for all waves), the actors column ``respondent``, the column
``reported_by`` of the ties. Without any of them everything counts as observed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say
from tiesnet.survey.clean.absent import absent_in
from tiesnet.survey.clean.columns import choice_column
from tiesnet.survey.coded import any_codes, distinct, first_rows_of, is_coded
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Table
from tiesnet.survey.words import TEXT, counted, quoted, wave_order

UNKNOWN, NOT_ASKED, SILENT, PARTLY, ANSWERED = -1, 0, 1, 2, 3
STATES = ("not_asked", "silent", "partly", "answered")
_CODES = {"answered": ANSWERED, "partly": PARTLY, "silent": SILENT, "not_asked": NOT_ASKED}
_RESPONDENT = {"yes": ANSWERED, "partly": PARTLY, "no": SILENT}

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Told(NamedTuple):
    """What the survey says about responses, before it is put together."""

    table: Table
    actors: Table
    answers_by_wave: pd.DataFrame
    reporters_given: bool
    changes: Table
    census: bool = True

    @property
    def by_reports(self) -> bool:
        """Whether who reports something can be told from who did not answer."""
        return self.reporters_given or not self.census


class _Grid(NamedTuple):
    """Actors, relations and waves, and the reports each actor made itself."""

    actors: pd.Index
    relations: pd.Index
    waves: list[Any]
    own: Flags
    asked: Flags

    @property
    def shape(self) -> tuple[int, int, int]:
        return (len(self.actors), len(self.relations), len(self.waves))


def build_responses(
    actors: pd.DataFrame, relations: pd.DataFrame, ties: pd.DataFrame, told: Told, log: Log
) -> pd.DataFrame:
    """Give every actor, relation and wave its state.

    Returns
    -------
    DataFrame
        actor, relation, wave (empty without waves), state (answered, partly, silent, not_asked).
    """
    table = _read_table(told.table, log)
    grid = _grid(actors, relations, ties, table)
    respondent = actors["respondent"].map(_RESPONDENT).fillna(UNKNOWN).to_numpy(dtype=np.int64)
    informed = len(table) > 0 or (respondent != UNKNOWN).any() or told.by_reports
    if not informed:
        return _table(grid, _away(_all_observed(actors, grid, log), grid, told, log))
    by_table = _from_table(table, grid, told.table, log)
    by_actor = _from_respondent(respondent, told.answers_by_wave, actors, grid)
    state = np.where(by_table != UNKNOWN, by_table, by_actor)
    state = _partly_by_question(state, by_table, grid, log)
    state = _rest(state, respondent, actors, grid, told, log)
    state = _away(state, grid, told, log)
    state = _silent_but_reports(state, grid, actors, told.actors, log)
    return _table(grid, state)


def _read_table(table: Table, log: Log) -> pd.DataFrame:
    state = choice_column(table, "state", "state", log)
    if table.given and not table.has("state"):
        state = pd.Series("answered", index=table.frame.index, dtype=object)
        text = say("The responses table has no column 'state'; whoever stands in it answered.")
        log.assume("response_state", text, len(table))
    frame = pd.DataFrame(
        {
            "actor": table.text("actor"),
            "relation": table.text("relation"),
            "wave": table.text("wave"),
            "state": state.map(_CODES).fillna(UNKNOWN).astype(np.int64),
            "at": np.arange(len(table)),
        }
    )
    return frame[(frame["actor"] != "") & (frame["state"] != UNKNOWN)]


def _grid(
    actors: pd.DataFrame, relations: pd.DataFrame, ties: pd.DataFrame, table: pd.DataFrame
) -> _Grid:
    waves = sorted({*distinct(ties["wave"]), *table["wave"].unique()} - {""}, key=wave_order)
    waves = [*waves, np.nan] if ties["wave"].isna().any() and waves else waves or [np.nan]
    firm = (actors["kind"] == "firm").to_numpy(dtype=bool)
    asked = firm & actors["in_cluster"].to_numpy(dtype=bool)
    own = np.zeros((len(actors), len(relations), len(waves)), dtype=bool)
    rows = _places(ties["reported_by"], actors.index)
    columns = _places(ties["relation"], relations.index)
    depth = _places(ties["wave"], pd.Index(waves, dtype=object))
    fits = rows >= 0
    own[rows[fits], columns[fits], depth[fits]] = True
    return _Grid(actors.index, relations.index, list(waves), own, asked)


def _places(values: pd.Series, index: pd.Index) -> NDArray[np.int32]:
    """Where each text stands in an index, once per distinct text; a missing one may stand too."""
    missing = index.get_indexer(pd.Index([np.nan], dtype=object))
    codes, texts = any_codes(values)
    if is_coded(values) and values.cat.categories.equals(index):
        places = np.arange(len(index))
    else:
        places = index.get_indexer(texts)
    return np.append(places, missing).astype(np.int32)[codes]


def _all_observed(actors: pd.DataFrame, grid: _Grid, log: Log) -> Codes:
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    text = say(
        "The survey does not say who answered, so every actor of the cluster counts as having "
        "answered everything: no tie means an answered no."
    )
    log.assume("fully_observed", text, int(inside.sum()))
    state = np.where(inside, ANSWERED, NOT_ASKED)[:, None, None]
    return np.broadcast_to(state, grid.shape).astype(np.int64)


def _from_table(table: pd.DataFrame, grid: _Grid, source: Table, log: Log) -> Codes:
    """Spread the rows of the responses table; a row for one question beats one for all."""
    state = np.full(grid.shape, UNKNOWN, dtype=np.int64)
    row = grid.actors.get_indexer(table["actor"])
    relation = np.where(table["relation"] == "", -1, grid.relations.get_indexer(table["relation"]))
    waves = pd.Index(grid.waves, dtype=object)
    wave = np.where(table["wave"] == "", -1, waves.get_indexer(table["wave"].astype(object)))
    _say_contradictions(table, np.column_stack([row, relation, wave]), source, log)
    width = (relation < 0).astype(int) * 2 + (wave < 0)
    # The widest rows first, the narrowest last; among equals the first of the file stands.
    for k in np.lexsort((-table["at"].to_numpy(), -width)):
        r = slice(None) if relation[k] < 0 else relation[k]
        w = slice(None) if wave[k] < 0 else wave[k]
        state[row[k], r, w] = table["state"].iat[k]
    return state


def _say_contradictions(table: pd.DataFrame, keys: Codes, source: Table, log: Log) -> None:
    cells = pd.DataFrame(keys, columns=["actor", "relation", "wave"])
    first = cells.assign(state=table["state"].to_numpy(), at=table["at"].to_numpy())
    group = first.groupby(["actor", "relation", "wave"], sort=False)
    head_state = group["state"].transform("first")
    head = group["at"].transform("first")
    for k in np.flatnonzero((first["state"] != head_state).to_numpy()):
        row = source.row(int(head.iat[k]))
        text = say(
            "Row {row} gives {iat} another state; row {row} was used.",
            row=row,
            iat=quoted(table["actor"].iat[k]),
        )
        at = int(first["at"].iat[k])
        log.add_cells("contradictory_responses", source, [at], "state", text)


def _from_respondent(
    respondent: Codes, by_wave: pd.DataFrame, actors: pd.DataFrame, grid: _Grid
) -> Codes:
    """Spread the column ``respondent``; institutions and outsiders are silent only if asked.

    For a firm inside "no" means silent. For an institution or an outsider it means that it is
    no respondent: it was not asked.
    """
    whole = np.where((respondent == SILENT) & ~grid.asked, NOT_ASKED, respondent)
    state = np.broadcast_to(whole[:, None, None], grid.shape).astype(np.int64)
    waves = pd.Index(grid.waves, dtype=object)
    rows = actors.index.get_indexer(by_wave["id"].astype(TEXT))
    depth = waves.get_indexer(by_wave["wave"].astype(object))
    values = by_wave["respondent"].map(_RESPONDENT).fillna(UNKNOWN).to_numpy(dtype=np.int64)
    named = np.zeros(len(actors), dtype=bool)
    for row, wave, value in zip(rows, depth, values, strict=True):
        if row < 0 or wave < 0:
            continue
        if not named[row]:
            state[row] = NOT_ASKED  # no row for a wave: it did not take part in it
            named[row] = True
        state[row, :, wave] = NOT_ASKED if value == SILENT and not grid.asked[row] else value
    return state


def _partly_by_question(state: Codes, by_table: Codes, grid: _Grid, log: Log) -> Codes:
    """Who answered partly answered the questions it reported something in, and no others."""
    open_ = (state == PARTLY) & (by_table == UNKNOWN)
    if not open_.any():
        return state
    text = say(
        "Of actors that answered partly, the questions in which they report something count as "
        "answered, the others as not answered."
    )
    log.assume("partly_by_question", text, int(open_.any(axis=(1, 2)).sum()))
    return np.where(open_, np.where(grid.own, ANSWERED, SILENT), state)


def _rest(
    state: Codes, respondent: Codes, actors: pd.DataFrame, grid: _Grid, told: Told, log: Log
) -> Codes:
    """Decide the cells nothing was said about: by the actor's own reports, else by who is asked."""
    open_ = state == UNKNOWN
    if not open_.any():
        return state
    reports = grid.own.any(axis=1, keepdims=True) if told.by_reports else np.zeros(1, bool)
    listed = (respondent != UNKNOWN).any()
    # Of those a sample is silent about nobody knows that they were asked.
    silent = grid.asked & (not listed) & told.census
    fallback = np.where(silent, SILENT, NOT_ASKED)[:, None, None]
    _say_rest(open_ & ~reports, listed, grid, told, log)
    answered = open_ & reports
    # Where a table lists an actor's questions, a report settles only its own question.
    mixed = (state != UNKNOWN).any(axis=(1, 2), keepdims=True)
    answered &= np.where(mixed, grid.own, True)
    silent_rest = np.where(mixed & grid.asked[:, None, None], SILENT, fallback)
    return np.where(answered, ANSWERED, np.where(open_, silent_rest, state))


def _say_rest(open_: Flags, listed: bool, grid: _Grid, told: Told, log: Log) -> None:
    count = int((open_.any(axis=(1, 2)) & grid.asked).sum())
    if not told.census:
        text = say(
            "Not every firm was asked: firms that report no tie, and about whose answer nothing "
            "is said, were not asked."
        )
        log.assume("not_in_sample", text, count)
        return
    if told.reporters_given and not listed and not len(told.table):
        text = say(
            "Whoever reports a tie in a wave answered that wave; the other firms of the cluster "
            "are silent."
        )
        log.assume("reporters_answered", text, count)
    elif count and listed:
        text = say("Firms of the cluster whose response is empty were never asked.")
        log.assume("respondent_blank", text, count)
    elif count:
        text = say("Firms of the cluster about whose answer nothing is said are silent.")
        log.assume("response_blank", text, count)


def _away(state: Codes, grid: _Grid, told: Told, log: Log) -> Codes:
    """Nobody is asked before it enters or since it left; whoever reports all the same was there."""
    away = absent_in(told.changes, grid.actors, grid.waves)
    there = grid.own.any(axis=1)
    for row, wave in np.argwhere(away & there):
        actor = str(grid.actors[row])
        log.add(
            "reports_while_absent",
            told.changes.find("actor", actor),
            say(
                "{actor} was not there in the round {waves}, but reports ties in it; it "
                "was treated as taking part.",
                actor=quoted(actor),
                waves=quoted(grid.waves[wave]),
            ),
        )
    return np.where((away & ~there)[:, None, :], NOT_ASKED, state)


def _silent_but_reports(
    state: Codes, grid: _Grid, actors: pd.DataFrame, table: Table, log: Log
) -> Codes:
    """A silent actor that reports ties: its reports count, what it does not report is unknown."""
    unasked = (state == NOT_ASKED) & grid.asked[:, None, None]
    clash = ((state == SILENT) | unasked) & grid.own
    declared = (actors["respondent"] == "no").to_numpy(dtype=bool)
    clashing = np.flatnonzero(clash.any(axis=(1, 2)))
    stands = first_rows_of(table.text("id")) if len(clashing) else {}
    for k in clashing:
        actor = str(grid.actors[k])
        name = str(actors["name"].iat[k])
        count = int(clash[k].any(axis=1).sum())
        log.add(
            "silent_but_reports",
            table.place(stands[actor], "id", actor) if actor in stands else Place(value=actor),
            say(
                "{name} is said not to have answered but reports ties in {relation}; it "
                "was treated as having answered partly.",
                name=quoted(name),
                relation=counted(count, "relation"),
            ),
            say("Correct its response, or fill in reported_by where another firm reported the tie.")
            if declared[k]
            else say("Correct its response, or the reporter of these ties."),
        )
    return np.where(clash, PARTLY, state)


def _table(grid: _Grid, state: Codes) -> pd.DataFrame:
    actors, relations, waves = grid.shape
    words = np.array(STATES, dtype=object)[state.ravel()]
    return pd.DataFrame(
        {
            "actor": grid.actors.repeat(relations * waves),
            "relation": np.tile(grid.relations.repeat(waves).to_numpy(dtype=object), actors),
            "wave": np.tile(np.array(grid.waves, dtype=object), actors * relations),
            "state": words,
        }
    ).astype({"actor": TEXT, "relation": TEXT, "wave": TEXT, "state": TEXT})
