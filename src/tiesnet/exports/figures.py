"""Figures as files: pictures for paper and slides, pages that work on their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tiesnet.errors import TiesnetError
from tiesnet.exports.files import write_whole
from tiesnet.language import say
from tiesnet.plots import FIGURE_FORMATS, FIGURE_WIDTH, figure_bytes, in_dark

if TYPE_CHECKING:
    import plotly.graph_objects as go


def save_figure(
    figure: go.Figure,
    path: str | Path,
    *,
    width: int = FIGURE_WIDTH,
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
    if kind not in FIGURE_FORMATS:
        raise TiesnetError(
            say("A figure cannot be saved as {name}.", name=repr(path.name)),
            say(
                "Choose an ending: {endings}.",
                endings=", ".join("." + one for one in FIGURE_FORMATS),
            ),
        )
    shown = in_dark(figure) if dark else figure
    return write_whole(path, figure_bytes(shown, kind, width, height), overwrite)
