"""One pass over the closed triples of a network: three vertices, each pair of them tied.

Vertices are ranked by their number of ties, and every tied pair is kept once, as an arc from
the lower to the higher rank. A well-connected actor then has few arcs, since it is mostly the
higher end, and each closed triple a, b, c (a lowest, c highest) is met exactly once: as two arcs
a to b and a to c that leave the same vertex, closed by an arc b to c. Structural holes,
clustering, closed brokerage paths and the triad census are sums over these triples.

The arcs and triples are found by numpy, or, from `FROM_PAIRS` ties on, by the compiled loops of
`_kernels` when numba is installed. What is summed over the triples is the same code, except for
Burt's measures in the whole model, whose sums are compiled as well.
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

from tiesnet.language import say
from tiesnet.metrics._shared import note, once
from tiesnet.network import Network, adjacency

FROM_PAIRS = 50_000
"""From this number of ties on the compiled loops are worth their start."""
THERE, BACK, MUTUAL = 1, 2, 3
"""Codes of an arc: the tie runs from the lower to the higher rank, back, or both ways."""
_WEDGES = 1 << 16  # pairs of arcs looked at in one go
_TABLE = 1 << 21  # pairs of vertices for which a table is laid out
_ROOM = 1 << 14  # triples the compiled walk hands over in one go
_KEEP = 2_000_000  # triples kept for the next measure
_Number = TypeVar("_Number", bound=np.generic)
Triples = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]
"""Closed triples a, b, c as positions of the arcs a to b, a to c and b to c."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """Every tied pair once, from the end with fewer ties to the end with more.

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
        note(
            net,
            metric,
            say(
                "computed without numba, which the extra 'scale' brings: from {pairs} ties on it "
                "takes a fraction of the time and gives the same numbers",
                pairs=FROM_PAIRS,
            ),
        )
    arcs: Arcs = once(net, f"arcs {weighted}", lambda: orient(matrix))
    return arcs


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
    n, out = ties.shape[0], np.diff(ties.indptr)
    order = np.argsort(out + np.bincount(ties.indices, minlength=n), kind="stable")
    number = np.int32 if 2 * n * n < 1 << 31 else np.int64
    rank = np.empty(n, dtype=number)
    rank[order] = np.arange(n)
    tail, head = np.repeat(rank, out), rank[ties.indices]
    arrows = 2 * (np.minimum(tail, head) * number(n) + np.maximum(tail, head)) + (tail > head)
    keep = None if (tail != head).all() else tail != head
    pair, codes, strength = _both_ways(arrows, None if (ties.data == 1).all() else ties.data, keep)
    low = pair // number(max(n, 1))
    high = pair - low * number(n)
    start = np.searchsorted(pair, np.arange(n + 1, dtype=number) * number(n))
    return Arcs(
        order=order.astype(np.int32),
        start=start.astype(np.int32),
        low=low.astype(np.int32),
        high=high.astype(np.int32),
        codes=codes.astype(np.int8),
        strength=strength,
        fast=False,
    )


def _both_ways(
    arrows: NDArray[Any], values: NDArray[np.float64] | None, keep: NDArray[np.bool_] | None
) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.float64]]:
    """Put the two arrows of a pair together: the pairs, their codes, and both values added."""
    if keep is not None:
        arrows, values = arrows[keep], None if values is None else values[keep]
    if values is None:
        arrows.sort()
    else:
        by_pair = np.argsort(arrows)
        arrows, values = arrows[by_pair], values[by_pair]
    pair = arrows >> 1  # the arrow up and the arrow down stand side by side now
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    ways = (arrows & 1) + 1
    codes = np.add.reduceat(ways, first) if len(first) else ways
    if values is None:
        return pair[first], codes, 1.0 + (codes == MUTUAL)
    return pair[first], codes, np.add.reduceat(values, first) if len(first) else values


def _orient_fast(ties: sparse.csr_array) -> Arcs:
    from tiesnet.metrics import _kernels

    out, ends = ties.indptr.astype(np.int32, copy=False), ties.indices.astype(np.int32, copy=False)
    values = np.ascontiguousarray(ties.data, dtype=np.float64)
    into, sources, returned = _kernels.transpose(out, ends, values)
    order, rank = _kernels.ranks(np.diff(out) + np.diff(into))
    made = _kernels.arcs(out, ends, values, into, sources, returned, order, rank)
    # numpy's indexed sums are twenty times slower when a dtype is equal to its own, not the same.
    start, low, high = (array.view(np.int32) for array in made[:3])
    codes, strength = made[3].view(np.int8), made[4].view(np.float64)
    return Arcs(order.view(np.int32), start, low, high, codes, strength, fast=True)


def _walk(arcs: Arcs) -> Iterator[Triples]:
    """Look at all pairs of arcs that leave one vertex, some at a time, and keep the closed ones."""
    n, count = arcs.size, len(arcs.low)
    if not count:
        return
    number = np.int32 if n * n < 1 << 31 else np.int64
    high: NDArray[Any] = arcs.high.astype(number)
    row = high * number(n)
    places = _Places(arcs.low * number(n) + high, n * n)
    later: NDArray[Any] = arcs.start[arcs.low + 1] - 1 - np.arange(count, dtype=np.int32)
    pairs = np.cumsum(later, dtype=np.int64)
    cuts = np.searchsorted(pairs, np.arange(_WEDGES, pairs[-1] + _WEDGES, _WEDGES)) + 1
    begin = 0
    for end in np.unique(np.minimum(cuts, count)).tolist():
        follow = later[begin:end]
        one = np.repeat(np.arange(begin, end), follow)
        skip = np.arange(begin, end) + 1 - (np.cumsum(follow) - follow)
        other = np.arange(len(one)) + np.repeat(skip, follow)
        some, closing = places.find(np.repeat(row[begin:end], follow) + high[other])
        yield one[some], other[some], closing
        begin = end


class _Places:
    """Finds numbers among sorted keys: by a table of all numbers there can be, when that is small.

    Otherwise by a table of remainders, and by search where two keys share one.
    """

    def __init__(self, keys: NDArray[Any], most: int) -> None:
        self._keys, self._whole = keys, most <= _TABLE
        self._mask = (1 << int(8 * len(keys)).bit_length()) - 1
        self._place = np.zeros(most if self._whole else self._mask + 1, dtype=np.int32)
        number = np.arange(1, len(keys) + 1, dtype=np.int32)
        self._place[keys if self._whole else keys & self._mask] = number

    def find(self, wanted: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give which of the numbers are keys, and where."""
        place = self._place[wanted if self._whole else wanted & self._mask]
        maybe = np.flatnonzero(place)
        place = place[maybe].astype(np.int64) - 1
        if self._whole:
            return maybe, place
        wanted = wanted[maybe]
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
