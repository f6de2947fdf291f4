"""Rendering on the terminal: tables that wrap and never cut a value, and errors.

Nothing here is needed to show ``--help``, so commands import this file when they run.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from math import isfinite
from numbers import Integral, Real
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tiesnet.language import both, localised, say, say_n

PIPE_WIDTH = 120  # the same in every pipe, so that outputs can be compared
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MISSING = {"None", "<NA>", "NaT", "nan"}
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


class PlainConsole(Console):
    """A console that leaves no blanks at the ends of lines when its text goes into a pipe."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as a console does."""
        if self.is_terminal:
            super().print(*objects, **options)
            return
        with self.capture() as captured:
            super().print(*objects, **options)
        self.file.write(TRAILING.sub("", captured.get()))


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal, or of a fixed width in a pipe; values stay plain."""
    made = PlainConsole(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = PIPE_WIDTH
    return made


def plain(value: Any) -> str:
    """The words for a value; empty for what is undefined, and no control characters.

    >>> plain(float("nan")), plain(2.0), plain(0.12345), plain(0.00001), plain(True)
    ('', '2', '0.123', '<0.001', 'yes')
    """
    if isinstance(value, str):
        return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return _decimal(float(value))
    words = str(value)
    return "" if words in MISSING else plain(words)


def _decimal(value: float) -> str:
    if not isfinite(value):
        return ""
    if 0 < abs(value) < 0.0005:
        return localised("<0.001" if value > 0 else ">-0.001")
    return localised(f"{value:.3f}".rstrip("0").rstrip("."))


def figures(values: Sequence[Any]) -> list[str]:
    """Values that stand in one row or column: whole numbers, or three decimals for all.

    >>> figures([2.0, float("nan"), 3.0]), figures([0.5, 2.0, 0.00001])
    (['2', '', '3'], ['0.500', '2.000', '<0.001'])
    """
    numbers = [v for v in values if isinstance(v, Real) and not isinstance(v, bool)]
    if all(float(v).is_integer() or not isfinite(v) for v in numbers):
        return [plain(v) for v in values]
    return [
        localised(f"{float(v):.3f}") if isinstance(v, Real) and _fits(float(v)) else plain(v)
        for v in values
    ]


def _fits(value: float) -> bool:
    return isfinite(value) and (value == 0 or abs(value) >= 0.0005)


def table(
    columns: Sequence[str] | None,
    rows: Iterable[Sequence[Any]],
    numbers: Container[int] = (),
    whole: Container[int] = (0,),
) -> Table:
    """A table whose cells wrap, those of the columns ``whole`` excepted.

    The columns ``numbers`` are right-aligned. Without column names the rows are pairs of a word
    and its text.
    """
    made = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        show_header=columns is not None,
    )
    for place, name in enumerate(columns or ("", "")):
        justify: Any = "right" if place in numbers else "left"
        made.add_column(name, overflow="fold", justify=justify, no_wrap=place in whole)
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in row))
    return made


def bullet(words: str) -> Table:
    """One item of a list; its further lines stand under its words."""
    made = Table.grid(padding=(0, 1))
    made.add_row(Text("-"), Text(plain(words)))
    return made


def more_rows(left: int, file: str) -> str:
    """Say how many rows are not shown, and which file has all.

    >>> more_rows(3, "policies.xlsx")
    '3 more rows; -o policies.xlsx or .csv writes all of them.'
    """
    return say_n(
        left,
        "{n} more row; -o {file} or .csv writes all of them.",
        "{n} more rows; -o {file} or .csv writes all of them.",
        file=file,
    )


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "error"), counted(3, "error"), counted(0, "tie")
    ('1 error', '3 errors', '0 ties')
    """
    return f"{count} {both(one, many or one + 's')[0 if count == 1 else 1]}"
