"""Structural holes, clustering and the triad census beside igraph and networkx, in one run.

Everybody starts from a graph that is ready: igraph and networkx from their own, tiesnet from its
arcs ("arcs ready"), which it makes once for all these measures. The other lines of tiesnet start
from the rows of a matrix (CSR) and count making the arcs in; goals are set for the first. Processor
time of one thread, rounds take turns, median. Run it:
``python benchmarks/bench_kernels.py --sizes 200 2000 20000``; 200,000 needs minutes for igraph
and 1,000,000 is timed for tiesnet alone.
"""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Any

import igraph
import networkx as nx
import numpy as np
from scipy import sparse

from tiesnet.metrics._arcs import Arcs, orient
from tiesnet.metrics._burt import burt
from tiesnet.metrics._circles import closed_corners, pair_number
from tiesnet.metrics._oriented import TRIADS, census

DEFAULT = (200, 2_000, 20_000)
TIES = 10  # ties per actor
PEERS_UP_TO = {"igraph": {"holes": 200_000, "clustering": 200_000, "triad census": 20_000}}
PEERS_UP_TO["networkx"] = dict.fromkeys(["holes", "clustering", "triad census"], 2_000)
GOALS = {
    ("holes", "plain"): {200: 1, 2_000: 1},
    ("holes", "scale"): {2_000: 3, 20_000: 10, 200_000: 100},
    ("triad census", "plain"): {200: 1, 2_000: 1, 20_000: 1},
    ("triad census", "scale"): {2_000: 50, 20_000: 300},
}
"""How many times as fast as igraph; no goal was set for clustering."""
LARGE = 200_000
SECONDS = 10.0  # at a million actors and ten million ties
Row = dict[str, Any]
Call = Callable[[], Any]


def draw(actors: int, ties: int) -> sparse.csr_array:
    """Directed ties of a few hubs and many others, a quarter of them closing a path."""
    rng = np.random.default_rng(7)
    out, into = (_share(actors, ties, slope, rng) for slope in (0.83, 0.71))
    count = int(0.85 * ties)
    source, target = (np.searchsorted(np.cumsum(part), rng.random(count)) for part in (out, into))
    first = _matrix(actors, source, target)
    start = np.repeat(np.arange(actors), np.diff(first.indptr))
    some = rng.integers(0, first.nnz, int(0.35 * ties))
    middle = first.indices[some]
    further = np.diff(first.indptr)[middle] > 0
    some, middle = some[further], middle[further]
    step = (rng.random(len(middle)) * np.diff(first.indptr)[middle]).astype(int)
    returned = rng.random(count) < 0.06
    ends = [source, start[some], target[returned]]
    others = [target, first.indices[first.indptr[middle] + step], source[returned]]
    return _matrix(actors, np.concatenate(ends), np.concatenate(others))


def _share(actors: int, ties: int, slope: float, rng: np.random.Generator) -> np.ndarray:
    """The part of each actor in all ties: a power law, nobody above 3 % of the actors."""
    weight = np.arange(1, actors + 1) ** -slope
    rng.shuffle(weight)
    for _ in range(20):
        weight = np.minimum(weight * ties / weight.sum(), max(0.03 * actors, 2))
    return weight / weight.sum()


def _matrix(actors: int, source: np.ndarray, target: np.ndarray) -> sparse.csr_array:
    inside = (source != target) & (source < actors) & (target < actors)
    cells = (np.ones(int(inside.sum())), (source[inside], target[inside]))
    matrix = sparse.csr_array(cells, shape=(actors, actors))
    matrix.data[:] = 1
    return matrix


def contenders(matrix: sparse.csr_array) -> dict[str, dict[str, Call]]:
    """For each operation, who does it and how."""
    ready = {"plain": orient(matrix, False)}
    ways = {"plain": False}
    if find_spec("numba") is not None:
        ready["scale"], ways["scale"] = orient(matrix, True), True
    calls: dict[str, dict[str, Call]] = {name: {} for name in PEERS_UP_TO["igraph"]}
    for who, fast in ways.items():
        for name, count in OURS.items():
            calls[name][who] = lambda count=count, fast=fast: count(orient(matrix, fast))
            calls[name][f"{who}, arcs ready"] = lambda count=count, arcs=ready[who]: count(
                fresh(arcs)
            )
    for who, named in {"igraph": _igraph(matrix), "networkx": _networkx(matrix)}.items():
        for name, call in named.items():
            calls[name][who] = call
    return calls


def fresh(arcs: Arcs) -> Arcs:
    """The same arcs, with no triples kept from an earlier round."""
    parts = (arcs.order, arcs.start, arcs.low, arcs.high, arcs.codes, arcs.strength)
    return Arcs(*parts, fast=arcs.fast)


def holes(arcs: Arcs) -> np.ndarray:
    """Constraint, effective size, efficiency and hierarchy; gives the constraint."""
    made = burt(arcs, "whole")
    size = made.partners - made.redundancy
    np.divide(size, made.partners, out=np.zeros(len(size)), where=made.partners > 0)
    return np.where(made.partners > 0, made.constraint, np.nan)


def clustering(arcs: Arcs) -> np.ndarray:
    """Local clustering."""
    pairs = pair_number(arcs.back(arcs.at_ends()))
    tied = closed_corners(arcs)
    return np.divide(tied, pairs, out=np.full(len(pairs), np.nan), where=pairs > 0)


OURS: dict[str, Callable[[Arcs], np.ndarray]] = {
    "holes": holes,
    "clustering": clustering,
    "triad census": census,
}


def _igraph(matrix: sparse.csr_array) -> dict[str, Call]:
    n = matrix.shape[0]
    here = [name for name, most in PEERS_UP_TO["igraph"].items() if n <= most]
    if not here:
        return {}
    edges = list(zip(*(ends.tolist() for ends in matrix.nonzero()), strict=True))
    graph = igraph.Graph(n=n, edges=edges, directed=True)
    calls: dict[str, Call] = {
        "holes": graph.constraint,
        "clustering": lambda: graph.transitivity_local_undirected(mode="nan"),
        "triad census": lambda: _kinds(graph.triad_census()),
    }
    return {name: calls[name] for name in here}


def _networkx(matrix: sparse.csr_array) -> dict[str, Call]:
    n = matrix.shape[0]
    here = [name for name, most in PEERS_UP_TO["networkx"].items() if n <= most]
    if not here:
        return {}
    graph = nx.from_scipy_sparse_array(matrix, create_using=nx.DiGraph)
    flat = graph.to_undirected()
    calls: dict[str, Call] = {
        "holes": lambda: list(nx.constraint(graph).values()),
        "clustering": lambda: list(nx.clustering(flat).values()),
        "triad census": lambda: _kinds(nx.triadic_census(graph)),
    }
    return {name: calls[name] for name in here}


def _kinds(counts: Any) -> list[int]:
    """Put a peer's census into the usual order."""
    named = isinstance(counts, dict)
    return [counts[kind] if named else getattr(counts, f"t{kind}") for kind in TRIADS]


def rows(sizes: Iterable[int] = DEFAULT, rounds: int = 5) -> list[Row]:
    """Time everything and give a row per operation, size and contender.

    Keys: operation, size (actors), ties, who, seconds, ratio (times as fast as igraph), goal,
    met (None where no goal was set), agrees (with the values of igraph, else of plain).
    """
    table: list[Row] = []
    for actors in sizes:
        matrix = draw(actors, TIES * actors)
        for operation, calls in contenders(matrix).items():
            table += _compare(operation, actors, matrix.nnz, calls, rounds)
    return table


def _compare(
    operation: str, actors: int, ties: int, calls: dict[str, Call], rounds: int
) -> list[Row]:
    times: dict[str, list[float]] = {who: [] for who in calls}
    values: dict[str, np.ndarray] = {}
    for who in (who for who in calls if who.startswith("scale")):
        calls[who]()  # compiled, or read from the cache, before the clock starts
    for number in range(rounds):
        for who, call in calls.items():
            if number and actors >= LARGE and who in PEERS_UP_TO:
                continue  # one round of a minute is enough
            start = time.process_time()
            values[who] = call()
            times[who].append(time.process_time() - start)
    seconds = {who: statistics.median(found) for who, found in times.items()}
    judge = values.get("igraph", values["plain"])
    return [
        _row(operation, actors, ties, who, seconds) | {"agrees": _agree(values[who], judge)}
        for who in calls
    ]


def _row(operation: str, actors: int, ties: int, who: str, seconds: dict[str, float]) -> Row:
    ratio = seconds["igraph"] / seconds[who] if "igraph" in seconds else math.nan
    path, _, ready = who.partition(", ")
    goal = GOALS.get((operation, path), {}).get(actors) if ready else None
    met = None if goal is None else ratio >= goal
    if actors >= 1_000_000 and path == "scale" and not ready:
        goal, met = f"{SECONDS:g} s", seconds[who] <= SECONDS
    named = {"operation": operation, "size": actors, "ties": ties, "who": who}
    return named | {"seconds": seconds[who], "ratio": ratio, "goal": goal, "met": met}


def _agree(one: Any, other: Any) -> bool:
    """Compare values; networkx has 0 where there is no pair of partners."""
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    return bool(np.allclose(np.nan_to_num(one), np.nan_to_num(other), rtol=1e-9, atol=1e-9))


def exponents(table: list[Row]) -> dict[tuple[str, str], float]:
    """How time grows with the number of actors, between the two largest sizes of each."""
    found = {}
    for key in dict.fromkeys((row["operation"], row["who"]) for row in table):
        mine = [row for row in table if (row["operation"], row["who"]) == key][-2:]
        if len(mine) == 2 and mine[0]["size"] < mine[1]["size"]:
            times = mine[1]["seconds"] / mine[0]["seconds"]
            found[key] = math.log(times) / math.log(mine[1]["size"] / mine[0]["size"])
    return found


def show(row: Row) -> str:
    """One line of the table."""
    ratio = "" if math.isnan(row["ratio"]) else f"{row['ratio']:8.2f} x"
    words = {None: "", True: f"goal {row['goal']}: met", False: f"goal {row['goal']}: MISSED"}
    differ = "" if row["agrees"] else "   VALUES DIFFER"
    return (
        f"{row['operation']:<13}{row['size']:>9,}{row['ties']:>12,}  {row['who']:<19}"
        f"{row['seconds'] * 1000:12.2f} ms {ratio:>11}  {words[row['met']]}{differ}"
    )


def main() -> int:
    """Print the table, the growth and the memory; fail when values differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=DEFAULT, help="numbers of actors")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print("x: times as fast as igraph; holes: constraint, effective size, efficiency, hierarchy")
    table = rows(sorted(given.sizes), given.rounds)
    for row in table:
        print(show(row))
    for (operation, who), power in exponents(table).items():
        print(f"{operation}, {who}: time grows with the number of actors to the power {power:.2f}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"largest memory of the whole run, drawing and peers included: {memory:.2f} GB")
    return 0 if all(row["agrees"] for row in table) else 1


if __name__ == "__main__":
    sys.exit(main())
