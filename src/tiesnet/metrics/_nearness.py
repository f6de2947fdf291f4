"""Sums of distances from each actor, and of 1 / distance, exact or estimated."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from tiesnet.metrics._cost import cost_matrix, edge_costs
from tiesnet.metrics._paths import along, blocks, levels, mode
from tiesnet.metrics._sampling import draw, error, say
from tiesnet.metrics._shared import once
from tiesnet.network import Network, as_igraph

_Values = NDArray[np.float64]


class Totals:
    """What all rules of closeness are made of, from the distances of each actor.

    Attributes
    ----------
    distance, reached : array of float, shape (actors,)
        The sum of the distances to the others reached, and how many these are.
    largest : float
        The largest distance between any two actors; empty when nobody reaches anybody.
    """

    def __init__(self, graph: Any, way: str, weights: list[float] | None) -> None:
        self._graph, self._way, self._weights = graph, way, weights

    @cached_property
    def distance(self) -> _Values:
        """Sum of distances: igraph gives 1 over it."""
        found = self._closeness(normalized=False)
        far = np.divide(1.0, found, out=np.zeros(len(found)), where=found > 0)
        return np.rint(far) if self._weights is None else far

    @cached_property
    def reached(self) -> _Values:
        """Number of others reached: whole components, or igraph's reached / distance."""
        graph, way = self._graph, self._way
        both = not graph.is_directed() or way == "all"
        parts = graph.connected_components(mode="weak" if both else "strong")
        if both or len(parts) == 1:
            sizes = np.asarray(parts.sizes(), dtype=np.float64)
            return sizes[parts.membership] - 1.0 if len(sizes) else sizes
        found = self._closeness(normalized=True)
        return np.rint(np.where(found > 0, found, 0.0) * self.distance)

    @cached_property
    def largest(self) -> float:
        """Largest distance: igraph's diameter."""
        if not self._graph.ecount():
            return float("nan")
        return float(self._graph.diameter(directed=self._way != "all", weights=self._weights))

    def _closeness(self, normalized: bool) -> _Values:
        found = self._graph.closeness(mode=self._way, weights=self._weights, normalized=normalized)
        return np.asarray(found, dtype=np.float64)


def totals(
    net: Network,
    direction: str,
    metric: str = "",
    cost: str | None = None,
    alpha: float = 1.0,
) -> Totals:
    way = mode(direction)
    weights = edge_costs(net, metric, cost, alpha)
    found: Totals = once(
        net,
        f"distances {way if net.directed else 'all'} {cost} {alpha}",
        lambda: Totals(as_igraph(net), way if net.directed else "all", weights),
    )
    return found


def freeman(found: Totals, beyond: float) -> _Values:
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
    n = len(net.actors)
    weights = edge_costs(net, metric, cost, alpha)
    drawn = draw(net, pivots)
    if n < 2:
        return np.zeros(n)
    if drawn is None:
        found = as_igraph(net).harmonic_centrality(mode=mode(direction), weights=weights)
        return np.asarray(found, dtype=np.float64)
    largest = 1.0 if weights is None else 1.0 / min(weights)  # 1 over the shortest distance
    share = _near(net, direction, cost, alpha, drawn) / (len(drawn) * largest)
    scale = largest * n / (n - 1)
    say(net, metric, len(drawn), float(error(share, len(drawn)).max()) * scale)
    return share * scale


def _near(
    net: Network, direction: str, cost: str | None, alpha: float, drawn: NDArray[np.intp]
) -> _Values:
    """Sum 1 / distance between each actor and those drawn, following the actor's ties."""
    total = np.zeros(len(net.actors))
    # Paths that lead from an actor to one drawn are found from their end, against the arrows.
    back = {"out": "in", "in": "out"}[direction]
    matrix = along(net, back)
    if cost is not None:
        costs = cost_matrix(net, cost, alpha)
        matrix = costs if back == "out" else costs.T.tocsr()
    for block in blocks(len(total), drawn):
        if cost is None:
            for step, front in enumerate(levels(matrix, block), start=1):
                total += (front > 0).sum(axis=1) / step
        else:
            ways = dijkstra(matrix, indices=block)
            ways[np.arange(len(block)), block] = np.inf
            total += (1.0 / ways).sum(axis=0)
    return total
