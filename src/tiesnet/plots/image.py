"""Figures as the content of files: pictures, and pages that work on their own."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from tiesnet.errors import TiesnetError
from tiesnet.language import language, say, word
from tiesnet.plots import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go

PICTURES = ("png", "svg", "pdf")
FIGURE_FORMATS = (*PICTURES, "html")
FIGURE_WIDTH, SCALE = 900, 2
_INSTALL = word("Install it with: pip install 'tiesnet[figures]'; or save the figure as .html.")
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
)
_DRAWN = re.compile(r'id="defs-([0-9a-z]+)"')
_TAG = re.compile(r"<[^<>]*>")
_WHEN = re.compile(rb"\(D:\d{14}")


def figure_bytes(
    figure: go.Figure, kind: str, width: int = FIGURE_WIDTH, height: int | None = None
) -> bytes:
    """Give a figure as the content of a file: png, svg, pdf or html."""
    high = height or int(figure.layout.height or 0.62 * width)
    if kind == "html":
        return _page(figure, height).encode()
    data = _picture(figure, {"format": kind, "width": width, "height": high, "scale": SCALE})
    if kind == "svg":
        return _without_chance(data.decode()).encode()
    return _WHEN.sub(b"(D:20000101000000", data) if kind == "pdf" else data


def figure_config() -> dict[str, Any]:
    """Give what plotly is told beside a figure: no logo, and the words of its buttons."""
    words = {
        "Autoscale": say("Show everything"),
        "Double-click to zoom back out": say("Double-click to zoom back out"),
        "Download plot": say("Download this figure"),
        "Download plot as a PNG": say("Download this figure as PNG"),
        "Pan": say("Move"),
        "Reset axes": say("As at first"),
        "Zoom": say("Zoom to a part"),
        "Zoom in": say("Zoom in"),
        "Zoom out": say("Zoom out"),
    }
    return {
        "responsive": True,
        "displaylogo": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d"],
        "locale": "said",
        "locales": {"said": {"dictionary": words}},
    }


def _page(figure: go.Figure, height: int | None) -> str:
    """Write a page that holds the figure and all it needs, and fetches nothing."""
    ground = str(figure.layout.paper_bgcolor or theme.PAPER)
    title = _TAG.sub(" ", str(figure.layout.title.text or say("Figure"))).replace("<", "&lt;")
    made = figure.to_html(
        config=figure_config(),
        include_plotlyjs=True,
        include_mathjax=False,
        full_html=False,
        div_id="figure",
        default_width="100%",
        default_height=f"{height}px" if height else "100%",
    )
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>"
        f'</head>\n<body style="margin:0;background:{escape(ground)}">\n{made}\n</body></html>\n'
    )


def _picture(figure: go.Figure, options: dict[str, Any]) -> bytes:
    """Let Chromium draw the figure, without fetching anything."""
    try:
        import kaleido
        from kaleido.errors import ChromeNotFoundError
    except ImportError as error:
        raise TiesnetError(
            say("Pictures need kaleido, which is not installed."), say(_INSTALL)
        ) from error
    shown = figure.to_plotly_json()
    for place, trace in enumerate(shown["data"]):
        trace["uid"] = str(place)  # drawn at random otherwise, and written into the drawing
    try:
        made: bytes = kaleido.calc_fig_sync(shown, opts=options, kopts={"mathjax": False})
    except ChromeNotFoundError as error:
        raise TiesnetError(
            say("Pictures need Chromium or Chrome, and none was found."),
            say("Install one, or save the figure as .html."),
        ) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise TiesnetError(
            say("Chromium could not draw the figure: {error}.", error=error),
            say("Save it as .html instead."),
        ) from error
    return made


def _without_chance(drawing: str) -> str:
    """Give the parts of a drawing the same names every time."""
    found = _DRAWN.search(drawing)
    if found is None:
        return drawing
    return re.sub(rf"(?<=[A-Za-z-]){found[1]}", "figure", drawing)
