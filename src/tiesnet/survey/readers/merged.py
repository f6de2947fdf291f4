"""Merged cells: what a person sees in every row of the group, a file holds only in the first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.survey.coded import code
from tiesnet.survey.readers.assemble import Grid

_ONE_COLUMN = re.compile(r"([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})")


class _Group(NamedTuple):
    """Merged cells of one column, from a row to a row, as spreadsheets write it in ``ref``."""

    column: int
    first: int
    last: int
    ref: str


def with_merged(grid: Grid, refs: Sequence[str]) -> tuple[Grid, list[str]]:
    """Fill groups that are one column wide and stand below the header; give those filled."""
    numbers = np.asarray(grid.numbers, dtype=np.int64)
    if len(numbers) < 2:
        return grid, []
    filled: list[str] = []
    for column, groups in _by_column(refs, int(numbers[0])).items():
        grid, done = _filled(grid, numbers, column, groups)
        filled += done
    known = set(filled)
    return grid, [ref for ref in refs if ref in known]


def _by_column(refs: Iterable[str], header: int) -> dict[int, list[_Group]]:
    """The groups of each column, in order; of some that overlap, as no program writes, the first.

    So no cell is looked at twice, however many groups a file claims to have.
    """
    found = sorted(filter(None, map(_group, refs)))
    columns: dict[int, list[_Group]] = defaultdict(list)
    for group in found:
        before = columns[group.column]
        if group.first > header and (not before or group.first > before[-1].last):
            before.append(group)
    return columns


def _group(ref: str) -> _Group | None:
    hit = _ONE_COLUMN.fullmatch(ref)
    if hit is None:
        return None
    column = 0
    for letter in hit[1]:
        column = 26 * column + ord(letter) - 64
    return _Group(column - 1, int(hit[2]), int(hit[3]), ref)


def _filled(
    grid: Grid, numbers: NDArray[np.int64], column: int, groups: Sequence[_Group]
) -> tuple[Grid, list[str]]:
    """Fill the empty cells of one column's groups; rows that are empty altogether stay so."""
    cells = _cells(grid, column)
    done, dates = [], set(grid.dates)
    for group in groups:
        start, end = np.searchsorted(numbers, (group.first, group.last + 1))
        if start == len(numbers) or numbers[start] != group.first or not cells[start].strip():
            continue
        places = [at for at in range(start + 1, end) if not cells[at].strip()]
        for at in places:
            cells[at] = cells[start]
        if (group.first, column) in dates:
            dates.update((int(numbers[at]), column) for at in places)
        if places:
            done.append(group.ref)
    return (_with_cells(grid, column, cells, frozenset(dates)) if done else grid), done


def _cells(grid: Grid, column: int) -> list[str]:
    cells = [record[column] if column < len(record) else "" for record in grid.records]
    if grid.frame is None:
        return cells
    if column not in grid.frame.columns:
        return [*cells, *[""] * len(grid.frame)]
    return [*cells, *map(str, grid.frame[column])]


def _with_cells(
    grid: Grid, column: int, cells: list[str], dates: frozenset[tuple[int, int]]
) -> Grid:
    if grid.frame is not None:
        texts = pd.Series(cells[len(grid.records) :], index=grid.frame.index, dtype=object)
        return grid._replace(frame=_with_column(grid.frame, column, code(texts)), dates=dates)
    records = []
    for record, cell in zip(grid.records, cells, strict=True):
        wide = [*record, *[""] * (column + 1 - len(record) if cell else 0)]
        if cell:
            wide[column] = cell
        records.append(wide)
    return grid._replace(records=records, dates=dates)


def _with_column(frame: pd.DataFrame, column: int, texts: pd.Series) -> pd.DataFrame:
    changed = frame.copy(deep=False)
    changed[column] = texts
    return changed
