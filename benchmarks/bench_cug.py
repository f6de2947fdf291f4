"""Networks drawn by chance beside R sna's ``cug.test``, and the E-I index under shuffled labels.

Reciprocity and transitivity, given the ties or the dyad census: R sna is asked for each, tiesnet
for both from the same draws. Run it: ``python benchmarks/bench_cug.py``.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

import tiesnet
from tiesnet.inference import Chunk, cug, replicate, summarise
from tiesnet.inference.graphs import (
    Graphs,
    Known,
    fast_statistics,
    frame_of,
    null_model_named,
    streams,
)
from tiesnet.metrics import join_count
from tiesnet.network import Network

SIZES = (50, 100, 200)
TIES = 5  # of each actor
DRAWS = 1_000
ROUNDS = 3
PLAIN, SCALE = 20, 150
CONDITIONS = {"edges": "edges", "dyads": "dyad.census"}
LARGEST, GROUPS, LIMIT = (1_000_000, 10_000_000), 5, 20.0
SCRIPT = """
suppressMessages(library(sna))
args <- commandArgs(trailingOnly = TRUE)
A <- as.matrix(read.table("stdin")); reps <- as.integer(args[2])
seconds <- function(call) { used <- system.time(call); used[[1]] + used[[2]] }
trans <- seconds(a <- cug.test(A, gtrans, mode = "digraph", cmode = args[1], reps = reps))
recip <- seconds(b <- cug.test(A, grecip, mode = "digraph", cmode = args[1], reps = reps,
                               FUN.args = list(measure = "edgewise")))
cat("[", paste(format(c(trans, recip, mean(a$rep.stat), mean(b$rep.stat)), digits = 15),
               collapse = ","), "]", sep = "")
"""
NAMES = ("transitivity", "reciprocity")


def network(actors: int) -> Network:
    """A directed network from a fixed seed, everybody tied to about as many."""
    rng = np.random.default_rng(actors)
    cells = rng.permutation(actors * (actors - 1))[: TIES * actors]
    source, target = cells // (actors - 1), cells % (actors - 1)
    target += target >= source
    names = [f"n{k:04}" for k in range(actors)]
    edges = [(names[a], names[b]) for a, b in zip(source, target, strict=True)]
    return tiesnet.network_from_edges(edges, names)


def tests(net: Network, condition: str, fast: bool) -> Callable[[], list[Any]]:
    """Both tests with the network ready, as it is for R sna."""
    frame, known, model = frame_of(net), Known(net), null_model_named(condition)
    functions = [fast_statistics()[name] for name in NAMES]
    observed = [tiesnet.catalogue()[name].function(net) for name in NAMES]

    def work(chunk: Chunk) -> np.ndarray:
        graphs = Graphs(frame, model.draw(frame, streams(chunk), fast), fast)
        return np.column_stack([function(graphs, known) for function in functions])

    def call() -> list[Any]:
        drawn = replicate(work, DRAWS, workers=1, size=model.portion(frame, fast))
        return [summarise(o, d, 1, "") for o, d in zip(observed, drawn.T, strict=True)]

    return call


def timed(call: Callable[[], Any], often: int) -> float:
    start = time.process_time()
    for _ in range(often):
        call()
    return (time.process_time() - start) / often


def sna(net: Network, condition: str) -> list[float] | None:
    """Time R sna on the same network; nothing where R or sna is missing."""
    table = np.zeros((len(net.actors),) * 2, dtype=int)
    table[net.ties["source"], net.ties["target"]] = 1
    text = "\n".join(" ".join(map(str, row)) for row in table)
    command = ["Rscript", "-e", SCRIPT, CONDITIONS[condition], str(DRAWS)]
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    found: list[float] = json.loads(done.stdout)
    return found


def beside_sna(actors: int, condition: str) -> list[dict[str, Any]]:
    net = network(actors)
    ways = {"plain": tests(net, condition, False), "scale": tests(net, condition, True)}
    means = {who: [result.expected for result in call()] for who, call in ways.items()}
    if means["plain"] != means["scale"]:
        raise SystemExit("The plain and the compiled path differ.")
    times: dict[str, list[float]] = {who: [] for who in (*ways, "R sna")}
    for _ in range(ROUNDS):
        for who, call in ways.items():
            times[who].append(timed(call, 3 if who == "plain" else 20))
        peer = sna(net, condition)
        if peer is not None:
            times["R sna"].append(peer[0] + peer[1])
            agree(means["plain"], peer[2:])
    size = f"{actors} actors, {TIES * actors:,} ties, {DRAWS:,} draws"
    label = f"CUG given {CONDITIONS[condition].replace('.', ' ')}: transitivity and reciprocity"
    found = []
    reference = statistics.median(times["R sna"]) if times["R sna"] else float("nan")
    for who, goal in (("plain", PLAIN), ("scale", SCALE)):
        own = statistics.median(times[who])
        ratio = statistics.median(
            [theirs / ours for theirs, ours in zip(times["R sna"], times[who], strict=False)]
            or [float("nan")]
        )
        met = ratio >= goal if times["R sna"] else None
        found.append(line(label, size, who, own, ratio, goal, met))
    named = timed(lambda: cug(net, NAMES, condition=condition, replications=DRAWS), 3)
    found.append(line(label, size, "cug, all included", named, reference / named, "", None))
    if times["R sna"]:
        found.append(line(label, size, "R sna", reference, 1.0, "", None))
    return found


def agree(ours: list[float], theirs: list[float]) -> None:
    """Both simulate the same: the means differ by little."""
    if not np.allclose(ours, theirs, rtol=0.1, atol=0.01):
        raise SystemExit(f"The means {ours} and {theirs} of R sna are too far apart.")


def largest(actors: int, ties: int) -> list[dict[str, Any]]:
    """The E-I index under shuffled labels, ties and labels ready."""
    file = import_module("tiesnet.inference.ei_permutation")
    rng = np.random.default_rng(7)
    source, target = (rng.integers(actors, size=ties, dtype=np.int32) for _ in range(2))
    order = np.argsort(source, kind="stable")
    source, target = source[order], target[order]
    target[source == target] = (target[source == target] + 1) % actors
    labels = np.arange(actors) % GROUPS
    exact = join_count(source, target, labels)
    found = file._Labelled(source, target, labels.astype(np.uint8), GROUPS, exact)
    file._drawn(found, (2, 1, 1))  # loads the compiled loops
    start = time.process_time()
    drawn = file._drawn(found, (DRAWS, 1, 1))
    taken = time.process_time() - start
    mean, sd = 1 - 2 * exact.mean / exact.ties, exact.ei_variance**0.5
    if abs(drawn.mean() - mean) > 4 * sd / DRAWS**0.5:
        raise SystemExit("The simulated mean lies too far from the exact one.")
    size = f"{actors:,} actors, {ties:,} ties, {DRAWS:,} shuffles"
    return [line("E-I index, shuffled labels", size, "scale", taken, float("nan"),
                 f"under {LIMIT:g} s", taken < LIMIT)]  # fmt: skip


def line(
    operation: str, size: str, who: str, seconds: float, ratio: float, goal: Any, met: bool | None
) -> dict[str, Any]:
    names = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    return dict(zip(names, (operation, size, who, seconds, ratio, goal, met), strict=True))


def rows(full: bool = True) -> list[dict[str, Any]]:
    """Everything measured: operation, size, who, seconds, how many times as fast as R sna."""
    sizes = SIZES if full else SIZES[:2]
    found = [row for c in CONDITIONS for n in sizes for row in beside_sna(n, c)]
    return found + (largest(*LARGEST) if full else [])


def main() -> int:
    found = rows()
    for row in found:
        said = {True: "met", False: "MISSED", None: ""}[row["met"]]
        print(
            f"{row['operation']:<58} {row['size']:<40} {row['who']:<18} "
            f"{row['seconds'] * 1000:10.2f} ms {row['ratio']:8.2f} x  {row['goal']} {said}"
        )
    return 0 if all(row["met"] is not False for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
