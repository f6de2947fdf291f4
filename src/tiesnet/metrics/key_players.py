"""Key players: the few actors that together matter most to the others (Borgatti 2006).

The best three are seldom the three best: two actors that hold the same parts together, or reach
the same others, add little to each other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._parts import pairs_of, seen
from tiesnet.metrics._search import Found, best_set
from tiesnet.metrics._shared import flat, flat_graph, note
from tiesnet.network import Network, as_igraph

_STARTS = 5
_WORK = 60_000_000
"""Steps of search that are affordable; about two seconds."""
_MOST_SETS = 20_000


@metric(
    label="Key players, holding together",
    unit="table",
    source="borgatti2006",
    level="table",
    needs={"census"},
    extra=True,
    limit=100,
    reading="If these left, the others would be cut off or far from each other most: the cluster "
    "should not depend on them alone.",
)
def key_players_fragmentation(
    net: Network, *, k: int = 3, distance_weighted: bool = True, firms_only: bool = False
) -> pd.DataFrame:
    """Which one, two, ... actors together would leave the others most fragmented.

    Borgatti's KPP-NEG. Columns: the size of the set; the fragmentation among the others without
    it, and among all now; how many sets are as good (empty when not all were compared); the
    players. Distance-weighted fragmentation is 1 minus the mean of 1 / distance over all pairs of
    the others, where who cannot be reached adds 0; plain fragmentation is the share of pairs that
    cannot reach each other. Directions are ignored; actors of whom nothing is known are left out.
    Small problems are solved exactly; else greedy and random starts are improved by exchanges. A
    note says which. Among sets that are as good, the first in the order of the actors is shown.

    Parameters
    ----------
    net : Network
        One layer or union.
    k : int, default 3
        Size of the largest set.
    distance_weighted : bool, default True
        Let distances count; otherwise only who cannot be reached.
    firms_only : bool, default False
        Choose among firms; the others still count as those held together.
    """
    known = np.flatnonzero(seen(net))
    graph = flat_graph(net).induced_subgraph(known.tolist())
    find = _distance_fragmentation if distance_weighted else _fragmentation
    everybody = set(range(len(known)))

    def value(members: tuple[int, ...]) -> float:
        return find(graph.induced_subgraph(sorted(everybody - set(members))))

    edges = flat(net).nnz + len(known)
    steps = edges * len(known) if distance_weighted else 10 * edges
    most = min(_size(k), len(known) - 2)
    sets = _search(net, "key_players_fragmentation", value, known, most, steps, firms_only)
    now = find(graph) if sets else np.nan
    rows = [(len(f.members), f.value, now, f.equal) for f in sets]
    heads = ["size", "fragmentation_without", "fragmentation_now", "equally_good"]
    return _table(net, rows, heads, sets, known)


@metric(
    label="Key players, reaching others",
    unit="table",
    source="borgatti2006",
    level="table",
    needs={"census"},
    extra=True,
    limit=500,
    reading="Tell these, and the news reaches the others in the fewest steps: good hosts for a "
    "first trial or a training.",
)
def key_players_reach(
    net: Network, *, k: int = 3, steps: int = 0, firms_only: bool = False
) -> pd.DataFrame:
    """Which one, two, ... actors together reach the others best.

    Borgatti's KPP-POS. Columns: the size of the set; the share reached; how many sets are as good
    (empty when not all were compared); the players. Distance-weighted reach is the mean over all
    actors of 1 / distance from the nearest player, where the players themselves count 1 and who
    cannot be reached 0: it is 1 when everybody is a player or next to one. With a number of steps,
    it is the share of all actors within so many steps of a player. Paths follow the flow: whoever
    is asked for advice reaches who asks. Actors of whom nothing is known are left out. Small
    problems are solved exactly; else greedy and random starts are improved by exchanges. A note
    says which.

    Parameters
    ----------
    net : Network
        One layer or union.
    k : int, default 3
        Size of the largest set.
    steps : int, default 0
        Count who is within so many steps; 0 lets every distance count with 1 / distance.
    firms_only : bool, default False
        Choose among firms; the others still count as those to be reached.
    """
    known = np.flatnonzero(seen(net))
    near = _nearness(net, known, steps)

    def value(members: tuple[int, ...]) -> float:
        return float(near[list(members)].max(axis=0).mean())

    most = min(_size(k), len(known))
    sets = _search(net, "key_players_reach", value, known, most, 10 * len(known), firms_only)
    rows = [(len(f.members), f.value, f.equal) for f in sets]
    return _table(net, rows, ["size", "share_reached", "equally_good"], sets, known)


def _search(
    net: Network,
    metric_name: str,
    value: Any,
    known: NDArray[np.intp],
    most: int,
    steps: int,
    firms_only: bool,
) -> list[Found]:
    """Find the best set of every size, and note how."""
    firm = (net.actors["kind"] == "firm").to_numpy()[known]
    candidates = np.flatnonzero(firm).tolist() if firms_only else list(range(len(known)))
    seed = int(net.origin.parameters.get("seed", 1))
    affordable = min(_MOST_SETS, max(_WORK // max(steps, 1), 1))
    found = []
    for size in range(1, min(most, len(candidates)) + 1):
        best = best_set(value, candidates, size, affordable, _STARTS, seed)
        found.append(best)
        how = (
            say("all {compared} sets compared", compared=localised(f"{best.compared:,}"))
            if best.equal is not None
            else say(
                "best of a greedy and {starts} random starts, each improved by exchanges "
                "(seed {seed}); {compared} sets compared, not all",
                starts=_STARTS,
                seed=seed,
                compared=localised(f"{best.compared:,}"),
            )
        )
        note(net, metric_name, f"size {size}: {how}")
    return found


def _table(
    net: Network,
    rows: list[tuple[Any, ...]],
    heads: list[str],
    sets: list[Found],
    known: NDArray[np.intp],
) -> pd.DataFrame:
    """Put a row per set, its players in as many columns as the largest set has members."""
    table = pd.DataFrame(rows, columns=heads)
    table["equally_good"] = table["equally_good"].astype("float64")
    ids = net.actors.index.to_numpy()
    for place in range(len(sets[-1].members) if sets else 0):
        players = [
            ids[known[one.members[place]]] if place < len(one.members) else None for one in sets
        ]
        table[f"player_{place + 1}"] = pd.Series(players, dtype="object")
    return table


def _size(k: int) -> int:
    if k < 1:
        raise TiesnetError(say("A set of {k} players is no set.", k=k), say("Use k = 1 or more."))
    return k


def _nearness(net: Network, known: NDArray[np.intp], steps: int) -> NDArray[np.float64]:
    """Give what a row's actor adds to the reach of each other; 1 for itself."""
    if not len(known):
        return np.zeros((0, 0))
    graph = as_igraph(net.along_flow())
    distance = np.array(graph.distances(mode="out"), dtype=np.float64)[np.ix_(known, known)]
    if steps > 0:
        return (distance <= steps).astype(np.float64)
    np.fill_diagonal(distance, 1.0)
    return np.asarray(1.0 / distance)


def _distance_fragmentation(graph: Any) -> float:
    """Give 1 minus the mean of 1 / distance over all pairs."""
    if not graph.ecount():
        return 1.0
    return 1.0 - float(np.mean(graph.harmonic_centrality()))


def _fragmentation(graph: Any) -> float:
    """Give the share of pairs that cannot reach each other."""
    n = graph.vcount()
    sizes = np.array(graph.connected_components().sizes(), dtype=np.int64)
    return 1.0 - pairs_of(sizes) / float(n * (n - 1))
