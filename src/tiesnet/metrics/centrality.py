"""How central an actor is: between others, near to others, tied to the well tied."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import ArpackError, eigsh

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import components, flat, flat_graph, once, series
from tiesnet.network import Network, as_igraph

_DENSE = 150
"""Up to this many actors a component is solved as a dense matrix, which cannot fail."""


@metric(
    label="Betweenness",
    unit="shortest paths",
    source="freeman1977",
    needs={"census"},
    reading="High: many others reach each other only through the firm. It brokers and it can "
    "be a bottleneck.",
)
def betweenness(net: Network) -> pd.Series:
    """How often an actor lies on the shortest paths between two others.

    Sum over all pairs of others of the share of their shortest paths that pass through the
    actor. Arrows are followed; without arrows every pair counts once. Strength is not used.
    Pairs that cannot reach each other add nothing. Same values as R sna, igraph and networkx.
    """
    return series(net, _betweenness(net))


@metric(
    label="Betweenness, normalised",
    unit="share of pairs",
    bounds=(0, 1),
    source="freeman1978",
    needs={"census"},
    undefined="there are fewer than three actors",
    reading="High: much of what could flow between others passes the firm. 1: all of it.",
)
def betweenness_normalised(net: Network) -> pd.Series:
    """Betweenness as a share of the largest value possible in a network of that size.

    Divided by (n - 1)(n - 2) with arrows, by half of that without, as igraph and networkx do;
    n counts all actors inside the cluster, isolates included.
    """
    n = len(net.actors)
    pairs = (n - 1) * (n - 2) / (1 if net.directed else 2)
    return series(net, _betweenness(net) / pairs if n > 2 else np.full(n, np.nan))


@metric(
    label="Closeness (harmonic), outgoing",
    unit="index",
    bounds=(0, 1),
    source="marchiori2000, boldi2014",
    needs={"census"},
    reading="High: the firm reaches the others in few steps. 0: it reaches nobody.",
)
def harmonic_closeness(net: Network) -> pd.Series:
    """How near an actor is to all others, following its outgoing ties.

    Sum of 1 / distance to every other actor, divided by n - 1; whom it cannot reach adds 0, so
    the measure holds in networks that fall apart. Same values as igraph (harmonic, normalised)
    and R sna (suminvdir); networkx gives the sum along incoming ties, not divided. Freeman's
    closeness has at least four rules for unreachable actors and is not used for that reason.
    """
    return series(net, _harmonic(net, "out"))


@metric(
    label="Closeness (harmonic), incoming",
    unit="index",
    bounds=(0, 1),
    source="marchiori2000, boldi2014",
    needs={"census"},
    reading="High: the others reach the firm in few steps. 0: nobody reaches it.",
)
def harmonic_closeness_in(net: Network) -> pd.Series:
    """How near all others are to an actor, following their outgoing ties.

    Sum of 1 / distance from every other actor, divided by n - 1; who cannot reach it adds 0.
    Without arrows it equals the outgoing one.
    """
    return series(net, _harmonic(net, "in"))


@metric(
    label="Eigenvector centrality",
    unit="index",
    source="bonacich1972",
    needs={"census"},
    reading="High: the firm is tied to firms that are well tied themselves. Compare within one "
    "layer only.",
)
def eigenvector(net: Network) -> pd.Series:
    """How well tied an actor's partners are, and theirs in turn.

    Each value is proportional to the sum of the partners' values: the first eigenvector of the
    0/1 matrix with directions ignored. If only one component has ties, the vector has length 1
    (as R sna and UCINET; igraph divides by the largest value instead). If several have, each
    component's vector v is scaled to lambda squared times sum(v) times v, the rule of Everett
    and Borgatti that UCINET uses; without it all but one component would get 0 or arbitrary
    values. Isolates get 0.
    """
    return series(net, _eigenvector(net))


@metric(
    label="Core number",
    unit="core",
    source="seidman1983",
    needs={"census"},
    reading="High: the firm sits in a group where everybody has at least so many partners. "
    "1 or less: it hangs on a chain of single ties.",
)
def core_number(net: Network) -> pd.Series:
    """Largest k for which the actor is in a group where each has k partners in the group.

    Directions are ignored and a pair counts once. R sna and igraph count a mutual tie twice in
    directed networks; networkx on the undirected network gives the values given here.
    """
    return series(net, flat_graph(net).coreness() if len(net.actors) else [])


def _betweenness(net: Network) -> NDArray[np.float64]:
    def make() -> NDArray[np.float64]:
        return np.asarray(as_igraph(net).betweenness(), dtype=np.float64)

    values: NDArray[np.float64] = once(net, "betweenness", make)
    return values


def _harmonic(net: Network, mode: str) -> NDArray[Any]:
    if len(net.actors) < 2:
        return np.zeros(len(net.actors))
    return np.asarray(as_igraph(net).harmonic_centrality(mode=mode), dtype=np.float64)


def _eigenvector(net: Network) -> NDArray[np.float64]:
    matrix, label = flat(net), components(net)
    values = np.zeros(len(net.actors))
    big = np.flatnonzero(np.bincount(label) > 1)
    for part in big:
        here = np.flatnonzero(label == part)
        root, vector = _leading(matrix[here][:, here])
        values[here] = vector if len(big) == 1 else root**2 * vector.sum() * vector
    return values


def _leading(matrix: sparse.csr_array) -> tuple[float, NDArray[np.float64]]:
    """Give the largest eigenvalue of a connected component and its positive unit vector."""
    size = matrix.shape[0]
    if size > _DENSE:
        try:
            roots, vectors = eigsh(matrix, k=1, which="LA", v0=np.ones(size))
            return float(roots[0]), np.abs(vectors[:, 0])
        except ArpackError:
            pass  # slow convergence; the dense solver below always ends
    roots, vectors = np.linalg.eigh(matrix.toarray())
    return float(roots[-1]), np.abs(vectors[:, -1])
