"""How long a user waits for the report of the footwear valley, start of Python included."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROUNDS = 3
ALLOWED = 10.0  # seconds
SURVEY = Path(__file__).resolve().parent.parent / "surveys" / "footwear-valley"


def seconds(out: Path) -> float:
    command = [sys.executable, "-m", "tiesnet", "report", str(SURVEY), "-o", str(out)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def rows() -> list[dict[str, Any]]:
    """Time the report a few times, start of Python included."""
    with tempfile.TemporaryDirectory() as folder:
        times = [seconds(Path(folder) / str(number)) for number in range(ROUNDS)]
        sizes = {path.name: path.stat().st_size for path in sorted((Path(folder) / "0").iterdir())}
    median = statistics.median(times)
    files = ", ".join(f"{name} {size / 1e6:.2f} MB" for name, size in sizes.items())
    keys = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    goal = f"at most {ALLOWED:g} s"
    values = ("tiesnet report, wall clock", files, "tiesnet", median, None, goal, median <= ALLOWED)
    return [dict(zip(keys, values, strict=True))]


def main() -> int:
    (row,) = rows()
    print(f"tiesnet report footwear-valley: {row['seconds']:.2f} s; {row['size']}")
    print(f"{row['goal']}: {'kept' if row['met'] else 'BROKEN'}")
    return 0 if row["met"] else 1


if __name__ == "__main__":
    sys.exit(main())
