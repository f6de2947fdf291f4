"""What several measures of one view share, made once and kept as long as the view lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from tiesnet.network import Network, adjacency

_kept: WeakKeyDictionary[Network, dict[str, Any]] = WeakKeyDictionary()


def once(net: Network, key: str, make: Callable[[], Any]) -> Any:
    """Make something of a network once; `make` must not return the network itself."""
    drawer = _kept.setdefault(net, {})
    if key not in drawer:
        drawer[key] = make()
    return drawer[key]


def note(net: Network, metric: str, text: str) -> None:
    """Say which parameter was used for a measure of this view; every output lists it."""
    said = once(net, "notes", list)
    if (metric, text) not in said:
        said.append((metric, text))


def notes(net: Network, metric: str) -> list[str]:
    """Give what was noted of a measure of this view."""
    return [text for name, text in once(net, "notes", list) if name == metric]


def series(net: Network, values: ArrayLike) -> pd.Series:
    """Put values in the order of the actors into a Series."""
    return pd.Series(np.asarray(values), index=net.actors.index)


def flat(net: Network) -> sparse.csr_array:
    """Give the symmetric 0/1 matrix: tied in either direction."""
    matrix: sparse.csr_array = once(net, "flat", lambda: _flat(net))
    return matrix


def flat_graph(net: Network) -> Any:
    """Give the simple undirected igraph graph of `flat`."""
    return once(net, "flat_graph", lambda: _graph(flat(net)))


def components(net: Network) -> NDArray[np.int64]:
    """Give the component of each actor, directions ignored."""
    labels: NDArray[np.int64] = once(net, "components", lambda: _components(flat(net)))
    return labels


def partners(net: Network) -> NDArray[np.float64]:
    """Count the distinct partners of each actor."""
    counts: NDArray[np.float64] = flat(net).sum(axis=1)
    return counts


def ratio(above: float, below: float) -> float:
    """Divide; empty when nothing can be divided by."""
    return above / below if below else float("nan")


def _flat(net: Network) -> sparse.csr_array:
    matrix = adjacency(net)
    if not net.directed:
        return matrix
    both = sparse.csr_array(matrix + matrix.T)
    both.data[:] = 1.0
    return both


def _graph(matrix: sparse.csr_array) -> Any:
    import igraph

    cells = sparse.triu(matrix).tocoo()
    edges = np.column_stack([cells.row, cells.col]).tolist()
    return igraph.Graph(n=matrix.shape[0], edges=edges, directed=False)


def _components(matrix: sparse.csr_array) -> NDArray[np.int64]:
    if not matrix.shape[0]:
        return np.zeros(0, dtype=np.int64)
    labels = sparse.csgraph.connected_components(matrix, directed=False)[1]
    return np.asarray(labels, dtype=np.int64)
