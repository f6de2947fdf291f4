"""Open pairs and how many brokers each has, path by path, some rows of the matrix at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._groups import groups
from tiesnet.metrics._roles import ROLES, flow_matrix, grouped, role_of, with_total
from tiesnet.metrics._shared import once
from tiesnet.network import Network

MANY = 50_000
"""Above so many actors, brokers are compared pair by pair only when asked for by name."""
_CELLS = 4_000_000
"""So many pairs, and so many paths, are held at once."""
_Ints = NDArray[np.intp]
_Floats = NDArray[np.float64]
Sort = Callable[[_Ints, _Ints, _Ints], _Ints]


@dataclass(frozen=True, eq=False)
class Credit:
    """What the actors broker, by kind of path.

    Attributes
    ----------
    paths : array of float, shape (actors, kinds)
        Open paths through the actor.
    shared : array of float
        The same, each divided by the number of brokers of its pair.
    alone : array of float
        Those whose pair has no other broker.
    """

    paths: _Floats
    shared: _Floats
    alone: _Floats


def role_credit(net: Network, by: str) -> _Floats:
    """Give the partial credit of each actor by role; columns as in `KINDS`."""

    def make() -> _Floats:
        part = grouped(net, by)
        code = part.code

        def sort(a: _Ints, v: _Ints, b: _Ints) -> _Ints:
            return role_of(code[a] == code[v], code[v] == code[b], code[a] == code[b])

        shared = credit(part.matrix, sort, len(ROLES)).shared
        return part.spread(with_total(shared, part.directed))

    found: _Floats = once(net, f"role credit {by}", make)
    return found


def pair_credit(net: Network, by: str) -> Credit:
    """Give what each actor brokers between any two others, or two of different groups."""

    def make() -> Credit:
        code = groups(net, by).codes if by else np.arange(len(net.actors))

        def sort(a: _Ints, v: _Ints, b: _Ints) -> _Ints:
            apart = (code[a] != code[b]) & (code[a] >= 0) & (code[b] >= 0)
            return np.where(apart, 0, -1)

        found = credit(flow_matrix(net), sort, 1)
        scale = np.nan if by and (code < 0).all() else 1.0 if net.directed else 0.5
        return Credit(found.paths * scale, found.shared * scale, found.alone * scale)

    made: Credit = once(net, f"brokered pairs {by}", make)
    return made


def credit(matrix: sparse.csr_array, sort: Sort, kinds: int) -> Credit:
    """Give each broker of an open pair its part.

    Parameters
    ----------
    matrix : csr_array
        0/1 ties; rows are sources.
    sort : callable
        Takes a, v and b of open paths a to v to b and gives the kind of each; -1 leaves it out.
    kinds : int
        Number of kinds.
    """
    size = matrix.shape[0] * kinds
    totals = np.zeros((3, size))
    for start, middle, end, brokers in _open_paths(matrix):
        kind = sort(start, middle, end)
        kept = np.flatnonzero(kind >= 0)
        cells, number = middle[kept] * kinds + kind[kept], brokers[kept]
        for total, weight in zip(totals, (None, 1 / number, number == 1), strict=True):
            total += np.bincount(cells, weight, minlength=size)
    return Credit(*totals.reshape(3, -1, kinds))


def _open_paths(matrix: sparse.csr_array) -> Iterator[tuple[_Ints, _Ints, _Ints, _Ints]]:
    """Walk over the open paths a, v, b, with the number of brokers of a and b."""
    n, first = matrix.shape[0], matrix.indptr.astype(np.intp)
    middles, reach = matrix.indices.astype(np.intp), np.diff(matrix.indptr)
    for low, high in _rows(np.append(0, np.cumsum(reach[middles]))[first], n):
        step = slice(first[low], first[high])
        owner, middle = np.repeat(np.arange(high - low), reach[low:high]), middles[step]
        onward = reach[middle]
        path = np.repeat(np.arange(len(middle)), onward)
        skip = first[middle] - (np.cumsum(onward) - onward)
        end = middles[np.arange(len(path)) + skip[path]]
        cell = owner[path] * n + end
        brokers = np.bincount(cell, minlength=(high - low) * n)
        brokers[owner * n + middle] = 0  # tied already
        brokers[np.arange(high - low) * (n + 1) + low] = 0  # an actor and itself
        number = brokers[cell]
        kept = np.flatnonzero(number)
        yield owner[path[kept]] + low, middle[path[kept]], end[kept], number[kept]


def _rows(paths: _Ints, n: int) -> Iterator[tuple[int, int]]:
    """Cut the rows so that few pairs and few paths are held at once, at least one row each."""
    low = 0
    while low < n:
        fits = int(np.searchsorted(paths, paths[low] + _CELLS, side="right")) - 1
        high = min(n, max(low + 1, min(fits, low + _CELLS // n)))
        yield low, high
        low = high
