"""How central an actor is: between others, held in place by well-held partners, hard to spare."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._between import (
    CENTRALITIES,
    EXACT_UP_TO,
    all_flows,
    between,
    between_error,
    capacities,
    cut_off,
    without,
)
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._cost import edge_costs
from tiesnet.metrics._partition import one_of
from tiesnet.metrics._paths import blocks, levels, mode
from tiesnet.metrics._sampling import draw
from tiesnet.metrics._shared import flat_graph, series
from tiesnet.network import Network, adjacency, as_igraph

_Values = NDArray[np.float64]
_FEW = word("there are fewer than three actors")


@metric(
    label="Betweenness",
    unit="shortest paths",
    source="freeman1977, brandes2007, hoeffding1963, opsahl2010",
    needs={"census"},
    reading="High: many others reach each other only through the firm. It brokers and it can "
    "be a bottleneck.",
)
def betweenness(
    net: Network,
    *,
    cost: str | None = None,
    alpha: float = 1.0,
    pivots: int | str | None = None,
) -> pd.Series:
    """How often an actor lies on the shortest paths between two others.

    Sum over all pairs of others of the share of their shortest paths that pass through the
    actor. Arrows are followed; without arrows every pair counts once. Pairs that cannot reach
    each other add nothing. Same values as R sna, igraph and networkx.

    Strength is not used unless a cost is asked for; the other programs, given strengths as
    weights, read them as lengths, so that a strong tie is a long one. Above 5,000 actors the
    paths of 1,000 actors drawn at random stand for all (Brandes & Pich 2007), and the largest
    error is noted: intervals by Hoeffding (1963), which hold for all actors at once with 95 %
    certainty.

    Parameters
    ----------
    net : Network
        One layer or union.
    cost : str, optional
        Let strong ties be short: inverse (1 / strength) or reversed (top of the scale plus 1,
        minus strength). By default every tie is one step.
    alpha : float, default 1
        Exponent of the strength in the inverse cost (Opsahl, Agneessens & Skvoretz 2010).
    pivots : int or "all", optional
        From how many actors paths are followed; "all" for exact values whatever the size.
    """
    return series(net, between(net, "betweenness", 1.0, cost, alpha, pivots))


@metric(
    label="Betweenness, normalised",
    unit="share of pairs",
    bounds=(0, 1),
    source="freeman1978, brandes2007, hoeffding1963, opsahl2010",
    needs={"census"},
    undefined=_FEW,
    reading="High: much of what could flow between others passes the firm. 1: all of it.",
)
def betweenness_normalised(
    net: Network,
    *,
    cost: str | None = None,
    alpha: float = 1.0,
    pivots: int | str | None = None,
) -> pd.Series:
    """Betweenness as a share of the largest value possible in a network of that size.

    Divided by (n - 1)(n - 2) with arrows, by half of that without, as igraph and networkx do;
    n counts all actors inside the cluster, isolates included. Above 5,000 actors it is estimated
    as betweenness is.

    Parameters
    ----------
    net : Network
        One layer or union.
    cost : str, optional
        inverse or reversed, as for betweenness.
    alpha : float, default 1
        Exponent of the strength in the inverse cost.
    pivots : int or "all", optional
        From how many actors paths are followed.
    """
    n = len(net.actors)
    pairs = (n - 1) * (n - 2) / (1 if net.directed else 2)
    if n < 3:
        return series(net, np.full(n, np.nan))
    name = "betweenness_normalised"
    return series(net, np.minimum(between(net, name, 1 / pairs, cost, alpha, pivots), 1.0))


@metric(
    label="Betweenness, largest error",
    unit="shortest paths",
    source="brandes2007, hoeffding1963",
    needs={"census"},
    extra=True,
    reading="0: the value is exact. Otherwise the true betweenness is no further away than this.",
)
def betweenness_error(net: Network, *, pivots: int | str | None = None) -> pd.Series:
    """How far the estimated betweenness of an actor can be from its exact value.

    0 where betweenness is exact. Otherwise the wider side of an interval that holds for all
    actors at once with 95 % certainty: the mean dependency on the actor, found from the actors
    drawn, is a mean of numbers between 0 and n - 2, and Hoeffding's (1963) inequality in its
    sharpest form bounds how far such a mean can be off. Small values have small errors.

    Parameters
    ----------
    net : Network
        One layer or union.
    pivots : int or "all", optional
        From how many actors paths are followed.
    """
    drawn = draw(net, pivots, EXACT_UP_TO)
    if drawn is None:
        return series(net, np.zeros(len(net.actors)))
    found = between(net, "betweenness_error", 1.0, None, 1.0, pivots)
    return series(net, between_error(net, found, len(drawn)))


@metric(
    label="Betweenness of ties",
    unit="shortest paths",
    level="table",
    source="girvan2002, freeman1977",
    needs={"census"},
    extra=True,
    limit=5_000,
    reading="High: many reach each other over this tie only; without it the ways get longer or "
    "end.",
)
def edge_betweenness(net: Network, *, cost: str | None = None, alpha: float = 1.0) -> pd.DataFrame:
    """How often a tie lies on the shortest paths between two actors.

    Sum over all pairs of actors, the ends of the tie included, of the share of their shortest
    paths that run along the tie. Normalised: divided by n(n - 1) with arrows, by half of that
    without. Same values as igraph (raw) and networkx (normalised).

    Parameters
    ----------
    net : Network
        One layer or union.
    cost : str, optional
        inverse or reversed, as for betweenness.
    alpha : float, default 1
        Exponent of the strength in the inverse cost.
    """
    graph, n = as_igraph(net), len(net.actors)
    weights = edge_costs(net, "edge_betweenness", cost, alpha)
    found = np.asarray(graph.edge_betweenness(weights=weights), dtype=np.float64)
    ends = np.asarray(graph.get_edgelist(), dtype=np.intp).reshape(-1, 2)
    pairs = n * (n - 1) / (1 if net.directed else 2)
    return pd.DataFrame(
        {
            "source": net.actors.index[ends[:, 0]],
            "target": net.actors.index[ends[:, 1]],
            "betweenness": found,
            "betweenness_normalised": found / max(pairs, 1),
        }
    )


@metric(
    label="Stress",
    unit="shortest paths",
    source="shimbel1953, brandes2008",
    needs={"census"},
    extra=True,
    limit=2_000,
    reading="High: many shortest paths lead through the firm, side roads included.",
)
def stress(net: Network) -> pd.Series:
    """Number of shortest paths between others that pass through an actor.

    As betweenness, with every shortest path counted as one instead of as its share of the
    shortest paths of the pair (Shimbel 1953). Arrows are followed; without arrows every pair
    counts once. Same values as R sna (stresscent).
    """
    matrix = adjacency(net)
    total = np.zeros(len(net.actors))
    for block in blocks(len(total), np.arange(len(total)), largest=64):
        fronts = list(levels(matrix, block))
        beyond = np.zeros((len(total), len(block)))
        for k in range(len(fronts) - 2, -1, -1):
            # Paths that go on from here: one ends at each next actor, others go on from there.
            beyond = (fronts[k] > 0) * (matrix @ ((fronts[k + 1] > 0) * (1.0 + beyond)))
            total += (fronts[k] * beyond).sum(axis=1)
    return series(net, total if net.directed else total / 2)


@metric(
    label="Flow betweenness",
    unit="units of flow",
    source="freeman1991",
    needs={"census"},
    undefined="nothing can flow between others",
    extra=True,
    limit=50,
    reading="High: without the firm much less could flow between others, side roads included.",
)
def flow_betweenness(
    net: Network, *, strength: bool = False, normalised: bool = False
) -> pd.Series:
    """How much less could flow between all pairs of others without an actor.

    Sum over the pairs of others of the largest flow between them, less the largest flow when the
    actor is gone; every tie carries one unit. Unlike betweenness it counts every way, not the
    shortest alone. Arrows are followed; without arrows every pair counts once. Same values as R
    sna (flowbet; normalised: normflow), which uses strengths as capacities unless told not to.

    Parameters
    ----------
    net : Network
        One layer or union.
    strength : bool, default False
        Let a tie carry as much as it is strong.
    normalised : bool, default False
        Divide by all that can flow between the others.
    """
    whole = capacities(net, strength)
    flows, n = all_flows(whole, net.directed, range(whole.vcount())), len(net.actors)
    found = np.full(n, np.nan) if normalised else np.zeros(n)
    for actor in range(n):
        others = [k for k in range(n) if k != actor]
        before = flows[np.ix_(others, others)].sum()
        lost = before - all_flows(without(whole, actor), net.directed, others).sum()
        if not normalised:
            found[actor] = lost
        elif before > 0:
            found[actor] = lost / before
    return series(net, found)


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


@metric(
    label="Core number, counted in arrows",
    unit="core",
    source="seidman1983",
    needs={"census"},
    extra=True,
    reading="High: the firm sits in a group where everybody has at least so many ties.",
)
def core_number_arrows(net: Network, *, direction: str = "both") -> pd.Series:
    """Largest k for which the actor is in a group where each has k ties with the group.

    Both counts incoming and outgoing ties, a mutual tie twice (R sna freeman, igraph all); in
    and out count one kind only (R sna indegree and outdegree, igraph in and out). Without arrows
    it is the core number.

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "both"
        both, in or out.
    """
    return series(net, as_igraph(net).coreness(mode=mode(direction)) if len(net.actors) else [])


@metric(
    label="Induced centrality",
    unit="as the measure summed",
    bounds=(None, None),
    source="everett2010",
    needs={"census"},
    extra=True,
    limit=500,
    reading="High: the network as a whole loses much with the firm. Below 0: the others are "
    "better off without it.",
)
def induced_centrality(net: Network, *, of: str = "closeness", part: str = "total") -> pd.Series:
    """What the network loses of a centrality, summed over all actors, when an actor leaves.

    The sum over all actors with the actor in place, less the sum when its ties are gone. It is
    made of the actor's own centrality and of what the actor does for the others (Everett &
    Borgatti 2010: endogenous and exogenous). Every actor's centrality follows its outgoing ties
    and is not normalised, so that a smaller network is not a better one.

    Parameters
    ----------
    net : Network
        One layer or union.
    of : str, default "closeness"
        closeness (sum of 1 / distance), reach (number of actors reached over any number of
        steps), ties, or betweenness.
    part : str, default "total"
        total, own (the actor's centrality), or others (what it does for the others).
    """
    one_of("of", of, CENTRALITIES)
    one_of("part", part, ("total", "own", "others"))
    matrix, count = adjacency(net), CENTRALITIES[of]
    own = count(matrix, net.directed)
    if part == "own":
        return series(net, own)
    left = [count(cut_off(matrix, k), net.directed).sum() for k in range(len(own))]
    total = own.sum() - np.asarray(left, dtype=np.float64)
    return series(net, total if part == "total" else total - own)
