"""Brokerage roles: between which stages brokers broker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis import ROLES
from tiesnet.errors import NeedsError
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import layer_words, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST = 20
PATTERNS = ("", "/", ".", "x", "-")
"""A pattern for each role, so that colour is never alone."""


@figure(
    label="Brokerage roles",
    question="Between which stages do brokers broker?",
    chapter="brokers",
    needs="A stage of the value chain for each firm, and ties with arrows.",
    reading="Each pair of others a firm stands between counts once, in the role that the stages "
    "of the three give it.",
    source="gould1989",
)
def plot_roles(measures: Measures, layer: str = "all") -> go.Figure:
    """Draw the brokerage roles (Gould & Fernandez 1989) of the firms that broker most.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A layer, or formal, informal, all.

    Raises
    ------
    NeedsError
        Stages are not known, so there are no roles; or nobody stands between two others.
    """
    frame = _frame(measures, layer)
    rest = len(frame) - MOST
    note = [
        say("{layer}, along the flow.", layer=layer_words(measures, layer)),
        say_n(rest, "{n} further firm is not drawn.", "{n} further firms are not drawn."),
    ]
    return _draw(frame.head(MOST), sentences(note if rest > 0 else note[:1]))


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Give the five roles of the firms that broker, the most first; one column per role."""
    missing = [role for role in ROLES if (layer, role) not in measures.actors.columns]
    if missing:
        raise NeedsError(
            say("Layer {layer} has no brokerage roles.", layer=repr(layer)),
            say("Roles need stages and arrows: give the actors a column 'stage'."),
        )
    table = measures.actors[layer][list(ROLES)].dropna(how="all")
    firms = measures.net.actors["kind"].reindex(table.index) == "firm"
    table = table[firms].assign(total=table.sum(axis=1))
    table = table[table["total"] > 0]
    if table.empty:
        raise NeedsError(
            say("No firm of layer {layer} stands between two others.", layer=repr(layer))
        )
    table = table.assign(name=measures.net.actors["name"].reindex(table.index))
    return table.sort_values(["total", "name"], ascending=[False, True])


def _draw(frame: pd.DataFrame, note: str) -> go.Figure:
    import plotly.graph_objects as go

    names = [theme.safe(name) for name in frame["name"]]
    ticks = [theme.short(name, 20) for name in frame["name"]]
    figure = go.Figure()
    for number, role in enumerate(ROLES):
        label = say(catalogue()[role].label)
        figure.add_trace(
            go.Bar(
                y=list(range(len(frame))),
                x=frame[role].tolist(),
                orientation="h",
                name=label,
                customdata=[[name] for name in names],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{label}: %{{x:,}}<extra></extra>",
                marker={
                    "color": theme.CATEGORIES[number],
                    "pattern": {
                        "shape": PATTERNS[number],
                        "fillmode": "overlay",
                        "fgcolor": theme.INK,
                        "fgopacity": 0.3,
                        "size": 7,
                        "solidity": 0.12,
                    },
                },
            )
        )
    theme.style(figure, say("Between which stages do brokers broker?"), note)
    theme.below(figure, 300 + 18 * len(frame))
    figure.update_layout(barmode="stack", legend={"traceorder": "normal"})
    figure.update_yaxes(
        autorange="reversed", tickmode="array", tickvals=list(range(len(frame))), ticktext=ticks
    )
    figure.update_xaxes(title=say("Pairs it stands between"))
    return figure
