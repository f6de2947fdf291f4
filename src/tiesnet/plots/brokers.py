"""Who sits between others: betweenness beside constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis import register
from tiesnet.errors import NeedsError
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import apart, layer_words, left_out, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

_NEEDED = ("betweenness_normalised", "constraint_ego", "effective_size")
NAMED = 6


@figure(
    label="Brokers",
    question="Who sits between firms that are not tied to each other?",
    chapter="brokers",
    needs="Answers of every firm.",
    reading="Right: many shortest paths pass through the firm. Low: its partners do not know each "
    "other. Brokers stand at the lower right.",
    source="freeman1977, burt1992",
)
def plot_brokers(measures: Measures, layer: str = "all") -> go.Figure:
    """Draw every firm that answered: how much it sits between others, how free its partners are.

    Right: many shortest paths pass through the firm. Low: its partners do not know each other.
    Brokers stand at the lower right; the size is the effective size of their networks.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A layer, or formal, informal, all.
    """
    frame = _frame(measures, layer)
    return _draw(frame, _note(measures, frame, layer))


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Give name and the three measures of the firms where all are defined, brokers first."""
    missing = [name for name in _NEEDED if (layer, name) not in measures.actors.columns]
    if missing:
        raise NeedsError(
            f"Layer {layer!r} was measured without {', '.join(missing)}.",
            "Measure all metrics and layers: measure(net).",
        )
    table = measures.actors[layer][list(_NEEDED)]
    names = register(measures)["name"]
    rows = table.reindex(names.index).assign(name=names)
    rows = rows.dropna(subset=list(_NEEDED))
    return rows.sort_values(["betweenness_normalised", "name"], ascending=[False, True])


def _note(measures: Measures, frame: pd.DataFrame, layer: str) -> str:
    """Say which ties are shown, and who is left out."""
    states = register(measures)["answered"]
    lost = states[~states.index.isin(frame.index)]
    words = left_out(lost, few_partners=True)
    return sentences([f"{layer_words(measures, layer)}.", words])


def _draw(frame: pd.DataFrame, note: str) -> go.Figure:
    import plotly.graph_objects as go

    names = [theme.safe(name) for name in frame["name"]]
    named = apart(frame, "betweenness_normalised", "constraint_ego", NAMED)
    figure = go.Figure(
        go.Scatter(
            x=frame["betweenness_normalised"].tolist(),
            y=frame["constraint_ego"].tolist(),
            mode="markers+text",
            text=[
                theme.short(name, 20) if actor in named else ""
                for actor, name in zip(frame.index, frame["name"], strict=True)
            ],
            textposition="top center",
            customdata=[
                [name, float(size)]
                for name, size in zip(names, frame["effective_size"], strict=True)
            ],
            hovertemplate="<b>%{customdata[0]}</b><br>betweenness %{x:.3f}<br>constraint %{y:.2f}"
            "<br>effective size %{customdata[1]:.1f}<extra></extra>",
            marker={
                "size": (8 + 2 * frame["effective_size"]).tolist(),
                "color": theme.CATEGORIES[1],
                "line": {"width": 1, "color": theme.INK},
            },
            cliponaxis=False,
        )
    )
    theme.style(figure, "Who sits between firms that are not tied to each other?", note)
    figure.update_xaxes(title="Betweenness (share of shortest paths)", rangemode="tozero")
    figure.update_yaxes(title="Constraint (low: open network)", rangemode="tozero")
    theme.below(figure)
    return figure
