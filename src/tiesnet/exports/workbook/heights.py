"""How high a row must be for its text."""

from __future__ import annotations

import math

LINE = 13.5
HIGHEST = 409.0  # points; Excel opens no higher row


def text_lines(text: str, width: float) -> int:
    """Count the lines of a text in a wrapped cell of some width."""
    return sum(max(1, math.ceil(len(part) / max(width, 1.0))) for part in text.split("\n"))


def row_height(lines: int) -> float:
    """Give the height of a row of so many lines, in points.

    >>> row_height(1), row_height(100)
    (15.5, 409.0)
    """
    return min(LINE * lines + 2, HIGHEST)
