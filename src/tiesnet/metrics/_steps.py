"""How many pairs of actors are how many steps apart: one pass for all measures of distance."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics._shared import flat_graph, once, ratio
from tiesnet.network import Network, as_igraph


def pairs_at(net: Network, arrows: bool = True) -> NDArray[np.float64]:
    """Count the ordered pairs at each distance from 0 on; none is at distance 0."""
    followed = arrows or not net.directed
    key = "pairs_at" if followed else "pairs_at_flat"
    counts: NDArray[np.float64] = once(net, key, lambda: _count(net, followed))
    return counts


def mean_steps(pairs: NDArray[np.float64]) -> float:
    """Give the mean distance of the pairs that reach each other."""
    return ratio(float(pairs @ np.arange(len(pairs))), float(pairs.sum()))


def _count(net: Network, arrows: bool) -> NDArray[np.float64]:
    graph: Any = as_igraph(net) if arrows else flat_graph(net)
    found = [count for _, _, count in graph.path_length_hist().bins()]
    ordered = 1 if graph.is_directed() else 2
    return ordered * np.array([0, *found], dtype=np.float64)
