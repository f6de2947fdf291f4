"""Which stages of the value chain work with which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis import percent
from tiesnet.errors import NeedsError
from tiesnet.language import say
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import layer_words, scale

if TYPE_CHECKING:
    import plotly.graph_objects as go


@figure(
    label="Ties by stage",
    question="Which stages work with which?",
    chapter="chain",
    needs="A stage of the value chain for each firm.",
    reading="Row: the stage the tie comes from; column: the stage it goes to. Each cell is the "
    "share of known pairs that are tied.",
)
def plot_stage_matrix(measures: Measures, layer: str = "all") -> go.Figure:
    """Draw a heat map: of the known pairs between two stages, the share that has a tie.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A layer, or formal, informal, all.

    Raises
    ------
    NeedsError
        The network has no stages, or the layer was not measured.
    """
    return _draw(_frame(measures, layer), measures, layer)


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Give one row per pair of stages: labels, ties, known pairs and density."""
    table = measures.tables.get((layer, "stage_matrix"))
    if table is None or table.empty:
        raise NeedsError(
            say("There is no stage matrix of layer {layer}.", layer=repr(layer)),
            say("Give the actors a column 'stage' and choose a layer that was measured."),
        )
    survey = measures.net.origin.survey
    labels = {} if survey is None else survey.stages["label"].to_dict()
    told = list(labels.values())
    labels = {s: f"{word} ({s})" if told.count(word) > 1 else word for s, word in labels.items()}
    return table.assign(
        source_label=[theme.safe(labels.get(s, s)) for s in table["source_stage"]],
        target_label=[theme.safe(labels.get(s, s)) for s in table["target_stage"]],
    )


def _draw(frame: pd.DataFrame, measures: Measures, layer: str) -> go.Figure:
    import plotly.graph_objects as go

    order = list(dict.fromkeys(frame["source_stage"]))
    labels = list(frame.drop_duplicates("source_stage")["source_label"])
    cells = frame.pivot(index="source_stage", columns="target_stage")
    density, ties, pairs = (
        cells[name].reindex(index=order, columns=order)
        for name in ("density", "ties", "known_pairs")
    )
    text = density.map(lambda v: "" if pd.isna(v) else percent(v))
    figure = go.Figure(
        go.Heatmap(
            z=density.astype(float).round(4).to_numpy(),
            x=labels,
            y=labels,
            text=text.to_numpy(),
            texttemplate="%{text}",
            textfont={"color": theme.INK},
            customdata=[
                [[int(t), int(p)] for t, p in zip(row_t, row_p, strict=True)]
                for row_t, row_p in zip(ties.to_numpy(), pairs.to_numpy(), strict=True)
            ],
            hovertemplate=say(
                "{one} to {other}: {ties} of {pairs} known pairs are tied",
                one="%{y}",
                other="%{x}",
                ties="%{customdata[0]:,}",
                pairs="%{customdata[1]:,}",
            )
            + "<extra></extra>",
            colorscale=scale(measures, layer),
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    words = layer_words(measures, layer)
    note = say("{layer}, as a share of known pairs.", layer=words)
    theme.style(figure, say("Which stages work with which?"), note)
    figure.update_xaxes(
        side="top", type="category", automargin=True, showline=False, ticks="", showgrid=False
    )
    figure.update_yaxes(
        autorange="reversed",
        type="category",
        automargin=True,
        showline=False,
        ticks="",
        showgrid=False,
    )
    margin = {"l": 24, "r": 24, "t": int(figure.layout.margin.t) + 56, "b": 24}
    figure.update_layout(
        margin=margin, height=max(420, 220 + 44 * len(order)), plot_bgcolor=theme.SOFT
    )
    return figure
