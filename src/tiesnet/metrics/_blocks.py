"""What holds the parts of a network together: the tree of blocks and the actors that join them.

A block is a largest set of actors that stays together whichever single one of them leaves. Blocks
and actors form a tree in every component, so that what any one actor's leaving breaks is known
from one pass (Hopcroft & Tarjan 1973) instead of one search per actor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._shared import components, flat_graph, once
from tiesnet.network import Network

_Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Removals:
    """What is left of each actor's component without it, and of each bridge's.

    Attributes
    ----------
    pieces : array of int, shape (actors,)
        Number of parts the rest of the component falls into; 0 for an isolate.
    pairs_cut : array of int, shape (actors,)
        Pairs of others that can reach each other now, and then no more.
    bridges : array of positions, shape (bridges, 2)
        Ties without which two parts are apart.
    bridge_pairs : array of int, shape (bridges,)
        Pairs that such a tie alone holds together, its two ends included.
    """

    pieces: _Counts
    pairs_cut: _Counts
    bridges: NDArray[np.intp]
    bridge_pairs: _Counts


def removals(net: Network) -> Removals:
    """Find what every single actor, and every bridge, holds together; directions ignored."""
    found: Removals = once(net, "removals", lambda: _removals(net))
    return found


def _removals(net: Network) -> Removals:
    n = len(net.actors)
    blocks = [np.asarray(block, dtype=np.intp) for block in _blocks(net)]
    label = components(net)
    whole = np.bincount(label)[label].astype(np.int64) if n else np.zeros(0, dtype=np.int64)
    parent, below = _tree(blocks, label)
    block = np.arange(n, n + len(blocks))
    upward, hanging = parent[block], below[block]
    above = whole - below[:n]  # what is left on the other side of an actor from its own blocks
    pieces = np.bincount(upward, minlength=n)[:n] + (above > 0)
    squares = np.zeros(n, dtype=np.int64)
    np.add.at(squares, upward, hanging**2)
    squares += above**2
    ends = [k for k, members in enumerate(blocks) if len(members) == 2]
    pairs = np.array([blocks[k] for k in ends], dtype=np.intp).reshape(-1, 2)
    sides = hanging[ends]
    return Removals(
        pieces.astype(np.int64),
        ((whole - 1) ** 2 - squares) // 2,
        np.sort(pairs, axis=1),
        sides * (whole[pairs[:, 0]] - sides),
    )


def _blocks(net: Network) -> list[list[int]]:
    return list(flat_graph(net).biconnected_components()) if len(net.actors) else []


def _tree(
    blocks: list[NDArray[np.intp]], label: NDArray[np.int64]
) -> tuple[NDArray[np.intp], _Counts]:
    """Hang the tree of every component on one of its actors.

    Returns
    -------
    parent : array of int, shape (actors + blocks,)
        The next node towards the root.
    below : array of int, shape (actors + blocks,)
        Number of actors in the branch that starts at a node.
    """
    n, nodes = len(label), len(label) + len(blocks)
    roots = np.unique(label, return_index=True)[1]
    members = np.concatenate([*blocks, np.zeros(0, dtype=np.intp)])
    owner = n + np.repeat(np.arange(len(blocks)), [len(block) for block in blocks])
    rows, columns = np.concatenate([owner, np.full(len(roots), nodes)]), [members, roots]
    cells = (np.ones(len(rows)), (rows, np.concatenate(columns)))
    links = sparse.csr_array(cells, shape=(nodes + 1, nodes + 1))
    order, before = sparse.csgraph.breadth_first_order(links, nodes, directed=False)
    below = np.concatenate([np.ones(n, dtype=np.int64), np.zeros(len(blocks) + 1, np.int64)])
    counts, parents = below.tolist(), before.tolist()
    for node in order[:0:-1].tolist():  # from the leaves to the roots
        counts[parents[node]] += counts[node]
    return before[:nodes].astype(np.intp), np.array(counts[:nodes], dtype=np.int64)
