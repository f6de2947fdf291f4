"""Mixing: the exact moments of the E-I index beside shuffling, and assortativity beside peers.

Exact mean and variance replace the shuffles a simulation needs; the simulation is timed for a few
and said for a thousand. Run it: ``python benchmarks/bench_mixing.py``.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import numpy as np

import tiesnet
from tiesnet.metrics._ei import JoinCount, join_count
from tiesnet.metrics._mixing import _mixing, assortativity
from tiesnet.network import adjacency

ROUNDS = 3
SHUFFLES, TIMED = 1_000, 8
LIMIT = 5.0
LARGEST = 10_000_000
SIZES = {2_000: 20_000, 20_000: 200_000, 200_000: 2_000_000, 1_000_000: LARGEST}
GROUPS = 5
Codes = np.ndarray[Any, Any]


def draw(actors: int, ties: int) -> tuple[Codes, Codes, Codes]:
    """Ends of random ties and the groups of the actors, from a fixed seed."""
    rng = np.random.default_rng(7)
    source, target = rng.integers(0, actors, size=(2, ties))
    return source, target, rng.integers(0, GROUPS, actors)


def shuffled(source: Codes, target: Codes, codes: Codes) -> list[int]:
    """Count ties within groups in a few shuffles, as a simulation does a thousand times."""
    rng = np.random.default_rng(1)
    counts = []
    for _ in range(TIMED):
        labels = rng.permutation(codes)
        counts.append(int(np.count_nonzero(labels[source] == labels[target])))
    return counts


def median(call: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Give the median processor time of a few rounds, and the answer."""
    times, answer = [], None
    for _ in range(rounds):
        start = time.process_time()
        answer = call()
        times.append(time.process_time() - start)
    return statistics.median(times), answer


def moments(actors: int, ties: int) -> list[dict[str, Any]]:
    """Exact moments beside shuffles, which must agree with them."""
    source, target, codes = draw(actors, ties)
    exact, found = median(lambda: join_count(source, target, codes))
    loop, counts = median(lambda: shuffled(source, target, codes), rounds=1)
    assert isinstance(found, JoinCount)
    error = abs(statistics.mean(counts) - found.mean) / math.sqrt(found.variance / TIMED)
    if error > 5:
        raise SystemExit(f"The shuffles do not agree with the exact mean: {error:.1f} errors off.")
    operation, size = "E-I index, mean and variance", f"{actors:,} actors, {ties:,} ties"
    goal = f"under {LIMIT:g} s" if ties == LARGEST else ""
    thousand = loop / TIMED * SHUFFLES
    who = f"numpy, {SHUFFLES:,} shuffles ({TIMED} timed)"
    return [
        line(operation, size, "tiesnet, exact", exact, 1.0, goal, exact < LIMIT if goal else None),
        line(operation, size, who, thousand, thousand / exact, "", None),
    ]


def beside_peers(actors: int, ties: int) -> list[dict[str, Any]]:
    """Newman's nominal assortativity of a ready graph.

    igraph is given its groups as numbers and counts ties only; tiesnet sorts the actors and
    counts the known pairs as well, which the other columns of its table need.
    """
    rng = np.random.default_rng(3)
    ends = rng.integers(0, actors, size=(2 * ties, 2)).tolist()
    pairs = list(dict.fromkeys((str(a), str(b)) for a, b in ends if a != b))[:ties]
    names = [str(k) for k in range(actors)]
    stages = dict(zip(names, rng.integers(0, GROUPS, actors).astype(str).tolist(), strict=True))
    graph = igraph.Graph(directed=True)
    graph.add_vertices(names)
    graph.add_edges(pairs)
    digraph = nx.DiGraph(pairs)
    nx.set_node_attributes(digraph, stages, "stage")
    types = [int(stages[name]) for name in names]
    net = tiesnet.network_from_edges(pairs, names, stages=stages)
    adjacency(net)
    calls: dict[str, Callable[[], float]] = {
        "tiesnet": lambda: assortativity(_mixing(net, "stage").ties),
        "igraph": lambda: float(graph.assortativity_nominal(types, directed=True)),
        "networkx": lambda: float(nx.attribute_assortativity_coefficient(digraph, "stage")),
    }
    found = {who: median(call) for who, call in calls.items()}
    own, value = found["tiesnet"]
    for who, (_, theirs) in found.items():
        if not math.isclose(theirs, value, abs_tol=1e-9):
            raise SystemExit(f"{who} gives another assortativity: {theirs} for {value}.")
    size = f"{actors:,} actors, {ties:,} ties"
    operation = "assortativity by group, with the known pairs"
    return [
        line(operation, size, who, seconds, seconds / own, "", None)
        for who, (seconds, _) in found.items()
    ]


def line(
    operation: str, size: str, who: str, seconds: float, ratio: float, goal: str, met: bool | None
) -> dict[str, Any]:
    """One row; `ratio` says how many times as long as tiesnet."""
    values = (operation, size, who, seconds, ratio, goal, met)
    keys = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    return dict(zip(keys, values, strict=True))


def rows() -> list[dict[str, Any]]:
    """Run everything; one row per operation, size and contender."""
    found = [row for actors, ties in SIZES.items() for row in moments(actors, ties)]
    return found + beside_peers(2_000, 20_000)


def main() -> int:
    found = rows()
    for row in found:
        goal = "" if row["met"] is None else f"   goal {row['goal']}: {row['met']}"
        print(
            f"{row['operation']:<46} {row['size']:<36} {row['who']:<34} "
            f"{row['seconds']:10.4f} s {row['ratio']:9.1f} x{goal}"
        )
    return 0 if all(row["met"] in (None, True) for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
