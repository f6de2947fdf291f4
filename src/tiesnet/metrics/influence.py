"""How much an actor counts because those tied to it count."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._cost import edge_strengths, flat_strengths
from tiesnet.metrics._partition import one_of
from tiesnet.metrics._shared import components, flat, note, series
from tiesnet.metrics._spectral import (
    attenuated,
    attenuation,
    component_vectors,
    hubs_and_authorities,
    information,
)
from tiesnet.network import Network, adjacency, as_igraph

_Values = NDArray[np.float64]


@metric(
    label="Eigenvector centrality",
    unit="index",
    source="bonacich1972",
    needs={"census"},
    reading="High: the firm is tied to firms that are well tied themselves. Compare within one "
    "layer only.",
)
def eigenvector(net: Network, *, strength: bool = False) -> pd.Series:
    """How well tied an actor's partners are, and theirs in turn.

    Each value is proportional to the sum of the partners' values: the first eigenvector of the
    0/1 matrix with directions ignored. If only one component has ties, the vector has length 1
    (as R sna and UCINET; igraph divides by the largest value instead). If several have, each
    component's vector v is scaled to lambda squared times sum(v) times v, the rule of Everett
    and Borgatti that UCINET uses; without it all but one component would get 0 or arbitrary
    values. Isolates get 0.

    UCINET, and R sna unless told not to, use strengths; igraph does when the ties have weights.

    Parameters
    ----------
    net : Network
        One layer or union.
    strength : bool, default False
        Let strong ties count more; of two arrows between a pair the stronger counts, as in
        UCINET.
    """
    return series(net, component_vectors(net, flat_strengths(net) if strength else flat(net)))


@metric(
    label="Bonacich power",
    unit="index",
    bounds=(None, None),
    source="bonacich1987",
    needs={"census"},
    undefined="the equations have no single solution for this beta",
    extra=True,
    reading="Beta above 0: high when tied to the well tied. Beta below 0: high when the partners "
    "depend on the firm, having few others.",
)
def bonacich_power(
    net: Network, *, beta: float | None = None, scale: str = "bonacich", direction: str = "out"
) -> pd.Series:
    """How many ties an actor has, and how many those have to whom it is tied, weighted by beta.

    The solution c of c(i) = sum over j of a(ij) (1 + beta c(j)). With beta 0 it is the number of
    ties; the nearer beta comes to 1 / largest eigenvalue, the nearer c comes to eigenvector
    centrality. Beyond that it has no such meaning. Where no beta is given it is 0.75 / largest
    eigenvalue, and noted. Where nothing leads back (no cycle), every beta has a meaning, and the
    eigenvalue is taken with directions ignored. Same values as R sna (bonpow) and R igraph
    (power_centrality) for the same beta; both use 1 where none is given.

    Parameters
    ----------
    net : Network
        One layer or union.
    beta : float, optional
        How much the partners' ties count, and in which sense.
    scale : str, default "bonacich"
        bonacich: the squares sum to the number of actors (Bonacich 1987, R sna, R igraph, the
        dialogue of UCINET); raw: as solved (UCINET's table of all centralities).
    direction : str, default "out"
        Along outgoing ties, or in.
    """
    one_of("scale", scale, ("bonacich", "raw"))
    matrix = _matrix(net, direction)
    beta = attenuation(net, "bonacich_power", "beta", beta)
    found = attenuated(net, matrix, beta, matrix.sum(axis=1))
    size = float((found**2).sum())
    if scale == "bonacich" and size > 0:
        found = found * np.sqrt(len(found) / size)
    return series(net, found)


@metric(
    label="Katz centrality",
    unit="index",
    bounds=(None, None),
    source="katz1953",
    needs={"census"},
    undefined="the equations have no single solution for this alpha",
    extra=True,
    reading="High: many point to the firm, directly or through others. 0: nobody does.",
)
def katz(
    net: Network, *, alpha: float | None = None, convention: str = "katz", direction: str = "in"
) -> pd.Series:
    """Number of walks that end at an actor, each step making them count less by alpha.

    Sum over lengths k of alpha to the power k times the number of walks of that length. Where no
    alpha is given it is 0.75 / largest eigenvalue, and noted; see Bonacich power, which counts
    the same walks from their other end. Katz's own sum starts with walks of one step; igraph
    (alpha centrality) and networkx add 1 for the actor itself, and networkx scales to length 1.

    Parameters
    ----------
    net : Network
        One layer or union.
    alpha : float, optional
        How much a step takes away.
    convention : str, default "katz"
        katz; igraph: plus 1; networkx: plus 1, scaled to length 1.
    direction : str, default "in"
        Walks that end at the actor, or out: that start there.
    """
    one_of("convention", convention, ("katz", "igraph", "networkx"))
    matrix = _matrix(net, direction)
    alpha = attenuation(net, "katz", "alpha", alpha)
    found = alpha * attenuated(net, matrix, alpha, matrix.sum(axis=1))
    if convention != "katz":
        found = found + 1.0
    if convention == "networkx" and len(found):
        found = found / np.linalg.norm(found)
    return series(net, found)


@metric(
    label="PageRank",
    unit="share",
    bounds=(0, 1),
    source="brin1998",
    needs={"census"},
    extra=True,
    reading="High: pointed to by firms that are pointed to themselves and point to few. All "
    "firms together have 1.",
)
def pagerank(net: Network, *, damping: float = 0.85, strength: bool = False) -> pd.Series:
    """How often somebody passes by who walks along the arrows at random and now and then jumps.

    With probability damping the next step follows one of the outgoing ties, all alike, otherwise
    it leads to any actor; who has no outgoing tie sends the walk anywhere. Without arrows ties
    lead both ways. Same values as igraph, solved exactly; networkx stops at about six digits.

    Parameters
    ----------
    net : Network
        One layer or union.
    damping : float, default 0.85
        Probability of following a tie.
    strength : bool, default False
        Follow strong ties more often.
    """
    if not 0 <= damping < 1:
        raise TiesnetError(
            say("The damping cannot be {damping}.", damping=f"{damping!r}"),
            say("Give a number from 0 to below 1."),
        )
    note(net, "pagerank", f"damping = {damping:g}")
    if not len(net.actors):
        return series(net, [])
    graph = as_igraph(net)
    weights = edge_strengths(net) if strength else None
    return series(net, graph.pagerank(damping=damping, weights=weights))


@metric(
    label="Hub score",
    unit="index",
    bounds=(0, 1),
    source="kleinberg1999",
    needs={"census", "directed"},
    extra=True,
    reading="High: the firm points to those to whom many good pointers point.",
)
def hub_score(net: Network, *, scale: str = "largest") -> pd.Series:
    """How well an actor points to those who are pointed to by good pointers.

    Hubs h and authorities a feed each other: h is proportional to the sum of a over the actors
    pointed to, a to the sum of h over the actors pointing. Where the answer is not single (parts
    of equal standing, no cycle) it is what Kleinberg's own iteration from equal values comes to:
    parts with the largest eigenvalue share the first place, other parts get 0, and so do all
    when there is no tie. igraph (largest value 1) and networkx (sum 1) agree where the answer is
    single.

    Parameters
    ----------
    net : Network
        One layer or union.
    scale : str, default "largest"
        largest: the largest value is 1; sum: values sum to 1; length: squares sum to 1.
    """
    return series(net, _scaled(hubs_and_authorities(net)[0], scale))


@metric(
    label="Authority score",
    unit="index",
    bounds=(0, 1),
    source="kleinberg1999",
    needs={"census", "directed"},
    extra=True,
    reading="High: those who point well point to the firm.",
)
def authority_score(net: Network, *, scale: str = "largest") -> pd.Series:
    """How much an actor is pointed to by those who point to the much pointed to.

    The other half of the hub score, by the same rules.

    Parameters
    ----------
    net : Network
        One layer or union.
    scale : str, default "largest"
        largest: the largest value is 1; sum: values sum to 1; length: squares sum to 1.
    """
    return series(net, _scaled(hubs_and_authorities(net)[1], scale))


@metric(
    label="Information centrality",
    unit="index",
    source="stephenson1989",
    needs={"census"},
    undefined="it has no partner",
    extra=True,
    limit=1_000,
    reading="High: many ways, short and long, lead from the firm to the others.",
)
def information_centrality(net: Network, *, strength: bool = False) -> pd.Series:
    """Harmonic mean of the information on all paths between an actor and the others.

    Paths of length d carry 1/d; paths that share ties are discounted. It equals the number of
    actors divided by the sum of the resistances to them, each tie a resistor of 1. Directions
    are ignored and each component is taken by itself, so parts of different size do not compare.
    Same values as R sna (infocent) where everybody is connected; with isolates sna gives them 0
    and counts them in the formula of the others. networkx divides by the number of actors.

    Parameters
    ----------
    net : Network
        One layer or union.
    strength : bool, default False
        Let a tie lead as well as it is strong; of two arrows the stronger counts.
    """
    matrix = flat_strengths(net) if strength else flat(net)
    label = components(net)
    found = np.full(len(label), np.nan)
    for part in np.flatnonzero(np.bincount(label) > 1):
        here = np.flatnonzero(label == part)
        found[here] = information(matrix[here][:, here])
    return series(net, found)


def _matrix(net: Network, direction: str) -> sparse.csr_array:
    one_of("direction", direction, ("out", "in"))
    matrix = adjacency(net)
    return matrix if direction == "out" else sparse.csr_array(matrix.T)


def _scaled(values: _Values, scale: str) -> _Values:
    one_of("scale", scale, ("largest", "sum", "length"))
    by = {
        "largest": values.max(initial=0.0),
        "sum": values.sum(),
        "length": float(np.linalg.norm(values)),
    }[scale]
    return values / by if by > 0 else values
