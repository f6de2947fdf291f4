"""What a report takes, from the survey's files to all four outputs, at three sizes.

The process is that of a user: started, used once, ended. Beside it, stage by stage, what a
process takes in which each stage is timed; stages share what they make, so that a later one finds
it there. The peer makes a table of some of the measures, as it would be made by hand: networkx
and pandas, from the same ties.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from made_surveys import make_survey

ROUNDS = 3
VALLEY = Path(__file__).resolve().parent.parent / "surveys" / "footwear-valley"
GOALS = {62: 5.0, 500: 30.0, 5_000: 120.0}  # seconds
SIZES = {500: (6, 5), 5_000: (2, 2)}  # relations, ties of a firm in each
STAGES = """
import json, sys, time
clock = time.process_time
last, stages = clock(), {}
def done(name):
    global last
    now = clock()
    stages[name], last = now - last, now
from tiesnet.diagnosis import diagnose
from tiesnet.exports.formats import graphml_bytes
from tiesnet.exports.report import report_bytes
from tiesnet.exports.workbook import workbook_bytes
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey
done("load")
survey = read_survey(sys.argv[1]); done("read")
net = build_network(survey); done("build")
measures = measure(net); done("measure")
diagnose(measures); done("diagnose")
report_bytes(measures); done("page")
workbook_bytes(measures); done("workbook")
graphml_bytes(net); done("network file")
print(json.dumps(stages))
"""
TABLE = """
import json, sys, time
import networkx as nx, numpy as np, pandas as pd, tiesnet
from tiesnet.network import adjacency
net = tiesnet.build_network(tiesnet.read_survey(sys.argv[1])).inside()
view = net.layer("all")
cells = adjacency(view).tocoo()
pairs = list(zip(cells.row.tolist(), cells.col.tolist()))
ours = ["degree", "in_degree", "out_degree", "betweenness", "harmonic_closeness",
        "local_clustering", "constraint_whole", "effective_size", "core_number", "pagerank"]
start = time.process_time()
made = tiesnet.measure(net, layers=["all"], metrics=ours).actors["all"]
own = time.process_time() - start
start = time.process_time()
graph = nx.DiGraph(); graph.add_nodes_from(range(len(view.actors))); graph.add_edges_from(pairs)
plain = graph.to_undirected()
table = pd.DataFrame({
    "degree": dict(plain.degree), "in_degree": dict(graph.in_degree),
    "out_degree": dict(graph.out_degree),
    "betweenness": nx.betweenness_centrality(graph, normalized=False),
    "harmonic_closeness": nx.harmonic_centrality(plain), "local_clustering": nx.clustering(plain),
    "constraint_whole": nx.constraint(graph), "effective_size": nx.effective_size(plain),
    "core_number": nx.core_number(plain), "pagerank": nx.pagerank(graph),
})
theirs = time.process_time() - start
known = made["betweenness"].notna().to_numpy()
np.testing.assert_allclose(made["betweenness"][known], table["betweenness"][known])
print(json.dumps({"ours": own, "theirs": theirs}))
"""


def ask(script: str, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def whole(path: Path, out: Path) -> tuple[float, float]:
    """Give processor and clock seconds of the command, start of Python included.

    Python keeps its compiled files, as it does where tiesnet is installed.
    """
    command = [sys.executable, "-m", "tiesnet", "report", str(path), "-o", str(out), "--overwrite"]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    usual = {name: at for name, at in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, stderr=quiet, env=usual)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, time.perf_counter() - start


def rows(full: bool = False, sizes: tuple[int, ...] = (62, 500, 5_000)) -> list[dict[str, Any]]:
    """Time the report at each size; networkx at the largest only in the full run."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for firms in sizes:
            found += _of_size(firms, Path(folder), beside=full or firms <= 500)
        return found


def _of_size(firms: int, folder: Path, beside: bool) -> list[dict[str, Any]]:
    path, size = VALLEY, f"{firms} firms, 4 relations, footwear valley"
    if firms in SIZES:
        relations, ties = SIZES[firms]
        path = folder / str(firms)
        told = make_survey(path, firms, relations, ties)
        size = f"{firms:,} firms, {relations} relations, {told:,} ties"
    rounds = ROUNDS if firms <= 500 else 1
    times = [whole(path, folder / "out") for _ in range(rounds)]
    spent, wall = (statistics.median(part) for part in zip(*times, strict=True))
    made = sum(file.stat().st_size for file in (folder / "out").iterdir()) / 1e6
    limit = GOALS[firms]
    goal = f"at most {limit:g} s"
    lines = [
        _row("a report, whole process", size, "clock", wall, goal, wall <= limit),
        _row("a report, whole process", size, "processor", spent),
    ]
    lines[0]["size"] = f"{size}; {made:.1f} MB written"
    lines += [_row(f"a report: {n}", size, "tiesnet", s) for n, s in ask(STAGES, path).items()]
    if beside:
        answer = ask(TABLE, path)
        ours, theirs = answer["ours"], answer["theirs"]
        lines.append(_row("a table of ten measures", size, "tiesnet", ours))
        peer = _row("a table of ten measures", size, "networkx and pandas", theirs)
        lines.append(peer | {"ratio": theirs / ours})
    return lines


def _row(
    operation: str, size: str, who: str, seconds: float, goal: str = "", met: bool | None = None
) -> dict[str, Any]:
    return {
        "operation": operation, "size": size, "who": who, "seconds": seconds, "ratio": None,
        "goal": goal, "met": met, "ties": 0,  # no growth is told: the surveys differ in kind
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(GOALS), choices=list(GOALS))
    parser.add_argument("--full", action="store_true", help="networkx at every size")
    given = parser.parse_args()
    found = rows(given.full, tuple(given.sizes))
    for row in found:
        said = "" if row["met"] is None else f"{row['goal']}: {'kept' if row['met'] else 'BROKEN'}"
        print(
            f"{row['operation']:<32}{row['size']:<52}{row['who']:<22}{row['seconds']:8.2f}  {said}"
        )
    return 0 if all(row["met"] is not False for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
