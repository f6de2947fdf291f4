"""How many ties an actor has, and how strong they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import partners, series
from tiesnet.network import Network, adjacency

_ALONE = word("there is no other actor")
_UNKNOWN = word("the strength of one of its ties is not known")


@metric(
    label="Partners",
    unit="actors",
    source="freeman1978",
    reading="High: the firm works with many others. Zero: it has no tie in this layer.",
)
def degree(net: Network) -> pd.Series:
    """Number of distinct partners, whichever of the two named the other.

    Directions are ignored: a partner who both gives and takes counts once. This is the degree of
    the undirected network; R sna and igraph count such a partner twice in a directed one.
    """
    return series(net, partners(net))


@metric(
    label="Incoming ties",
    unit="actors",
    source="freeman1978, kossinets2006",
    needs={"sampled"},
    observed="anyone",
    reading="High: many others point to the firm. For a firm that did not answer: at least this.",
)
def in_degree(net: Network) -> pd.Series:
    """Number of distinct actors from whom a tie comes in.

    Without arrows it is the number of partners. For a silent firm it is a lower bound: it counts
    what others say, and is shown with the sign for "at least". In a union ties run along the
    flow.
    """
    return series(net, adjacency(net).sum(axis=0))


@metric(
    label="Outgoing ties",
    unit="actors",
    source="freeman1978",
    reading="High: the firm's arrows point to many others.",
)
def out_degree(net: Network) -> pd.Series:
    """Number of distinct actors to whom a tie goes out.

    Without arrows it is the number of partners. In a union ties run along the flow: who is asked
    for advice has the outgoing tie.
    """
    return series(net, adjacency(net).sum(axis=1))


@metric(
    label="Strength of all ties",
    unit="sum on the scale of the question",
    source="wasserman1994",
    needs={"strength"},
    undefined=_UNKNOWN,
    reading="High: many or strong ties; compare with the number of partners.",
)
def strength(net: Network) -> pd.Series:
    """Sum of the strengths of all ties of an actor, incoming and outgoing.

    Only within one layer: scales of different questions cannot be added. A tie of unknown
    strength makes the sum unknown; nothing is put in its place.
    """
    return series(net, _sum(net, "both"))


@metric(
    label="Strength of incoming ties",
    unit="sum on the scale of the question",
    source="wasserman1994, kossinets2006",
    needs={"strength", "sampled"},
    undefined=_UNKNOWN,
    observed="anyone",
    reading="High: others point to the firm often or strongly. Silent firm: at least this.",
)
def in_strength(net: Network) -> pd.Series:
    """Sum of the strengths of the ties that come in.

    Without arrows it is the strength of all ties. For a silent firm it is a lower bound. A tie
    of unknown strength makes the sum unknown.
    """
    return series(net, _sum(net, "target"))


@metric(
    label="Strength of outgoing ties",
    unit="sum on the scale of the question",
    source="wasserman1994",
    needs={"strength"},
    undefined=_UNKNOWN,
    reading="High: the firm points to others often or strongly.",
)
def out_strength(net: Network) -> pd.Series:
    """Sum of the strengths of the ties that go out.

    Without arrows it is the strength of all ties. A tie of unknown strength makes the sum
    unknown.
    """
    return series(net, _sum(net, "source"))


@metric(
    label="Incoming and outgoing ties",
    unit="ties",
    source="freeman1978",
    needs={"census"},
    extra=True,
    reading="High: the firm gives, takes, or both. Compare with the number of partners.",
)
def degree_total(net: Network) -> pd.Series:
    """Number of incoming plus outgoing ties, a partner who gives and takes counting twice.

    Without arrows it is the number of partners. Same values as R sna (freeman), igraph and
    networkx in directed networks.
    """
    matrix = adjacency(net)
    return series(net, matrix.sum(axis=1) + (matrix.sum(axis=0) if net.directed else 0))


@metric(
    label="Partners, normalised",
    unit="share of the others",
    bounds=(0, 1),
    source="freeman1978",
    needs={"census"},
    undefined=_ALONE,
    extra=True,
    reading="1: the firm is tied to everybody else.",
)
def degree_normalised(net: Network) -> pd.Series:
    """Number of partners as a share of all other actors.

    Divided by n - 1, n counting all actors inside the cluster. Without arrows as networkx (degree
    centrality), which with arrows counts a partner who gives and takes twice.
    """
    return series(net, _share(partners(net)))


@metric(
    label="Incoming ties, normalised",
    unit="share of the others",
    bounds=(0, 1),
    source="freeman1978, kossinets2006",
    needs={"census"},
    observed="anyone",
    undefined=_ALONE,
    extra=True,
    reading="1: everybody else points to the firm. For a firm that did not answer: at least this.",
)
def in_degree_normalised(net: Network) -> pd.Series:
    """Number of actors from whom a tie comes in, as a share of all other actors.

    Divided by n - 1; as networkx (in-degree centrality).
    """
    return series(net, _share(adjacency(net).sum(axis=0)))


@metric(
    label="Outgoing ties, normalised",
    unit="share of the others",
    bounds=(0, 1),
    source="freeman1978",
    needs={"census"},
    undefined=_ALONE,
    extra=True,
    reading="1: the firm points to everybody else.",
)
def out_degree_normalised(net: Network) -> pd.Series:
    """Number of actors to whom a tie goes out, as a share of all other actors.

    Divided by n - 1; as networkx (out-degree centrality).
    """
    return series(net, _share(adjacency(net).sum(axis=1)))


def _share(counts: NDArray[Any]) -> NDArray[np.float64]:
    others = len(counts) - 1
    return counts / others if others > 0 else np.full(len(counts), np.nan)


def _sum(net: Network, side: str) -> NDArray[Any]:
    ends = ["source", "target"] if side == "both" or not net.directed else [side]
    places = net.ties[ends].to_numpy().T.reshape(-1)
    weights = np.tile(net.ties["weight"].to_numpy(dtype=float), len(ends))
    # One unknown strength makes the sum of its actor unknown: adding it gives NaN.
    return np.bincount(places, weights=weights, minlength=len(net.actors))
