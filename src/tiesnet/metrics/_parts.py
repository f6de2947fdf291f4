"""Whom a whole-network number is about, and the strong components of a network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import components, once, partners
from tiesnet.network import Network, adjacency


def seen(net: Network) -> NDArray[np.bool_]:
    """Tell of which actors anything is known: they answered, or somebody names them."""
    found: NDArray[np.bool_] = once(net, "seen", lambda: observed(net) | (partners(net) > 0))
    return found


def seen_pairs(net: Network) -> float:
    """Count the ordered pairs of the actors of whom anything is known."""
    return pairs_of(np.array([seen(net).sum()]))


def pairs_of(sizes: NDArray[np.int64]) -> float:
    """Count the ordered pairs within groups of given sizes."""
    size = sizes.astype(np.float64)
    return float((size * (size - 1)).sum())


def strong_components(net: Network) -> NDArray[np.int64]:
    """Give the strong component of each actor: all reach each other along the arrows."""
    labels: NDArray[np.int64] = once(net, "strong", lambda: _strong(net))
    return labels


def main_component(net: Network) -> NDArray[np.intp]:
    """Give the actors of the largest component, directions ignored; none when two are tied."""
    label = components(net)
    sizes = np.bincount(label) if len(label) else np.zeros(1, dtype=np.int64)
    largest = np.flatnonzero(sizes == sizes.max())
    if len(largest) != 1:
        return np.zeros(0, dtype=np.intp)
    return np.flatnonzero(label == largest[0])


def _strong(net: Network) -> NDArray[np.int64]:
    if not net.directed:
        return components(net)
    if not len(net.actors):
        return np.zeros(0, dtype=np.int64)
    found = sparse.csgraph.connected_components(adjacency(net), connection="strong")[1]
    return np.asarray(found, dtype=np.int64)
