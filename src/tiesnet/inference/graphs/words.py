"""What is said of a test against networks drawn by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.inference.graphs.registry import NullModel
from tiesnet.inference.words import count, number, p_said
from tiesnet.language import say, word
from tiesnet.network import Network

_FEW = 0.05
_SAME = 1e-9


def sentence(row: Mapping[str, Any], labels: Mapping[str, str], model: NullModel) -> str:
    """Say how one number of a network compares with chance."""
    start = f"{labels[row['layer']]}, {say(row['label'])}: {number(row['observed'])}"
    if not row["replications"]:
        return say(
            "{start}. No drawn network has this number, so that it cannot be compared.", start=start
        )
    if np.isnan(row["z"]) and abs(row["observed"] - row["expected"]) < _SAME:
        return say(
            "{start}, as in every network drawn with {label} kept: nothing to compare.",
            start=start,
            label=say(model.label),
        )
    verdict = word("within what chance gives")
    if row["p"] < _FEW:
        more = row["observed"] > row["expected"]
        verdict = word("higher than chance gives") if more else word("lower than chance gives")
    filled = {"start": start, "expected": number(row["expected"]), "verdict": verdict}
    if np.isnan(row["z"]):
        return say(
            "{start}, by chance {expected} in every network: {verdict} ({p}).",
            **filled,
            p=p_said(row["p"]),
        )
    return say(
        "{start}, by chance {expected} on average: {verdict} ({p}).",
        **filled,
        p=p_said(row["p"]),
    )


def actor_sentence(rows: pd.DataFrame, layer: str, metric: str) -> str:
    """Say how many actors stand out in a measure of actors."""
    high = int(((rows["p"] < _FEW) & (rows["observed"] > rows["expected"])).sum())
    low = int(((rows["p"] < _FEW) & (rows["observed"] < rows["expected"])).sum())
    label = say(rows["label"].iloc[0])
    return say(
        "{layer}: {label}: above chance: {high} of {actor}, below: {low} (p < "
        "0.05); expected where all is chance: at most {few}.",
        layer=layer,
        label=label,
        high=high,
        actor=count(len(rows), "actor"),
        low=low,
        few=number(_FEW * len(rows)),
    )


def method_of(model: NullModel, replications: int, seed: int) -> str:
    """Write the paragraph for a paper."""
    return say(
        "Measures of the network were compared with those of random networks in "
        "a conditional uniform graph test (Katz & Powell 1957; Anderson, Butts & "
        "Carley 1999; Butts 2008). {sentence}. {network} were drawn (seed "
        "{seed}). The p of one side is (b + 1) / (m + 1), where b of m drawn "
        "networks reach the observed value; the two-sided p is twice the smaller "
        "one. z is the observed value less the mean of the drawn ones, divided "
        "by their standard deviation.",
        sentence=model.sentence,
        network=count(replications, "network"),
        seed=seed,
    )


def assumptions_of(net: Network, parts: Sequence[Any], rows: pd.DataFrame) -> tuple[str, ...]:
    """List what was chosen or left out for the user."""
    said = []
    outside = len(net.actors) - len(net.inside().actors)
    if outside:
        said.append(
            say(
                "{actor} outside the cluster left out, with their ties.",
                actor=count(outside, "actor"),
            )
        )
    for part in parts:
        said += _kept(part)
        said += [
            say("{layer}: {name} not tested: {reason}.", layer=part.layer, name=name, reason=reason)
            for name, reason in part.wanted.left_out
        ]
        said += [
            say(
                "{layer}: {name}: {actor} not tested, of whom it is not defined as observed.",
                layer=part.layer,
                name=name,
                actor=count(blank, "actor"),
            )
            for name, blank in part.wanted.blank.items()
            if blank
        ]
    lacking = rows[(rows["undefined"] > 0) & rows["actor"].isna()]
    said += [
        say(
            "{layer}: {metric} is not defined in {drawn_network}: left out of its comparison.",
            layer=row.layer,
            metric=row.metric,
            drawn_network=count(row.undefined, "drawn network"),
        )
        for row in lacking.itertuples()
    ]
    said.append(say("Strengths of ties are not used."))
    return tuple(said)


def _kept(part: Any) -> list[str]:
    frame = part.frame
    rest = frame.actors - frame.answered
    pairs = frame.actors * (frame.actors - 1) // 2 - len(frame.one)
    if not pairs:
        return []
    ties = count(frame.fixed.shape[1], "tie")
    return [
        say(
            "{layer}: not answered in full, or not asked: {rest} of {actor}. Not "
            "known both ways, and the same in every drawn network: {pair}, with "
            "{ties}.",
            layer=part.layer,
            rest=rest,
            actor=count(frame.actors, "actor"),
            pair=count(pairs, "pair"),
            ties=ties,
        )
    ]


def cautions_of(model: NullModel, rows: pd.DataFrame, views: Sequence[Network]) -> tuple[str, ...]:
    """List what to keep in mind."""
    said = [say(model.caution)] if model.caution else []
    if len(rows) > 1:
        said.append(
            say(
                "{n} numbers are tested; with p < 0.05 about one in twenty would stand "
                "out even if all were chance.",
                n=len(rows),
            )
        )
    if any(v.directed and v.layers["content"].iloc[0] == "several" for v in views):
        said.append(
            say(
                "In a union, ties that run both ways by nature are two arrows. Only the null model "
                "of pairs (dyads) keeps them together."
            )
        )
    return tuple(said)
