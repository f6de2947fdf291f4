"""A sheet or a CSV file as read: all its cells, before anybody knows which row is the header."""

from __future__ import annotations

from typing import NamedTuple

from tiesnet.survey.problems import Log
from tiesnet.survey.raw import RawTable
from tiesnet.survey.readers.assemble import Grid, assemble

Row = tuple[int, list[str]]


class Sheet(NamedTuple):
    """One sheet or file: its name, where it stands, and its cells as texts.

    ``name`` is that of the sheet, or of the file without its suffix; ``sheet`` is empty for CSV.
    """

    name: str
    file: str
    sheet: str
    grid: Grid

    @property
    def headers(self) -> list[str]:
        """The texts of the first row that is not empty."""
        return [cell.strip() for cell in self.grid.records[0]] if len(self.grid.records) else []

    def head(self, count: int = 20) -> list[Row]:
        """The first rows that are not empty, with their numbers."""
        frame, numbers = self.grid.frame, self.grid.numbers
        records = [list(record) for record in self.grid.records[:count]]
        if frame is not None:
            rows = frame.iloc[: max(count - len(records), 0)].itertuples(index=False, name=None)
            records += [[str(cell) for cell in row] for row in rows]
        return list(zip(map(int, numbers), records, strict=False))

    def cells(self) -> list[Row]:
        """All rows that are not empty, with their numbers; rows may differ in length."""
        if self.grid.frame is None:
            return self.head(len(self.grid.numbers))
        return sorted([*self.head(len(self.grid.numbers)), *self._slipped()])

    def table(self, log: Log) -> RawTable:
        """The sheet as a table with one header row; what stands outside it is reported."""
        return assemble(self.grid, self.name, self.file, self.sheet, log)

    def _slipped(self) -> list[Row]:
        return [(number, list(record)) for number, record in self.grid.slipped]
