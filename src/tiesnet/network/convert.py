"""A network as scipy matrix, igraph or networkx graph, made once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from tiesnet.errors import NeedsError
from tiesnet.language import say
from tiesnet.network.network import Network
from tiesnet.network.words import places

if TYPE_CHECKING:
    import igraph
    import networkx

MANY = 1_000_000


def adjacency(net: Network, weighted: bool = False) -> sparse.csr_array:
    """Give the adjacency matrix; rows are sources.

    Parameters
    ----------
    net : Network
        A single layer, a union, or several layers (tied in any of them).
    weighted : bool, default False
        Cells hold the strength instead of 1. Strength is never used unless asked for.

    Returns
    -------
    scipy.sparse.csr_array of float, shape (actors, actors)
        Symmetric for undirected layers; the diagonal is empty. Kept: do not change it.

    Raises
    ------
    NeedsError
        `weighted` is asked of several layers at once, or a strength is not known.
    """
    key = ("adjacency", weighted)
    matrix: sparse.csr_array = net._kept.once(net, key, lambda: _matrix(net, weighted))
    return matrix


def as_igraph(net: Network) -> igraph.Graph:
    """Give the simple igraph graph of a network, vertices in the order of its actors."""
    own = net._kept.own  # a graph is easily changed, so that views do not share theirs
    if "igraph" not in own:
        import igraph

        matrix = adjacency(net)
        cells = (matrix if net.directed else sparse.triu(matrix)).tocoo()
        edges: Any = np.column_stack([cells.row, cells.col])
        if len(edges) <= MANY:  # pairs are made into a graph faster, but take much memory
            edges = list(zip(cells.row.tolist(), cells.col.tolist(), strict=True))
        own["igraph"] = igraph.Graph(n=len(net.actors), edges=edges, directed=net.directed)
    return own["igraph"]


def as_networkx(net: Network) -> networkx.Graph[Any]:
    """Give a networkx multigraph with all actors, their columns and every tie as an edge.

    Edges are keyed by layer and carry ``weight`` (when known), ``orientation`` and ``status``.
    If any layer has arrows the graph is directed and an undirected tie runs both ways.
    """
    import networkx

    graph: networkx.Graph[Any] = networkx.MultiDiGraph() if net.directed else networkx.MultiGraph()
    for actor, row in net.actors.drop(columns="stages").iterrows():
        graph.add_node(actor, **{str(k): v for k, v in row.items() if pd.notna(v)})
    ids = net.actors.index
    directed = net.layers["directed"]
    for tie in net.ties.itertuples():
        data = {"layer": tie.layer, "orientation": tie.orientation, "status": tie.status}
        if pd.notna(tie.weight):
            data["weight"] = float(tie.weight)
        ends = (ids[tie.source], ids[tie.target])
        graph.add_edge(*ends, key=tie.layer, **data)
        if net.directed and not directed[tie.layer]:
            graph.add_edge(*ends[::-1], key=tie.layer, **data)
    return graph


def _matrix(net: Network, weighted: bool) -> sparse.csr_array:
    size = len(net.actors)
    source, target = net.ties["source"].to_numpy(), net.ties["target"].to_numpy()
    values = _weights(net) if weighted else np.ones(len(net.ties))
    layer = places(net.ties["layer"], net.layers.index)
    flat = ~net.layers["directed"].to_numpy(dtype=bool)[layer]
    rows, columns, data = source, target, values
    if flat.any():
        rows = np.concatenate([source, target[flat]])
        columns = np.concatenate([target, source[flat]])
        data = np.concatenate([values, values[flat]])
    matrix = sparse.csr_array((data, (rows, columns)), shape=(size, size), dtype=float)
    matrix.sum_duplicates()
    if not weighted:
        matrix.data[:] = 1.0
    return matrix


def _weights(net: Network) -> np.ndarray[Any, Any]:
    if len(net.layers) > 1:
        raise NeedsError(
            say("Strengths of several layers cannot be added up."),
            say("Choose one layer first: net.layer(name)."),
        )
    weight: np.ndarray[Any, Any] = net.ties["weight"].to_numpy(dtype=float)
    if np.isnan(weight).any():
        raise NeedsError(
            say(
                "The strength of {weight} ties of layer {index} is not known.",
                weight=int(np.isnan(weight).sum()),
                index=f"{net.layers.index[0]!r}",
            ),
            say("Fill in the column 'strength', or ask for the measure without strengths."),
        )
    return weight
