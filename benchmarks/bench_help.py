"""What the command costs before it does anything: ``tiesnet --help`` beside bare Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Any

ROUNDS = 21
ALLOWED = {"import tiesnet": 0.15, "tiesnet --help": 0.1}  # seconds above bare Python
CONTENDERS = {
    "bare python": ["-c", "pass"],
    "import tiesnet": ["-c", "import tiesnet"],
    "tiesnet --help": ["-m", "tiesnet", "--help"],
}


def seconds(args: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *args], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def rows() -> list[dict[str, Any]]:
    """Time the start of each, in seconds above bare Python."""
    for args in CONTENDERS.values():
        seconds(args)  # compiled files and disk cache are warm for everybody
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(ROUNDS):  # in turns, so that a busy moment hits all alike
        for name, args in CONTENDERS.items():
            times[name].append(seconds(args))
    medians = {name: statistics.median(values) for name, values in times.items()}
    bare = medians.pop("bare python")
    return [line(name, median, median - bare) for name, median in medians.items()]


def line(name: str, whole: float, above: float) -> dict[str, Any]:
    keys = ("operation", "size", "who", "seconds", "ratio", "goal", "met", "reached")
    allowed = f"at most {ALLOWED[name]:g} s"
    values = (name, "wall clock", "tiesnet", whole, above, allowed, above <= ALLOWED[name], above)
    return dict(zip(keys, values, strict=True))


def main() -> int:
    found = rows()
    for row in found:
        kept = "kept" if row["met"] else "BROKEN"
        print(
            f"{row['operation']:<16} {row['seconds']:6.3f} s, above bare Python "
            f"{row['ratio']:6.3f} s, {row['goal']}: {kept}"
        )
    return 0 if all(row["met"] for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
