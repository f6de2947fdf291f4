"""Shortest paths from many actors at once, block by block; never all pairs together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._partition import one_of
from tiesnet.metrics._shared import flat
from tiesnet.network import Network, adjacency

MODES = {"out": "out", "in": "in", "both": "all"}
"""Which arrows are followed, in plain words and as igraph says it."""
_CELLS = 4_000_000
_BITS = 64
_FAR = 64
"""Ways longer than this are counted otherwise: here every step costs as much as the first."""


def mode(direction: str) -> str:
    """Translate a direction for igraph.

    Raises
    ------
    TiesnetError
        It is not known.
    """
    one_of("direction", direction, MODES)
    return MODES[direction]


def along(net: Network, direction: str) -> sparse.csr_array:
    """Give the 0/1 matrix in which a row leads to its columns, by the direction followed."""
    if mode(direction) == "all":
        return flat(net)
    matrix = adjacency(net)
    return matrix if direction == "out" else sparse.csr_array(matrix.T)


def graph_of(matrix: sparse.csr_array) -> Any:
    """Give the igraph graph with arrows of a 0/1 matrix."""
    import igraph

    cells = matrix.tocoo()
    edges = np.column_stack([cells.row, cells.col]).tolist()
    return igraph.Graph(n=matrix.shape[0], edges=edges, directed=True)


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


@dataclass(frozen=True, eq=False)
class Sums:
    """Steps from each actor to the targets it reaches.

    Attributes
    ----------
    reached, distance, near : array of float, shape (actors,)
        Number of targets reached, itself not counted, the sum of the steps to them, and the sum
        of 1 / steps.
    largest : float
        The most steps any actor needs to a target it reaches; empty when none reaches any.
    pairs : array of float
        How many pairs are 0, 1, 2, ... steps apart; no actor is paired with itself. Empty where
        costs are counted instead of steps.
    """

    reached: NDArray[np.float64]
    distance: NDArray[np.float64]
    near: NDArray[np.float64]
    largest: float
    pairs: NDArray[np.float64]


def sums(matrix: sparse.csr_array, targets: NDArray[np.intp]) -> Sums | None:
    """Sum the steps from every actor to targets, 64 targets in the bits of one number.

    Parameters
    ----------
    matrix : csr_array, shape (actors, actors)
        A row leads to its columns.
    targets : array of int
        To whom.

    Returns
    -------
    Sums or None
        None when some way is longer than `_FAR` steps.
    """
    size, largest = matrix.shape[0], 0
    total, pairs = np.zeros((3, size)), np.zeros(_FAR + 1)
    words = int(np.clip(2 * _CELLS // max(matrix.nnz, 1), 1, 8))
    for start in range(0, len(targets), words * _BITS):
        for step, found in enumerate(_shells(matrix, targets[start : start + words * _BITS]), 1):
            if step > _FAR:
                return None
            total += np.vstack([found, step * found, found / step])
            pairs[step] += found.sum()
            largest = max(largest, step)
    away = float(largest or np.nan)
    return Sums(total[0], total[1], total[2], away, pairs[: largest + 1])


def _shells(matrix: sparse.csr_array, targets: NDArray[np.intp]) -> Iterator[NDArray[np.float64]]:
    """Count, step by step, to how many targets each actor needs exactly so many steps."""
    width = -(-len(targets) // _BITS)
    seen = np.zeros((matrix.shape[0], width), dtype=np.uint64)
    place = np.arange(len(targets), dtype=np.uint64)
    seen[targets, place // _BITS] = np.uint64(1) << place % np.uint64(_BITS)
    leads = np.diff(matrix.indptr) > 0
    front = seen
    while leads.any():
        fresh = np.zeros_like(seen)
        # What the actors it leads to had reached a step before.
        fresh[leads] = np.bitwise_or.reduceat(
            front[matrix.indices], matrix.indptr[:-1][leads], axis=0
        )
        fresh &= ~seen
        found = np.bitwise_count(fresh).sum(axis=1)
        if not found.any():
            return
        yield found.astype(np.float64)
        seen = seen | fresh
        front = fresh
