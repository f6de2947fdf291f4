# ruff: noqa: E402  the number of threads is set before numpy is there
"""QAP correlation beside R sna: qaptest(gcor).

Both start from two tables of all pairs that are ready and end with the correlation and its p. R
runs fewer permutations of the larger networks, whose time is scaled up to as many as tiesnet's:
each permutation costs it the same. Run it: ``python benchmarks/bench_qap.py``.
"""

from __future__ import annotations

import os

for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import tiesnet
from tiesnet.inference import PairValues, qap
from tiesnet.inference.correlation import COEFFICIENTS, pair_up, tested
from tiesnet.inference.correlation.told import Run

Row = dict[str, Any]
PERMUTATIONS, ROUNDS, OFTEN = 1_000, 5, 5
DRAWN_BY_R = {50: 1_000, 100: 500, 200: 200}
GOALS = {"plain": 40, "scale": 150}
KINDS = {
    "relations": "QAP correlation of two relations, 1,000 permutations",
    "numbers": "QAP correlation of two tables of numbers, 1,000 permutations",
}
LARGE = 1_000
NEVER, ALWAYS = sys.maxsize, 0
SCRIPT = """
suppressMessages(library(sna))
a <- commandArgs(trailingOnly = TRUE)
n <- as.integer(a[2]); reps <- as.integer(a[3])
both <- aperm(array(scan(a[1], quiet = TRUE), c(n, n, 2)), c(3, 1, 2))
times <- c()
for (k in 1:3) {
    start <- proc.time()
    q <- qaptest(both, gcor, reps = reps, g1 = 1, g2 = 2)
    used <- proc.time() - start
    times <- c(times, used[[1]] + used[[2]])
}
cat("[", median(times), ",", format(q$testval, digits = 15), "]", sep = "")
"""


def draw(kind: str, actors: int) -> list[PairValues]:
    """Make up two relations that go together, a tenth of the pairs tied, or two sets of numbers."""
    rng = np.random.default_rng(actors)
    common = rng.standard_normal((actors, actors))
    tables = [common + rng.standard_normal((actors, actors)) for _ in range(2)]
    if kind == "relations":
        tables = [(one > np.quantile(one, 0.9)).astype(float) for one in tables]
    for one in tables:
        np.fill_diagonal(one, np.nan)
    names = ("one", "other")
    return [
        PairValues(name, name, one, symmetric=False, binary=kind == "relations")
        for name, one in zip(names, tables, strict=True)
    ]


def correlation(given: list[PairValues]) -> Row:
    """From two tables to the correlation and everything beside it."""
    pairing = pair_up(*given)
    return tested.compare(pairing, [COEFFICIENTS["pearson"]], Run(PERMUTATIONS, 1, 1))[0]


def timed(call: Callable[[], Any], often: int = OFTEN) -> tuple[float, Any]:
    """Give the median processor time of some rounds, and the answer."""
    answer, times = call(), []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(often):
            answer = call()
        times.append((time.process_time() - start) / often)
    return statistics.median(times), answer


def on_path(way: str, call: Callable[[], Any], often: int = OFTEN) -> tuple[float, Any]:
    """Time a call without the compiled loops (plain), or with them (scale)."""
    with patch.object(tested, "FROM_WORK", ALWAYS if way == "scale" else NEVER):
        return timed(call, often)


def ways() -> list[str]:
    return ["plain", *(["scale"] if find_spec("numba") else [])]


def sna(given: list[PairValues], permutations: int) -> tuple[float, float] | None:
    """Time R sna on the same tables; nothing where R or sna is missing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.txt"
        np.savetxt(path, np.concatenate([np.nan_to_num(one.values).T.ravel() for one in given]))
        size = str(len(given[0].values))
        command = ["Rscript", "-e", SCRIPT, str(path), size, str(permutations)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            return None
    seconds, value = json.loads(done.stdout)
    return seconds * PERMUTATIONS / permutations, value


def beside_sna(kind: str, actors: int) -> list[Row]:
    """Time both paths and R sna, whose correlation must be the same."""
    given = draw(kind, actors)
    size = f"{actors} actors"
    peer = sna(given, DRAWN_BY_R[actors])
    found = [] if peer is None else [row(KINDS[kind], size, "R sna", peer[0], 1.0)]
    for way in ways():
        seconds, answer = on_path(way, lambda: correlation(given))
        if peer is not None and abs(answer["observed"] - peer[1]) > 1e-12:
            raise SystemExit(f"The correlation of {size} differs from R sna's.")
        ratio = peer[0] / seconds if peer else float("nan")
        met = ratio >= GOALS[way] if peer else None
        found.append(row(KINDS[kind], size, way, seconds, ratio, GOALS[way], met))
    return found


def by_name(actors: int, reference: float) -> Row:
    """Time the whole call, from the network to the finished tables of three coefficients."""
    given = draw("relations", actors)[0]
    names = [f"n{k:03}" for k in range(actors)]
    stages = {name: f"s{k % 5}" for k, name in enumerate(names)}
    edges = [(names[a], names[b]) for a, b in np.argwhere(given.values == 1)]
    net = tiesnet.network_from_edges(edges, names, stages=stages)

    def call() -> Any:
        return qap(net, ["ties", "same(stage)"], replications=PERMUTATIONS, workers=1)

    seconds, _ = on_path("plain", call, 1)
    who = "plain, a relation and a likeness, from the network to the finished tables"
    return row(KINDS["relations"], f"{actors} actors", who, seconds, reference / seconds)


def large() -> list[Row]:
    """Time a network beyond what R does in reasonable time."""
    found = []
    for kind, words in KINDS.items():
        given = draw(kind, LARGE)
        for way in ways():
            seconds, _ = on_path(way, lambda given=given: correlation(given), 1)
            found.append(row(words, f"{LARGE:,} actors", way, seconds))
    return found


def row(
    operation: str,
    size: str,
    who: str,
    seconds: float,
    ratio: float = float("nan"),
    goal: int | None = None,
    met: bool | None = None,
) -> Row:
    names = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    return dict(zip(names, (operation, size, who, seconds, ratio, goal, met), strict=True))


def rows() -> list[Row]:
    """Everything measured: operation, size, who, seconds, times as fast as R sna, goal, met."""
    found = []
    for kind in KINDS:
        for actors in DRAWN_BY_R:
            made = beside_sna(kind, actors)
            found += made
            if kind == "relations" and made[0]["who"] == "R sna":
                found.append(by_name(actors, made[0]["seconds"]))
    return found + large()


def main() -> int:
    found = rows()
    for one in found:
        said = {True: "met", False: "MISSED", None: ""}[one["met"]]
        goal = "" if one["goal"] is None else one["goal"]
        print(
            f"{one['operation']:<60} {one['size']:<14} {one['who']:<74} "
            f"{one['seconds'] * 1000:10.2f} ms {one['ratio']:8.1f} x  {goal} {said}"
        )
    return 0 if all(one["met"] is not False for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
