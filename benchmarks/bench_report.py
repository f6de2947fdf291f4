"""How long a user waits for the report of the footwear valley, start of Python included."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3
ALLOWED = 10.0  # seconds
SURVEY = Path(__file__).resolve().parent.parent / "surveys" / "footwear-valley"


def seconds(out: Path) -> float:
    command = [sys.executable, "-m", "tiesnet", "report", str(SURVEY), "-o", str(out)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        times = [seconds(Path(folder) / str(number)) for number in range(ROUNDS)]
        sizes = {path.name: path.stat().st_size for path in sorted((Path(folder) / "0").iterdir())}
    median = statistics.median(times)
    print(
        f"tiesnet report footwear-valley: {median:.2f} s ({', '.join(f'{t:.2f}' for t in times)})"
    )
    for name, size in sizes.items():
        print(f"  {name:<18} {size / 1e6:6.2f} MB")
    print(f"allowed {ALLOWED:.0f} s: {'kept' if median <= ALLOWED else 'BROKEN'}")
    return 0 if median <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
