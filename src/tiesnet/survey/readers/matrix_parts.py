"""Matrices of a file as a network: square ones hold ties, rectangular ones members or numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.readers.network_parts import (
    Free,
    Part,
    Relation,
    is_symmetric,
    number_text,
    one_way,
)
from tiesnet.survey.readers.network_tables import own_title
from tiesnet.survey.words import counted, quoted

# A matrix of firms by associations is mostly empty; one of firms by figures is mostly filled.
_FILLED = 2 / 3


class Matrices(NamedTuple):
    """Cells by level, row and column (missing ones are nan), and what the three are called.

    ``rows`` and ``columns`` are names, empty texts where there are none; ``square`` says that
    both are the same actors whatever they are called. ``at`` has the line of each cell.
    """

    cells: NDArray[np.float64]
    rows: list[str]
    columns: list[str]
    levels: list[str]
    square: bool
    at: NDArray[np.int64] | None = None
    fixed: bool | None = None  # whether ties are known to have no arrows


def part_of(found: Matrices, log: Log) -> Part:
    """Put matrices into a network."""
    order = _columns_by_rows(found)
    if order is not None:
        cells = found.cells[:, :, order]
        at = None if found.at is None else found.at[:, :, order]
        return _one_mode(found._replace(cells=cells, at=at, columns=found.rows), log)
    if found.square:
        text = say("Rows and columns of the matrix have other labels, so they are two sets.")
        log.assume("two_sets", text)
    return _two_mode(found, log)


def _columns_by_rows(found: Matrices) -> list[int] | None:
    """Where the column of each row stands; nothing when they are not the same actors."""
    height, width = found.cells.shape[1:]
    rows, columns = found.rows, found.columns
    if height != width or not (found.square or (any(rows) and any(columns))):
        return None
    if not any(rows) or not any(columns) or rows == columns:
        return list(range(width))
    # UCINET does not tell capitals from small letters.
    keys, others = [row.casefold() for row in rows], [column.casefold() for column in columns]
    if keys == others:
        return list(range(width))
    if Counter(keys) != Counter(others) or len(set(keys)) < len(keys):
        return None
    place = {key: k for k, key in enumerate(others)}
    return [place[key] for key in keys]


def _one_mode(found: Matrices, log: Log) -> Part:
    count = found.cells.shape[1]
    labels = found.rows if any(found.rows) else found.columns
    part = Part(labels, [0] * count, count)
    flat = []
    for level, name in enumerate(found.levels):
        relation = _relation(found, level, name)
        symmetric = is_symmetric(relation.lines)
        if symmetric or found.fixed:
            relation.lines, relation.directed = one_way(relation.lines), False
        if symmetric and found.fixed is None:
            flat.append(name)
        part.relations.append(relation)
    if flat:
        text = say(
            "Where all cells of a matrix are the same on both sides of its diagonal, its ties were "
            "read as ties without arrows."
        )
        log.assume("symmetric_matrix", text, len(flat))
    return part


def _relation(found: Matrices, level: int, name: str) -> Relation:
    cells = found.cells[level]
    relation = Relation(name)
    for source, target in np.argwhere(~np.isnan(cells) & (cells != 0)).tolist():
        row = 0 if found.at is None else int(found.at[level, source, target])
        value = number_text(float(cells[source, target]))
        relation.lines.add(source, target, value, row, found.columns[target])
    missing = np.isnan(cells)
    np.fill_diagonal(missing, False)
    others = max(len(cells) - 1, 1)
    for actor, count in enumerate(missing.sum(axis=1).tolist()):
        if count:
            relation.states[actor] = "silent" if count >= others else "partly"
    return relation


def _two_mode(found: Matrices, log: Log) -> Part:
    """Read memberships of 0 and 1, or of counts that are mostly 0; other numbers describe rows."""
    height, width = found.cells.shape[1:]
    known = found.cells[~np.isnan(found.cells)]
    figures = (
        (known < 0).any()
        or (known != np.floor(known)).any()
        or (known.size > 0 and known.max() > 1 and (known != 0).mean() > _FILLED)
    )
    if figures:
        return _figures(found, log)
    labels = [*found.rows, *found.columns]
    second = [f"column {k}" for k in range(1, width + 1)]
    labels[height:] = [label or second[k] for k, label in enumerate(found.columns)]
    part = Part(labels, [0] * len(labels), height)
    for level, name in enumerate(found.levels):
        relation = Relation(name)
        cells = found.cells[level]
        for a, b in np.argwhere(~np.isnan(cells) & (cells != 0)).tolist():
            row = 0 if found.at is None else int(found.at[level, a, b])
            relation.lines.add(a, height + b, number_text(cells[a, b]), row, labels[height + b])
        part.relations.append(relation)
    if lost := int(np.isnan(found.cells).sum()):
        text = say(
            "Of missing cells it is not known whether they are memberships; they count as none."
        )
        log.assume("missing_memberships", text, lost)
    return part


def _figures(found: Matrices, log: Log) -> Part:
    """Take the columns as attributes of the actors in the rows."""
    height, width = found.cells.shape[1:]
    part, taken = Part(found.rows, [0] * height, height), Free()
    for level, name in enumerate(found.levels):
        for k in range(width):
            title = found.columns[k] or f"column {k + 1}"
            title = f"{name} {title}" if name and len(found.levels) > 1 else title
            values = found.cells[level, :, k]
            cells = ["" if np.isnan(value) else number_text(value) for value in values]
            part.attributes[own_title(title, "column", taken)] = cells
    text = say(
        "The matrix has other columns than rows, and its cells are figures: "
        "{column} ({columns} and so on) describe the actors in its rows.",
        column=counted(width, "column"),
        columns=quoted(found.columns[0] or "column 1"),
    )
    log.assume("matrix_of_figures", text, width)
    return part


def level_names(names: Sequence[str], count: int) -> list[str]:
    """Names of matrices; of several without a name their number."""
    if any(names):
        return [name or f"matrix {k}" for k, name in enumerate(names, start=1)]
    return [""] if count == 1 else [f"matrix {k}" for k in range(1, count + 1)]
