"""Brokerage roles beside R sna: counts, expected values, deviations and z of every actor.

R sna counts in C. Both start from ties and groups that are ready: R from its own edge list,
tiesnet from the matrix of the network. Run it: ``python benchmarks/bench_brokerage.py``.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

import tiesnet
from tiesnet.metrics import _arcs
from tiesnet.metrics._brokers import credit
from tiesnet.metrics._role_chance import deviation, expected
from tiesnet.metrics._roles import ROLES, open_paths, role_of, with_total
from tiesnet.network import adjacency

ROUNDS = 5
OFTEN = {200: 50, 2_000: 5}  # calls a round, where one is too short to time
GROUPS = 5
LIMIT = 10.0
GOALS = {(200, 1_920): 10, (2_000, 20_000): 30, (20_000, 200_000): 150}
LARGEST = (1_000_000, 10_000_000)
NAMED = 2_000  # up to so many actors the whole call is timed too
Matrix = sparse.csr_array
Codes = np.ndarray[Any, Any]
SCRIPT = """
suppressMessages(library(sna))
args <- commandArgs(trailingOnly = TRUE)
ties <- as.matrix(read.csv(args[1], header = FALSE)); n <- as.integer(args[2])
g <- cbind(ties + 1, 1); attr(g, "n") <- n
cl <- (seq_len(n) - 1) %% as.integer(args[3])
times <- c(); often <- as.integer(args[5])
for (k in seq_len(as.integer(args[4]))) {
    start <- proc.time()
    for (l in seq_len(often)) b <- brokerage(g, cl)
    used <- proc.time() - start
    times <- c(times, (used[[1]] + used[[2]]) / often)
}
sums <- c(colSums(b$raw.nli), colSums(b$exp.nli), colSums(b$sd.nli), colSums(b$z.nli))
cat("[[", paste(times, collapse = ","), "],[", paste(format(sums, digits = 15), collapse = ","),
    "]]", sep = "")
"""


def draw(actors: int, ties: int) -> tuple[Matrix, Codes]:
    """A directed network with a few well-tied actors, and groups, from a fixed seed."""
    rng = np.random.default_rng(7)
    ends = [(actors * rng.random(int(1.3 * ties)) ** 2).astype(np.int64) for _ in range(2)]
    places = [rng.permutation(actors)[end] for end in ends]
    key = np.unique(places[0] * actors + places[1])
    key = key[key // actors != key % actors]
    key = np.sort(rng.permutation(key)[:ties])
    cells = (np.ones(len(key)), (key // actors, key % actors))
    matrix = sparse.csr_array(cells, shape=(actors, actors))
    matrix.sum_duplicates()
    return matrix, np.arange(actors) % GROUPS


def roles(matrix: Matrix, code: Codes) -> list[Codes]:
    """What R sna gives: counts, expected values, deviations and z, a row for every actor."""
    counts = with_total(open_paths(matrix, code), directed=True)
    sizes = np.bincount(code).astype(float)
    density = matrix.nnz / (len(code) * (len(code) - 1))
    mean, spread = expected(sizes, density)[code], deviation(sizes, density)[code]
    return [counts, mean, spread, (counts - mean) / spread]


def median(call: Callable[[], Any], rounds: int = ROUNDS, often: int = 1) -> tuple[float, Any]:
    """Give the median processor time of some rounds after a first one, and the answer."""
    answer, times = call(), []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(often):
            answer = call()
        times.append((time.process_time() - start) / often)
    return statistics.median(times), answer


def sna(matrix: Matrix, rounds: int, often: int) -> tuple[float, list[float]] | None:
    """Time R sna on the same network; nothing where R or sna is missing."""
    cells = matrix.tocoo()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ties.csv"
        ends = pd.DataFrame({"source": cells.row, "target": cells.col})
        ends.to_csv(path, index=False, header=False)
        sizes = [str(matrix.shape[0]), str(GROUPS), str(rounds), str(often)]
        command = ["Rscript", "-e", SCRIPT, str(path), *sizes]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            return None
    times, sums = json.loads(done.stdout)
    return statistics.median(np.atleast_1d(times)), sums


def beside_sna(actors: int, ties: int, goal: int) -> list[dict[str, Any]]:
    matrix, code = draw(actors, ties)
    size = f"{actors:,} actors, {matrix.nnz:,} ties"
    operation = "brokerage roles, expected and z"
    often = OFTEN.get(actors, 1)
    ours, answer = median(lambda: roles(matrix, code), often=often)
    found = [line(operation, size, "tiesnet", ours, 1.0, "", None)]
    peer = sna(matrix, ROUNDS if actors <= NAMED else 1, often)
    if peer is not None:
        sums = np.concatenate([values.sum(axis=0) for values in answer])
        if not np.allclose(sums, peer[1], rtol=1e-9):
            raise SystemExit(f"The values of {size} differ from R sna's.")
        ratio = peer[0] / ours
        found.append(line(operation, size, "R sna", peer[0], ratio, f"{goal} x", ratio >= goal))
    if matrix.nnz >= _arcs.FROM_PAIRS:
        plain, _ = without_numba(lambda: roles(matrix, code))
        found.append(line(operation, size, "tiesnet without numba", plain, plain / ours, "", None))
    if actors <= NAMED:
        found += by_name(matrix, code, size, ours)
    shared, _ = median(lambda: partial(matrix, code), rounds=1)
    found.append(line("partial credit by role", size, "tiesnet", shared, shared / ours, "", None))
    return found


def without_numba(call: Callable[[], Any]) -> tuple[float, Any]:
    kept, _arcs.FROM_PAIRS = _arcs.FROM_PAIRS, sys.maxsize
    try:
        return median(call, rounds=1)
    finally:
        _arcs.FROM_PAIRS = kept


def by_name(matrix: Matrix, code: Codes, size: str, ours: float) -> list[dict[str, Any]]:
    """The same through the catalogue: checks, groups and the table of names included."""
    cells = matrix.tocoo()
    names = [f"n{k:05}" for k in range(len(code))]
    edges = [(names[a], names[b]) for a, b in zip(cells.row, cells.col, strict=True)]
    stages = {name: f"s{group}" for name, group in zip(names, code, strict=True)}
    times = []
    for _ in range(3 * ROUNDS):
        net = tiesnet.network_from_edges(edges, names, stages=stages)
        adjacency(net)
        start = time.process_time()
        tiesnet.catalogue()["brokerage_z"].function(net)
        times.append(time.process_time() - start)
    taken = statistics.median(times)
    who = "tiesnet, brokerage_z by name"
    return [line("brokerage roles, expected and z", size, who, taken, taken / ours, "", None)]


def partial(matrix: Matrix, code: Codes) -> Codes:
    def sort(a: Codes, v: Codes, b: Codes) -> Codes:
        return role_of(code[a] == code[v], code[v] == code[b], code[a] == code[b])

    return credit(matrix, sort, len(ROLES)).shared


def largest(actors: int, ties: int) -> list[dict[str, Any]]:
    matrix, code = draw(actors, ties)
    size = f"{actors:,} actors, {matrix.nnz:,} ties"
    taken, _ = median(lambda: roles(matrix, code), rounds=1)
    goal = f"under {LIMIT:g} s"
    operation = "brokerage roles, expected and z"
    return [line(operation, size, "tiesnet", taken, 1.0, goal, taken < LIMIT)]


def line(
    operation: str, size: str, who: str, seconds: float, ratio: float, goal: str, met: bool | None
) -> dict[str, Any]:
    names = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    return dict(zip(names, (operation, size, who, seconds, ratio, goal, met), strict=True))


def rows() -> list[dict[str, Any]]:
    """Everything measured: operation, size, who, seconds, ratio to tiesnet, goal, met."""
    found = [row for (n, m), goal in GOALS.items() for row in beside_sna(n, m, goal)]
    return found + largest(*LARGEST)


def main() -> int:
    found = rows()
    for row in found:
        said = {True: "met", False: "MISSED", None: ""}[row["met"]]
        print(
            f"{row['operation']:<33} {row['size']:<36} {row['who']:<30} "
            f"{row['seconds'] * 1000:10.2f} ms {row['ratio']:8.2f} x  {row['goal']} {said}"
        )
    return 0 if all(row["met"] is not False for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
