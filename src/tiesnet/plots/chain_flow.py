"""Supply along the chain: how many ties run from stage to stage, in from and out to elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tiesnet.diagnosis import count
from tiesnet.errors import NeedsError
from tiesnet.metrics import Measures
from tiesnet.network import stages_in_order, supply_arcs, trade
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import sentences, stage_labels

if TYPE_CHECKING:
    import plotly.graph_objects as go

_TITLE = "Where does supply run along the chain?"
FROM_OUTSIDE, TO_OUTSIDE, UNKNOWN = "suppliers outside", "buyers outside", "unknown"
NEXT, JUMP, WITHIN, AGAINST, ACROSS = "next", "jump", "within", "against", "outside"
LOST = "stage not known"
_COLOURS = {
    NEXT: theme.FORMALITY_COLOUR["formal"],
    JUMP: theme.CATEGORIES[5],
    ACROSS: theme.OUTSIDE,
}
_SAID = {NEXT: "to the next stage", JUMP: "jump over a stage", ACROSS: "with firms outside"}
_UNDRAWN = {
    WITHIN: "within a stage",
    AGAINST: "against the order of the stages",
    LOST: "of a firm whose stage is not known",
}


@figure(
    label="Supply along the chain",
    question=_TITLE,
    chapter="chain",
    needs="Who supplies whom, and a stage of the value chain for each firm.",
    reading="A broader band is more supply ties between two stages. Bands to the next stage are "
    "blue, those that jump over a stage violet, those with firms outside grey.",
)
def plot_chain_flow(measures: Measures, layer: str = "all") -> go.Figure:
    """Draw supply ties as bands from stage to stage, from suppliers outside to buyers outside.

    Each pair of supplier and buyer counts once; of firms in several stages the first counts. Ties
    within a stage and against the order of the stages are counted in the note, not drawn.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A trade relation, or formal, informal, all.

    Raises
    ------
    NeedsError
        The layer does not say who supplies whom, or fewer than two stages are known.
    """
    return _draw(_frame(measures, layer), measures)


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Count supply ties by stage: source, target, kind of way, ties, suppliers, buyers."""
    net = trade(measures.net.layer(layer))
    if not len(net.layers):
        raise NeedsError(
            f"Layer {layer!r} does not say who supplies whom.",
            "Choose a relation of trade with arrows, or ask who sells to whom.",
        )
    order = stages_in_order(measures.net)
    if len(order) < 2:
        raise NeedsError(
            "Fewer than two stages of the chain are known.", "Give the actors a column 'stage'."
        )
    arcs = supply_arcs(net)
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    stage = net.actors["stage"].astype("object").where(net.actors["stage"].notna(), UNKNOWN)
    places = stage.to_numpy()
    ends = arcs[["source", "target"]].to_numpy()
    arcs = arcs[inside[ends].any(axis=1)]
    source, target = (arcs[end].to_numpy() for end in ("source", "target"))
    rows = pd.DataFrame(
        {
            "source": np.where(inside[source], places[source], FROM_OUTSIDE),
            "target": np.where(inside[target], places[target], TO_OUTSIDE),
            "supplier": source,
            "buyer": target,
        }
    )
    by = rows.groupby(["source", "target"], sort=True)
    table = by.agg(
        ties=("supplier", "size"), suppliers=("supplier", "nunique"), buyers=("buyer", "nunique")
    ).reset_index()
    table["kind"] = [
        _kind(a, b, order) for a, b in zip(table["source"], table["target"], strict=True)
    ]
    return table


def _kind(source: str, target: str, order: list[str]) -> str:
    """Say where a band goes."""
    if UNKNOWN in (source, target):
        return LOST
    if source == FROM_OUTSIDE or target == TO_OUTSIDE:
        return ACROSS
    step = order.index(target) - order.index(source)
    return WITHIN if step == 0 else AGAINST if step < 0 else NEXT if step == 1 else JUMP


def _draw(frame: pd.DataFrame, measures: Measures) -> go.Figure:
    import plotly.graph_objects as go

    drawn = frame[frame["kind"].isin(list(_COLOURS))]
    labels = _labels(measures)
    order = [place for place in labels if place in {*drawn["source"], *drawn["target"]}]
    at = {place: k for k, place in enumerate(order)}
    result = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [labels[place] for place in order],
                "color": [theme.OUTSIDE if p in _OUTSIDE else theme.MUTED for p in order],
                "line": {"width": 0},
                "pad": 18,
                "thickness": 14,
                "customdata": [labels[place] for place in order],
                "hovertemplate": "%{customdata}: %{value:,} supply ties drawn<extra></extra>",
            },
            link={
                "source": [at[place] for place in drawn["source"]],
                "target": [at[place] for place in drawn["target"]],
                "value": drawn["ties"].tolist(),
                "color": [theme.faint(_COLOURS[kind]) for kind in drawn["kind"]],
                "customdata": [_hover(row, labels) for row in drawn.to_dict("records")],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"color": theme.INK, "size": 12},
        )
    )
    theme.style(result, _TITLE, _note(frame))
    result.update_layout(height=460)
    return result


_OUTSIDE = {FROM_OUTSIDE: "Suppliers outside", TO_OUTSIDE: "Buyers outside"}


def _labels(measures: Measures) -> dict[str, str]:
    """Name what stands from left to right."""
    known = stage_labels(measures)
    stages = {s: theme.short(known.get(s, s)) for s in stages_in_order(measures.net)}
    first, last = _OUTSIDE.items()
    return dict([first, *stages.items(), last])


def _hover(row: dict[str, object], labels: dict[str, str]) -> str:
    ties = count(int(str(row["ties"])), "supply tie", "supply ties")
    sides = (
        count(int(str(row["suppliers"])), "supplier", "suppliers"),
        count(int(str(row["buyers"])), "buyer", "buyers"),
    )
    ends = f"<b>{labels[str(row['source'])]} to {labels[str(row['target'])]}</b>"
    return f"{ends}<br>{ties}: {sides[0]}, {sides[1]}"


def _note(frame: pd.DataFrame) -> str:
    """Count the ties by where they go, and those that are not drawn."""
    total = frame.groupby("kind")["ties"].sum()
    if frame.empty:
        return "No supply tie is reported."
    drawn = [f"{total[kind]:,} {words}" for kind, words in _SAID.items() if kind in total]
    kept = [f"{total[kind]:,} {words}" for kind, words in _UNDRAWN.items() if kind in total]
    return sentences(
        [
            f"Supply ties: {', '.join(drawn)}." if drawn else "",
            f"Not drawn: {', '.join(kept)}." if kept else "",
        ]
    )
