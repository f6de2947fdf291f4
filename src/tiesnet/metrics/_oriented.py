"""What the closed triples of a network are made of: roles on closed paths, the 16 kinds of triads.

All of it is counted in the one pass over the triples that `_arcs` makes; arrows are told by the
codes of the three arcs.
"""

from __future__ import annotations

from functools import cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._arcs import BACK, MUTUAL, THERE, Arcs, orient

ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
TRIADS = (
    "003", "012", "102", "021D", "021U", "021C", "111D", "111U",
    "030T", "030C", "201", "120D", "120U", "120C", "210", "300",
)  # fmt: skip
"""The kinds of triads in the usual order: mutual, asymmetric and null pairs, then a letter."""
_ROLE = np.zeros(8, dtype=np.int64)
_ROLE[[0, 1, 2, 4, 7]] = [4, 2, 3, 1, 0]  # which of a = v, v = b and a = b hold, as bits
_OPEN = {"oo": "021D", "ii": "021U", "io": "021C", "im": "111D", "mo": "111U", "mm": "201"}
_TURNED = str.maketrans("oi", "io")
_Ints = NDArray[np.integer]
Codes = tuple[int, int, int]


def closed_paths(indptr: _Ints, indices: _Ints, groups: _Ints) -> NDArray[np.int64]:
    """Count, for every vertex v, the closed paths a to v to b by Gould and Fernandez's roles.

    A path is closed when a is tied to b as well (a, v and b all different). Paths through v,
    less those that return to where they came from, less the closed ones, are the open ones.

    Parameters
    ----------
    indptr, indices : array of int
        The 0/1 adjacency of the directed ties as CSR, rows are sources; symmetric for ties
        without arrows, where every path then counts in both orders.
    groups : array of int, shape (n,)
        The group of each vertex, from 0 on; -1 leaves out every path the vertex is on.

    Returns
    -------
    array of int, shape (n, 5)
        A row per vertex v, a column per role in the order of `ROLES`: coordinator (all three
        of one group), consultant (a and b of one group, v of another), representative (a and v
        of one group, b of another), gatekeeper (v and b of one group, a of another), liaison
        (three groups).
    """
    n = len(indptr) - 1
    cells = (np.ones(len(indices)), indices, indptr)
    return closed_roles(orient(sparse.csr_array(cells, shape=(n, n))), groups)


def closed_roles(arcs: Arcs, groups: _Ints) -> NDArray[np.int64]:
    """Count closed paths by role as `closed_paths` does, from arcs that are there already."""
    group = np.asarray(groups)[arcs.order]
    counts = np.zeros(arcs.size * len(ROLES), dtype=np.int64)
    for ab, ac, bc in arcs.triples():
        vertices = (arcs.low[ab], arcs.high[ab], arcs.high[ac])
        own = [group[vertex] for vertex in vertices]
        known = (own[0] >= 0) & (own[1] >= 0) & (own[2] >= 0)
        arrow = _arrows(arcs.codes[ab], arcs.codes[ac], arcs.codes[bc])
        same = {(p, q): own[p] == own[q] for p, q in permutations(range(3), 2)}
        for p, v, q in permutations(range(3)):
            there = np.flatnonzero(known & arrow[p, v] & arrow[v, q] & arrow[p, q])
            bits = same[p, v][there] + 2 * same[v, q][there] + 4 * same[p, q][there]
            place = vertices[v][there].astype(np.int64) * len(ROLES)
            np.add.at(counts, place + _ROLE[bits], 1)
    return arcs.back(counts.reshape(arcs.size, len(ROLES)))


def _arrows(
    ab: NDArray[np.int8], ac: NDArray[np.int8], bc: NDArray[np.int8]
) -> dict[tuple[int, int], NDArray[np.bool_]]:
    """Tell for each ordered pair of the three vertices whether there is an arrow."""
    arrow = {}
    for (p, q), codes in {(0, 1): ab, (0, 2): ac, (1, 2): bc}.items():
        arrow[p, q], arrow[q, p] = (codes & THERE) > 0, (codes & BACK) > 0
    return arrow


def triad_census_counts(matrix: sparse.csr_array) -> NDArray[np.int64]:
    """Count the triads of each of the 16 kinds, in the order of `TRIADS`.

    Parameters
    ----------
    matrix : csr_array, shape (n, n)
        Directed ties, rows are sources; symmetric for ties without arrows.
    """
    return census(orient(matrix))


def census(arcs: Arcs) -> NDArray[np.int64]:
    """Count the 16 kinds of triads from arcs that are there already.

    Closed triads are counted one by one. Those with two tied pairs follow from the pairs of
    ties at each vertex, less the corners of closed triads; those with one tied pair from the
    pairs and the number of third vertices; the rest has none.
    """
    counts = dict.fromkeys(TRIADS, 0)
    counts |= {_OPEN[ties]: number for ties, number in _pairs_at_vertices(arcs).items()}
    for codes, number in closed_triads(arcs).items():
        counts[_closed_kind(codes)] += number
        for corner in _corners(codes):
            counts[_OPEN[corner]] -= number
    n, mutual = arcs.size, int((arcs.codes == MUTUAL).sum())
    in_larger = [sum(int(kind[k]) * counts[kind] for kind in TRIADS) for k in (0, 1)]
    counts["102"] = mutual * (n - 2) - in_larger[0]
    counts["012"] = (len(arcs.codes) - mutual) * (n - 2) - in_larger[1]
    counts["003"] = n * (n - 1) * (n - 2) // 6 - sum(counts.values())
    return np.array([counts[kind] for kind in TRIADS], dtype=np.int64)


def closed_triads(arcs: Arcs) -> dict[Codes, int]:
    """Count the closed triads by the codes of their arcs a to b, a to c and b to c."""
    codes = arcs.codes.astype(np.int64)
    counts = np.zeros(64, dtype=np.int64)
    for ab, ac, bc in arcs.triples():
        counts += np.bincount(16 * codes[ab] + 4 * codes[ac] + codes[bc], minlength=64)
    return {(k // 16, k // 4 % 4, k % 4): int(counts[k]) for k in np.flatnonzero(counts).tolist()}


def path_counts(arcs: Arcs) -> tuple[int, int]:
    """Count the paths of two steps between different vertices, and those that are closed."""
    there, back = ((arcs.codes & way > 0).astype(float) for way in (THERE, BACK))
    around = 2 * int((arcs.codes == MUTUAL).sum())
    paths = int((arcs.at_ends(there, back) * arcs.at_ends(back, there)).sum()) - around
    return paths, sum(_closed_count(codes) * n for codes, n in closed_triads(arcs).items())


def _pairs_at_vertices(arcs: Arcs) -> dict[str, int]:
    """Count the pairs of ties at one vertex, by whether each runs out, in, or both ways."""
    number = {}
    for tie, low, high in (("o", THERE, BACK), ("i", BACK, THERE), ("m", MUTUAL, MUTUAL)):
        ends = ((arcs.codes == low).astype(float), (arcs.codes == high).astype(float))
        number[tie] = arcs.at_ends(*ends).astype(np.int64)
    pairs = {k + k: int((number[k] * (number[k] - 1) // 2).sum()) for k in number}
    return pairs | {x + y: int((number[x] * number[y]).sum()) for x, y in ("io", "im", "mo")}


@cache  # there are 27 codes, asked for in each of hundreds of drawn networks
def _corners(codes: Codes) -> tuple[str, ...]:
    """Name the two ties each of a, b and c has, as that vertex sees them: out, in, mutual."""
    ab, ac, bc = ("?oim"[code] for code in codes)
    ba, ca, cb = (tie.translate(_TURNED) for tie in (ab, ac, bc))
    return tuple("".join(sorted(ties)) for ties in (ab + ac, ba + bc, ca + cb))


@cache
def _closed_kind(codes: Codes) -> str:
    """Name the kind of a closed triad."""
    corners = _corners(codes)
    mutual = sum(code == MUTUAL for code in codes)
    if mutual >= 2:
        return "300" if mutual == 3 else "210"
    if mutual == 1:
        [third] = [ties for ties in corners if "m" not in ties]
        return {"oo": "120D", "ii": "120U", "io": "120C"}[third]
    return "030T" if "oo" in corners else "030C"


def _closed_count(codes: Codes) -> int:
    """Count the paths p to v to q in a closed triad for which p is tied to q too."""
    arrow = _arrows(*np.array(codes, dtype=np.int8))
    return sum(bool(arrow[p, v] & arrow[v, q] & arrow[p, q]) for p, v, q in permutations(range(3)))
