"""Brokerage roles: between which stages brokers broker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis import ROLES
from tiesnet.errors import NeedsError
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import layer_words

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
        Stages are not known, so there are no roles.
    """
    note = f"{layer_words(measures, layer)}, along the flow; at most {MOST} firms."
    return _draw(_frame(measures, layer), note)


def _frame(measures: Measures, layer: str) -> pd.DataFrame:
    """Give the five roles of the firms with most brokerage, one column per role."""
    missing = [role for role in ROLES if (layer, role) not in measures.actors.columns]
    if missing:
        raise NeedsError(
            f"Layer {layer!r} has no brokerage roles.",
            "Roles need stages and arrows: give the actors a column 'stage'.",
        )
    table = measures.actors[layer][list(ROLES)].dropna(how="all")
    firms = measures.net.actors["kind"].reindex(table.index) == "firm"
    table = table[firms].assign(total=table.sum(axis=1))
    table = table[table["total"] > 0].assign(name=measures.net.actors["name"])
    return table.sort_values(["total", "name"], ascending=[False, True]).head(MOST)


def _draw(frame: pd.DataFrame, note: str) -> go.Figure:
    import plotly.graph_objects as go

    names = [theme.safe(name) for name in frame["name"]]
    ticks = [theme.short(name, 20) for name in frame["name"]]
    figure = go.Figure()
    for number, role in enumerate(ROLES):
        label = catalogue()[role].label
        figure.add_trace(
            go.Bar(
                y=list(range(len(frame))),
                x=frame[role].tolist(),
                orientation="h",
                name=label,
                customdata=[[name] for name in names],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{label}: %{{x}}<extra></extra>",
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
    theme.style(figure, "Between which stages do brokers broker?", note)
    theme.below(figure, 300 + 18 * len(frame))
    figure.update_layout(barmode="stack")
    figure.update_yaxes(
        autorange="reversed", tickmode="array", tickvals=list(range(len(frame))), ticktext=ticks
    )
    figure.update_xaxes(title="Pairs of others it stands between")
    return figure
