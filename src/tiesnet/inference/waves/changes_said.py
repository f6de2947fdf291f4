"""What changed between two waves, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tiesnet.inference.waves.rounds import Step
from tiesnet.inference.words import count, number, p_said, percent
from tiesnet.language import localised, say, say_n


def sentences(steps: Sequence[Step], rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Say what changed in every step, relation by relation."""
    said = []
    for step in steps:
        own = {key: [row for row in found if row["to_wave"] == step.after]
               for key, found in rows.items()}  # fmt: skip
        ties = own["wave_ties"][:1]
        layer = ties[0]["layer"] if ties else None
        said += [_ties_said(step, row) for row in ties]
        flows = [row for row in own["wave_flows"] if layer in (None, row["layer"])]
        said += [_flows_said(step, row) for row in flows[:1]]
        said += [_drift_said(row) for row in own["wave_drift"][:1]]
        ranks = [row for row in own["wave_ranks"] if not np.isnan(row["observed"])]
        said += [_ranks_said(step, row) for row in ranks[:1]]
    return said


def _ties_said(step: Step, row: dict[str, Any]) -> str:
    head = say(
        "From {before} to {after}, {layer}",
        before=step.before,
        after=step.after,
        layer=step.label(row["layer"]),
    )
    both = say("among the {actor} there in both waves", actor=count(row["actors"], "actor"))
    if not row["before"] + row["after"]:
        return say(
            "{head}: no ties in either wave {both}, over the pairs known in both.",
            head=head,
            both=both,
        )
    return say(
        "{head}: {tie} kept, {created} created and {dissolved} dissolved {both}, "
        "over the pairs known in both (Jaccard {jaccard}).",
        head=head,
        tie=count(row["kept"], "tie"),
        created=localised(f"{row['created']:,}"),
        dissolved=localised(f"{row['dissolved']:,}"),
        both=both,
        jaccard=percent(row["jaccard"]),
    )


def _flows_said(step: Step, row: dict[str, Any]) -> str:
    moved = []
    if row["entered"]:
        brought = count(row["brought"], "tie")
        moved.append(
            say(
                "{actor} entered and brought {brought}",
                actor=count(row["entered"], "actor"),
                brought=brought,
            )
        )
    if row["left"]:
        moved.append(
            say(
                "{actor} left and took {tie}",
                actor=count(row["left"], "actor"),
                tie=count(row["taken"], "tie"),
            )
        )
    if row["merged"]:
        moved.append(
            say_n(row["merged"], "{n} actor merged into another", "{n} actors merged into others")
        )
    head = say("{before} to {after}: ", before=step.before, after=step.after)
    return f"{head}{'; '.join(moved)}." if moved else head + say("nobody entered or left.")


def _drift_said(row: dict[str, Any]) -> str:
    return say(
        "Density went from {before} to {after} of the pairs known in both "
        "(change {observed} points, 95 % interval {low} to {high}; {p}).",
        before=percent(row["before"]),
        after=percent(row["after"]),
        observed=number(100 * row["observed"]),
        low=number(100 * row["low"]),
        high=number(100 * row["high"]),
        p=p_said(row["p"]),
    )


def _ranks_said(step: Step, row: dict[str, Any]) -> str:
    return say(
        "By {measure} in {layer}, the order of the {actor} compared correlates "
        "with that before at {observed} ({p}): {rose} rose, {fell} fell.",
        measure=say(row["measure"]).lower(),
        layer=step.label(row["layer"]),
        actor=count(row["actors"], "actor"),
        observed=number(row["observed"]),
        p=p_said(row["p"]),
        rose=localised(f"{row['rose']:,}"),
        fell=localised(f"{row['fell']:,}"),
    )
