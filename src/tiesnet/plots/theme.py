"""The look of every figure: colours, line styles and words, shared with the report.

Formal is always a solid blue line, informal always a dashed orange one, so colour is never
alone. Categories take the other colours of Okabe & Ito (2008), which colour-blind readers tell
apart. Figures are drawn in the light colours; `in_dark` turns a finished one.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from tiesnet.language import localised, percent_text

if TYPE_CHECKING:
    import plotly.graph_objects as go

FORMALITY_COLOUR = {"formal": "#0072B2", "informal": "#D55E00", "all": "#8C6BB1"}
FORMALITY_DASH = {"formal": "solid", "informal": "dash", "all": "solid"}
"""Of a relation; "all" is the union of both, where they can no longer be told apart."""
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
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "bowtie")
"""A shape for each category, so that colour is never alone."""
INK, MUTED, LINE, PAPER = "#1C2024", "#59626B", "#E1E4E8", "#FFFFFF"
SOFT = "#F1F3F5"
"""Ground of what is not known, between the paper and a hairline."""
OUTSIDE = "#8A929A"
UNKNOWN = "#D3D8DD"
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif'
SEQUENTIAL = {
    "formal": ((0.0, "#FFFFFF"), (1.0, "#5FA6D0")),
    "informal": ((0.0, "#FFFFFF"), (1.0, "#EC9A66")),
    "all": ((0.0, "#FFFFFF"), (1.0, "#9C8AC4")),
}
DARK = {
    INK: "#E8EAED",
    MUTED: "#A3ABB3",
    LINE: "#2B3137",
    PAPER: "#14171A",
    SOFT: "#20252A",
    OUTSIDE: "#7D858D",
    UNKNOWN: "#3D454D",
    "#0072B2": "#56AEE6",
    "#D55E00": "#F08C4A",
    "#009E73": "#1FB58A",
    "#8C6BB1": "#A78BD0",
    "#A6761D": "#C08F35",
    "#B9C0C7": "#6B747D",
    "#5FA6D0": "#2B6C97",
    "#EC9A66": "#A75A24",
    "#9C8AC4": "#6550A0",
}
"""What each light colour becomes on a dark page; colours left out stay as they are."""
_TITLE, _NOTE, _AXIS = 38, 50, 34  # letters per line, so that titles fit on a phone
_LINE = 17  # pixels of a further line under an axis
_GAP = 66  # pixels between an axis with its title and the legend below
_LONGEST = 28


def style(figure: go.Figure, title: str, note: str = "") -> go.Figure:
    """Give a figure the common look: no grid, one typeface, the title on the left.

    Parameters
    ----------
    figure : Figure
        Changed in place, and given back.
    title : str
        A question or a sentence; broken into lines.
    note : str, default ""
        Small print under the title: what is shown, what was left out and why.
    """
    lines = _balanced(title)
    small = textwrap.wrap(note, _NOTE)
    head: dict[str, Any] = {
        "text": "<br>".join(map(safe, lines)),
        "x": 0,
        "xref": "container",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 14 + 18 * (len(lines) - 1), "l": 16},
        "font": {"size": 16},
    }
    if small:
        head["subtitle"] = {
            "text": "<br>".join(map(safe, small)),
            "font": {"size": 12, "color": MUTED},
        }
    return lay(
        figure,
        title=head,
        template="none",
        font={"family": FONT, "size": 13, "color": INK},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        margin={"l": 24, "r": 24, "t": room(title, note), "b": 24},
        hoverlabel={"bgcolor": PAPER, "font": {"family": FONT, "color": INK}},
        legend={"itemsizing": "constant"},
        separators=localised(".,"),
    )


def lay(figure: go.Figure, **layout: Any) -> go.Figure:
    """Change the layout of a figure at once, and give the figure back.

    The same as its ``update_layout`` for whole words as keys, which goes through plotly's checks
    once for each of the values and takes six times as long.
    """
    figure.layout = _merged(figure.layout.to_plotly_json(), layout)
    return figure


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Give the old with the new in it, what stands in dictionaries one by one."""
    made = dict(old)
    for key, value in new.items():
        both = isinstance(value, dict) and isinstance(old.get(key), dict)
        made[key] = _merged(old[key], value) if both else value
    return made


def tabled(figure: go.Figure, heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Give a figure the table that stands beside it, where its marks alone do not tell it."""
    told = [[safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    figure.update_layout(meta={"heads": [safe(head) for head in heads], "rows": told})


def finished(figure: go.Figure) -> go.Figure:
    """Give the titles of all axes one size and lines that fit on a phone."""
    figure.update_yaxes(ticklabelstandoff=4)  # names do not touch what they name
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        if axis.title.text:
            axis.title.font.size = 13
            axis.title.text = in_two(axis.title.text)
    _give_way(figure)
    return figure


def _give_way(figure: go.Figure) -> None:
    """Move a legend below the axis down where the title of the axis takes two lines."""
    titles = "".join(axis.title.text or "" for axis in figure.select_xaxes())
    place = figure.layout.legend.y
    if place is not None and place < 0 and "<br>" in titles:
        figure.layout.legend.y = place * (1 + _LINE / _GAP)
        figure.layout.height += _LINE


def in_two(text: str, longest: int = _AXIS) -> str:
    """Break text longer than a line at the space nearest to its middle.

    >>> in_two("Betweenness (share of shortest paths)", 30)
    'Betweenness (share<br>of shortest paths)'
    """
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if len(text) <= longest or "<br>" in text or not spaces:
        return text
    at = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:at]}<br>{text[at + 1 :]}"


def _balanced(title: str) -> list[str]:
    """Break a title into lines of like length where it takes two, so that no word stands alone."""
    lines = textwrap.wrap(title, _TITLE)
    halves = in_two(" ".join(lines), _TITLE).split("<br>")
    fits = len(lines) == len(halves) == 2 and max(map(len, halves)) <= _TITLE
    return halves if fits and "<" not in title else lines


def in_lines(text: object, letters: int = 16, longest: int = _LONGEST) -> str:
    """`short` text in lines of so many letters, for rows that are higher than one line."""
    return "<br>".join(map(safe, textwrap.wrap(cut(text, longest), letters)))


def room(title: str, note: str = "") -> int:
    """Height in pixels that title and note take above a figure."""
    lines, small = textwrap.wrap(title, _TITLE), textwrap.wrap(note, _NOTE)
    return 34 + 21 * len(lines) + 16 * len(small)


def below(figure: go.Figure, height: int = 480, gap: int = _GAP) -> None:
    """Put the legend under the axis title, in as many rows as a phone needs, and fix the height.

    ``gap`` is the room in pixels between the axis and the legend.
    """
    margin = {"l": 64, "r": 24, "b": 60, "t": int(figure.layout.margin.t)}
    named = sum(bool(one.name) and one.showlegend is not False for one in figure.data)
    plot = height - margin["t"] - margin["b"] - 20 * max(0, named - 1)  # on a phone
    axis = {"zeroline": False, "title": {"standoff": 8}, "automargin": True}
    lay(
        figure,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -gap / max(plot, 100),
            "yanchor": "top",
            "font": {"size": 12},
        },
        margin=margin,
        height=height,
        **{one.plotly_name: axis for one in (*figure.select_xaxes(), *figure.select_yaxes())},
    )


def safe(text: object) -> str:
    """Text that plotly shows letter by letter: no tags, no formulas between dollar signs.

    >>> safe("<b>A & B</b> for $1$")
    '&lt;b&gt;A &amp; B&lt;/b&gt; for &#36;1&#36;'
    """
    return escape(str(text), quote=False).replace("$", "&#36;")


def number(value: float, digits: int = 2) -> str:
    """Write a number with at most so many decimals, as the language has it.

    >>> number(1234.5), number(3.0), number(0.12345)
    ('1,234.5', '3', '0.12')
    """
    said = f"{value:,.{digits}f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    return localised("0" if said == "-0" else said)


def in_percent() -> dict[str, Any]:
    """Give what an axis of numbers out of a hundred says behind them, as the text has it."""
    return {"ticksuffix": percent_text("")}


def rounded(values: Iterable[float], digits: int = 4) -> list[float | None]:
    """Give numbers short enough to be sent: so many significant digits, None where there is none.

    >>> rounded([0.123456, 1234.56, float("nan"), 3.0])
    [0.1235, 1235.0, None, 3.0]
    """
    return [float(f"{one:.{digits}g}") if math.isfinite(one) else None for one in values]


def cut(text: object, longest: int = _LONGEST) -> str:
    """Cut text to a length.

    >>> cut("Asociación de fabricantes de calzado", 12)
    'Asociación …'
    """
    words = " ".join(str(text).split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def short(text: object, longest: int = _LONGEST) -> str:
    """`safe` text cut to a length that fits beside an axis; the whole belongs in the hover."""
    return safe(cut(text, longest))


def faint(colour: str, opacity: float = 0.45) -> str:
    """Give a colour of the theme that lets others shine through.

    >>> faint("#0072B2")
    'rgba(0,114,178,0.45)'
    """
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def in_dark(figure: go.Figure) -> go.Figure:
    """Give a copy of a figure for a dark page: every colour of the theme changed, nothing else."""
    import plotly.graph_objects as go

    return go.Figure(_turned(figure.to_plotly_json()))


_COLOURED = frozenset({"color", "bgcolor", "paper_bgcolor", "plot_bgcolor", "colorscale"})
_FAINT = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
_LIGHT = {light.lower(): dark for light, dark in DARK.items()}


def _turned(value: Any, coloured: bool = False) -> Any:
    """Replace colours wherever colours stand; words that look like one are left alone."""
    if isinstance(value, dict):
        return {k: _turned(v, k in _COLOURED or k.endswith("color")) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_turned(one, coloured) for one in value]
    if isinstance(value, np.ndarray) and coloured and value.dtype.kind in "OU":
        return [_dark(one) for one in value.tolist()]
    return _dark(value) if coloured and isinstance(value, str) else value


def _dark(colour: Any) -> Any:
    """Give the dark colour of a light one, as faint as it was."""
    found = _FAINT.fullmatch(str(colour))
    if found is None:
        return _LIGHT.get(str(colour).lower(), colour)
    plain = "#" + "".join(f"{int(found[k]):02x}" for k in (1, 2, 3))
    return faint(_LIGHT.get(plain, plain), float(found[4]))
