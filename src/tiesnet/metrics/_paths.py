"""Shortest paths from many actors at once, block by block; never all pairs together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.metrics._shared import flat
from tiesnet.network import Network, adjacency

MODES = {"out": "out", "in": "in", "both": "all"}
"""Which arrows are followed, in plain words and as igraph says it."""
_CELLS = 4_000_000


def mode(direction: str) -> str:
    """Translate a direction for igraph.

    Raises
    ------
    TiesnetError
        It is not known.
    """
    if direction not in MODES:
        raise TiesnetError(
            f"There is no direction {direction!r}.", f"Use one of: {', '.join(MODES)}."
        )
    return MODES[direction]


def along(net: Network, direction: str) -> sparse.csr_array:
    """Give the 0/1 matrix in which a row leads to its columns, by the direction followed."""
    if mode(direction) == "all":
        return flat(net)
    matrix = adjacency(net)
    return matrix if direction == "out" else sparse.csr_array(matrix.T)


def blocks(size: int, sources: NDArray[np.intp], largest: int = 256) -> Iterator[NDArray[np.intp]]:
    """Cut sources into blocks that stay small in memory."""
    width = int(np.clip(_CELLS // max(size, 1), 1, largest))
    for start in range(0, len(sources), width):
        yield sources[start : start + width]


def levels(
    matrix: sparse.csr_array, sources: NDArray[np.intp], together: bool = False
) -> Iterator[NDArray[Any]]:
    """Go outwards from sources, one step at a time.

    Parameters
    ----------
    matrix : csr_array, shape (actors, actors)
        A row leads to its columns.
    sources : array of int
        Where to start; each by itself, or all of them `together` as one.

    Yields
    ------
    array of float, shape (actors, sources)
        At step 1, 2, ...: how many shortest paths lead to an actor of that distance; 0 for all
        others.
    """
    into = sparse.csr_array(matrix.T)
    columns = np.zeros(len(sources), dtype=np.intp) if together else np.arange(len(sources))
    front = np.zeros((matrix.shape[0], 1 if together else len(sources)))
    front[sources, columns] = 1.0
    fresh = front == 0
    while True:
        front = (into @ front) * fresh
        if not front.any():
            return
        yield front
        fresh &= front == 0
