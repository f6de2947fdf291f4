"""What is said of a sheet besides its cells: hidden parts and merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tiesnet.survey.problems import Log, Place
from tiesnet.survey.readers.assemble import Grid, column_letter
from tiesnet.survey.readers.marks import Marks
from tiesnet.survey.words import counted

_SHOWN = 5


def say_hidden(place: Place, grid: Grid, marks: Marks, log: Log) -> None:
    """Say which rows and columns with cells are hidden; they are read like the others."""
    rows = np.intersect1d(marks.hidden_rows, np.asarray(grid.numbers, dtype=np.int64))
    width = max(map(len, grid.records)) if grid.frame is None else len(grid.frame.columns)
    columns = [
        column_letter(at - 1)
        for first, last in marks.hidden_columns
        for at in range(max(first, 1), min(last, width) + 1)
    ]
    if not len(rows) and not columns:
        return
    parts = []
    if len(rows):
        parts.append(f"{counted(len(rows), 'row')} ({_shown([str(row) for row in rows])})")
    if columns:
        parts.append(f"{counted(len(columns), 'column')} ({_shown(columns)})")
    log.add(
        "hidden_cells",
        replace(place, row=int(rows[0])) if len(rows) else place,
        f"Hidden in the sheet {place.sheet}: {' and '.join(parts)}; what they hold was read.",
    )


def say_merged(place: Place, merged: Sequence[str], filled: Sequence[str], log: Log) -> None:
    """Say which merged cells were filled, and which were read as a single cell."""
    if filled:
        what = f"{counted(len(filled), 'group')} of merged cells ({_shown(filled)})"
        text = f"In the sheet {place.sheet}, {what} hold their value in every row of the group."
        log.assume("merged_filled", text, len(filled))
        log.add("merged_cells", place, f"{what}: each row was given their value.", severity="note")
    known = set(filled)
    left = [ref for ref in merged if ref not in known]
    if left:
        log.add(
            "merged_cells",
            place,
            f"{counted(len(left), 'group')} of merged cells ({_shown(left)}): only the first cell "
            "of each holds its value, the others were read as empty.",
        )


def _shown(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
