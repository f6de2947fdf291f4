"""Structural holes: how many separate worlds a firm reaches beside how closed its circle is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.errors import NeedsError
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures
from tiesnet.network import PARTLY
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import (
    apart,
    column,
    inwards,
    layer_words,
    left_out,
    sentences,
    stage_order,
    stage_words,
    view,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

NAMED = 5


@figure(
    label="Structural holes",
    question="Whose partners do not know each other?",
    chapter="brokers",
    needs="Answers of every firm.",
    reading="Lower right: many partners from separate worlds, so that the firm can bring together "
    "what others do not see. Upper left: a small closed circle. Dotted lines: the medians.",
    source="burt1992",
)
def plot_holes_plane(measures: Measures, layer: str = "all") -> go.Figure:
    """Draw each actor by effective size and constraint, the two sides of structural holes.

    Effective size counts the partners that are not tied to each other anyway; constraint says
    how far the ties of a firm lead back to the same few. Both rest on the actor's own answers.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A layer, or formal, informal, all.

    Raises
    ------
    NeedsError
        The layer was measured without effective size or constraint, or nobody who answered has
        two partners.
    """
    return _draw(_frame(measures, layer), measures, layer)


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Give name, stage, answer, partners, effective size and constraint of every actor inside."""
    actors = measures.net.actors.reindex(measures.actors.index)
    frame = pd.DataFrame(
        {
            "name": actors["name"].astype("str"),
            "group": stage_words(measures).reindex(actors.index),
            "answered": view(measures, layer).respondents.states().reindex(actors.index),
            "partners": column(measures, layer, "degree"),
            "effective_size": column(measures, layer, "effective_size"),
            "constraint": column(measures, layer, "constraint_ego"),
        }
    )
    return frame.sort_values(["effective_size", "name"], ascending=[False, True])


def _draw(frame: pd.DataFrame, measures: Measures, layer: str) -> go.Figure:
    import plotly.graph_objects as go

    drawn = frame.dropna(subset=["effective_size", "constraint"])
    lost = left_out(frame.loc[frame.index.difference(drawn.index), "answered"], few_partners=True)
    if drawn.empty:
        raise NeedsError(say("No actor that answered has two partners."))
    result = go.Figure()
    named = apart(drawn, "effective_size", "constraint", NAMED, size=(420, 340), clear=8)
    most = float(drawn["effective_size"].max())
    for place, group in enumerate(stage_order(measures, set(drawn["group"]))):
        own = drawn[drawn["group"] == group]
        result.add_trace(_points(own, group, place, named, most))
    for axis, name in (("v", "effective_size"), ("h", "constraint")):
        line = {"color": theme.OUTSIDE, "width": 1, "dash": "dot"}
        add = result.add_vline if axis == "v" else result.add_hline
        add(float(drawn[name].median()), line=line)
    theme.style(
        result,
        say("Whose partners do not know each other?"),
        sentences([f"{layer_words(measures, layer)}.", lost]),
    )
    result.update_xaxes(title=say("Effective size (separate partners)"), rangemode="tozero")
    result.update_yaxes(title=say("Constraint (low: open circle)"), rangemode="tozero")
    theme.below(result)
    return result


def _points(own: pd.DataFrame, group: str, place: int, named: set[str], most: float) -> go.Scatter:
    import plotly.graph_objects as go

    symbol = theme.SYMBOLS[place % len(theme.SYMBOLS)]
    return go.Scatter(
        x=theme.rounded(own["effective_size"]),
        y=theme.rounded(own["constraint"]),
        mode="markers+text",
        name=theme.safe(group),
        text=[
            theme.short(n, 20) if i in named else ""
            for i, n in zip(own.index, own["name"], strict=True)
        ],
        textposition=inwards(own["effective_size"], most),
        textfont={"size": 11},
        cliponaxis=False,
        customdata=[
            [theme.safe(name), say_n(int(partners), "{n} partner", "{n} partners")]
            for name, partners in zip(own["name"], own["partners"], strict=True)
        ],
        hovertemplate="<br>".join(
            (
                "<b>%{customdata[0]}</b>",
                "%{customdata[1]}",
                say("Effective size {value} (separate partners)", value="%{x:,.1f}"),
                say("Constraint {value} (low: partners do not know each other)", value="%{y:.2f}"),
            )
        )
        + "<extra></extra>",
        marker={
            "size": 11,
            "symbol": [symbol + "-open" * (state == PARTLY) for state in own["answered"]],
            "color": theme.CATEGORIES[place % len(theme.CATEGORIES)],
            "line": {"width": 1, "color": theme.INK},
        },
    )
