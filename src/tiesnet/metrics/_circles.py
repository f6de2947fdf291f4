"""What the circle of an actor looks like: its partners and the ties among them.

A tie among two partners of v closes a triple with v, so that each closed triple is seen from
three corners. Everything here is counted per rank and put back into the order of the actors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._arcs import BACK, MUTUAL, THERE, Arcs

_Floats = NDArray[np.float64]
_ARROWS = np.array([0, 1, 1, 2])
"""How many arrows an arc of each code stands for."""


def pair_number(count: _Floats) -> _Floats:
    """Give the number of pairs among so many."""
    pairs: _Floats = count * (count - 1) / 2
    return pairs


def arrows_among(arcs: Arcs) -> _Floats:
    """Count the arrows among the partners of each vertex; a tie without arrows is two."""
    total = np.zeros(arcs.size)
    for vertex, (_, _, opposite) in _corners(arcs):
        np.add.at(total, vertex, _ARROWS[arcs.codes[opposite]].astype(np.float64))
    return arcs.back(total)


def closed_corners(arcs: Arcs) -> _Floats:
    """Count the pairs of partners of each vertex that are tied, directions ignored."""
    total = np.zeros(arcs.size)
    for vertex, _ in _corners(arcs):
        np.add.at(total, vertex, 1.0)
    return arcs.back(total)


def pairs_by_tie(arcs: Arcs, circle: str) -> dict[str, _Floats]:
    """Count the pairs in a circle by whether they are not tied, tied one way, or both ways.

    Parameters
    ----------
    arcs : Arcs
    circle : {"all", "incoming", "mutual"}
        Whom the circle holds: all partners, those who name the vertex, or those named back.
    """
    inside = _in_circle(arcs, circle)
    size = arcs.at_ends(*inside.astype(float))
    found = {"one_way": np.zeros(arcs.size), "mutual": np.zeros(arcs.size)}
    for vertex, (one, other, opposite) in _corners(arcs):
        there = inside[one[0], one[1]] & inside[other[0], other[1]]
        both = arcs.codes[opposite] == MUTUAL
        np.add.at(found["one_way"], vertex[there & ~both], 1.0)
        np.add.at(found["mutual"], vertex[there & both], 1.0)
    found["all"] = pair_number(size)
    found["none"] = found["all"] - found["one_way"] - found["mutual"]
    return {name: arcs.back(values) for name, values in found.items()}


def simmelian(arcs: Arcs) -> NDArray[np.int64]:
    """Count, per arc, the third vertices with which both ends and the arc itself are mutual."""
    thirds = np.zeros(len(arcs.low), dtype=np.int64)
    for ab, ac, bc in arcs.triples():
        mutual = (arcs.codes[ab] & arcs.codes[ac] & arcs.codes[bc]) == MUTUAL
        for arc in (ab, ac, bc):
            np.add.at(thirds, arc[mutual], 1)
    return thirds


def parts(arcs: Arcs) -> _Floats:
    """Count the separate parts of each circle once its own vertex is taken out.

    Every partner of every vertex is a point of its own; two points of one circle are joined
    when the partners are tied. The parts are the components of all these points.
    """
    m = len(arcs.low)
    joined = [
        (one[0] * m + one[1], other[0] * m + other[1]) for _, (one, other, _) in _corners(arcs)
    ]
    start, end = (np.concatenate([np.zeros(0, np.int64), *ends]) for ends in _turned(joined))
    cells = (np.ones(len(start), dtype=np.int8), (start, end))
    points = sparse.coo_array(cells, shape=(2 * m, 2 * m))
    if not m:
        return np.zeros(arcs.size)
    label = sparse.csgraph.connected_components(points, directed=False)[1]
    first = np.unique(label, return_index=True)[1]
    owner = np.concatenate([arcs.low, arcs.high])
    return arcs.back(np.bincount(owner[first], minlength=arcs.size).astype(np.float64))


def betweenness(graph: Any) -> _Floats:
    """Give, per vertex of an igraph graph, its betweenness among itself and its partners."""
    values = np.zeros(graph.vcount())
    for v in range(graph.vcount()):
        circle = sorted({v, *graph.neighbors(v, mode="all")})
        if len(circle) > 2:
            [values[v]] = graph.induced_subgraph(circle).betweenness([circle.index(v)])
    return values


def efficiencies(graph: Any, through: str) -> _Floats:
    """Give, per vertex of an undirected igraph graph, the mean of 1/steps between its partners.

    Parameters
    ----------
    graph : igraph.Graph
    through : {"circle", "network"}
        Whether the ways lead over partners only, or over anybody but the vertex itself.
    """
    values = np.full(graph.vcount(), np.nan)
    for v in range(graph.vcount()):
        circle = graph.neighbors(v)
        if len(circle) < 2:
            continue
        if through == "circle":
            steps = np.array(graph.induced_subgraph(circle).distances(), dtype=float)
        else:
            rest = graph.copy()
            rest.delete_edges(rest.incident(v))
            steps = np.array(rest.distances(circle, circle), dtype=float)
        np.fill_diagonal(steps, np.inf)
        values[v] = (1 / steps).sum() / (len(circle) * (len(circle) - 1))
    return values


def _corners(arcs: Arcs) -> Iterator[tuple[NDArray[Any], tuple[Any, Any, Any]]]:
    """Give the closed triples from each corner: vertex, its two ties, and the arc opposite.

    A tie is a row and an arc: row 0 when the vertex is the low end, row 1 when it is the high.
    """
    for ab, ac, bc in arcs.triples():
        yield arcs.low[ab], ((0, ab), (0, ac), bc)
        yield arcs.high[ab], ((1, ab), (0, bc), ac)
        yield arcs.high[ac], ((1, ac), (1, bc), ab)


def _in_circle(arcs: Arcs, circle: str) -> NDArray[np.bool_]:
    """Tell, for the low and the high end of each arc, whether the other end is in its circle."""
    if circle == "all":
        return np.ones((2, len(arcs.codes)), dtype=np.bool_)
    if circle == "mutual":
        return np.stack([arcs.codes == MUTUAL] * 2)
    return np.stack([(arcs.codes & BACK) > 0, (arcs.codes & THERE) > 0])


def _turned(pairs: list[tuple[Any, Any]]) -> tuple[list[Any], list[Any]]:
    return [one for one, _ in pairs], [other for _, other in pairs]
