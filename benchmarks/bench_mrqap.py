# ruff: noqa: E402  the number of threads is set before numpy is there
"""Regressions over pairs beside R sna: netlm and netlogit, double semi-partialling.

Both start from tables of all pairs that are ready and end with the p of every coefficient. R runs
fewer permutations, whose time is scaled up to as many as tiesnet's: each costs it the same.
Run it: ``python benchmarks/bench_mrqap.py``.
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
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import tiesnet
from tiesnet.inference import PairValues, layer_pairs, mrqap
from tiesnet.inference.models import glm, sweep
from tiesnet.inference.models.design import make_design
from tiesnet.inference.models.family import FAMILIES, Run

Row = dict[str, Any]
PERMUTATIONS, ROUNDS = 1_000, 3
SIZES = (50, 100, 200)
DRAWN_BY_R = {("linear", 50): 400, ("linear", 100): 100, ("linear", 200): 25}
DRAWN_BY_R |= {("logistic", 50): 50, ("logistic", 100): 20, ("logistic", 200): 6}
GOALS = {"linear": {"plain": 100, "scale": 800}, "logistic": {"plain": 20, "scale": 100}}
NAMES = {
    "linear": "MRQAP, double semi-partialling, 1,000 permutations",
    "logistic": "logistic MRQAP, double semi-partialling, 1,000 permutations",
}
LARGE, LARGE_PERMUTATIONS, LIMIT = 500, 5_000, 60
NEVER, ALWAYS = sys.maxsize, 0
SCRIPT = """
suppressMessages(library(sna))
a <- commandArgs(trailingOnly = TRUE)
n <- as.integer(a[2]); reps <- as.integer(a[3])
v <- array(scan(a[1], quiet = TRUE), c(n, n, length(scan(a[1], quiet = TRUE)) / n^2))
y <- v[, , 1]
x <- lapply(2:dim(v)[3], function(k) v[, , k])
fit <- if (a[4] == "linear") netlm else netlogit
set.seed(1)
start <- proc.time()
f <- fit(y, x, nullhyp = "qapspp", reps = reps)
used <- proc.time() - start
show <- function(v) paste(format(v, digits = 15), collapse = ",")
cat("[", used[[1]] + used[[2]], ",[", show(f$coefficients), "],[", show(f$tstat), "]]", sep = "")
"""


def draw(actors: int, predictors: int = 3) -> list[PairValues]:
    """Make up an outcome of 0 and 1 and what may explain it: a layer, likeness, a distance."""
    rng = np.random.default_rng(actors)
    group, place = rng.integers(0, 5, actors), rng.standard_normal(actors)
    layer = rng.random((actors, actors)) < 0.1
    same = group[:, None] == group
    tables = [layer, same, np.abs(place[:, None] - place)]
    tables += [np.repeat(place[:, None], actors, 1), np.repeat(place[None], actors, 0) ** 2]
    lean = -2 + 0.5 * layer + 0.5 * same - 0.2 * tables[2]
    outcome = rng.random((actors, actors)) < 1 / (1 + np.exp(-lean))
    return [_pairs(f"v{k}", one) for k, one in enumerate([outcome, *tables[:predictors]])]


def _pairs(name: str, table: np.ndarray) -> PairValues:
    values = table.astype(float)
    np.fill_diagonal(values, np.nan)
    return PairValues(name, name, values, symmetric=False, binary=table.dtype == bool)


def fit(
    given: list[PairValues], family: str, permutations: int, among: np.ndarray | None = None
) -> Any:
    """From tables of pairs to the table of coefficients."""
    design = make_design(given[0], given[1:], among)
    return FAMILIES[family].fit(design, Run("dsp", permutations, 1, 1)).coefficients


def timed(call: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Give the median processor time of some rounds, and the answer."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        answer = call()
        times.append(time.process_time() - start)
    return statistics.median(times), answer


def on_path(way: str, call: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Time a call without the compiled loops (plain), or with them (scale)."""
    begin = ALWAYS if way == "scale" else NEVER
    with ExitStack() as stack:
        stack.enter_context(patch.object(sweep, "FROM_PRODUCTS", begin))
        stack.enter_context(patch.object(glm, "FROM_WORK", begin))
        if way == "scale":
            call()  # compiled, or read from the cache, before the clock starts
        return timed(call, rounds)


def ways() -> list[str]:
    return ["plain", *(["scale"] if find_spec("numba") else [])]


def sna(given: list[PairValues], family: str, permutations: int) -> tuple[float, Any] | None:
    """Time R sna on the same tables; nothing where R or sna is missing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.txt"
        np.savetxt(path, np.concatenate([np.nan_to_num(one.values).T.ravel() for one in given]))
        size = str(len(given[0].values))
        command = ["Rscript", "-e", SCRIPT, str(path), size, str(permutations), family]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            return None
    seconds, *values = json.loads(done.stdout)
    return seconds * PERMUTATIONS / permutations, values


def beside_sna(family: str, actors: int) -> list[Row]:
    """Time both paths of a family and R sna, whose estimates must be the same."""
    given = draw(actors)
    size = f"{actors} actors, three predictors"
    ours = {way: on_path(way, lambda: fit(given, family, PERMUTATIONS)) for way in ways()}
    peer = sna(given, family, DRAWN_BY_R[family, actors])
    found = []
    if peer is not None:
        agree(ours["plain"][1], peer[1], family, size)
        found.append(row(NAMES[family], size, "R sna", peer[0], 1.0))
    for way, (seconds, _) in ours.items():
        ratio = peer[0] / seconds if peer else float("nan")
        goal = GOALS[family][way]
        met = ratio >= goal if peer else None
        found.append(row(NAMES[family], size, way, seconds, ratio, goal, met))
    return found


def agree(table: Any, theirs: Any, family: str, size: str) -> None:
    """Stop when the values differ; R ends its search for logistic estimates at 1e-8."""
    close = 1e-8 if family == "linear" else 1e-6
    if not np.allclose(table["estimate"], theirs[0], rtol=close, atol=close):
        raise SystemExit(f"The {family} estimates of {size} differ from R sna's.")
    if family == "linear" and not np.allclose(table["t"], theirs[1], rtol=close):
        raise SystemExit(f"The t of {size} differ from R sna's.")


def by_formula(actors: int) -> Row:
    """Time the whole call, from the network and the formula to the finished tables."""
    given = draw(actors)
    names = [f"n{k:03}" for k in range(actors)]
    stages = {name: f"s{k % 5}" for k, name in enumerate(names)}
    edges = [(names[a], names[b]) for a, b in np.argwhere(given[0].values == 1)]
    formula = "ties ~ transposed(ties) + same(stage)"

    def call() -> Any:
        net = tiesnet.network_from_edges(edges, names, stages=stages)
        layer_pairs(net, "ties")
        return mrqap(net, formula, replications=PERMUTATIONS, workers=1)

    seconds, _ = on_path("plain", call)
    size = f"{actors} actors, two predictors"
    who = "plain, from the network to the finished tables"
    return row(NAMES["linear"], size, who, seconds)


def with_gaps(actors: int) -> list[Row]:
    """Time a model in which a tenth of the actors is silent; R has no counterpart."""
    given = draw(actors)
    silent = np.arange(actors) % 10 == 0
    given[0].values[silent] = np.nan
    operation = "MRQAP, a tenth of the actors silent, 1,000 permutations"
    size = f"{actors} actors, three predictors"
    return [
        row(operation, size, way, on_path(way, lambda: fit(given, "linear", 1_000, ~silent))[0])
        for way in ways()
    ]


def large() -> list[Row]:
    """Time the case with a limit of its own."""
    given = draw(LARGE, 5)
    operation = "MRQAP, double semi-partialling, 5,000 permutations"
    size = f"{LARGE} actors, five predictors"
    found = []
    for way in ways():
        seconds, _ = on_path(way, lambda: fit(given, "linear", LARGE_PERMUTATIONS), 1)
        made = row(operation, size, way, seconds)
        if way == "plain":
            made |= {"goal": f"under {LIMIT} s", "met": seconds < LIMIT}
        found.append(made)
    return found


def row(
    operation: str,
    size: str,
    who: str,
    seconds: float,
    ratio: float = float("nan"),
    goal: int | str | None = None,
    met: bool | None = None,
) -> Row:
    names = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    return dict(zip(names, (operation, size, who, seconds, ratio, goal, met), strict=True))


def rows() -> list[Row]:
    """Everything measured: operation, size, who, seconds, times as fast as R sna, goal, met."""
    found = []
    for actors in SIZES:
        found += [*beside_sna("linear", actors), by_formula(actors)]
    found += with_gaps(SIZES[-1])
    found += large()
    for actors in SIZES:
        found += beside_sna("logistic", actors)
    return found


def main() -> int:
    found = rows()
    for one in found:
        said = {True: "met", False: "MISSED", None: ""}[one["met"]]
        goal = "" if one["goal"] is None else one["goal"]
        print(
            f"{one['operation']:<60} {one['size']:<28} {one['who']:<46} "
            f"{one['seconds'] * 1000:12.2f} ms {one['ratio']:8.1f} x  {goal} {said}"
        )
    return 0 if all(one["met"] is not False for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
