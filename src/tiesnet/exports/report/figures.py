"""The figures of the chapters: drawn in the page, each with its reading, its text and its table."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from tiesnet.beside import shared
from tiesnet.errors import TiesnetError
from tiesnet.exports.report.figure_rows import figure_rows
from tiesnet.exports.report.mapdata import safe_json
from tiesnet.language import say
from tiesnet.literature import cite
from tiesnet.metrics import Measures
from tiesnet.plots import (
    drawing_script,
    figures,
    in_page,
    page_colours,
    page_template,
    styles_of,
)

MOST_OPEN = 2
"""Figures of a chapter that stand open; the others open on request."""
LARGEST = 1_500_000
"""Letters of JSON above which a figure is left to files of its own: the page stays quick."""
ELSEWHERE = ("map", "firms")
"""Places with drawings of their own: the first screen, and the card of each firm."""


@dataclass(frozen=True)
class Drawn:
    """A figure of a chapter.

    Attributes
    ----------
    key : str
        Code name, also of the files downloaded.
    heading, note, reading, source : str
        The question it answers, what is shown and left out, how to read it, from where.
    content : mapping
        ``data`` and ``layout`` for plotly, ``head`` (pixels above it), ``rows`` and ``heads`` of
        its table.
    """

    key: str
    heading: str
    note: str
    reading: str
    source: str
    content: Mapping[str, Any]

    @property
    def file(self) -> str:
        """Name of the picture downloaded, in plain letters."""
        return self.key.replace("_", "-")


class HasFigures(Protocol):
    """A chapter."""

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """Its figures."""


def drawn_figures(measures: Measures) -> dict[str, tuple[Drawn, ...]]:
    """Draw what the survey carries, by chapter; a figure without its data is left out."""
    every = {name: one for name, one in figures().items() if one.chapter not in ELSEWHERE}
    made: dict[str, tuple[Drawn, ...]] = {}
    for name, one in shared(measures, every, say("Drawing"), _drawn).items():
        if one is not None:
            made[every[name].chapter] = (*made.get(every[name].chapter, ()), one)
    return made


def _drawn(measures: Measures, name: str) -> Drawn | None:
    record = figures()[name]
    try:
        content = in_page(record.function(measures))
    except TiesnetError:
        return None  # the chapters and the workbook say what was not asked
    if content is None:
        return None
    layout = {key: value for key, value in content.layout.items() if key != "meta"}
    drawing = {"data": content.data, "layout": layout, "head": content.head}
    if len(safe_json(drawing)) > LARGEST:
        return None
    heads, rows = figure_rows(content.data, content.layout)
    return Drawn(
        record.name,
        say(record.question),
        content.note,
        say(record.reading),
        cite(", ".join(record.source)),
        drawing | {"heads": heads, "rows": rows},
    )


def packed_figures(chapters: Iterable[HasFigures]) -> str:
    """Give the content of all figures as the page unpacks it; nothing without figures."""
    every = {one.key: dict(one.content) for own in chapters for one in own.drawn}
    if not every:
        return ""
    shared = {
        "figures": every,
        "colours": page_colours(),
        "template": page_template(),
        "styles": styles_of(drawing_script()),
    }
    return packed(safe_json(shared))


@cache
def packed_script() -> str:
    """Give the script that draws, as the page unpacks it."""
    return packed(drawing_script())


def packed(text: str) -> str:
    """Compress text for ``DecompressionStream``, the same every time: there is no clock in it.

    >>> zlib.decompress(base64.b64decode(packed("a" * 99))) == b"a" * 99
    True
    """
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
