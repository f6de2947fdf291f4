"""Who was not there in a round, and who names them all the same."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say_n
from tiesnet.survey.clean.changes import Change, changes_of, place_of_round
from tiesnet.survey.coded import distinct
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import quoted, wave_order


def absent_in(table: Table, actors: pd.Index, waves: Iterable[object]) -> NDArray[np.bool_]:
    """Which actors were not there in which round: before they entered, since they left or merged.

    Returns
    -------
    array of bool, actors × waves
        Always false for a round without a name.
    """
    return _away(changes_of(table), actors, list(waves))


def absences(changes: pd.DataFrame, actors: pd.Index, waves: Iterable[object]) -> NDArray[np.bool_]:
    """Tell the same of the changes of a survey: who, by its table, was not there in which round.

    Parameters
    ----------
    changes : DataFrame
        ``Survey.changes``.
    actors : Index
        Ids.
    waves : iterable of str
        Names of rounds.

    Returns
    -------
    array of bool, shape (actors, waves)
    """
    columns = [changes[name].fillna("") for name in ("actor", "change", "into", "wave")]
    rows = [Change(*map(str, row)) for row in zip(*columns, strict=True)]
    return _away(rows, actors, list(waves))


_Rows = NDArray[np.bool_]


def _away(changes: Iterable[Change], actors: pd.Index, rounds: list[object]) -> _Rows:
    away = np.zeros((len(actors), len(rounds)), dtype=bool)
    order = {k: place_of_round(str(w)) for k, w in enumerate(rounds) if isinstance(w, str) and w}
    dated = [row for row in changes if row.change != "renamed" and row.wave]
    dated.sort(key=lambda row: place_of_round(row.wave))
    # What happened last before a round decides: a firm may leave and enter again.
    first: set[str] = set()
    for change in dated:
        row = actors.get_indexer([change.actor])[0]
        if row < 0:
            continue
        start, gone = place_of_round(change.wave), change.change != "enters"
        for k, place in order.items():
            if place >= start:
                away[row, k] = gone
            elif change.actor not in first:
                away[row, k] = not gone
        first.add(change.actor)
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
                say_n(
                    count,
                    "{actor} was not there in the round {wave}, but {n} report of that round "
                    "names it; the ties were kept.",
                    "{actor} was not there in the round {wave}, but {n} reports of that round "
                    "name it; the ties were kept.",
                    actor=quoted(actor),
                    wave=quoted(waves[k]),
                ),
            )
