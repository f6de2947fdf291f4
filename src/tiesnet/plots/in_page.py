"""Figures inside a page of ours: plotly's own script once, and each figure as small data."""

from __future__ import annotations

import base64
import html
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from tiesnet.plots import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go

DIGITS = 6
"""Significant digits of the numbers of a figure: more than any of them shows."""
_TAG = re.compile(r"<[^<>]*>")
_ITS_STYLE = re.compile(r'document\.getElementById\("([0-9a-f]{64})"\)')


@dataclass(frozen=True)
class InPage:
    """A figure as a page draws it.

    Attributes
    ----------
    data : list of dict
        The traces.
    layout : dict
        Without template and width.
    note : str
        What stands small under the title, as plain text.
    head : int
        Pixels that title and note take above the figure: a page that says both in words of its
        own takes them off margin and height.
    """

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    note: str
    head: int


@cache
def drawing_script() -> str:
    """Give the script that draws figures in a browser, read once: it has millions of letters."""
    from plotly.offline import get_plotlyjs

    script: str = get_plotlyjs()
    return script


def styles_of(script: str) -> list[str]:
    """Name the style sheets the script would write into the page for maps of the world.

    It leaves a sheet out where an element with its name is there already, so that the policy of
    a page need not allow it.

    >>> styles_of('if(!document.getElementById("' + "a1" * 32 + '")){')  # doctest: +ELLIPSIS
    ['a1a1...']
    """
    return sorted(set(_ITS_STYLE.findall(script)))


def page_colours() -> dict[str, str]:
    """Give what each colour becomes in the dark, in small letters, so that a page can turn it."""
    return {light.lower(): dark for light, dark in theme.DARK.items()}


def page_template() -> dict[str, Any]:
    """Give the look all figures of a page share: hairlines, no box, what points at the rest."""
    axis = {
        "gridcolor": theme.LINE,
        "zerolinecolor": theme.LINE,
        "linecolor": theme.LINE,
        "title": {"font": {"size": 13, "color": theme.MUTED}},
        "tickfont": {"size": 12},
    }
    return {"layout": {"xaxis": axis, "yaxis": axis, "hoverlabel": {"bordercolor": theme.LINE}}}


def in_page(figure: go.Figure) -> InPage | None:
    """Give a figure as a page draws it; nothing where it only says that there is nothing."""
    made = figure.to_plotly_json()
    data = [_small(trace) for trace in made["data"]]
    if not data:
        return None
    layout = _small({k: v for k, v in made["layout"].items() if k not in ("template", "width")})
    title = layout.get("title") or {}
    said = plain_words(title.get("text", ""))
    note = plain_words((title.get("subtitle") or {}).get("text", ""))
    return InPage(data, layout, note, theme.room(said, note) - _ABOVE)


_ABOVE = 14  # pixels that stay above a figure without its title


def plain_words(text: object) -> str:
    """Turn text as figures have it into plain text.

    >>> plain_words("<b>A &amp; B</b><br>for &#36;1")
    'A & B for $1'
    """
    return " ".join(html.unescape(_TAG.sub(" ", "" if text is None else str(text))).split())


def _small(value: Any) -> Any:
    """Make a value ready for JSON: rounded numbers, nothing where there is none."""
    if isinstance(value, dict) and "bdata" in value:
        return _packed(value)
    if isinstance(value, dict):
        return {str(k): _small(v) for k, v in value.items() if v is not None}
    if isinstance(value, np.ndarray):
        return _small(value.tolist())
    if isinstance(value, list | tuple):
        return [_small(one) for one in value]
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    return value if isinstance(value, str) or value is None else str(value)


def _packed(value: dict[str, Any]) -> Any:
    """Unpack an array; one of bytes stays packed, since that is the shortest."""
    kind = np.dtype(value["dtype"])
    if kind.itemsize == 1:
        return dict(value)
    raw = base64.b64decode(value["bdata"]) if isinstance(value["bdata"], str) else value["bdata"]
    shape = [int(size) for size in str(value.get("shape", "-1")).split(",")]
    return _small(np.frombuffer(raw, dtype=kind).reshape(shape).tolist())
