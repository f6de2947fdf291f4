"""Compiled loops behind the pass over closed triples: the only file that knows numba.

It is imported by `_arcs` alone, and only for networks above a stated size. Every loop here
has a counterpart in numpy with the same result; the tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

_Ints = NDArray[np.int32]
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _compiled(function: _Function) -> _Function:
    """Compile when first called and keep the result on disk, where there is a place for it."""
    try:
        made: _Function = numba.njit(function, cache=True, nogil=True)
    except RuntimeError:  # neither the installation nor the user's cache can be written
        made = numba.njit(function, nogil=True)
    return made


@_compiled
def transpose(
    start: _Ints, ends: _Ints, values: NDArray[np.float64]
) -> tuple[_Ints, _Ints, NDArray[np.float64]]:
    """Turn the arrows round; rows come out sorted."""
    n = len(start) - 1
    turned = np.zeros(n + 1, np.int32)
    for end in ends:
        turned[end + 1] += 1
    for v in range(n):
        turned[v + 1] += turned[v]
    at = turned[:n].copy()
    sources, strengths = np.empty(len(ends), np.int32), np.empty(len(ends), np.float64)
    for v in range(n):
        for k in range(start[v], start[v + 1]):
            place = at[ends[k]]
            at[ends[k]] += 1
            sources[place], strengths[place] = v, values[k]
    return turned, sources, strengths


@_compiled
def ranks(counts: _Ints) -> tuple[_Ints, _Ints]:
    """Order the vertices by number of ties, equal ones as they come."""
    n = len(counts)
    most = 0
    for count in counts:
        most = max(most, count)
    place = np.zeros(most + 2, np.int32)
    for count in counts:
        place[count + 1] += 1
    for count in range(most + 1):
        place[count + 1] += place[count]
    order, rank = np.empty(n, np.int32), np.empty(n, np.int32)
    for v in range(n):
        r = place[counts[v]]
        place[counts[v]] += 1
        order[r], rank[v] = v, r
    return order, rank


@_compiled
def arcs(
    out: _Ints,
    ends: _Ints,
    values: NDArray[np.float64],
    into: _Ints,
    sources: _Ints,
    returned: NDArray[np.float64],
    order: _Ints,
    rank: _Ints,
) -> tuple[_Ints, _Ints, _Ints, NDArray[np.int8], NDArray[np.float64]]:
    """Keep every pair once, from the lower to the higher rank, sorted by both.

    Vertices are visited from the lowest rank up; each adds itself to the rows of its partners
    of lower rank, so that the rows come out sorted.
    """
    n = len(out) - 1
    start = np.zeros(n + 1, np.int32)
    for v in range(n):
        i, j, i_end, j_end = out[v], into[v], out[v + 1], into[v + 1]
        while i < i_end or j < j_end:
            x = ends[i] if i < i_end else n
            y = sources[j] if j < j_end else n
            i += x <= y
            j += y <= x
            start[rank[v] + 1] += rank[min(x, y)] > rank[v]
    for r in range(n):
        start[r + 1] += start[r]
    at = start[:n].copy()
    low, high = np.empty(start[n], np.int32), np.empty(start[n], np.int32)
    codes, strength = np.empty(start[n], np.int8), np.empty(start[n], np.float64)
    for r in range(n):
        v = order[r]
        i, j, i_end, j_end = out[v], into[v], out[v + 1], into[v + 1]
        while i < i_end or j < j_end:
            x = ends[i] if i < i_end else n
            y = sources[j] if j < j_end else n
            s = rank[min(x, y)]
            if s < r:
                arc = at[s]
                at[s] += 1
                low[arc], high[arc] = s, r
                codes[arc] = (y <= x) + 2 * (x <= y)
                there = values[i] if x <= y else 0.0
                back = returned[j] if y <= x else 0.0
                strength[arc] = there + back
            i += x <= y
            j += y <= x
    return start, low, high, codes, strength


@_compiled
def incoming(start: _Ints, high: _Ints) -> tuple[_Ints, _Ints, _Ints]:
    """List, per vertex b, the arcs a to b that other arcs of a follow, and where these end."""
    n = len(start) - 1
    first = np.zeros(n + 1, np.int32)
    for end in high:
        first[end + 1] += 1
    for b in range(n):
        first[b + 1] += first[b]
    stop = first[:n].copy()
    inner = np.empty((len(high), 2), np.int32)
    for a in range(n):
        for arc in range(start[a], start[a + 1] - 1):
            place = stop[high[arc]]
            stop[high[arc]] += 1
            inner[place, 0], inner[place, 1] = arc, start[a + 1]
    return first, stop, inner


@_compiled
def walk(
    start: _Ints,
    high: _Ints,
    first: _Ints,
    stop: _Ints,
    inner: _Ints,
    mark: _Ints,
    state: NDArray[np.int64],
    found: NDArray[np.int64],
) -> int:
    """Fill `found` with the next closed triples and say how many they are.

    With the middle vertex b held fixed, its arcs to higher ranks are marked once; every arc
    a to b is then followed by the arcs a to c with c above b, and c is looked up among the
    marks. A mark left by an earlier vertex is smaller than the first arc of b. `state` holds
    the vertex and the arc to go on from.
    """
    n, room, count = len(start) - 1, found.shape[1], 0
    b, k = state[0], state[1]
    while b < n:
        lowest = start[b]
        if lowest < start[b + 1] and first[b] < stop[b]:
            for arc in range(lowest, start[b + 1]):
                mark[high[arc]] = arc
            k = max(k, first[b])
            while k < stop[b]:
                ab = inner[k, 0]
                if count + inner[k, 1] - ab > room:
                    state[0], state[1] = b, k
                    return count
                for ac in range(ab + 1, inner[k, 1]):
                    bc = mark[high[ac]]
                    if bc >= lowest:
                        found[0, count], found[1, count], found[2, count] = ab, ac, bc
                        count += 1
                k += 1
        b, k = b + 1, 0
    state[0] = n
    return count


@_compiled
def add_common(
    ab: NDArray[np.int64],
    ac: NDArray[np.int64],
    bc: NDArray[np.int64],
    low: _Ints,
    high: _Ints,
    strength: NDArray[np.float64],
    scale: NDArray[np.float64],
    sums: NDArray[np.float64],
) -> None:
    """Add what a portion of triples gives to the sums over common partners of each pair."""
    for k in range(len(ab)):
        one, other, third = ab[k], ac[k], bc[k]
        x, y, z = strength[one], strength[other], strength[third]
        sums[one, 0] += y * z
        sums[one, 1] += y * z * scale[high[other]]
        sums[other, 0] += x * z
        sums[other, 1] += x * z * scale[high[one]]
        sums[third, 0] += x * y
        sums[third, 1] += x * y * scale[low[one]]


@_compiled
def totals(
    low: _Ints, high: _Ints, strength: NDArray[np.float64], n: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the sum of the ties of each vertex, and the strongest."""
    total, strongest = np.zeros(n), np.zeros(n)
    for arc in range(len(low)):
        for end in (low[arc], high[arc]):
            total[end] += strength[arc]
            strongest[end] = max(strongest[end], strength[arc])
    return total, strongest


@_compiled
def finish(
    low: _Ints,
    high: _Ints,
    strength: NDArray[np.float64],
    sums: NDArray[np.float64],
    strongest: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Sum t squared, t squared log t and redundancy over the partners of each vertex.

    t is the strength of the pair with all that leads from one to the other over third partners;
    it is the same from both ends until it is divided by the ties of one of them.
    """
    found = np.zeros((len(strongest), 3))
    for arc in range(len(low)):
        a, b = low[arc], high[arc]
        together = strength[arc] + sums[arc, 1]
        square = together * together
        logarithm = square * np.log(together)
        for own, partner in ((a, b), (b, a)):
            found[own, 0] += square
            found[own, 1] += logarithm
            found[own, 2] += sums[arc, 0] / strongest[partner]
    return found
