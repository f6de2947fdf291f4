"""Brokerage roles of all actors at once: every path by the groups of its ends, less the closed.

The number of paths a to v to b by role follows from degrees by group alone. Closed paths, those
with a tie from a to b, are found in the one pass over the closed triples that `_arcs` makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import word
from tiesnet.metrics._arcs import MUTUAL, Arcs, arcs_of, orient
from tiesnet.metrics._groups import Groups, groups
from tiesnet.metrics._shared import once
from tiesnet.network import Network, adjacency

ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
TOTAL = "total"
KINDS = (*ROLES, TOTAL)
"""The columns of every array of roles."""
NO_GROUP = word("its stage, or the other group asked for, is not known")
UNIT = "open paths"
SOURCE = "gould1989"
NEEDS = ("stage", "census")
_WORDS = 512
"""Up to so many actors the common partners of two are told by a row of bits for each."""
_TABLE = 4096
"""Up to so many actors a table of all pairs tells whether two are tied."""
_CHUNK = 2_000_000
"""So many pairs of ties are looked at together."""
_NOT_CLOSED = len(ROLES)
_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Grouped:
    """The ties among the actors whose group is known, along the flow.

    Attributes
    ----------
    groups : Groups
        Of all actors of the view.
    place : array of int
        The rows of the actors whose group is known.
    code : array of int
        Their groups.
    matrix : csr_array
        Their ties.
    directed : bool
        Whether the view has arrows.
    """

    groups: Groups
    place: NDArray[np.intp]
    code: _Ints
    matrix: sparse.csr_array
    directed: bool

    @property
    def density(self) -> float:
        """Ties as a share of all ordered pairs; empty with fewer than two actors."""
        n = len(self.code)
        return self.matrix.nnz / (n * (n - 1)) if n > 1 else float("nan")

    def spread(self, values: _Floats) -> _Floats:
        """Put values of the grouped actors into rows of all actors; the others are empty."""
        rows = np.full((len(self.groups.codes), *values.shape[1:]), np.nan)
        rows[self.place] = values
        return rows


def flow_matrix(net: Network) -> sparse.csr_array:
    """Give the 0/1 matrix of a view, every tie turned the way its content flows."""
    matrix: sparse.csr_array = once(net, "flow_matrix", lambda: adjacency(net.along_flow()))
    return matrix


def grouped(net: Network, by: str) -> Grouped:
    """Sort the actors of a view and keep the ties among those whose group is known."""

    def make() -> Grouped:
        sorted_by = groups(net, by)
        place = np.flatnonzero(sorted_by.codes >= 0)
        matrix = flow_matrix(net)
        if len(place) < len(sorted_by.codes):
            matrix = matrix[place][:, place]
        code = sorted_by.codes[place].astype(np.int64)
        return Grouped(sorted_by, place, code, matrix, net.directed)

    found: Grouped = once(net, f"grouped {by}", make)
    return found


def role_counts(net: Network, by: str) -> _Floats:
    """Count the open paths through each actor by role; columns as in `KINDS`."""

    def make() -> _Floats:
        part = grouped(net, by)
        arcs = None
        if len(part.code) > _TABLE and part.matrix is adjacency(net):
            arcs = arcs_of(net, "brokerage_total")  # what other measures walk over, too
        paths = open_paths(part.matrix, part.code, arcs)
        return part.spread(with_total(paths, part.directed))

    counts: _Floats = once(net, f"role counts {by}", make)
    return counts


def roles_of(net: Network, codes: NDArray[np.integer[Any]]) -> _Floats:
    """Count the open paths through each actor by role, in groups that are given.

    Parameters
    ----------
    net : Network
        One layer or union.
    codes : array of int, shape (actors,)
        The group of each actor, from 0 on; -1 leaves it out with every path it is on.

    Returns
    -------
    array of float, shape (actors, 6)
        Columns as in `ROLE_KINDS`; empty for actors without a group.
    """
    place = np.flatnonzero(codes >= 0)
    matrix = flow_matrix(net)
    if len(place) < len(codes):
        matrix = matrix[place][:, place]
    rows = np.full((len(codes), len(KINDS)), np.nan)
    rows[place] = with_total(open_paths(matrix, codes[place].astype(np.int64)), net.directed)
    return rows


def with_total(values: _Floats, directed: bool) -> _Floats:
    """Add the total over the five roles; without arrows halve, and merge the boundary roles.

    Without arrows both orders of every path are in `values`: once as gatekeeper, once as
    representative, or twice in one of the other roles.
    """
    total = values.sum(axis=1, keepdims=True)
    if directed:
        return np.hstack([values, total])
    half = np.hstack([values, total]) / 2
    half[:, [2, 3]] = (half[:, 2] + half[:, 3])[:, None]
    return half


def open_paths(matrix: sparse.csr_array, code: _Ints, arcs: Arcs | None = None) -> _Floats:
    """Count open paths by role: all paths, less those with a = b, less those that are closed."""
    return _all_paths(matrix, code) - _closed_paths(matrix, code, arcs)


def _all_paths(matrix: sparse.csr_array, code: _Ints) -> _Floats:
    """Count the paths a to v to b by role, those that return to a included."""
    n, start, end = matrix.shape[0], *_ends(matrix)
    count = int(code.max(initial=-1)) + 1
    dense = n * count <= 10 * len(start) + 1_000_000
    table = _table if dense else _sparse_table
    # Ties from v to each group, and to v from each group.
    out, into = table(start, code[end], n, count), table(end, code[start], n, count)
    own = np.arange(n), code
    out_own, into_own = (_dense(ties[own]) for ties in (out, into))
    out_other, into_other = (
        _dense(ties.sum(axis=1)) - ties_own for ties, ties_own in ((out, out_own), (into, into_own))
    )
    # Paths through v that start and end in one group, over all groups but v's own.
    both = np.einsum("ij,ij->i", out, into) if dense else out.multiply(into).sum(axis=1)
    paired = _dense(both) - into_own * out_own
    liaison = into_other * out_other - paired
    roles = [into_own * out_own, paired, into_own * out_other, into_other * out_own, liaison]
    return np.column_stack(roles)


def _table(actor: _Ints, group: _Ints, n: int, count: int) -> Any:
    return np.bincount(actor * count + group, minlength=n * count).reshape(n, count)


def _sparse_table(actor: _Ints, group: _Ints, n: int, count: int) -> Any:
    return sparse.csr_array((np.ones(len(actor)), (actor, group)), shape=(n, count))


def _dense(values: Any) -> _Floats:
    plain = values.toarray() if sparse.issparse(values) else values
    return np.asarray(plain, dtype=float).ravel()


def _ends(matrix: sparse.csr_array) -> tuple[_Ints, _Ints]:
    start = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return start, matrix.indices.astype(np.int64)


def _closed_paths(matrix: sparse.csr_array, code: _Ints, arcs: Arcs | None) -> _Floats:
    """Count, per actor and role, the paths that are closed or return to their start."""
    if matrix.shape[0] <= _WORDS:
        return _by_words(matrix, code)
    small = matrix.shape[0] <= _TABLE
    arcs = arcs or (_ranked(matrix) if small else orient(matrix))
    own, size = code[arcs.order], 6 * arcs.size
    same = own[arcs.low] == own[arcs.high]
    kinds = arcs.codes + 4 * same.astype(np.int64)
    low, high = (6 * end.astype(np.int64) for end in (arcs.low, arcs.high))
    counts = np.zeros(size, dtype=np.int64)
    for ab, ac, third in _by_table(arcs, kinds) if small else _by_arcs(arcs, kinds):
        kind = kinds[ab] + 8 * kinds[ac] + 64 * third
        cells = _CLOSED.take(kind, axis=1)
        for corner, cell in enumerate((low[ab], high[ab], high[ac])):
            cells[2 * corner : 2 * corner + 2] += cell
        counts += np.bincount(cells.ravel(), minlength=size)
    closed = counts.reshape(-1, 6)[:, :_NOT_CLOSED] + _returned(arcs, same)
    return arcs.back(closed.astype(float))


def _by_words(matrix: sparse.csr_array, code: _Ints) -> _Floats:
    """Count them tie by tie v to b: who is tied to both is one word of bits for 64 actors."""
    n, start, end = matrix.shape[0], *_ends(matrix)
    same = code[start] == code[end]
    tables = np.zeros((2, n, -(-n // 64) * 64), dtype=np.bool_)
    tables[0, end, start] = True
    tables[1, end, start] = same
    words = np.packbits(tables, axis=2).view(np.uint64).transpose(0, 2, 1)
    (came, own), (to_end, own_end) = words.take(start, axis=2), words.take(end, axis=2)
    # Sources of v and b: all, those of v's group, those of b's.
    every, first, ends = (
        np.bitwise_count(both).sum(axis=0, dtype=np.int64)
        for both in (came & to_end, own & to_end, came & own_end)
    )
    back = tables[0, start, end]
    roles = np.zeros((len(ROLES), len(start) + 1))
    roles[:, 1:] = first + back, ends + back, first, every - first, every - first - ends
    roles[[0, 3], 1:] *= same
    roles[[1, 2, 4], 1:] *= ~same
    done = roles.cumsum(axis=1)[:, matrix.indptr]
    found: _Floats = np.diff(done, axis=1).T
    return found


def _returned(arcs: Arcs, same: NDArray[np.bool_]) -> _Ints:
    """Count the paths a to v to a: coordinator's in v's own group, consultant's in another."""
    mutual = np.flatnonzero(arcs.codes == MUTUAL)
    other = ~same[mutual]
    cells = [len(ROLES) * end[mutual].astype(np.int64) + other for end in (arcs.low, arcs.high)]
    size = len(ROLES) * arcs.size
    return np.bincount(np.concatenate(cells), minlength=size).reshape(-1, len(ROLES))


def _ranked(matrix: sparse.csr_array) -> Arcs:
    """Give what `orient` gives, without strengths; for few actors it takes half the time."""
    n, ties = matrix.shape[0], np.diff(matrix.indptr)
    order = np.argsort(ties + np.bincount(matrix.indices, minlength=n), kind="stable")
    rank = np.empty(n, dtype=np.int32)  # 2 n n fits, too
    rank[order] = np.arange(n, dtype=np.int32)
    tail, head = np.repeat(rank, ties), rank[matrix.indices]
    key = np.minimum(tail, head) * np.int32(n) + np.maximum(tail, head)
    arrows = np.sort(2 * key + (tail > head))
    key = arrows >> 1  # the two arrows of a pair stand side by side
    first = np.flatnonzero(np.diff(key, prepend=np.int32(-1)))
    ways = (arrows & 1) + 1
    ways = np.add.reduceat(ways, first) if len(key) else ways
    key = key[first]
    begin = np.searchsorted(key, np.arange(n + 1, dtype=np.int32) * np.int32(n))
    low = np.repeat(np.arange(n, dtype=np.int32), np.diff(begin))
    high = (key - low * np.int32(n)).astype(np.int32)
    ranks, starts = order.astype(np.int32), begin.astype(np.int32)
    return Arcs(ranks, starts, low, high, ways.astype(np.int8), np.empty(0), fast=False)


def _by_arcs(arcs: Arcs, kinds: _Ints) -> Iterator[tuple[_Ints, _Ints, _Ints]]:
    """Give all closed triples: the arcs a to b and a to c, and the kind of b to c."""
    for ab, ac, bc in arcs.triples():
        yield ab, ac, kinds[bc]


def _by_table(arcs: Arcs, kinds: _Ints) -> Iterator[tuple[_Ints, _Ints, _Ints]]:
    """Give the same for few actors: a table of all pairs tells the third kind."""
    low, high, number = arcs.low, arcs.high, np.arange(len(arcs.low))
    table = np.zeros(arcs.size**2, dtype=np.uint8)
    table[low * np.int32(arcs.size) + high] = kinds
    row = high * np.int32(arcs.size)
    later = arcs.start[low + 1] - 1 - number
    done = np.append(0, np.cumsum(later))
    cuts = np.searchsorted(done, np.arange(0, done[-1], _CHUNK), side="right") - 1
    for begin, stop in pairwise([*np.unique(cuts).tolist(), len(number)]):
        one = np.repeat(number[begin:stop], later[begin:stop])
        skip = number[begin:stop] + 1 - done[begin:stop] + done[begin]
        two = np.arange(len(one)) + np.repeat(skip, later[begin:stop])
        third = table[row[one] + high[two]]
        closed = np.flatnonzero(third)
        yield one[closed], two[closed], third[closed].astype(np.int64)


def role_of(first: NDArray[np.bool_], second: NDArray[np.bool_], ends: NDArray[np.bool_]) -> _Ints:
    """Give the role (its place in `ROLES`) on a path a to v to b.

    Parameters
    ----------
    first, second, ends : array of bool
        Whether a and v, v and b, a and b are of one group.
    """
    return np.select([first & second, first, second, ends], [0, 2, 3, 1], default=4)


def _closed_table() -> NDArray[np.int64]:
    """Give, for each kind of triangle a, b, c, the role of each of its six paths if closed.

    A kind has three bits for a and b, for a and c, for b and c: tied there, tied back, and of
    one group. Rows: a between b and c, and back; b; c.
    """
    kind = np.arange(512)
    bit = [(kind >> k & 1).astype(bool) for k in range(9)]
    arrow = {"ab": 0, "ba": 1, "ac": 3, "ca": 4, "bc": 6, "cb": 7}
    alike = {frozenset("ab"): 2, frozenset("ac"): 5, frozenset("bc"): 8}
    rows = []
    for start, middle, end in ("bac", "cab", "abc", "cba", "acb", "bca"):
        steps = (start + middle, middle + end, start + end)
        closed = np.logical_and.reduce([bit[arrow[step]] for step in steps])
        role = role_of(*(bit[alike[frozenset(step)]] for step in steps))
        rows.append(np.where(closed, role, _NOT_CLOSED))
    return np.array(rows)


_CLOSED = _closed_table()
