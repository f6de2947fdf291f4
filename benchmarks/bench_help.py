"""What the command costs before it does anything: ``tiesnet --help`` beside bare Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 21
ALLOWED = 0.1  # seconds above bare Python
CONTENDERS = {
    "bare python": ["-c", "pass"],
    "import tiesnet": ["-c", "import tiesnet"],
    "tiesnet --help": ["-m", "tiesnet", "--help"],
}


def seconds(args: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *args], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    for args in CONTENDERS.values():
        seconds(args)  # compiled files and disk cache are warm for everybody
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(ROUNDS):  # in turns, so that a busy moment hits all alike
        for name, args in CONTENDERS.items():
            times[name].append(seconds(args))
    medians = {name: statistics.median(values) for name, values in times.items()}
    bare = medians["bare python"]
    for name, median in medians.items():
        print(f"{name:<16} {median:6.3f} s   above bare Python {median - bare:6.3f} s")
    above = medians["tiesnet --help"] - bare
    print(f"allowed          {ALLOWED:.3f} s above: {'kept' if above <= ALLOWED else 'BROKEN'}")
    return 0 if above <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
