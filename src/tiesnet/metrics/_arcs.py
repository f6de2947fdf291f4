"""One pass over the closed triples of a network: three vertices, each pair of them tied.

Vertices are ranked by their number of partners, and every tied pair is kept once, as an arc from
the lower to the higher rank. A well-connected actor then has few arcs, since it is mostly the
higher end, and each closed triple a, b, c (a lowest, c highest) is met exactly once: as two arcs
a to b and a to c that leave the same vertex, closed by an arc b to c. Structural holes,
clustering, closed brokerage paths and the triad census are sums over these triples.

The arcs and triples are found by numpy, or, from `FROM_PAIRS` tied pairs on, by the compiled
loops of `_kernels` when numba is installed. What is summed over the triples is the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._shared import note, once
from tiesnet.network import Network, adjacency

FROM_PAIRS = 50_000
"""From this number of ties on the compiled loops are worth their start."""
THERE, BACK, MUTUAL = 1, 2, 3
"""Codes of an arc: the tie runs from the lower to the higher rank, back, or both ways."""
_WEDGES = 1 << 16  # pairs of arcs looked at in one go
_ROOM = 1 << 14  # triples the compiled walk hands over in one go
_KEEP = 2_000_000  # triples kept for the next measure
_Number = TypeVar("_Number", bound=np.generic)
Triples = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]
"""Closed triples a, b, c as positions of the arcs a to b, a to c and b to c."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """Every tied pair once, from the end with fewer partners to the end with more.

    Vertices are numbered by rank; `back` puts values per rank into the order of the actors.

    Attributes
    ----------
    order : array of int, shape (n,)
        The vertex of each rank.
    start : array of int, shape (n + 1,)
        Where the arcs of each rank begin.
    low, high : array of int, shape (m,)
        Ranks of the two ends; sorted by both.
    codes : array of int, shape (m,)
        1: the tie runs from low to high; 2: from high to low; 3: both.
    strength : array of float, shape (m,)
        Sum of the values of both directions.
    fast : bool
        Whether the compiled loops made it and walk it.
    """

    order: NDArray[np.int32]
    start: NDArray[np.int32]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    codes: NDArray[np.int8]
    strength: NDArray[np.float64]
    fast: bool
    _kept: list[list[Triples]] = field(default_factory=list, repr=False)

    @property
    def size(self) -> int:
        """Number of vertices."""
        return len(self.order)

    def back(self, values: NDArray[_Number]) -> NDArray[_Number]:
        """Put values, or rows, per rank into the order of the vertices."""
        placed = np.empty_like(values)
        placed[self.order] = values
        return placed

    def at_ends(
        self, low: NDArray[np.float64] | None = None, high: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        """Sum a value per arc at its low end and another at its high end; count arcs without."""
        sums = np.bincount(self.low, low, minlength=self.size).astype(np.float64)
        return sums + np.bincount(self.high, high, minlength=self.size)

    def triples(self) -> Iterator[Triples]:
        """Give all closed triples, in portions; each exactly once."""
        if self._kept:
            yield from self._kept[0]
            return
        kept, count = [], 0
        for found in _walk_fast(self) if self.fast else _walk(self):
            count += len(found[0])
            if count <= _KEEP:
                kept.append(found)
            yield found
        if count <= _KEEP:
            self._kept.append(kept)


def orient(matrix: sparse.csr_array, fast: bool | None = None) -> Arcs:
    """Rank the vertices of a network and keep every tied pair as one arc.

    Parameters
    ----------
    matrix : csr_array, shape (n, n)
        Rows are sources; symmetric for ties without arrows. Stored zeros are no ties; the
        diagonal is left out.
    fast : bool, optional
        Whether to use the compiled loops; by default from `FROM_PAIRS` ties on, when numba is
        installed.
    """
    ties = _sorted(matrix)
    if fast is None:
        fast = ties.nnz >= FROM_PAIRS and scale_installed()
    return _orient_fast(ties) if fast else _orient(ties)


def arcs_of(net: Network, metric: str = "", weighted: bool = False) -> Arcs:
    """Give the arcs of a network, made once; say for `metric` when the extra would help."""
    matrix = adjacency(net, weighted)
    if metric and matrix.nnz >= FROM_PAIRS and not scale_installed():
        note(net, metric, f"computed without numba, which the extra 'scale' brings: {_SAVES}")
    arcs: Arcs = once(net, f"arcs {weighted}", lambda: orient(matrix))
    return arcs


_SAVES = f"from {FROM_PAIRS:,} ties on it takes a fraction of the time and gives the same numbers"


@cache
def scale_installed() -> bool:
    """Tell whether numba, the extra for large networks, is there."""
    return find_spec("numba") is not None


def _sorted(matrix: sparse.csr_array) -> sparse.csr_array:
    """Give a matrix with sorted rows and without stored zeros; the same one when it is so."""
    if matrix.has_canonical_format and matrix.data.all():
        return matrix
    clean = matrix.copy()
    clean.sum_duplicates()
    clean.eliminate_zeros()
    return clean


def _orient(ties: sparse.csr_array) -> Arcs:
    n = ties.shape[0]
    both, codes, strength = _both_ways(ties)
    counts = np.diff(both.indptr)
    row, column = np.repeat(np.arange(n), counts), both.indices
    itself = row[row == column]
    counts[itself] -= 1
    order = np.argsort(counts, kind="stable")
    rank = np.empty(n, dtype=np.int64)
    rank[order] = np.arange(n)
    low, high = rank[row], rank[column]
    up = np.flatnonzero(low < high)
    key = low[up] * n + high[up]
    by_rank = np.argsort(key, kind="stable")
    up = up[by_rank]
    low = low[up]
    start = np.concatenate([[0], np.cumsum(np.bincount(low, minlength=n))])
    return Arcs(
        order=order.astype(np.int32),
        start=start.astype(np.int32),
        low=low.astype(np.int32),
        high=high[up].astype(np.int32),
        codes=codes[up].astype(np.int8),
        strength=strength[up],
        fast=False,
    )


def _both_ways(
    ties: sparse.csr_array,
) -> tuple[sparse.csr_array, NDArray[np.float64], NDArray[np.float64]]:
    """Lay the ties over their reverse: the cells, and per cell its code and both values added."""
    if (ties.data == 1).all():
        both = sparse.csr_array(ties + 2 * ties.T)
        return both, both.data, 1.0 + (both.data == MUTUAL)
    ones = sparse.csr_array((np.ones(ties.nnz), ties.indices, ties.indptr), shape=ties.shape)
    both = sparse.csr_array(ones + 2 * ones.T)
    back = sparse.csr_array(ties.T)
    strength = np.zeros(both.nnz)
    strength[(both.data.astype(np.int8) & THERE) > 0] += ties.data
    strength[(both.data.astype(np.int8) & BACK) > 0] += back.data
    return both, both.data, strength


def _orient_fast(ties: sparse.csr_array) -> Arcs:
    from tiesnet.metrics import _kernels

    out, ends = ties.indptr.astype(np.int32, copy=False), ties.indices.astype(np.int32, copy=False)
    values = np.ascontiguousarray(ties.data, dtype=np.float64)
    into, sources, returned = _kernels.transpose(out, ends, values)
    order, rank = _kernels.ranks(_kernels.partner_counts(out, ends, into, sources))
    made = _kernels.arcs(out, ends, values, into, sources, returned, order, rank)
    # numpy's indexed sums are twenty times slower when a dtype is equal to its own, not the same.
    start, low, high = (array.view(np.int32) for array in made[:3])
    codes, strength = made[3].view(np.int8), made[4].view(np.float64)
    return Arcs(order.view(np.int32), start, low, high, codes, strength, fast=True)


def _walk(arcs: Arcs) -> Iterator[Triples]:
    """Look at all pairs of arcs that leave one vertex, some at a time, and keep the closed ones."""
    low, high = arcs.low.astype(np.int64), arcs.high.astype(np.int64)
    count, key = len(low), low * arcs.size + high
    if not count:
        return
    later = arcs.start[low + 1] - 1 - np.arange(count)
    pairs = np.cumsum(later)
    cuts = np.searchsorted(pairs, np.arange(_WEDGES, pairs[-1] + _WEDGES, _WEDGES)) + 1
    places = _Places(key)
    begin = 0
    for end in np.unique(np.minimum(cuts, count)).tolist():
        follow = later[begin:end]
        one = np.repeat(np.arange(begin, end), follow)
        skip = np.arange(begin, end) + 1 - (np.cumsum(follow) - follow)
        other = np.arange(len(one)) + np.repeat(skip, follow)
        wanted = np.repeat(high[begin:end] * arcs.size, follow) + high[other]
        some, closing = places.find(wanted)
        yield one[some], other[some], closing
        begin = end


class _Places:
    """Finds numbers among sorted keys: most by a table of remainders, the rest by search."""

    def __init__(self, keys: NDArray[np.int64]) -> None:
        self._keys = keys
        self._mask = (1 << int(8 * len(keys)).bit_length()) - 1
        self._place = np.full(self._mask + 1, -1, dtype=np.int32)
        self._place[keys & self._mask] = np.arange(len(keys))

    def find(self, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give which of the numbers are keys, and where."""
        place = self._place[wanted & self._mask]
        maybe = np.flatnonzero(place >= 0)
        place, wanted = place[maybe].astype(np.int64), wanted[maybe]
        # Two keys may share a remainder, and the table holds one of them.
        other = np.flatnonzero(self._keys[place] != wanted)
        place[other] = np.searchsorted(self._keys, wanted[other])
        place[place == len(self._keys)] = 0
        found = self._keys[place] == wanted
        return maybe[found], place[found]


def _walk_fast(arcs: Arcs) -> Iterator[Triples]:
    from tiesnet.metrics import _kernels

    inner = _kernels.incoming(arcs.start, arcs.high)
    mark = np.full(arcs.size, -1, dtype=np.int32)
    state = np.zeros(2, dtype=np.int64)
    longest = int(np.diff(arcs.start).max(initial=0))
    room = max(_ROOM, longest + 1)
    while state[0] < arcs.size:
        found = np.empty((3, room), dtype=np.int64)
        count = _kernels.walk(arcs.start, arcs.high, *inner, mark, state, found)
        yield found[0, :count], found[1, :count], found[2, :count]
