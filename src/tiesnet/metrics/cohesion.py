"""How closely the whole network hangs together, and how closed an actor's surroundings are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import word
from tiesnet.metrics._arcs import arcs_of
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._circles import closed_corners, pair_number
from tiesnet.metrics._oriented import path_counts
from tiesnet.metrics._pairs import pair_counts
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import partners, ratio, series
from tiesnet.network import Network, adjacency

_SHARE = (0.0, 1.0)
_NO_PAIR = word("there are fewer than two actors")


@metric(
    label="Local clustering",
    unit="share of pairs",
    bounds=_SHARE,
    source="watts1998, coleman1988",
    needs={"circle"},
    undefined="it has fewer than two partners",
    reading="High: the firm's partners work with each other too (closure). Low: it stands "
    "between partners who do not.",
)
def local_clustering(net: Network) -> pd.Series:
    """Share of the pairs of an actor's partners that are tied to each other.

    Directions are ignored. With fewer than two partners there is no pair and the value is empty
    (as in igraph); networkx gives 0 there, which drags averages down.
    """
    pairs = pair_number(partners(net))
    tied = closed_corners(arcs_of(net, "local_clustering"))
    return series(net, np.divide(tied, pairs, out=np.full(len(tied), np.nan), where=pairs > 0))


@metric(
    label="Actors",
    unit="actors",
    source="wasserman1994",
    level="network",
    reading="The size of the network.",
)
def n_actors(net: Network) -> float:
    """Number of actors inside the cluster.

    Firms and institutions, whether they answered or not.
    """
    return len(net.actors)


@metric(
    label="Ties",
    unit="ties",
    source="wasserman1994",
    level="network",
    reading="Compare between layers with the density, not with the count alone.",
)
def n_ties(net: Network) -> float:
    """Number of ties among the actors inside the cluster.

    With arrows every arrow counts (a mutual tie is two), without arrows every pair. In a union
    a pair tied by several relations counts once in each direction of flow.
    """
    return float(adjacency(net).nnz) / (1 if net.directed else 2)


@metric(
    label="Density, known pairs",
    unit="share of pairs",
    bounds=_SHARE,
    source="stork1992, wasserman1994",
    level="network",
    needs={"sampled"},
    undefined="no pair is known",
    reading="High: a large part of the possible ties is there. Falls with size: compare networks "
    "of like size.",
)
def density_known(net: Network) -> float:
    """Ties as a share of the pairs about which the survey can tell.

    A pair is known when the end whose word decides answered: with arrows the end the question
    was put to, without arrows either end (both when ties must be confirmed). In a union every
    relation must be known. Ties on other pairs stay out of both counts: if they went in, the
    pairs without a tie that are as little known would be missing. With full response it equals
    the density of all pairs.
    """
    ties, pairs = pair_counts(net)
    return ratio(ties.sum(), pairs.sum())


@metric(
    label="Density, all pairs",
    unit="share of pairs",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="Counts missing answers of silent firms as no. Compare it with other programs; read "
    "the density of known pairs.",
)
def density_all(net: Network) -> float:
    """Ties as a share of all pairs of actors, silent ones included.

    Ties divided by n(n - 1) with arrows and by half of that without; the number other programs
    print.
    """
    n = len(net.actors)
    return ratio(adjacency(net).nnz, n * (n - 1))


@metric(
    label="Reciprocity",
    unit="share of ties",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs={"directed", "census", "one_way"},
    undefined="there is no tie",
    reading="High: most ties are returned. Low: some give and others take.",
)
def reciprocity(net: Network) -> float:
    """Share of the arrows that are returned by an arrow the other way.

    Arc reciprocity: edgewise in R sna, the default of igraph and networkx. It is not the share
    of pairs (dyadic), which is lower. Not given for unions with ties that run both ways by
    nature, such as joint projects: they would all count as returned.
    """
    matrix = adjacency(net)
    return ratio(matrix.multiply(matrix.T).sum(), matrix.nnz)


@metric(
    label="Transitivity",
    unit="share of two-step paths",
    bounds=_SHARE,
    source="holland1971, wasserman1994",
    level="network",
    needs={"census"},
    undefined="there is no path of two steps",
    reading="High: partners of partners are partners too; the network is made of closed groups.",
)
def transitivity(net: Network) -> float:
    """Share of the paths a to b to c for which a is also tied to c.

    With arrows they are followed: the weak form of R sna (gtrans) and of UCINET. igraph ignores
    directions and networkx uses a third definition for arrows. Without arrows all agree.
    """
    paths, closed = path_counts(arcs_of(net, "transitivity"))
    return ratio(closed, paths)


@metric(
    label="Mean local clustering",
    unit="share of pairs",
    bounds=_SHARE,
    source="watts1998",
    level="network",
    needs={"census"},
    undefined="no actor has two partners",
    reading="High: firms' partners tend to work with each other.",
    extra=True,
)
def mean_clustering(net: Network, *, below_two: bool = False) -> float:
    """Mean of the local clustering of the actors with two partners or more.

    Over those who answered. As igraph (local average). networkx gives actors with fewer than two
    partners 0 and counts them in, which makes the mean lower: the option.

    Parameters
    ----------
    net : Network
        One layer or union.
    below_two : bool, default False
        Count actors with fewer than two partners as 0 instead of leaving them out.
    """
    values = local_clustering(net).to_numpy()[observed(net)]
    if below_two:
        values = np.nan_to_num(values)
    values = values[~np.isnan(values)]
    return float(values.mean()) if len(values) else float("nan")
