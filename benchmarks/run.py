"""Every benchmark in one run, each in a process of its own, and the page made from it.

``python benchmarks/run.py`` times sizes that take a few minutes; ``--full`` goes up to a million
actors and ten million ties; ``--write`` keeps the result of each benchmark that was run and makes
docs/benchmarks.md from all that are kept.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
KEPT = HERE / "results"
LIBRARIES = ("numpy", "scipy", "pandas", "numba", "igraph", "networkx")
QUICK, FULL = (200, 2_000, 20_000), (200, 2_000, 20_000, 200_000, 1_000_000)
Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One benchmark: its file, its heading, and what its ratios say."""

    file: str
    title: str
    words: str
    call: Callable[[Any, bool], list[Row]] = lambda module, full: module.rows()


PARTS = (
    Part(
        "bench_kernels",
        "Structural holes, clustering, triads",
        "Ratio: how many times as fast as igraph. Holes: constraint, effective size, efficiency "
        "and hierarchy of every actor at once, beside igraph's constraint alone. *plain* uses "
        "numpy and scipy, *scale* numba. *arcs ready*: as for igraph, the graph is there before "
        "the clock starts; the other rows of tiesnet count its making in.",
        lambda module, full: module.rows(FULL if full else QUICK, 5 if full else 3),
    ),
    Part(
        "bench_brokerage",
        "Brokerage roles",
        "Ratio: how many times as long as tiesnet. Counts by role, expected values, deviations and "
        "z of every actor.",
    ),
    Part(
        "bench_mrqap",
        "Regressions over pairs",
        "Ratio: how many times as fast as R sna (netlm, netlogit), which runs fewer permutations, "
        "its time scaled up to as many. Both start from tables of all pairs and end with the p of "
        "every coefficient, the intercept among them; *from the network* counts reading the "
        "formula, making the tables and the words, with two predictors. *plain* uses numpy, "
        "*scale* numba.",
    ),
    Part("bench_mixing", "Mixing", "Ratio: how many times as long as tiesnet."),
    Part(
        "bench_measures",
        "Single measures",
        "Ratio: how many times as long as tiesnet, each asked by name, the network made anew.",
    ),
    Part(
        "bench_qap",
        "QAP correlation",
        "Ratio: how many times as fast as R sna's qaptest(gcor), of 1,000 permutations. *plain* "
        "uses numpy, *scale* numba; both from two tables of all pairs to the correlation with its "
        "p. A tenth of the pairs is tied in the relations.",
    ),
    Part(
        "bench_reading",
        "Reading a CSV file of ties",
        "Ratio: how many times as long as pandas' C engine and factorising both columns. tiesnet "
        "reads the file, checks every row and makes the network.",
        lambda module, full: module.rows(10_000_000 if full else 300_000),
    ),
    Part(
        "bench_workbook",
        "Reading an Excel workbook",
        "Ratio: how many times as long as openpyxl, which goes through the same rows and keeps "
        "nothing.",
        lambda module, full: module.rows(200_000 if full else 20_000),
    ),
    Part(
        "bench_cug",
        "Networks drawn by chance",
        "Ratio: how many times as fast as R sna's `cug.test`, which is asked once for `gtrans` and "
        "once for `grecip`; tiesnet computes both from the same draws. *plain* uses numpy, *scale* "
        "numba; *cug, all included* is the call a user makes.",
        lambda module, full: module.rows(full),
    ),
    Part("bench_help", "Start", "Seconds above bare Python."),
    Part(
        "bench_report",
        "A report",
        "From the survey's files to all four outputs, as the command makes them: with two "
        "processes where there are two cores, up to 2,000 actors. The clock was read on a machine "
        "that did nothing else; the processor time is that of both. The stages were timed in one "
        "process; a later one finds what an earlier one made. Ratio: how many times as long as "
        "tiesnet, of a table of ten measures of the firms.",
        lambda module, full: module.rows(full),
    ),
    Part(
        "bench_map",
        "The map in a browser",
        "Headless Chromium without a graphics card; ratio: frames a second while dragging.",
    ),
)
_FIXED = "checks, the table of the answer and its names take about a millisecond whatever the size"
_SHARED = (
    "igraph counts the triangles alone; tiesnet ranks the actors and lists the closed triples, "
    "which structural holes, brokerage and the triad census then share"
)
_BUILD = (
    "the network keeps both reports, status and orientation of every tie as columns, several "
    "copies of them while it is built"
)
REASONS: dict[tuple[str, str], str] = {
    **{
        (name, peer): _FIXED
        for name in ("constraint_whole", "betweenness", "harmonic_closeness")
        for peer in ("igraph", "networkx")
    },
    ("CUG given edges: transitivity and reciprocity", "scale"): "103 to 185 times from run to run "
    "with 50 actors: a network is drawn and counted in 2 to 4 microseconds, and whatever else the "
    "machine does weighs more on that than on R",
    ("local_clustering", "igraph"): _SHARED,
    ("holes", "scale, arcs ready"): "67 to 91 times from run to run; "
    "half of the time is the walk over closed triples, which waits for memory",
    ("a CSV file of ties", "tiesnet, read and checked"): "every cell is trimmed, compared and "
    "checked, which pandas does not do",
    ("memory of reading and building", "tiesnet"): _BUILD,
    ("a CSV file of ties", "tiesnet, network built"): _BUILD,
    ("a report, whole process", "clock"): "some forty diagnoses with 999 permutations behind "
    "most of them take the largest part, in larger networks the regressions over pairs; then the "
    "page with its figures and the workbook",
}
"""Why a goal is missed, by operation and contender; the page says it beside the number."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="up to ten million ties")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--only", nargs="+", metavar="FILE", help="some benchmarks only")
    parser.add_argument("--rows", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.rows:
        print(json.dumps(_here(_part(given.rows), given.full), default=_plain))
        return 0
    chosen = [part for part in PARTS if not given.only or part.file in given.only]
    found = {part.file: measured(part, given.full) for part in chosen}
    print(text(found))
    if given.write:
        KEPT.mkdir(exist_ok=True)
        for file, result in found.items():
            (KEPT / f"{file}.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
        PAGE.write_text(text(kept()), encoding="utf-8")
    missed = [row for result in found.values() for row in result["rows"] if row["met"] is False]
    return 1 if missed else 0


def kept() -> dict[str, dict[str, Any]]:
    """Read the kept results, in the order of the parts."""
    paths = {part.file: KEPT / f"{part.file}.json" for part in PARTS}
    return {
        file: json.loads(path.read_text(encoding="utf-8"))
        for file, path in paths.items()
        if path.exists()
    }


def _part(file: str) -> Part:
    return next(part for part in PARTS if part.file == file)


def _here(part: Part, full: bool) -> dict[str, Any]:
    sys.path.insert(0, str(HERE))
    rows = part.call(importlib.import_module(part.file), full)
    peak = max(resource.getrusage(who).ru_maxrss for who in _WHO) / 1024**2
    return {"rows": rows, "gigabytes": peak}


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


def measured(part: Part, full: bool) -> dict[str, Any]:
    """Run one benchmark in its own process, so that its memory is its own."""
    print(f"{part.title} ...", file=sys.stderr, flush=True)
    command = [sys.executable, str(HERE / "run.py"), "--rows", part.file]
    done = subprocess.run(
        command + (["--full"] if full else []), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{part.file} failed:\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer | {"machine": machine()}


def text(found: dict[str, dict[str, Any]]) -> str:
    """Make the page."""
    machines = dict.fromkeys(str(result["machine"]) for result in found.values())
    parts = [HEAD.format(machine="\n".join(machines))]
    parts.append(goals([row for result in found.values() for row in result["rows"]]))
    parts += [section(_part(file), result) for file, result in found.items()]
    return "\n".join(parts)


HEAD = """# How fast it is

Made by `make bench-full`; nothing here is typed by hand. Every peer runs
beside tiesnet in the same run, on the same networks, and their values are compared. Times are
processor seconds of one thread, the median of several rounds that take turns, unless a row says
otherwise; on another machine they differ, the ratios much less.

{machine}
"""


def machine() -> str:
    """Describe the machine and the versions, without naming it."""
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"Machine: {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}, {', '.join(found)}, {sna()}."
    )


def sna() -> str:
    """Give the version of R sna, if it is there."""
    script = "cat(as.character(packageVersion('sna')))"
    try:
        done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return "R sna not installed"
    return f"R sna {done.stdout.strip()}"


def goals(rows: list[Row]) -> str:
    """List every goal with what was measured."""
    lines = [
        "## Goals\n",
        "| operation | size | who | goal | measured | |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        if row["met"] is None:
            continue
        said = "met" if row["met"] else "missed"
        reason = REASONS.get((row["operation"], row["who"]), "")
        said += f": {reason}" if reason and not row["met"] else ""
        cells = (row["operation"], size(row), row["who"], goal(row), reached(row), said)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def goal(row: Row) -> str:
    return f"{row['goal']} x" if isinstance(row["goal"], int | float) else str(row["goal"])


def reached(row: Row) -> str:
    """Say what a goal is compared with: a ratio, frames, seconds or memory."""
    words = goal(row)
    if " x" in words:
        return f"{_short(row['ratio'])} x"
    if "frames" in words:
        return f"{_short(row['ratio'])} frames a second"
    unit = words.partition(",")[0].split()[-1]  # the size of the page is in its operation
    return f"{_short(row.get('reached', row['seconds']))} {unit}"


def section(part: Part, result: dict[str, Any]) -> str:
    rows = result["rows"]
    lines = [f"## {part.title}\n", f"{part.words}\n"]
    lines += ["| operation | size | who | seconds | ratio |", "|---|---|---|---|---|"]
    for row in rows:
        ratio = "" if row["ratio"] is None or math.isnan(row["ratio"]) else _short(row["ratio"])
        cells = (row["operation"], size(row), row["who"], _short(row["seconds"]), ratio)
        lines.append(f"| {' | '.join(cells)} |")
    lines += [f"\n{words}" for words in (growth(rows), memory(result)) if words]
    return "\n".join(lines) + "\n"


def size(row: Row) -> str:
    """Say how large the network is."""
    if isinstance(row["size"], str):
        return row["size"]
    ties = f", {row['ties']:,} ties" if "ties" in row else ""
    return f"{row['size']:,} actors{ties}"


def growth(rows: list[Row]) -> str:
    """Say how time grows with the number of ties between the two largest sizes of each."""
    said = []
    for operation, who in dict.fromkeys((row["operation"], row["who"]) for row in rows):
        own = [row for row in rows if (row["operation"], row["who"]) == (operation, who)]
        ends = [(_ties(row), row["seconds"]) for row in own if _ties(row)][-2:]
        if len(ends) == 2 and ends[0][0] < ends[1][0]:
            power = math.log(ends[1][1] / ends[0][1]) / math.log(ends[1][0] / ends[0][0])
            said.append(f"{operation}, {who}: {power:.2f}")
    return f"Time grows with the number of ties to the power: {'; '.join(said)}." if said else ""


def _ties(row: Row) -> int:
    words: Iterable[str] = str(row["size"]).replace(",", "").split()
    numbers = [int(word) for word in words if word.isdigit()]
    return int(row.get("ties", numbers[-1] if len(numbers) > 1 else 0))


def memory(result: dict[str, Any]) -> str:
    return (
        f"Largest memory of a process, networks and peers included: {result['gigabytes']:.1f} GB."
    )


def _short(value: float) -> str:
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else ""
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{min(digits, 6)}f}"


if __name__ == "__main__":
    sys.exit(main())
