"""Krackhardt's four dimensions of hierarchy: how far a network is a tree of command.

Krackhardt (1994) asks four things of a pure hierarchy (an out-tree): that it is connected, that
nobody who is above somebody is below them too, that no tie is more than needed, and that every
two actors have a lowest common boss. Each measure is 1 where its condition holds everywhere.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._parts import pairs_of, seen, seen_pairs, strong_components
from tiesnet.metrics._shared import components, ratio
from tiesnet.metrics.distances import reachability
from tiesnet.network import Network, adjacency

_SHARE = (0.0, 1.0)


@metric(
    label="Connectedness (Krackhardt)",
    unit="share of pairs",
    bounds=_SHARE,
    source="krackhardt1994",
    level="network",
    needs={"census"},
    undefined="there are fewer than two actors",
    reading="1: everybody is connected to everybody over some number of ties. One minus it is "
    "the fragmentation.",
    extra=True,
)
def connectedness(net: Network) -> float:
    """Share of the pairs of actors that are joined by ties, over any number of steps.

    Directions are ignored, as Krackhardt and R sna do (semi-paths); UCINET's cohesion table
    follows arrows under the same name, see the pairs that reach each other along the arrows.
    Actors who did not answer and whom nobody names are left out.
    """
    return ratio(pairs_of(np.bincount(components(net)[seen(net)])), seen_pairs(net))


@metric(
    label="Hierarchy (Krackhardt)",
    unit="share of pairs",
    bounds=_SHARE,
    source="krackhardt1994",
    level="network",
    needs={"census", "directed"},
    undefined="no actor reaches another",
    reading="1: what flows from one firm to another never comes back. 0: whoever is reached "
    "reaches back.",
    extra=True,
    limit=5_000,
)
def krackhardt_hierarchy(net: Network) -> float:
    """Of the pairs of actors where one reaches the other, the share where only one does.

    Paths along the arrows of any length count: one minus V / MaxV, with V the pairs that reach
    each other and MaxV the pairs where at least one reaches the other. R sna: hierarchy with
    measure "krackhardt"; its default "reciprocity" looks at single ties instead. Not the
    hierarchy of Burt, which is about the ties of one actor.
    """
    both = pairs_of(np.bincount(strong_components(net))) / 2
    if not seen_pairs(net):
        return float("nan")
    one = round(reachability(net) * seen_pairs(net) - 2 * both)
    return ratio(one, one + both)


@metric(
    label="Efficiency (Krackhardt)",
    unit="share of ties",
    bounds=_SHARE,
    source="krackhardt1994",
    level="network",
    needs={"census"},
    undefined="no component has room for a tie more than it needs",
    reading="1: no tie more than needed to hold the parts together. 0: all possible ties are "
    "there.",
    extra=True,
)
def krackhardt_efficiency(net: Network, *, pairs: bool = False) -> float:
    """How few ties there are beyond those that hold the components together.

    One minus V / MaxV: V counts the arrows above the n - 1 that each component of n actors needs
    (directions ignored), MaxV those above n - 1 if all n(n - 1) were there. As R sna, which
    takes a tie without arrows for two arrows, so that a tree of such ties does not reach 1; see
    the option. Not the efficiency of Burt, nor that of Latora and Marchiori.

    Parameters
    ----------
    net : Network
        One layer or union.
    pairs : bool, default False
        Count tied pairs rather than arrows, so that a tree without arrows is 1.
    """
    sizes = np.bincount(components(net)[seen(net)])
    needed = float(np.maximum(sizes - 1, 0).sum())
    half = 2.0 if pairs else 1.0
    ties = adjacency(net)
    count = float((ties + ties.T).nnz) / 2 if pairs else float(ties.nnz)
    most = pairs_of(sizes) / half - needed
    return 1 - ratio(count - needed, most)


@metric(
    label="Least upper bounds (Krackhardt)",
    unit="share of pairs",
    bounds=_SHARE,
    source="krackhardt1994",
    level="network",
    needs={"census", "directed"},
    undefined="no component has three actors",
    reading="1: every two firms have a lowest firm above both; disputes have a place to go.",
    extra=True,
    limit=1_000,
)
def krackhardt_lub(net: Network, *, as_sna: bool = False) -> float:
    """How many pairs of a component have a lowest actor from whom both are reached.

    An upper bound of two actors reaches both along the arrows (every actor reaches itself); it
    is a least upper bound when all other upper bounds reach it. One minus V / MaxV: V counts the
    pairs within components (directions ignored) without one, MaxV is (n - 1)(n - 2) / 2 summed
    over the components of n > 2 actors. R sna (lubness, 2.7) describes it so, but counts pairs
    whose upper bounds have a highest one instead: the same in trees, much lower in most
    networks; the option repeats it.

    Parameters
    ----------
    net : Network
        One layer or union.
    as_sna : bool, default False
        Ask for an upper bound that reaches all others, as the program R sna does.
    """
    label = components(net)
    missing = most = 0.0
    for part in np.flatnonzero(np.bincount(label) > 2):
        here = np.flatnonzero(label == part)
        missing += _without_bound(_reaches(adjacency(net)[here][:, here]), highest=as_sna)
        most += (len(here) - 1) * (len(here) - 2) / 2
    return 1 - ratio(missing, most)


@metric(
    label="Flow hierarchy",
    unit="share of ties",
    bounds=_SHARE,
    source="luo2011",
    level="network",
    needs={"census", "directed"},
    undefined="there is no tie",
    reading="1: everything runs downstream. 0: every tie is part of a circle.",
    extra=True,
)
def flow_hierarchy(net: Network) -> float:
    """Share of the arrows that are not part of any circle.

    An arrow is part of a circle when its target reaches its source again. As networkx.
    """
    cells = adjacency(net).tocoo()
    label = strong_components(net)
    return ratio((label[cells.row] != label[cells.col]).sum(), cells.nnz)


def _reaches(matrix: sparse.csr_array) -> NDArray[np.bool_]:
    """Tell who reaches whom along the arrows; everybody reaches itself."""
    steps: NDArray[np.float64] = sparse.csgraph.shortest_path(matrix, unweighted=True)
    return np.isfinite(steps)


def _without_bound(reaches: NDArray[np.bool_], highest: bool) -> int:
    """Count the pairs without a least upper bound, or without a highest one.

    All who reach an upper bound are upper bounds too. So of all upper bounds the least one has
    most actors above it, and the highest one the fewest; it remains to see whether the others
    reach it, or are reached by it.
    """
    above = reaches.sum(axis=0)
    order = np.argsort(above if highest else -above, kind="stable")
    related = reaches[np.ix_(order, order)]
    related = related if highest else related.T
    bounds_of = reaches[order]
    found = 0
    for actor in range(len(reaches) - 1):
        shared = bounds_of[:, actor + 1 :] & bounds_of[:, [actor]]
        candidate = shared.argmax(axis=0)
        missed = (shared & ~related[candidate].T).any(axis=0)
        found += int((missed | ~shared.any(axis=0)).sum())
    return found
