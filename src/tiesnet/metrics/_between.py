"""Betweenness and flow through an actor, exact or from some actors drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._cost import edge_costs, edge_strengths
from tiesnet.metrics._nearness import ways
from tiesnet.metrics._paths import graph_of
from tiesnet.metrics._sampling import draw, error, say_sampled
from tiesnet.metrics._shared import once
from tiesnet.network import Network, as_igraph

_Values = NDArray[np.float64]
EXACT_UP_TO = 5_000
"""Up to this many actors the shortest paths from all of them are counted."""


def between(
    net: Network,
    metric: str,
    scale: float,
    cost: str | None,
    alpha: float,
    pivots: int | str | None,
) -> _Values:
    """Give betweenness times a scale, noted under the name of the measure."""
    weights = edge_costs(net, metric, cost, alpha)
    drawn = draw(net, pivots, EXACT_UP_TO)

    def make() -> _Values:
        sources = None if drawn is None else drawn.tolist()
        found = np.asarray(as_igraph(net).betweenness(sources=sources, weights=weights))
        return found if drawn is None else found * (len(found) / len(drawn))

    key = f"betweenness {cost} {alpha} {None if drawn is None else len(drawn)}"
    values: _Values = once(net, key, make)
    if drawn is not None:
        say_sampled(
            net, metric, len(drawn), scale * float(between_error(net, values, len(drawn)).max())
        )
    return values * scale


def between_error(net: Network, values: _Values, drawn: int) -> _Values:
    """Give the largest error of betweenness estimated from some actors.

    The dependency of one actor on another is between 0 and n - 2; their sum over all n actors
    is betweenness, or twice that without arrows.
    """
    n = len(net.actors)
    most = n * (n - 2) / (1 if net.directed else 2)
    return error(values / most, drawn) * most if n > 2 else np.zeros(n)


def without(graph: Any, actor: int) -> Any:
    """Take the ties of an actor away; it stays as an isolate, so that places do not shift."""
    rest = graph.copy()
    rest.delete_edges(rest.incident(actor, mode="all"))
    return rest


def capacities(net: Network, strength: bool) -> Any:
    """Give the igraph graph with what each tie can carry: 1, or its strength."""
    graph = as_igraph(net).copy()
    graph.es["capacity"] = edge_strengths(net) if strength else [1.0] * graph.ecount()
    return graph


def all_flows(graph: Any, directed: bool, among: Collection[int]) -> _Values:
    """Give the largest flow between all pairs of some actors; once per pair without arrows."""
    flows = np.zeros((graph.vcount(), graph.vcount()))
    for one in among:
        for other in among:
            if one != other and (directed or one < other):
                flows[one, other] = graph.maxflow_value(one, other, "capacity")
    return flows


def cut_off(matrix: sparse.csr_array, actor: int) -> sparse.csr_array:
    """Take the ties of an actor away; it stays as an isolate, so that places do not shift."""
    rows, columns = matrix.tocoo().coords
    stay = (rows != actor) & (columns != actor)
    cells = (matrix.data[stay], (rows[stay], columns[stay]))
    return sparse.csr_array(cells, shape=matrix.shape)


CENTRALITIES: dict[str, Callable[[sparse.csr_array, bool], _Values]] = {
    "closeness": lambda matrix, arrows: ways(matrix).near,
    "reach": lambda matrix, arrows: ways(matrix).reached,
    "ties": lambda matrix, arrows: matrix.sum(axis=1),
    "betweenness": lambda matrix, arrows: (
        np.asarray(graph_of(matrix).betweenness(), dtype=np.float64) / (1 if arrows else 2)
    ),
}
"""What can be induced: centralities of the actors of a 0/1 matrix, with arrows or without."""
