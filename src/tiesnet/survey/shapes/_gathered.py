"""Rows gathered from many cells and files into one table, each with where it stood."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tiesnet.survey.raw import Origins, RawTable, made_table
from tiesnet.survey.readers.sheets import Sheet


class Gathered:
    """A table in the making; columns appear as rows need them."""

    def __init__(self, name: str, *columns: str) -> None:
        self.name = name
        self._columns: dict[str, list[str]] = {column: [] for column in columns}
        self._places: list[tuple[str, str, int, str]] = []

    def __len__(self) -> int:
        return len(self._places)

    def add(self, cells: Mapping[str, str], sheet: Sheet, row: int, column: str = "") -> None:
        """Add a row that stands in this row, and perhaps column, of the sheet."""
        for name in cells:
            if name not in self._columns:
                self._columns[name] = [""] * len(self._places)
        for name, column_cells in self._columns.items():
            column_cells.append(cells.get(name, ""))
        self._places.append((sheet.file, sheet.sheet, row, column))

    def table(self) -> RawTable:
        """The rows so far as a table."""
        parts = list(zip(*self._places, strict=True)) or [(), (), (), ()]
        file, name, row, column = parts
        origins = Origins(
            np.array(file, dtype=object),
            np.array(name, dtype=object),
            np.array(row, dtype=np.int64),
            np.array(column, dtype=object),
        )
        first = str(file[0]) if file else ""
        return made_table(self.name, self._columns, first, origins=origins)
