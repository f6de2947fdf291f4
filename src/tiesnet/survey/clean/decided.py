"""Decisions on names, applied to the tables before names are linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.clean.people import all_names
from tiesnet.survey.matching.decisions import Decisions
from tiesnet.survey.matching.resolve import Decided, resolve
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import quoted


def decide(
    decisions: Decisions | None, tables: Mapping[str, Table], log: Log
) -> tuple[Decided, Table]:
    """Find what was decided, and make one firm of those of the roster that are one."""
    actors = tables["actors"]
    if decisions is None:
        return Decided(), actors
    firms = _firms(actors)
    decided = resolve(decisions, firms, set(all_names(tables)), log)
    for one, two in decided.same.items():
        text = say(
            "{one} is {two}: decided by you in {file}.",
            one=quoted(one),
            two=quoted(two),
            file=decided.file,
        )
        log.assume("decided_firm", text)
    decided.also = [
        (decided.same[actor], text)
        for actor, name in firms
        if actor in decided.same
        for text in dict.fromkeys((actor, name))
    ]
    return decided, _as_one(actors, decided.same) if decided.same else actors


def _firms(actors: Table) -> list[tuple[str, str]]:
    names = actors.text("name").tolist()
    ids = actors.text("id").tolist() if actors.has("id") else names
    pairs = (
        (str(actor or name), str(name or actor)) for actor, name in zip(ids, names, strict=True)
    )
    return list(dict.fromkeys(pair for pair in pairs if pair[0]))


def _as_one(actors: Table, same: Mapping[str, str]) -> Table:
    """Give rows of one firm one id; where both have a row, its empty cells are filled."""
    if not actors.has("id"):
        actors = actors.with_column("id", actors.text("name"))
    frame = actors.frame.astype(object).copy()
    ids = frame["id"].where(frame["id"] != "", actors.text("name"))
    waves = actors.text("wave")
    row_of = {(actor, wave): k for k, (actor, wave) in enumerate(zip(ids, waves, strict=True))}
    keep = np.ones(len(frame), dtype=bool)
    for k, (actor, wave) in enumerate(zip(ids, waves, strict=True)):
        if actor not in same:
            continue
        kept = row_of.get((same[actor], wave))
        if kept is None:
            frame.iat[k, frame.columns.get_loc("id")] = same[actor]
            row_of[same[actor], wave] = k
            continue
        keep[k] = False
        _fill(frame, kept, k)
    return replace(actors, frame=frame).keep(keep)


def _fill(frame: pd.DataFrame, kept: int, other: int) -> None:
    for column in range(len(frame.columns)):
        if frame.iat[kept, column] == "":
            frame.iat[kept, column] = frame.iat[other, column]
