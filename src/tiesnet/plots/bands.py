"""Bands between rows, as of a Sankey diagram, that never cross a bar they do not belong to.

A band that passes a row has a place of its own in it, beside the bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Outline = tuple[list[float | None], list[float | None]]
_HALF, _STEPS, _GAP = 0.08, 10, 0.02
"""Half the height of a bar, points of a curve, room between places (of the broadest row)."""


@dataclass(frozen=True)
class Band:
    """So many of something, from one row to a later one."""

    source: int
    target: int
    size: int


@dataclass(frozen=True)
class Bar:
    """Where a row has its bar, and what comes in and goes out."""

    left: float
    width: float
    into: int
    out: int


def banded(bands: Sequence[Band], rows: int) -> tuple[list[Outline], list[Bar]]:
    """Lay out bands from row to row, downwards.

    Parameters
    ----------
    bands : sequence of Band
    rows : int

    Returns
    -------
    list of (x, y)
        The outline of every band, its parts set apart by None; x from 0 to 1.
    list of Bar
        Of every row.
    """
    into, out = np.zeros(rows, dtype=int), np.zeros(rows, dtype=int)
    for band in bands:
        into[band.target] += band.size
        out[band.source] += band.size
    sizes = np.maximum(into, out)
    jumping = sorted(_spans(bands), key=lambda k: (bands[k].source - bands[k].target, k))
    passing = [_sides(bands, jumping, row) for row in range(rows)]
    whole = [sizes[row] + sum(bands[k].size for k in jumping) for row in range(rows)]
    gap = _GAP * max(whole)
    lefts = [_row(bands, int(sizes[row]), passing[row], gap) for row in range(rows)]
    unit = max(right for _, _, right in lefts)
    starts = [0.5 * (unit - right) for _, _, right in lefts]
    at = {(k, row): starts[row] + x for row in range(rows) for k, x in lefts[row][1].items()}
    bars = [
        Bar(_short((starts[r] + lefts[r][0]) / unit), _short(int(sizes[r]) / unit), int(into[r]),
            int(out[r]))
        for r in range(rows)
    ]  # fmt: skip
    _ends(bands, at, [starts[row] + lefts[row][0] for row in range(rows)])
    return [_outline(k, band, at, unit) for k, band in enumerate(bands)], bars


def _spans(bands: Sequence[Band]) -> list[int]:
    return [k for k, band in enumerate(bands) if band.target - band.source > 1]


def _sides(bands: Sequence[Band], jumping: list[int], row: int) -> tuple[list[int], list[int]]:
    """Say which bands pass a row on the left and on the right, each always on one side.

    The longer a band, the farther outside.
    """
    here = [bands[k].source < row < bands[k].target for k in jumping]
    left = [k for n, k in enumerate(jumping) if here[n] and n % 2]
    right = [k for n, k in enumerate(jumping) if here[n] and not n % 2]
    return left, right[::-1]


def _row(
    bands: Sequence[Band], size: int, passing: tuple[list[int], list[int]], gap: float
) -> tuple[float, dict[int, float], float]:
    """Place the bar between the bands that pass it.

    Gives the left edge of the bar, that of every band that passes, and the right end of all.
    """
    places: dict[int, float] = {}
    x = 0.0
    for k in passing[0]:
        places[k] = x
        x += bands[k].size + gap
    bar, x = x, x + size
    for k in passing[1]:
        x += gap
        places[k] = x
        x += bands[k].size
    return bar, places, x


def _ends(bands: Sequence[Band], at: dict[tuple[int, int], float], bars: Sequence[float]) -> None:
    """Place where bands leave and reach bars, in the order of where they come from or go to."""
    for row, left in enumerate(bars):
        leaving = [k for k, band in enumerate(bands) if band.source == row]
        reaching = [k for k, band in enumerate(bands) if band.target == row]
        for own, step in ((leaving, 1), (reaching, -1)):
            own.sort(key=lambda k: (_toward(k, row + step, bands, at, bars), k))
            x = left
            for k in own:
                at[k, row if step == 1 else -row - 1] = x
                x += bands[k].size


def _toward(
    k: int,
    row: int,
    bands: Sequence[Band],
    at: dict[tuple[int, int], float],
    bars: Sequence[float],
) -> float:
    """Tell where a band is in the next row: its own place, or the bar it comes from or goes to."""
    return (
        at.get((k, row), bars[row]) if row not in (bands[k].source, bands[k].target) else bars[row]
    )


def _outline(k: int, band: Band, at: dict[tuple[int, int], float], unit: float) -> Outline:
    """Draw a band from row to row; its end in row r is kept as -r - 1, its start as r."""
    x: list[float | None] = []
    y: list[float | None] = []
    rows = range(band.source, band.target)
    for row in rows:
        left = at[k, row]
        right = at[k, row + 1 if row + 1 < band.target else -(row + 1) - 1]
        top = row + (_HALF if row == band.source else 0.0)
        bottom = row + 1 - (_HALF if row + 1 == band.target else 0.0)
        share = np.linspace(0.0, 1.0, _STEPS)
        across = _between(left, right, share)
        down = top + (bottom - top) * share
        edge = [*across, *(across[::-1] + band.size), across[0]]
        x += [*(_short(one / unit) for one in edge), None]
        y += [*(_short(one) for one in [*down, *down[::-1], down[0]]), None]
    return x[:-1], y[:-1]


def _between(start: float, end: float, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Go from one place to the other, straight down at both ends."""
    slow: NDArray[np.float64] = share * share * (3 - 2 * share)
    return start + (end - start) * slow


def _short(value: float) -> float:
    return round(float(value), 3)
