"""Supply along the chain: how many ties run from stage to stage, in from and out to elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.errors import NeedsError
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import stages_in_order, supply_arcs, trade
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import sentences, stage_labels, stage_not_known
from tiesnet.plots.bands import Band, Bar, banded

if TYPE_CHECKING:
    import plotly.graph_objects as go

FROM_OUTSIDE, TO_OUTSIDE, UNKNOWN = "suppliers outside", "buyers outside", "unknown"
NEXT, JUMP, WITHIN, AGAINST, ACROSS = "next", "jump", "within", "against", "outside"
LOST = "stage not known"
_COUNTS = ("ties", "suppliers", "buyers")
_LOOKS = {
    NEXT: (theme.FORMALITY_COLOUR["formal"], word("To the next stage")),
    JUMP: (theme.CATEGORIES[5], word("Over a stage")),
    ACROSS: (theme.OUTSIDE, word("With firms outside")),
}
_OUTSIDE = {FROM_OUTSIDE: word("Suppliers outside"), TO_OUTSIDE: word("Buyers outside")}


@figure(
    label="Supply along the chain",
    question="Where does supply run along the chain?",
    chapter="chain",
    needs="Who supplies whom, and a stage of the value chain for each firm.",
    reading="From suppliers at the top to buyers at the bottom. A broader band is more supply "
    "ties between two stages: blue to the next stage, violet over a stage, grey with firms "
    "outside.",
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
        The layer does not say who supplies whom, no supply runs along the chain, or fewer than
        two stages are known.
    """
    return _draw(_frame(measures, layer), measures)


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Count supply ties by stage: source, target, kind of way, ties, suppliers, buyers."""
    net = trade(measures.net.layer(layer))
    if not len(net.layers):
        raise NeedsError(
            say("Layer {layer} does not say who supplies whom.", layer=repr(layer)),
            say("Choose a relation of trade with arrows, or ask who sells to whom."),
        )
    order = stages_in_order(measures.net)
    if len(order) < 2:
        raise NeedsError(
            say("Fewer than two stages of the chain are known."),
            say("Give the actors a column 'stage'."),
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

    drawn = frame[frame["kind"].isin(list(_LOOKS))]
    if drawn.empty:
        raise NeedsError(
            sentences([say("No supply tie runs along the chain."), _note(frame)]),
        )
    labels = _labels(measures)
    order = [place for place in labels if place in {*drawn["source"], *drawn["target"]}]
    at = {place: k for k, place in enumerate(order)}
    rows = drawn.to_dict("records")
    bands, bars = banded(
        [Band(at[row["source"]], at[row["target"]], int(row["ties"])) for row in rows], len(order)
    )
    result = go.Figure()
    for kind in _LOOKS:
        same = [(row, band) for row, band in zip(rows, bands, strict=True) if row["kind"] == kind]
        for number, (row, outline) in enumerate(same):
            result.add_trace(_band(row, outline, labels, first=not number))
    result.add_trace(_bars(order, bars, labels))
    theme.style(result, say("Where does supply run along the chain?"), _note(frame))
    theme.below(result, int(result.layout.margin.t) + 90 + 66 * len(order), gap=16)
    result.update_xaxes(visible=False)
    result.update_yaxes(
        range=[len(order) - 0.8, -0.2], tickmode="array", tickvals=list(range(len(order))),
        ticktext=[labels[place] for place in order], showgrid=False, ticks="", showline=False,
    )  # fmt: skip
    theme.tabled(result, *_table(frame, labels))
    return result


def _table(frame: pd.DataFrame, labels: dict[str, str]) -> tuple[list[str], list[list[Any]]]:
    """Give every way supply takes, drawn or not, along the chain."""
    known = {**labels, UNKNOWN: stage_not_known()}
    place = {key: k for k, key in enumerate(known)}
    rows = [
        [known[row["source"]], known[row["target"]], *(int(row[k]) for k in _COUNTS)]
        for row in sorted(
            frame.to_dict("records"), key=lambda row: (place[row["source"]], place[row["target"]])
        )
    ]
    heads = [say("From"), say("To"), say("Supply ties"), say("Suppliers"), say("Buyers")]
    return heads, rows


def _labels(measures: Measures) -> dict[str, str]:
    """Name what stands from top to bottom."""
    known = stage_labels(measures)
    stages = {s: theme.short(known.get(s, s), 22) for s in stages_in_order(measures.net)}
    first, last = ((place, say(words)) for place, words in _OUTSIDE.items())
    return dict([first, *stages.items(), last])


def _band(row: dict[str, Any], outline: Any, labels: dict[str, str], first: bool) -> Any:
    import plotly.graph_objects as go

    colour, words = _LOOKS[row["kind"]]
    return go.Scatter(
        x=outline[0],
        y=outline[1],
        mode="lines",
        fill="toself",
        fillcolor=theme.faint(colour),
        line={"width": 0, "color": colour},
        hoveron="fills",
        text=_hover(row, labels),
        hoverinfo="text",
        name=say(words),
        legendgroup=row["kind"],
        showlegend=first,
    )


def _bars(order: list[str], bars: list[Bar], labels: dict[str, str]) -> Any:
    import plotly.graph_objects as go

    return go.Bar(
        y=list(range(len(order))),
        base=[bar.left for bar in bars],
        x=[bar.width for bar in bars],
        width=0.16,
        orientation="h",
        showlegend=False,
        customdata=[[labels[place], _counted(bar)] for place, bar in zip(order, bars, strict=True)],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        marker={"color": [theme.OUTSIDE if one in _OUTSIDE else theme.MUTED for one in order]},
    )


def _counted(bar: Bar) -> str:
    """Count the ties that come in and go out."""
    into = say_n(bar.into, "{n} supply tie in", "{n} supply ties in")
    out = say_n(bar.out, "{n} supply tie out", "{n} supply ties out")
    return f"{into}, {out}"


def _hover(row: dict[str, Any], labels: dict[str, str]) -> str:
    ends = say("{one} to {other}", one=labels[row["source"]], other=labels[row["target"]])
    ties = say_n(int(row["ties"]), "{n} supply tie", "{n} supply ties")
    suppliers = say_n(int(row["suppliers"]), "{n} supplier", "{n} suppliers")
    buyers = say_n(int(row["buyers"]), "{n} buyer", "{n} buyers")
    return f"<b>{ends}</b><br>{ties}: {suppliers}, {buyers}"


def _note(frame: pd.DataFrame) -> str:
    """Count the ties by where they go, and those that are not drawn."""
    if frame.empty:
        return say("No supply tie is reported.")
    total = {str(kind): int(ties) for kind, ties in frame.groupby("kind")["ties"].sum().items()}
    drawn = [
        (NEXT, say_n(total.get(NEXT, 0), "{n} to the next stage", "{n} to the next stage")),
        (JUMP, say_n(total.get(JUMP, 0), "{n} over a stage", "{n} over a stage")),
        (ACROSS, say_n(total.get(ACROSS, 0), "{n} with firms outside", "{n} with firms outside")),
    ]
    undrawn = [
        (WITHIN, say_n(total.get(WITHIN, 0), "{n} within a stage", "{n} within a stage")),
        (
            AGAINST,
            say_n(
                total.get(AGAINST, 0),
                "{n} against the order of the stages",
                "{n} against the order of the stages",
            ),
        ),
        (
            LOST,
            say_n(
                total.get(LOST, 0),
                "{n} of a firm whose stage is not known",
                "{n} of firms whose stage is not known",
            ),
        ),
    ]
    told = [", ".join(words for kind, words in part if kind in total) for part in (drawn, undrawn)]
    return sentences(
        [
            say("Supply ties: {counts}.", counts=told[0]) if told[0] else "",
            say("Not drawn: {counts}.", counts=told[1]) if told[1] else "",
        ]
    )
