"""Who entered, left or merged between two waves, and the ties that came and went with them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.inference.evidence import Field
from tiesnet.inference.waves.rounds import Step
from tiesnet.inference.waves.ties import STEP_FIELDS, PairChange
from tiesnet.language import say
from tiesnet.network import Network

FLOW_FIELDS = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("actors_before", "Actors before", "count", "actors"),
    Field("entered", "Entered", "count", "actors"),
    Field("left", "Left", "count", "actors"),
    Field("merged", "Merged", "count", "actors", "Part of another firm since; no exits."),
    Field("actors_after", "Actors after", "count", "actors"),
    Field("ties_before", "Ties before", "count", "ties"),
    Field("taken", "Gone with those that left", "count", "ties"),
    Field("dissolved", "Dissolved", "count", "ties"),
    Field("aside_before", "Not known in both, before", "count", "ties"),
    Field("kept", "Kept", "count", "ties"),
    Field("created", "Created", "count", "ties"),
    Field("brought", "Brought by those that entered", "count", "ties"),
    Field("aside_after", "Not known in both, after", "count", "ties"),
    Field("ties_after", "Ties after", "count", "ties"),
)
MOVE_FIELDS = (
    *STEP_FIELDS,
    Field("name", "Actor"),
    Field("move", "What happened", "word"),
    Field("ties", "Its ties", "count", "ties", "Of all relations; of who left, those it had."),
)


def flow_row(step: Step, change: PairChange) -> dict[str, object]:
    """Account for every tie of a layer in both waves.

    Before = taken + dissolved + aside + kept, and after = kept + created + brought + aside.
    """
    counts = change.counts()
    first, second = (net.layer(change.layer) for net in (step.first, step.second))
    return {
        **step.key(),
        "layer": change.layer,
        "actors_before": len(first.actors) + len(step.absorbed),
        "entered": len(step.entered),
        "left": len(step.left),
        "merged": len(step.absorbed),
        "actors_after": len(second.actors),
        "ties_before": len(first.ties),
        "taken": len(_touching(first, step.left)),
        "dissolved": counts["dissolved"],
        "aside_before": change.aside[0],
        "kept": counts["kept"],
        "created": counts["created"],
        "brought": len(_touching(second, step.entered)),
        "aside_after": change.aside[1],
        "ties_after": len(second.ties),
    }


def move_rows(step: Step, names: pd.Series) -> list[dict[str, object]]:
    """Name who entered, left and merged, one row each."""
    sides = (("entered", step.entered, step.second), ("left", step.left, step.first))
    rows: list[dict[str, object]] = [
        {**step.key(), "name": _name(actor, names), "move": word,
         "ties": len(_touching(net, pd.Index([actor])))}
        for word, ids, net in sides
        for actor in ids
    ]  # fmt: skip
    for actor in step.absorbed:
        word = say("merged into {merged}", merged=_name(step.merged[actor], names))
        rows.append({**step.key(), "name": _name(actor, names), "move": word, "ties": np.nan})
    return rows


def _name(actor: str, names: pd.Series) -> str:
    return str(names.get(actor, actor))


def _touching(net: Network, ids: pd.Index) -> pd.DataFrame:
    """Give the ties that have one of some actors as an end."""
    own = net.actors.index.isin(ids)
    ties = net.ties
    return ties[own[ties["source"].to_numpy()] | own[ties["target"].to_numpy()]]
