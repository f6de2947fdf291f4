"""How far a network is centred on one actor (Freeman): on 0/1 ties only, never on strengths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._between import between
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._nearness import totals
from tiesnet.metrics._partition import one_of
from tiesnet.metrics._parts import seen
from tiesnet.metrics._shared import components, flat
from tiesnet.metrics._spectral import component_vectors
from tiesnet.network import Network, adjacency

_SHARE = (0.0, 1.0)
_FEW = word("there are fewer than three actors")
_READING = word("1: all of it goes to one actor, as in a star. 0: all have equally much.")


@metric(
    label="Degree centralisation",
    unit="index",
    bounds=_SHARE,
    source="freeman1978",
    level="network",
    needs={"census"},
    undefined=_FEW,
    reading="1: one actor has all ties (a star). 0: all have equally many.",
)
def degree_centralisation(net: Network) -> float:
    """How far the ties are concentrated on one actor.

    Sum of the differences to the highest degree, divided by the sum a star of that size would
    have: (n - 1)(n - 2). With arrows the degree is incoming plus outgoing ties and the divisor
    twice as large, as in R sna and igraph (without loops). Strength is never used. Actors who
    did not answer and whom nobody names are left out.
    """
    matrix = adjacency(net)
    total = matrix.sum(axis=1) + (matrix.sum(axis=0) if net.directed else 0)
    return _centralised(total[seen(net)], lambda n: (n - 1) * (n - 2) * (1 + net.directed))


@metric(
    label="Centralisation of incoming ties",
    unit="index",
    bounds=_SHARE,
    source="freeman1978",
    level="network",
    needs={"census", "directed"},
    undefined=_FEW,
    extra=True,
    reading="1: everybody names one actor and nobody else. 0: all are named equally often.",
)
def in_degree_centralisation(net: Network) -> float:
    """How far the incoming ties are concentrated on one actor.

    Sum of the differences to the highest number of incoming ties, divided by (n - 1) squared.
    Same values as R sna (indegree) and UCINET; igraph counts loops in the divisor unless told
    not to. Actors who did not answer and whom nobody names are left out.
    """
    return _centralised(adjacency(net).sum(axis=0)[seen(net)], lambda n: (n - 1) ** 2)


@metric(
    label="Centralisation of outgoing ties",
    unit="index",
    bounds=_SHARE,
    source="freeman1978",
    level="network",
    needs={"census", "directed"},
    undefined=_FEW,
    extra=True,
    reading="1: one actor names everybody and nobody else names any. 0: all name equally many.",
)
def out_degree_centralisation(net: Network) -> float:
    """How far the outgoing ties are concentrated on one actor.

    Sum of the differences to the highest number of outgoing ties, divided by (n - 1) squared.
    Same values as R sna (outdegree) and UCINET. Where everybody may name a fixed number only, it
    says nothing.
    """
    return _centralised(adjacency(net).sum(axis=1)[seen(net)], lambda n: (n - 1) ** 2)


@metric(
    label="Betweenness centralisation",
    unit="index",
    bounds=_SHARE,
    source="freeman1977, freeman1978",
    level="network",
    needs={"census"},
    undefined=_FEW,
    extra=True,
    limit=5_000,
    reading="1: everybody reaches everybody through one actor only. 0: nobody is more between "
    "than others.",
)
def betweenness_centralisation(net: Network) -> float:
    """How far the shortest paths are concentrated on one actor.

    Sum of the differences to the highest betweenness, divided by the sum a star of that size
    would have: (n - 1) squared times (n - 2), half of that without arrows. Same values as R sna
    and igraph. Actors who did not answer and whom nobody names are left out.
    """
    values = between(net, "betweenness_centralisation", 1.0, None, 1.0, "all")
    return _centralised(values[seen(net)], lambda n: (n - 1) ** 2 * (n - 2) / (2 - net.directed))


@metric(
    label="Closeness centralisation",
    unit="index",
    bounds=_SHARE,
    source="freeman1978",
    level="network",
    needs={"census"},
    undefined="somebody cannot reach all others, or there are fewer than three actors",
    extra=True,
    limit=5_000,
    reading="1: one actor is one step from everybody, the others from it alone. 0: all are "
    "equally near.",
)
def closeness_centralisation(net: Network, *, direction: str = "out") -> float:
    """How far nearness to the others is concentrated on one actor.

    Sum of the differences to the highest closeness, (n - 1) over the sum of distances, divided by
    the sum a star would have: (n - 1)(n - 2) / (2n - 3) without arrows, (n - 1) squared / n with
    arrows. Only where everybody reaches everybody; R sna gives numbers elsewhere, with closeness
    0 for who does not reach all, and igraph with closeness within reach. Where it is given both
    agree. Actors who did not answer and whom nobody names are left out.

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    """
    here = seen(net)
    found, n = totals(net, direction), int(here.sum())
    if n < 3 or (found.reached[here] < n - 1).any():
        return float("nan")
    arrows = net.directed and direction != "both"
    most = (n - 1) ** 2 / n if arrows else (n - 1) * (n - 2) / (2 * n - 3)
    return _centralised((n - 1) / found.distance[here], lambda n: most)


@metric(
    label="Eigenvector centralisation",
    unit="index",
    bounds=_SHARE,
    source="freeman1978, bonacich1972",
    level="network",
    needs={"census"},
    undefined="the ties fall into several parts, or there are fewer than three actors",
    extra=True,
    reading="High: a few actors tied to each other stand out. Compare within one convention only.",
)
def eigenvector_centralisation(net: Network, *, convention: str = "sna") -> float:
    """How far eigenvector centrality is concentrated.

    Sum of the differences to the highest value, divided by the sum in a network of the same size
    with a single tie. R sna does so with the vector of length 1 (divisor (n - 2) / root of 2),
    igraph with the vector whose largest value is 1 (divisor n - 2); the two never agree. A
    star has less than 1 in both. Directions are ignored. Actors who did not answer and whom
    nobody names are left out.

    Parameters
    ----------
    net : Network
        One layer or union.
    convention : str, default "sna"
        sna or igraph.
    """
    one_of("convention", convention, ("sna", "igraph"))
    if (np.bincount(components(net), minlength=1) > 1).sum() > 1:
        return float("nan")
    values = component_vectors(net, flat(net))[seen(net)]
    if convention == "igraph" and values.any():
        values = values / values.max()
    one = np.sqrt(2) / 2 if convention == "sna" else 1.0
    return _centralised(values, lambda n: one * (n - 2))


def _centralised(values: NDArray[Any], most: Callable[[int], float]) -> float:
    """Divide the sum of the differences to the largest value by the most it can be."""
    n = len(values)
    return float((values.max() - values).sum() / most(n)) if n > 2 else float("nan")
