"""Who sits between others: betweenness beside constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis import register
from tiesnet.errors import NeedsError
from tiesnet.language import percent_text, say
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import apart, inwards, layer_words, left_out, sentences
from tiesnet.plots._parts import missing as absent

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

    Raises
    ------
    NeedsError
        The layer was measured without these measures, or nobody who answered has two partners.
    """
    frame = _frame(measures, layer)
    if frame.empty:
        raise NeedsError(say("No actor that answered has two partners."))
    return _draw(frame, _note(measures, frame, layer))


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Give name and the three measures of the firms where all are defined, brokers first."""
    missing = [name for name in _NEEDED if (layer, name) not in measures.actors.columns]
    if missing:
        raise absent(measures, layer, missing[0])
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
    named = apart(
        frame, "betweenness_normalised", "constraint_ego", NAMED, size=(420, 340), clear=9
    )
    figure = go.Figure(
        go.Scatter(
            x=theme.rounded(100 * frame["betweenness_normalised"]),
            y=theme.rounded(frame["constraint_ego"]),
            mode="markers+text",
            text=[
                theme.short(name, 20) if actor in named else ""
                for actor, name in zip(frame.index, frame["name"], strict=True)
            ],
            textposition=inwards(frame["betweenness_normalised"]),
            textfont={"size": 11},
            customdata=[
                [name, round(float(size), 1)]
                for name, size in zip(names, frame["effective_size"], strict=True)
            ],
            hovertemplate="<br>".join(
                (
                    "<b>%{customdata[0]}</b>",
                    say(
                        "On {share} of the shortest paths between others",
                        share="%{x:.1f}" + percent_text(""),
                    ),
                    say(
                        "Constraint {value} (low: partners do not know each other)",
                        value="%{y:.2f}",
                    ),
                    say(
                        "Effective size {value} (separate partners)", value="%{customdata[1]:,.1f}"
                    ),
                )
            )
            + "<extra></extra>",
            marker={
                "size": (7 + frame["effective_size"].clip(upper=30)).round(1).tolist(),
                "color": theme.CATEGORIES[1],
                "line": {"width": 1, "color": theme.INK},
            },
            cliponaxis=False,
        )
    )
    theme.style(figure, say("Who sits between firms that are not tied to each other?"), note)
    figure.update_xaxes(
        title=say("Betweenness (share of shortest paths)"),
        range=_across(frame),
        **theme.in_percent(),
    )
    figure.update_yaxes(title=say("Constraint (low: open network)"), rangemode="tozero")
    theme.below(figure)
    return figure


def _across(frame: pd.DataFrame) -> list[float]:
    """Leave room beside both ends, so that no mark lies on the numbers of the axis."""
    most = 100 * float(frame["betweenness_normalised"].max()) or 1.0
    return [-0.035 * most, 1.09 * most]
