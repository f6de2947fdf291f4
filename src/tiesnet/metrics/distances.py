"""How many steps lie between the actors, and how many of them reach each other at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._parts import main_component, seen, seen_pairs, strong_components
from tiesnet.metrics._shared import flat_graph, ratio, series
from tiesnet.metrics._steps import mean_steps, pairs_at
from tiesnet.metrics.cohesion import transitivity
from tiesnet.network import Network, adjacency, as_igraph

_SHARE = (0.0, 1.0)
_NO_PAIR = word("there are fewer than two actors")
_NO_PATH = word("no actor reaches another")
_LONG = 20_000
"""Above this many actors all shortest paths take longer than a reader waits."""


@metric(
    label="Mean distance",
    unit="steps",
    bounds=(1, None),
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NO_PATH,
    reading="Low: news and help need few steps. Read it beside fragmentation.",
    limit=_LONG,
)
def mean_distance(net: Network) -> float:
    """Mean number of steps of the shortest paths between actors that reach each other.

    Arrows are followed. Pairs that cannot reach each other are left out (as in igraph and
    UCINET; networkx refuses), so a network that falls apart can look short: see fragmentation.
    """
    return mean_steps(pairs_at(net))


@metric(
    label="Diameter",
    unit="steps",
    bounds=(1, None),
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NO_PATH,
    reading="The longest way between two firms that reach each other at all.",
    limit=_LONG,
)
def diameter(net: Network) -> float:
    """Number of steps of the longest shortest path.

    Arrows are followed. Pairs that cannot reach each other are left out, as in igraph and UCINET;
    networkx refuses when there are any.
    """
    return float(len(pairs_at(net)) - 1) if len(pairs_at(net)) > 1 else float("nan")


@metric(
    label="Compactness",
    unit="index",
    bounds=_SHARE,
    source="latora2001, borgatti2006",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="1: everybody is tied to everybody. Low: long ways, or parts that do not reach each "
    "other.",
    limit=_LONG,
)
def compactness(net: Network) -> float:
    """Mean of 1 / distance over all pairs of actors.

    Arrows are followed; a pair that cannot reach each other adds 0, so the number also holds in
    networks that fall apart. UCINET's compactness, igraph's global efficiency (Latora and
    Marchiori 2001). One minus it is UCINET's breadth, the distance-weighted fragmentation of
    Borgatti (2006). Actors who did not answer and whom nobody names are left out.
    """
    return _efficiency(net, pairs_at(net))


@metric(
    label="Global efficiency, directions ignored",
    unit="index",
    bounds=_SHARE,
    source="latora2001",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="Like compactness, as if every tie could be used both ways.",
    extra=True,
    limit=_LONG,
)
def global_efficiency(net: Network) -> float:
    """Mean of 1 / distance over all pairs of actors, whichever way the arrows point.

    The number of networkx, which knows it without arrows only; igraph follows arrows, as
    compactness does here.
    """
    return _efficiency(net, pairs_at(net, arrows=False))


@metric(
    label="Breadth",
    unit="index",
    bounds=_SHARE,
    source="borgatti2006",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="0: everybody is tied to everybody. 1: nobody reaches anybody.",
    extra=True,
    limit=_LONG,
)
def breadth(net: Network) -> float:
    """One minus compactness: how far apart the actors are.

    UCINET's breadth; Borgatti (2006) calls it distance-weighted fragmentation.
    """
    return 1 - _efficiency(net, pairs_at(net))


@metric(
    label="Pairs that reach each other along the arrows",
    unit="share of pairs",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="High: what one firm sends can get to most others.",
    extra=True,
    limit=_LONG,
)
def reachability(net: Network) -> float:
    """Share of the ordered pairs of actors in which the first reaches the second.

    Arrows are followed. UCINET's cohesion table calls it connectedness; Krackhardt's
    connectedness (R sna) ignores directions and is a measure of its own here.
    """
    return ratio(pairs_at(net).sum(), seen_pairs(net))


@metric(
    label="Pairs within a few steps",
    unit="share of pairs",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="High: most firms are within the reach of an introduction or two.",
    extra=True,
    limit=_LONG,
)
def within_steps(net: Network, *, steps: int = 3) -> float:
    """Share of the ordered pairs of actors that are at most three steps apart.

    Arrows are followed. With three steps it is UCINET's "Prop within 3".

    Parameters
    ----------
    net : Network
        One layer or union.
    steps : int, default 3
        The largest number of steps that counts.
    """
    return ratio(pairs_at(net)[: steps + 1].sum(), seen_pairs(net))


@metric(
    label="Standard deviation of distances",
    unit="steps",
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NO_PATH,
    reading="Low: nearly all are about equally far from each other.",
    extra=True,
    limit=_LONG,
)
def distance_sd(net: Network) -> float:
    """Standard deviation of the distances between actors that reach each other.

    Over the ordered pairs, divided by their number (the population form), as UCINET does.
    """
    pairs = pairs_at(net)
    apart = np.arange(len(pairs)) - mean_steps(pairs)
    return float(np.sqrt(ratio(float(pairs @ apart**2), float(pairs.sum()))))


@metric(
    label="Sum of distances (Wiener index)",
    unit="steps",
    source="wiener1947",
    level="network",
    needs={"census"},
    reading="Compare networks of the same size only.",
    extra=True,
    limit=_LONG,
)
def wiener_index(net: Network) -> float:
    """Sum of the distances between all actors that reach each other.

    Over ordered pairs, as UCINET does: without arrows every pair counts twice, where networkx
    counts it once. Pairs that cannot reach each other add nothing.
    """
    pairs = pairs_at(net)
    return float(pairs @ np.arange(len(pairs)))


@metric(
    label="Dependency sum",
    unit="steps",
    source="wasserman1994",
    level="network",
    needs={"census"},
    reading="High: many pairs depend on others in between. Compare networks of one size only.",
    extra=True,
    limit=_LONG,
)
def dependency_sum(net: Network) -> float:
    """Number of actors in between on the shortest paths of all pairs.

    Sum of distance - 1 over the ordered pairs that reach each other, as in UCINET; it equals the
    sum of betweenness over all actors (twice that without arrows).
    """
    pairs = pairs_at(net)
    return float(pairs @ np.arange(len(pairs)) - pairs.sum())


@metric(
    label="Radius of the main component",
    unit="steps",
    bounds=(1, None),
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined="there is no tie, or two components are equally large",
    reading="So many steps are enough for the best placed firm to reach everybody in the main "
    "component.",
    extra=True,
    limit=5_000,
)
def radius(net: Network) -> float:
    """Smallest number of steps in which some actor reaches all of the main component.

    Directions are ignored, as in igraph; igraph takes the smallest of all components, which is 0
    as soon as there is an isolate.
    """
    main = main_component(net)
    if len(main) < 2:
        return float("nan")
    return float(flat_graph(net).induced_subgraph(main.tolist()).radius())


@metric(
    label="Steps to the farthest actor reached",
    unit="steps",
    bounds=(1, None),
    source="wasserman1994",
    needs={"census"},
    undefined="it reaches nobody",
    reading="Low: the firm reaches everybody it can reach in few steps.",
    extra=True,
    limit=5_000,
)
def eccentricity(net: Network) -> pd.Series:
    """Largest distance from an actor to another that it reaches.

    Arrows are followed, as in igraph with outgoing paths. Actors who reach nobody are empty,
    where igraph gives 0.
    """
    if not len(net.actors):
        return series(net, np.zeros(0))
    values = np.asarray(as_igraph(net).eccentricity(mode="out"), dtype=np.float64)
    return series(net, np.where(values > 0, values, np.nan))


@metric(
    label="Small-worldness",
    unit="ratio",
    source="fronczak2004, humphries2008",
    level="network",
    needs={"census"},
    undefined="not everybody reaches everybody, no path has two steps, or the actors have one tie "
    "each",
    reading="Above 1: more closed than a random network of the same size, and hardly longer ways.",
    extra=True,
    limit=_LONG,
)
def small_worldness(net: Network) -> float:
    """How much more closed than random the network is, for how much longer its ways are.

    UCINET's formula: (transitivity / density) / (mean distance / random distance), where the
    distance in a random network is (ln n - Euler's constant) / ln k + 1/2 with k ties per actor
    (Fronczak et al. 2004). Only where everybody reaches everybody along the arrows.
    """
    here = np.unique(strong_components(net)[seen(net)])
    n, ties = int(seen(net).sum()), float(adjacency(net).nnz)
    if len(here) != 1 or ties <= n:
        return float("nan")
    random = (np.log(n) - np.euler_gamma) / np.log(ties / n) + 0.5
    density = ties / seen_pairs(net)
    return ratio(transitivity(net) * random, density * mean_steps(pairs_at(net)))


@metric(
    label="Pairs by number of steps",
    unit="pairs",
    source="wasserman1994",
    level="table",
    needs={"census"},
    reading="How quickly the circle widens: after one step, two steps, and so on.",
    extra=True,
    limit=_LONG,
)
def distance_table(net: Network) -> pd.DataFrame:
    """Number of ordered pairs of actors at each number of steps.

    Arrows are followed. The last column adds up: the share of all pairs at most so many steps
    apart (R sna's structure statistics, there with every actor's distance 0 to itself).
    """
    pairs = pairs_at(net)[1:]
    share = pairs / seen_pairs(net) if len(pairs) else pairs
    return pd.DataFrame(
        {
            "steps": np.arange(1, len(pairs) + 1),
            "pairs": pairs.astype(np.int64),
            "share": share,
            "share_so_far": np.cumsum(share),
        }
    )


def _efficiency(net: Network, pairs: NDArray[np.float64]) -> float:
    return ratio((pairs[1:] / np.arange(1, len(pairs))).sum(), seen_pairs(net))
