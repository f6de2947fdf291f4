"""Measures beside igraph and networkx on the same simulated network, in the same run.

Everybody starts from a graph that is ready but has computed nothing yet: ours is made anew for
each round, so nothing kept from an earlier one helps. Rounds take turns.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import numpy as np

import tiesnet
from tiesnet.network import adjacency, as_igraph

ROUNDS = 5
SIZES = {200: 2_000, 2_000: 20_000}
SLOW = 1_000  # above this size networkx sits out what would take it minutes
TOLERANCE = 1e-9
LEVEL = 0.9  # below this a peer is ahead; closer is noise
Pairs = list[tuple[str, str]]
Values = np.ndarray[Any, Any]
Call = Callable[[tiesnet.Network], Values]


def draw(actors: int, ties: int) -> Pairs:
    """A directed network with a few well-tied actors, from a fixed seed."""
    rng = np.random.default_rng(7)
    weight = 1 / np.sqrt(np.arange(1, actors + 1))
    ends = rng.choice(actors, size=(3 * ties, 2), p=weight / weight.sum())
    pairs = dict.fromkeys((str(a), str(b)) for a, b in ends.tolist() if a != b)
    return list(pairs)[:ties]


def contenders(pairs: Pairs) -> dict[str, dict[str, Call]]:
    """For each measure who computes it, and how."""
    names = sorted({name for pair in pairs for name in pair})
    graph = igraph.Graph(directed=True)
    graph.add_vertices(names)
    graph.add_edges(pairs)
    digraph = nx.DiGraph()
    digraph.add_nodes_from(names)
    digraph.add_edges_from(pairs)
    others = len(names) - 1

    def listed(values: dict[str, float]) -> Values:
        return np.array([values[name] for name in names])

    peers: dict[str, dict[str, Call]] = {
        "constraint_whole": {
            "igraph": lambda _: np.array(graph.constraint()),
            "networkx": lambda _: listed(nx.constraint(digraph)),
        },
        "betweenness": {
            "igraph": lambda _: np.array(graph.betweenness()),
            "networkx": lambda _: listed(nx.betweenness_centrality(digraph, normalized=False)),
        },
        "harmonic_closeness": {
            "igraph": lambda _: np.array(graph.harmonic_centrality(mode="out")),
            "networkx": lambda _: listed(nx.harmonic_centrality(digraph.reverse())) / others,
        },
        "local_clustering": {
            "igraph": lambda _: np.array(graph.transitivity_local_undirected(mode="nan")),
        },
    }
    if len(names) > SLOW:
        del peers["betweenness"]["networkx"], peers["harmonic_closeness"]["networkx"]
    return {name: {"tiesnet": ours(name, names)} | calls for name, calls in peers.items()}


def ours(name: str, names: list[str]) -> Call:
    function = tiesnet.catalogue()[name].function
    return lambda net: function(net).reindex(names).to_numpy()


def compare(name: str, calls: dict[str, Call], pairs: Pairs, size: str) -> list[dict[str, Any]]:
    """Give one row per contender; the values must agree."""
    times: dict[str, list[float]] = {who: [] for who in calls}
    values: dict[str, Values] = {}
    for _ in range(ROUNDS):
        for who, call in calls.items():
            net = tiesnet.network_from_edges(pairs)
            adjacency(net), as_igraph(net)
            start = time.process_time()
            values[who] = call(net)
            times[who].append(time.process_time() - start)
    medians = {who: statistics.median(found) for who, found in times.items()}
    for who in calls:
        if not np.allclose(values["tiesnet"], values[who], atol=TOLERANCE, rtol=0, equal_nan=True):
            raise SystemExit(f"The values of {name} differ from those of {who}.")
    own = medians["tiesnet"]
    return [line(name, size, who, median, median / own) for who, median in medians.items()]


def line(name: str, size: str, who: str, seconds: float, ratio: float) -> dict[str, Any]:
    """One row; from 200 actors on tiesnet is to be ahead of every peer."""
    goal, met = ("", None) if who == "tiesnet" else ("1 x", ratio >= LEVEL)
    keys = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    return dict(zip(keys, (name, size, who, seconds, ratio, goal, met), strict=True))


def rows() -> list[dict[str, Any]]:
    """Time every measure beside its peers at every size."""
    found = []
    for actors, ties in SIZES.items():
        pairs = draw(actors, ties)
        size = f"{actors:,} actors, {len(pairs):,} ties"
        for name, calls in contenders(pairs).items():
            found += compare(name, calls, pairs, size)
    return found


def main() -> int:
    found = rows()
    print(f"processor time, median of {ROUNDS} rounds; x: times as long as tiesnet")
    for row in found:
        behind = "   BEHIND" if row["met"] is False else ""
        print(
            f"  {row['operation']:<20} {row['size']:<28} {row['who']:<9} "
            f"{row['seconds'] * 1000:10.2f} ms {row['ratio']:8.1f} x{behind}"
        )
    return 0 if all(row["met"] is not False for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
