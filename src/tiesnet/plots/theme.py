"""The look of every figure: colours, line styles and words, shared with the report.

Formal is always a solid blue line, informal always a dashed orange one, so colour is never
alone. Categories take the other colours of Okabe & Ito (2008), which colour-blind readers tell
apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

FORMALITY_COLOUR = {"formal": "#0072B2", "informal": "#D55E00"}
FORMALITY_DASH = {"formal": "solid", "informal": "dash"}
CATEGORIES = (
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#CC79A7",
    "#8C6BB1",
    "#A6761D",
    "#B9C0C7",
)
INK, MUTED, LINE, PAPER = "#1C2024", "#59626B", "#E1E4E8", "#FFFFFF"
OUTSIDE = "#8A929A"
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif'
SEQUENTIAL = {
    "formal": ((0.0, "#FFFFFF"), (1.0, "#5FA6D0")),
    "informal": ((0.0, "#FFFFFF"), (1.0, "#EC9A66")),
    "all": ((0.0, "#FFFFFF"), (1.0, "#9C8AC4")),
}


def style(figure: go.Figure, title: str) -> go.Figure:
    """Give a figure the common look: no grid, one typeface, the title on the left."""
    figure.update_layout(
        title={"text": title, "x": 0, "xref": "paper", "font": {"size": 17}},
        template="none",
        font={"family": FONT, "size": 13, "color": INK},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        margin={"l": 24, "r": 24, "t": 56, "b": 24},
        hoverlabel={"bgcolor": PAPER, "font": {"family": FONT, "color": INK}},
        legend={"itemsizing": "constant"},
    )
    return figure
