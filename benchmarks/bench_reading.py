"""Reading a large CSV file of ties: names to numbers, every check made, the network built.

The peer is pandas' C engine and factorising both columns of names, which checks nothing, with
the strings of Python: those tiesnet's own dependencies bring. Where pyarrow is installed, pandas
with its strings is timed as well. All run in processes of their own, so that their memory can be
compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

GOAL = 2.0  # times pandas
GIGABYTES = 2.0
ROUNDS = 3
PEER = """
import json, resource, sys, time
import pandas as pd
pd.set_option("mode.string_storage", "{strings}")
start, cpu = time.perf_counter(), time.process_time()
ties = pd.read_csv(sys.argv[1])
codes, names = pd.factorize(pd.concat([ties["source"], ties["target"]], ignore_index=True))
print(json.dumps({"seconds": time.process_time() - cpu, "wall": time.perf_counter() - start,
    "actors": len(names), "ties": len(ties),
    "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2}))
"""
OURS = """
import json, resource, sys, time
import tiesnet, pandas, scipy.sparse
start, cpu = time.perf_counter(), time.process_time()
survey = tiesnet.read_survey(sys.argv[1])
read = time.process_time() - cpu
net = tiesnet.build_network(survey)
print(json.dumps({"read": read, "seconds": time.process_time() - cpu,
    "wall": time.perf_counter() - start, "actors": len(net.actors), "ties": len(net.ties),
    "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2}))
"""


def write(path: Path, rows: int) -> None:
    """Write ties between a tenth as many firms, each pair once, with a strength from 1 to 5."""
    rng = np.random.default_rng(11)
    firms = max(rows // 10, 2)
    pairs = rng.integers(0, firms, size=(int(rows * 1.05) + 10, 2))
    key = np.unique(pairs[pairs[:, 0] != pairs[:, 1]] @ np.array([firms, 1]))
    key = np.sort(rng.permutation(key)[:rows])
    key = rng.permutation(key)
    strength = rng.integers(1, 6, size=len(key))
    with path.open("w", encoding="utf-8") as file:
        file.write("source,target,strength\n")
        for start in range(0, len(key), 1_000_000):
            part = key[start : start + 1_000_000]
            ends = zip((part // firms).tolist(), (part % firms).tolist(), strict=True)
            values = strength[start : start + 1_000_000].tolist()
            file.writelines(
                f"Firm {a:07} Ltd,Firm {b:07} Ltd,{s}\n"
                for (a, b), s in zip(ends, values, strict=True)
            )


def ask(script: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def rows(lines: int = 300_000) -> list[dict[str, Any]]:
    """Time reading, and reading with building, beside pandas."""
    rounds = ROUNDS if lines <= 1_000_000 else 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ties.csv"
        write(path, lines)
        plain = PEER.replace("{strings}", "python")
        found = [(ask(plain, path), ask(OURS, path)) for _ in range(rounds)]
        arrow = _with_arrow(path)
    peer = min((one for one, _ in found), key=lambda answer: answer["seconds"])
    ours = min((other for _, other in found), key=lambda answer: answer["seconds"])
    if (peer["ties"], peer["actors"]) != (ours["ties"], ours["actors"]):
        raise SystemExit("The network does not hold what the file does.")
    size = f"{ours['actors']:,} actors, {ours['ties']:,} ties"
    ratio, read = ours["seconds"] / peer["seconds"], ours["read"] / peer["seconds"]
    large = lines >= 10_000_000
    memory = f"{GIGABYTES:g} GB"
    return [
        line("a CSV file of ties", size, "pandas C engine and factorize", peer["seconds"], 1.0),
        *([line("a CSV file of ties", size, "the same with strings of pyarrow", arrow,
                arrow / peer["seconds"])] if arrow else []),
        line("a CSV file of ties", size, "tiesnet, read and checked", ours["read"], read,
             f"at most {GOAL:g} x" if large else "", read <= GOAL if large else None),
        line("a CSV file of ties", size, "tiesnet, network built", ours["seconds"], ratio),
        line("memory of reading and building", size, "tiesnet", ours["seconds"],
             ours["gigabytes"] / peer["gigabytes"], memory if large else "",
             ours["gigabytes"] <= GIGABYTES if large else None)
        | {"reached": ours["gigabytes"]},
    ]  # fmt: skip


def _with_arrow(path: Path) -> float | None:
    """Seconds of the peer with the strings of pyarrow; nothing where that is not installed."""
    if find_spec("pyarrow") is None:
        return None
    return float(ask(PEER.replace("{strings}", "pyarrow"), path)["seconds"])


def line(
    operation: str,
    size: str,
    who: str,
    seconds: float,
    ratio: float,
    goal: str = "",
    met: bool | None = None,
) -> dict[str, Any]:
    keys = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    return dict(zip(keys, (operation, size, who, seconds, ratio, goal, met), strict=True))


def shown(found: list[dict[str, Any]]) -> int:
    """Print the rows; the exit code is 1 when a goal is missed."""
    for row in found:
        words = {None: "", True: f"goal {row['goal']}: met", False: f"goal {row['goal']}: MISSED"}
        print(
            f"{row['operation']:<32}{row['size']:<38}{row['who']:<32}{row['seconds']:9.2f} s "
            f"{row['ratio']:6.2f} x  {words[row['met']]}"
        )
    return 0 if all(row["met"] is not False for row in found) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=300_000, help="rows of the file")
    return shown(rows(parser.parse_args().lines))


if __name__ == "__main__":
    sys.exit(main())
