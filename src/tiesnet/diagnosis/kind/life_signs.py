"""The signs of a stage of the life cycle: what each shows, and which stages it points to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.diagnosis.words import count, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures

EMBRYONIC, GROWTH, MATURITY, DECLINE = STAGES = (
    word("embryonic"),
    word("growth"),
    word("maturity"),
    word("decline"),
)
"""The stages of a cluster's life (Rosenfeld 2002)."""


class Cuts(NamedTuple):
    """The cut-offs, as shares from 0 to 1."""

    change: float
    renewal: float
    local: float


class Sign(NamedTuple):
    """One indicator with data: what was found and which stages it points to."""

    indicator: str
    value: str
    rule: str
    points_to: tuple[str, ...]


def signs_of(
    measures: Measures, firms: pd.DataFrame, ties: pd.DataFrame, cuts: Cuts, told: bool
) -> list[Sign]:
    """Read every indicator of the last step that has data."""
    last = firms.iloc[-1]
    signs = [*_entry_exit(last, cuts)] if told and last["before"] else []
    step = last_step(ties, last)
    if step is not None:
        signs += _tie_signs(step, cuts)
    exports = exported(measures)
    if not np.isnan(exports):
        here = (EMBRYONIC,) if exports < cuts.local else (GROWTH, MATURITY, DECLINE)
        rule = say("under {share}: embryonic, which sells nearby", share=percent(cuts.local))
        value = say("{share} of sales exported", share=percent(exports))
        signs.append(Sign(word("Markets"), value, rule, here))
    return signs


def _entry_exit(last: pd.Series, cuts: Cuts) -> list[Sign]:
    cut = percent(cuts.change)
    entry, exit_ = float(last["entry"]), float(last["exit"])
    new = (EMBRYONIC, GROWTH) if entry >= cuts.change else (MATURITY, DECLINE)
    gone = (DECLINE,) if exit_ >= cuts.change else (EMBRYONIC, GROWTH, MATURITY)
    before = count(int(last["before"]), "firm", "firms")
    came = say_n(
        int(last["came"]),
        "{n} came, to {firms} ({share})",
        "{n} came, to {firms} ({share})",
        firms=before,
        share=percent(entry),
    )
    left = say_n(
        int(last["left"]),
        "{n} left, of {firms} ({share})",
        "{n} left, of {firms} ({share})",
        firms=before,
        share=percent(exit_),
    )
    rule = say("from {share}: embryonic or growth; under: maturity or decline", share=cut)
    return [
        Sign(word("Entry of firms"), came, rule, new),
        Sign(word("Exit of firms"), left, say("from {share}: decline", share=cut), gone),
    ]


def last_step(ties: pd.DataFrame, last: pd.Series) -> pd.Series | None:
    """Give the last step over all ties, else over the relation with most pairs known in both."""
    step = ties[(ties["from_wave"] == last["from_wave"]) & (ties["to_wave"] == last["to_wave"])]
    if step.empty:
        return None
    whole = step[step["layer"] == "all"]
    return whole.iloc[0] if len(whole) else step.loc[step["pairs"].idxmax()]


def _tie_signs(step: pd.Series, cuts: Cuts) -> list[Sign]:
    signs = []
    before, after = int(step["before"]), int(step["after"])
    if before:
        growth = (after - before) / before
        points: tuple[str, ...] = (MATURITY,)
        if abs(growth) >= cuts.change:
            points = (EMBRYONIC, GROWTH) if growth > 0 else (DECLINE,)
        rule = say(
            "from {share} more: embryonic or growth; from as many fewer: decline; between: "
            "maturity",
            share=percent(cuts.change),
        )
        signs.append(Sign(word("Tied pairs"), _grown(before, after), rule, points))
    if after:
        new = int(step["created"]) / after
        points = (EMBRYONIC, GROWTH) if new >= cuts.renewal else (MATURITY, DECLINE)
        value = say_n(
            int(step["created"]),
            "{n} of {pairs} is new ({share})",
            "{n} of {pairs} are new ({share})",
            pairs=count(after, "later tied pair", "later tied pairs"),
            share=percent(new),
        )
        rule = say(
            "from {share}: embryonic or growth; under: maturity or decline",
            share=percent(cuts.renewal),
        )
        signs.append(Sign(word("Renewal of ties"), value, rule, points))
    return signs


def _grown(before: int, after: int) -> str:
    """Say how the number of tied pairs changed."""
    if after == before:
        return say("{n} before and after", n=before)
    share = percent(abs(after - before) / before)
    if after > before:
        return say(
            "{before} before, {after} after ({share} more)",
            before=before,
            after=after,
            share=share,
        )
    return say(
        "{before} before, {after} after ({share} fewer)", before=before, after=after, share=share
    )


def exported(measures: Measures) -> float:
    """Give the mean share of sales that is exported, over the firms that tell it."""
    actors = measures.net.inside().firms().actors
    if "exports" not in actors:
        return np.nan
    return float(pd.to_numeric(actors["exports"], errors="coerce").mean())
