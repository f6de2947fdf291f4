"""What is said of a sheet besides its cells: hidden parts and merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tiesnet.language import joined, say
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
        say(
            "Hidden in the sheet {sheet}: {parts}; what they hold was read.",
            sheet=place.sheet,
            parts=joined(parts),
        ),
    )


def say_merged(place: Place, merged: Sequence[str], filled: Sequence[str], log: Log) -> None:
    """Say which merged cells were filled, and which were read as a single cell."""
    if filled:
        what = say(
            "{group} of merged cells ({filled})",
            group=counted(len(filled), "group"),
            filled=_shown(filled),
        )
        text = say(
            "In the sheet {sheet}, {what} hold their value in every row of the group.",
            sheet=place.sheet,
            what=what,
        )
        log.assume("merged_filled", text, len(filled))
        log.add(
            "merged_cells",
            place,
            say("{what}: each row was given their value.", what=what),
            severity="note",
        )
    known = set(filled)
    left = [ref for ref in merged if ref not in known]
    if left:
        log.add(
            "merged_cells",
            place,
            say(
                "{group} of merged cells ({left}): only the first cell of each holds its "
                "value, the others were read as empty.",
                group=counted(len(left), "group"),
                left=_shown(left),
            ),
        )


def _shown(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
