"""Matrices of DL files: whole or half, with or without diagonal, with labels inside."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.language import localised, say
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.dl_header import Header, labels_of
from tiesnet.survey.readers.matrix_parts import Matrices, level_names
from tiesnet.survey.readers.network_parts import number_of
from tiesnet.survey.readers.network_text import Faults, words_of
from tiesnet.survey.words import counted, quoted

_MISSING = frozenset((".", "na", "n/a", "nan", "?", "-"))


def read_matrices(header: Header, faults: Faults, options: Options) -> Matrices:
    """Read all matrices of a file."""
    height, width = header.rows or 0, header.columns or 0
    words = [(row, word) for row, text in header.data for word in words_of(text)]
    inside = {side: side in header.embedded for side in ("row", "column", "level")}
    places = _places(header)
    each = len(places[0]) + height * inside["row"] + width * inside["column"] + inside["level"]
    if len(words) != each * header.levels:
        raise _wrong_count(header, len(words), each * header.levels, faults)
    if len(words) > options.cells:
        what = say(
            "There are more cells than the {cells} allowed.", cells=localised(f"{options.cells:,}")
        )
        raise faults.stop(None, what, say("Raise max_cells."))
    rows = labels_of(header, "row", height, faults)
    columns = labels_of(header, "column", width, faults)
    levels = labels_of(header, "level", header.levels, faults)
    cells = np.zeros((header.levels, height, width))
    at = np.zeros(cells.shape, dtype=np.int64)
    for level in range(header.levels):
        part = words[level * each : (level + 1) * each]
        if inside["level"]:
            levels[level], part = part[0][1], part[1:]
        if inside["column"]:
            columns, part = [word for _, word in part[:width]], part[width:]
        if inside["row"]:
            rows, part = _without_labels(header, part)
        cells[level][places] = _numbers(part, faults)
        at[level][places] = [row for row, _ in part]
    half = header.format != "fullmatrix"
    if half:
        cells += _turned(cells)
        at += _turned(at)
    names = level_names(levels, header.levels)
    return Matrices(cells, rows, columns, names, header.square, at, True if half else None)


def _turned(part: NDArray[Any]) -> NDArray[Any]:
    """The other half: everything beside the diagonal, mirrored."""
    beside = np.where(np.eye(part.shape[1], dtype=bool), 0, part)
    return np.array(np.swapaxes(beside, 1, 2))


def _places(header: Header) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column of each number, in the order of the file."""
    height, width = header.rows or 0, header.columns or 0
    row, column = np.divmod(np.arange(height * width), width)
    keep = np.ones(height * width, dtype=bool)
    if header.format == "lowerhalf":
        keep = column <= row
    elif header.format == "upperhalf":
        keep = column >= row
    if not header.diagonal:
        keep &= row != column
    return row[keep], column[keep]


def _without_labels(
    header: Header, part: list[tuple[int, str]]
) -> tuple[list[str], list[tuple[int, str]]]:
    """Take the label out of the beginning of every row."""
    counts = np.bincount(_places(header)[0], minlength=header.rows or 0).tolist()
    rows, cells, at = list[str](), list[tuple[int, str]](), 0
    for count in counts:
        rows.append(part[at][1])
        cells += part[at + 1 : at + 1 + count]
        at += 1 + count
    return rows, cells


def _numbers(part: list[tuple[int, str]], faults: Faults) -> NDArray[np.float64]:
    try:
        values = np.array([word for _, word in part], dtype=float)
    except ValueError:
        values = np.full(len(part), np.inf)
    if np.isfinite(values).all():
        return values
    for k, (row, word) in enumerate(part):
        value = number_of(word)
        if value is None and word.lower() not in _MISSING:
            faults.add(row, say("{word} is no number of a matrix.", word=quoted(word)), value=word)
        values[k] = np.nan if value is None else value
    return values


def _wrong_count(header: Header, found: int, wanted: int, faults: Faults) -> Exception:
    row = header.data[-1][0] if header.data else None
    what = say(
        "The data hold {value} where {wanted} are expected: {format} of {rows} "
        "rows and {columns} columns, {matrices}, diagonal {what}.",
        value=counted(found, "value"),
        wanted=wanted,
        format=header.format,
        rows=header.rows,
        columns=header.columns,
        matrices=counted(header.levels, "matrix", "matrices"),
        what=say("present") if header.diagonal else say("absent"),
    )
    return faults.stop(row, what, say("Correct the header, or the data."))
