"""Figures as files: pictures for paper and slides, pages that work on their own."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiesnet.errors import OutputError, TiesnetError
from tiesnet.plots import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go

PICTURES = ("png", "svg", "pdf")
FORMATS = (*PICTURES, "html")
WIDTH, SCALE = 900, 2
_INSTALL = "Install it with: pip install 'tiesnet[figures]'; or save the figure as .html."
_CONFIG = {"responsive": True, "displaylogo": False}
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
)
_DRAWN = re.compile(r'id="defs-([0-9a-z]+)"')
_TAG = re.compile(r"<[^<>]*>")
_WHEN = re.compile(rb"\(D:\d{14}")


def save_figure(
    figure: go.Figure,
    path: str | Path,
    *,
    width: int = WIDTH,
    height: int | None = None,
    dark: bool = False,
    overwrite: bool = False,
) -> Path:
    """Save a figure whole or not at all.

    Parameters
    ----------
    figure : plotly figure
        From any ``plot_*``.
    path : str or Path
        Ends with .png, .svg, .pdf or .html. A page (.html) works offline and needs nothing
        else; pictures need the extra ``figures`` and Chromium or Chrome.
    width : int, default 900
        In pixels; a .png has twice as many. A page is as wide as its window.
    height : int, optional
        In pixels; by default the figure's own.
    dark : bool, default False
        For a dark page.
    overwrite : bool, default False
        Replace a file that is there already.

    Returns
    -------
    Path
        The path written. The same figure gives the same bytes.

    Raises
    ------
    OutputError
        There is such a file, or it cannot be written.
    TiesnetError
        The ending is none of these, or what draws pictures is missing.
    """
    path = Path(path)
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise TiesnetError(
            f"A figure cannot be saved as {path.name!r}.",
            f"Choose an ending: {', '.join('.' + one for one in FORMATS)}.",
        )
    _refuse(path, overwrite)
    _write(path, figure_bytes(theme.in_dark(figure) if dark else figure, kind, width, height))
    return path


def figure_bytes(
    figure: go.Figure, kind: str, width: int = WIDTH, height: int | None = None
) -> bytes:
    """Give a figure as the content of a file: png, svg, pdf or html."""
    high = height or int(figure.layout.height or 0.62 * width)
    if kind == "html":
        return _page(figure, height).encode()
    data = _picture(figure, {"format": kind, "width": width, "height": high, "scale": SCALE})
    if kind == "svg":
        return _without_chance(data.decode()).encode()
    return _WHEN.sub(b"(D:20000101000000", data) if kind == "pdf" else data


def _page(figure: go.Figure, height: int | None) -> str:
    """Write a page that holds the figure and all it needs, and fetches nothing."""
    ground = str(figure.layout.paper_bgcolor or theme.PAPER)
    title = _TAG.sub(" ", str(figure.layout.title.text or "Figure")).replace("<", "&lt;")
    made = figure.to_html(
        config=_CONFIG,
        include_plotlyjs=True,
        include_mathjax=False,
        full_html=False,
        div_id="figure",
        default_width="100%",
        default_height=f"{height}px" if height else "100%",
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
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
        raise TiesnetError("Pictures need kaleido, which is not installed.", _INSTALL) from error
    shown = figure.to_plotly_json()
    for place, trace in enumerate(shown["data"]):
        trace["uid"] = str(place)  # drawn at random otherwise, and written into the drawing
    try:
        made: bytes = kaleido.calc_fig_sync(shown, opts=options, kopts={"mathjax": False})
    except ChromeNotFoundError as error:
        raise TiesnetError(
            "Pictures need Chromium or Chrome, and none was found.",
            "Install one, or save the figure as .html.",
        ) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise TiesnetError(
            f"Chromium could not draw the figure: {error}.", "Save it as .html instead."
        ) from error
    return made


def _without_chance(drawing: str) -> str:
    """Give the parts of a drawing the same names every time."""
    found = _DRAWN.search(drawing)
    if found is None:
        return drawing
    return re.sub(rf"(?<=[A-Za-z-]){found[1]}", "figure", drawing)


def _refuse(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder, not a file.", "Choose another name.")
    if os.path.lexists(path) and not overwrite:
        raise OutputError(
            f"{path} exists already and was left alone.",
            "Choose another place, or replace it with --overwrite (in Python: overwrite=True).",
        )


def _write(path: Path, data: bytes) -> None:
    """Write beside the place, force it to the disk, and only then take the name."""
    part = path.with_name(f".{path.name}.part")
    with _plain_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(part, "xb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
            os.replace(part, path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                part.unlink()


@contextlib.contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path} could not be written: {error.strerror or error}.",
            "Choose another folder; a file that was there is unchanged.",
        ) from error
