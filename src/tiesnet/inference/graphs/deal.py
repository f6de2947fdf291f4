"""Dealing: so many cells of each kind, every way of dealing them equally likely."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.graphs.streams import Streams, below

FROM_NUMBERS = 1_000_000
"""From so many random numbers on the compiled loops are worth their start."""
_Table = NDArray[np.uint8]


def compiled(numbers: int) -> bool:
    """Tell whether so much work is given to the compiled loops."""
    return numbers >= FROM_NUMBERS and find_spec("numba") is not None


def room(rows: int, cells: int) -> _Table:
    """Give an empty table whose rows fill whole words of eight cells."""
    return np.zeros((rows, -(-cells // 8) * 8), dtype=np.uint8)


def deal(streams: Streams, cells: int, counts: dict[int, int], fast: bool) -> _Table:
    """Deal values to cells, each as often as it is to come.

    Cells are named at random until enough different ones have been; the value that is most
    frequent is left for the rest.

    Parameters
    ----------
    streams : Streams
        One for each draw.
    cells : int
        How many cells there are.
    counts : dict of value to number
        How many cells get each value; in all as many as there are cells.
    fast : bool
        Whether the compiled loops do it; the result is the same.

    Returns
    -------
    array of uint8, shape (draws, cells)
        Widened as by `room`.
    """
    rest = max(counts, key=lambda value: counts[value])
    table = room(len(streams.keys), cells)
    if rest:
        table[:, :cells] = rest
    for value, count in counts.items():
        if value == rest or not count:
            continue
        if fast:
            from tiesnet.inference.graphs import kernels

            kernels.deal(streams.keys, streams.used, table, cells, count, rest, value)
        else:
            _deal(streams, table, cells, count, rest, value)
    return table


def _deal(streams: Streams, table: _Table, cells: int, count: int, rest: int, value: int) -> None:
    """Name as many cells as are lacking, again and again, until none is."""
    rows, width = table.shape
    flat = table.reshape(-1)
    mark = np.empty(table.size, dtype=np.int32)
    begin = np.arange(rows, dtype=np.int32) * np.int32(width)
    place = (below(streams.take(count), cells) + begin[:, None]).ravel()
    row = np.repeat(np.arange(rows), count)
    lacking = np.full(rows, count)
    while len(place):
        new = flat[place] == rest
        if not new.all():
            place, row = place[new], row[new]
        number = np.arange(len(place), dtype=np.int32)
        mark[place] = number  # of several that name one cell, one counts
        flat[place] = value
        lacking -= np.bincount(row[mark[place] == number], minlength=rows)
        row = np.repeat(np.arange(rows), lacking)
        place = begin[row] + below(streams.ragged(row, lacking), cells)
