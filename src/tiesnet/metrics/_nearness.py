"""Sums of distances from each actor, and of 1 / distance, exact or estimated."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from tiesnet.metrics._cost import cost_matrix, edge_costs
from tiesnet.metrics._paths import Sums, along, blocks, graph_of, mode, sums
from tiesnet.metrics._sampling import draw, error, say_sampled
from tiesnet.metrics._shared import once
from tiesnet.network import Network, as_igraph

_Values = NDArray[np.float64]
EXACT_UP_TO = 20_000
"""Up to this many actors the distances to all of them are counted."""


def totals(
    net: Network,
    direction: str,
    metric: str = "",
    cost: str | None = None,
    alpha: float = 1.0,
) -> Sums:
    """Give the sums of distances from each actor to all others, made once."""
    weights = edge_costs(net, metric, cost, alpha)
    way = mode(direction) if net.directed else "all"

    def make() -> Sums:
        if weights is None:
            return ways(along(net, direction))
        return _by_igraph(as_igraph(net), way, weights)

    found: Sums = once(net, f"distances {way} {cost} {alpha}", make)
    return found


def ways(matrix: sparse.csr_array) -> Sums:
    """Sum the steps from each actor to all others; igraph does where ways are very long."""
    found = sums(matrix, np.arange(matrix.shape[0]))
    return found or _by_igraph(graph_of(matrix), "out", None)


def _by_igraph(graph: Any, way: str, weights: list[float] | None) -> Sums:
    """Take apart what igraph gives: 1 / distance, and reached / distance."""
    plain, mean = (
        np.asarray(graph.closeness(mode=way, weights=weights, normalized=normalized))
        for normalized in (False, True)
    )
    distance = divide(np.ones(len(plain)), np.where(plain > 0, plain, 0.0), 0.0)
    reached = np.rint(np.where(mean > 0, mean, 0.0) * distance)
    near = graph.harmonic_centrality(mode=way, weights=weights, normalized=False)
    largest = graph.diameter(directed=way != "all", weights=weights) if graph.ecount() else np.nan
    pairs = _steps(graph, way == "all") if weights is None else np.zeros(0)
    return Sums(reached, distance, np.asarray(near, dtype=np.float64), float(largest), pairs)


def _steps(graph: Any, both: bool) -> _Values:
    """Count the ordered pairs at each number of steps; none is at 0."""
    found = graph.path_length_hist(directed=not both)
    once_each = 2.0 if both or not graph.is_directed() else 1.0
    return once_each * np.array([0, *(count for _, _, count in found.bins())], dtype=np.float64)


def freeman(found: Sums, beyond: float) -> _Values:
    """Give Freeman's closeness with a distance for those an actor cannot reach."""
    others = len(found.reached) - 1.0
    farness = found.distance + (others - found.reached) * beyond
    return divide(np.full(len(farness), others), farness, np.nan)


def divide(above: _Values, below: _Values, otherwise: float) -> _Values:
    """Divide, with another value where there is nothing to divide by."""
    quotient: _Values = np.divide(
        above, below, out=np.full(len(below), otherwise), where=~(below == 0)
    )
    return quotient


def harmonic(
    net: Network,
    metric: str,
    direction: str,
    cost: str | None,
    alpha: float,
    pivots: int | str | None,
) -> _Values:
    """Give harmonic closeness, exact, or estimated from actors drawn at random and so noted."""
    n = len(net.actors)
    drawn = draw(net, pivots, EXACT_UP_TO)
    if n < 2:
        return np.zeros(n)
    if drawn is None:
        return totals(net, direction, metric, cost, alpha).near / (n - 1)
    costs = edge_costs(net, metric, cost, alpha)
    largest = 1.0 if costs is None else 1.0 / min(costs)  # 1 over the shortest distance
    share = _near(net, direction, cost, alpha, drawn) / (len(drawn) * largest)
    scale = largest * n / (n - 1)
    say_sampled(net, metric, len(drawn), float(error(share, len(drawn)).max()) * scale)
    return share * scale


def _near(
    net: Network, direction: str, cost: str | None, alpha: float, drawn: NDArray[np.intp]
) -> _Values:
    """Sum 1 / distance from each actor to those drawn, following the actor's ties."""
    matrix = along(net, direction)
    found = sums(matrix, drawn) if cost is None else None
    if found is not None:
        return found.near
    if cost is not None:
        matrix = cost_matrix(net, cost, alpha)
        matrix = matrix if direction == "out" else matrix.T.tocsr()
    total, back = np.zeros(len(net.actors)), matrix.T.tocsr()
    for block in blocks(len(total), drawn):
        ways = dijkstra(back, indices=block)  # from those drawn, against the ties
        ways[np.arange(len(block)), block] = np.inf
        total += (1.0 / ways).sum(axis=0)
    return total
