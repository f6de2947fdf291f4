"""What a worksheet says besides its cells: merged cells, hidden rows and columns, its last row."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]{1,40})\"")
_ROW = re.compile(rb"<row\b[^>]*>")
_NUMBER = re.compile(rb"\sr=\"(\d{1,9})\"")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]{0,200}>")
_SPAN = re.compile(rb"\s(min|max)=\"(\d{1,5})\"")
_HIDDEN = re.compile(rb"\shidden=\"(?:1|true)\"")
_VALUES = (b"<v", b"<is", b"<f", b":v>", b":is>", b":f>")  # what a cell with content holds
_NONE = np.zeros(0, dtype=np.int64)


class Marks(NamedTuple):
    """What was found in the text of a worksheet.

    ``last`` is the number of the last row that holds any value, nothing when it is not told;
    ``ascending`` whether the rows stand in their order.
    """

    formulas: bool = False
    merged: tuple[str, ...] = ()
    hidden_rows: NDArray[np.int64] = _NONE
    hidden_columns: tuple[tuple[int, int], ...] = ()
    last: int | None = None
    ascending: bool = True


NO_MARKS = Marks()


class Look:
    """Looks through the text of a worksheet, piece by piece."""

    def __init__(self) -> None:
        self._formulas = False
        self._merged: dict[str, None] = {}
        self._hidden: list[NDArray[np.int64]] = []
        self._columns: list[tuple[int, int]] = []
        self._row = self._last = 0
        self._told = self._ascending = True
        self._rest = b""

    def take(self, chunk: bytes) -> None:
        """Look at the next piece; a tag that it cuts off is left for the one after."""
        window = self._rest + chunk
        cut = window.rfind(b"<")
        cut = len(window) if cut < 0 or window.find(b">", cut) >= 0 else cut
        window, self._rest = window[:cut], window[cut:]
        self._formulas = self._formulas or _FORMULA.search(window) is not None
        if b"mergeCell" in window:
            self._merged |= dict.fromkeys(ref.decode() for ref in _MERGED.findall(window))
        if b"col " in window:
            self._take_columns(window)
        self._take_rows(window)

    def _take_columns(self, window: bytes) -> None:
        for tag in filter(_HIDDEN.search, _COLUMN.findall(window)):
            span = {name: int(number) for name, number in _SPAN.findall(tag)}
            if {b"min", b"max"} <= set(span):
                self._columns.append((span[b"min"], span[b"max"]))

    def _take_rows(self, window: bytes) -> None:
        tags = _ROW.findall(window)
        found = [_NUMBER.search(tag) for tag in tags]
        numbers = np.array([int(hit[1]) if hit else 0 for hit in found], dtype=np.int64)
        self._told = self._told and bool((numbers > 0).all())
        steps = np.diff(numbers, prepend=self._row)
        self._ascending = self._ascending and bool((steps > 0).all())
        if b"hidden=" in window:
            hidden = np.array([_HIDDEN.search(tag) is not None for tag in tags], dtype=bool)
            self._hidden.append(numbers[hidden])
        value = max(map(window.rfind, _VALUES))
        if value >= 0:
            at = len(_ROW.findall(window, 0, value))
            self._last = int(numbers[at - 1]) if at else self._row
        if len(numbers):
            self._row = int(numbers[-1])

    def marks(self) -> Marks:
        """What was found, when all pieces have been taken."""
        sure = self._told and self._ascending
        return Marks(
            self._formulas,
            tuple(self._merged),
            np.concatenate(self._hidden) if self._hidden else _NONE,
            tuple(self._columns),
            self._last if sure and self._last else None,
            not self._told or self._ascending,
        )
