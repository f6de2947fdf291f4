"""Reading a large Excel workbook: its cells streamed in, then checked as a survey.

The peer is openpyxl alone, going through the same rows and keeping nothing. Each runs in a
process of its own, so that their memory can be compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from bench_reading import ask, line, shown

GOAL = 1.2  # times openpyxl
MEGABYTES = 300
ROUNDS = 3
COLUMNS = 40
_END = """
print(json.dumps({"seconds": time.process_time() - cpu, "cells": cells,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""
PEER = (
    """
import json, resource, sys, time
import openpyxl
cpu = time.process_time()
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True, keep_links=False)
cells = sum(
    sum(value is not None for value in row)
    for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)
)
"""
    + _END
)
SHEETS = (
    """
import json, resource, sys, time
from pathlib import Path
from tiesnet.survey.coded import empty
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers import open_tables
cpu = time.process_time()
(sheet,) = open_tables(Path(sys.argv[1]), Options(), Log()).sheets
frame, records = sheet.grid.frame, sheet.grid.records
cells = sum(len(record) - record.count("") for record in records)
if frame is not None:
    cells += sum(int((~empty(frame[name])).sum()) for name in frame.columns)
"""
    + _END
)
SURVEY = (
    """
import json, resource, sys, time
import tiesnet
cpu = time.process_time()
cells = len(tiesnet.read_survey(sys.argv[1]).ties)
"""
    + _END
)


def write(path: Path, rows: int) -> None:
    """Write reports between 20,000 firms with 34 more columns: words, counts, figures, gaps."""
    import openpyxl

    rng = np.random.default_rng(1)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("ties")
    more = COLUMNS - 6
    heads = ["source", "target", "relation", "strength", "wave", "reported_by"]
    sheet.append(heads + [f"answer {k + 1}" for k in range(more)])
    for _ in range(rows):
        one, two = (f"Firm {k:05} Ltd" for k in rng.choice(20_000, 2, replace=False))
        head = [one, two, "advice", int(rng.integers(1, 6)), "2024", one]
        codes, figures = rng.integers(0, 500, more), rng.random(more)
        kinds = [
            (f"word {code}", int(code), round(float(figure), 3) if figure > 0.3 else None)
            for code, figure in zip(codes, figures, strict=True)
        ]
        sheet.append(head + [kind[k % 3] for k, kind in enumerate(kinds)])
    book.save(path)


def rows(lines: int = 20_000) -> list[dict[str, Any]]:
    """Time streaming the sheet, and reading the survey, beside openpyxl."""
    rounds = ROUNDS if lines <= 50_000 else 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ties.xlsx"
        write(path, lines)
        found = [[ask(script, path) for script in (PEER, SHEETS, SURVEY)] for _ in range(rounds)]
    peer, ours, survey = (
        min((answers[k] for answers in found), key=lambda answer: answer["seconds"])
        for k in range(3)
    )
    if peer["cells"] != ours["cells"]:
        raise SystemExit("The sheet does not hold what the file does.")
    size = f"{lines:,} rows, {COLUMNS} columns"
    large = lines >= 200_000
    ratio = ours["seconds"] / peer["seconds"]
    what, memory = "an Excel workbook", f"{MEGABYTES} MB"
    return [
        line(what, size, "openpyxl", peer["seconds"], 1.0),
        line(what, size, "tiesnet, streamed in", ours["seconds"], ratio,
             f"at most {GOAL:g} x" if large else "", ratio <= GOAL if large else None),
        line(what, size, "tiesnet, read and checked", survey["seconds"],
             survey["seconds"] / peer["seconds"]),
        line("memory of streaming it in", size, "tiesnet", ours["seconds"],
             ours["megabytes"] / peer["megabytes"], memory if large else "",
             ours["megabytes"] <= MEGABYTES if large else None)
        | {"reached": ours["megabytes"]},
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=20_000, help="rows of the sheet")
    return shown(rows(parser.parse_args().lines))


if __name__ == "__main__":
    sys.exit(main())
