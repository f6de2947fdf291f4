"""What is said of a test against networks drawn by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.inference.graphs.registry import NullModel
from tiesnet.inference.words import count, number, p_said
from tiesnet.network import Network

_FEW = 0.05
_SAME = 1e-9


def sentence(row: Mapping[str, Any], labels: Mapping[str, str], model: NullModel) -> str:
    """Say how one number of a network compares with chance."""
    start = f"{labels[row['layer']]}, {row['label']}: {number(row['observed'])}"
    if not row["replications"]:
        return f"{start}. No drawn network has this number, so that it cannot be compared."
    if np.isnan(row["z"]) and abs(row["observed"] - row["expected"]) < _SAME:
        return f"{start}, as in every network drawn with {model.label} kept: nothing to compare."
    side = "higher" if row["observed"] > row["expected"] else "lower"
    verdict = f"{side} than chance gives" if row["p"] < _FEW else "within what chance gives"
    mean = "in every network" if np.isnan(row["z"]) else "on average"
    return f"{start}, by chance {number(row['expected'])} {mean}: {verdict} ({p_said(row['p'])})."


def actor_sentence(rows: pd.DataFrame, layer: str, metric: str) -> str:
    """Say how many actors stand out in a measure of actors."""
    high = int(((rows["p"] < _FEW) & (rows["observed"] > rows["expected"])).sum())
    low = int(((rows["p"] < _FEW) & (rows["observed"] < rows["expected"])).sum())
    label = rows["label"].iloc[0]
    return (
        f"{layer}: {label}: above chance: {high} of {count(len(rows), 'actor')}, below: {low} "
        f"(p < 0.05); expected where all is chance: at most {number(_FEW * len(rows))}."
    )


def method_of(model: NullModel, replications: int, seed: int) -> str:
    """Write the paragraph for a paper."""
    return (
        "Measures of the network were compared with those of random networks in a conditional "
        "uniform graph test (Katz & Powell 1957; Anderson, Butts & Carley 1999; Butts 2008). "
        f"{model.sentence}. {count(replications, 'network')} were drawn (seed {seed}). The p of "
        "one side is (b + 1) / (m + 1), where b of m drawn networks reach the observed value; the "
        "two-sided p is twice the smaller one. z is the observed value less the mean of the drawn "
        "ones, divided by their standard deviation."
    )


def assumptions_of(net: Network, parts: Sequence[Any], rows: pd.DataFrame) -> tuple[str, ...]:
    """List what was chosen or left out for the user."""
    said = []
    outside = len(net.actors) - len(net.inside().actors)
    if outside:
        said.append(f"{count(outside, 'actor')} outside the cluster left out, with their ties.")
    for part in parts:
        said += _kept(part)
        said += [
            f"{part.layer}: {name} not tested: {reason}." for name, reason in part.wanted.left_out
        ]
        said += [
            f"{part.layer}: {name}: {count(blank, 'actor')} not tested, of whom it is not defined "
            "as observed."
            for name, blank in part.wanted.blank.items()
            if blank
        ]
    lacking = rows[(rows["undefined"] > 0) & rows["actor"].isna()]
    said += [
        f"{row.layer}: {row.metric} is not defined in "
        f"{count(row.undefined, 'drawn network')}: left out of its comparison."
        for row in lacking.itertuples()
    ]
    said.append("Strengths of ties are not used.")
    return tuple(said)


def _kept(part: Any) -> list[str]:
    frame = part.frame
    rest = frame.actors - frame.answered
    pairs = frame.actors * (frame.actors - 1) // 2 - len(frame.one)
    if not pairs:
        return []
    ties = count(frame.fixed.shape[1], "tie")
    return [
        f"{part.layer}: not answered in full, or not asked: {rest} of "
        f"{count(frame.actors, 'actor')}. Not known both ways, and the same in every drawn "
        f"network: {count(pairs, 'pair')}, with {ties}."
    ]


def cautions_of(model: NullModel, rows: pd.DataFrame, views: Sequence[Network]) -> tuple[str, ...]:
    """List what to keep in mind."""
    said = [model.caution] if model.caution else []
    if len(rows) > 1:
        said.append(
            f"{len(rows)} numbers are tested; with p < 0.05 about one in twenty would stand out "
            "even if all were chance."
        )
    if any(v.directed and v.layers["content"].iloc[0] == "several" for v in views):
        said.append(
            "In a union, ties that run both ways by nature are two arrows. Only the null model "
            "of pairs (dyads) keeps them together."
        )
    return tuple(said)
