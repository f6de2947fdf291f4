"""Tables on their way in: as text cells, each of which knows where it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.survey.coded import constant
from tiesnet.survey.problems import Place

LONGEST_CELL = 32_767  # characters; the limit of Excel
LONGEST_HEADER = 1_000
_MOST_COLUMNS = 50_000  # a spreadsheet has 16,384


@dataclass(frozen=True)
class Options:
    """How far a reader may go.

    Attributes
    ----------
    encoding : str or None
        The character encoding of CSV files; found by rule when not given.
    max_cells : int, optional
        Most non-empty cells read from one file.
    max_bytes : int, optional
        Most bytes of one file, expanded.
    mapping : path, optional
        A TOML file that says what the columns mean.
    """

    encoding: str | None = None
    max_cells: int | None = None
    max_bytes: int | None = None
    mapping: Path | None = None

    @property
    def cells(self) -> int:
        """Most cells that are read one by one."""
        return 20_000_000 if self.max_cells is None else self.max_cells

    @property
    def csv_cells(self) -> int:
        """Most cells that are read by columns."""
        return 100_000_000 if self.max_cells is None else self.max_cells

    @property
    def columns(self) -> int:
        """Most columns of a CSV file."""
        return max(_MOST_COLUMNS, self.max_cells or 0)

    @property
    def bytes(self) -> int:
        """Most bytes of a workbook, expanded."""
        return 1_000_000_000 if self.max_bytes is None else self.max_bytes

    @property
    def csv_bytes(self) -> int:
        """Most bytes of a CSV file."""
        return 2_000_000_000 if self.max_bytes is None else self.max_bytes


class Origins(NamedTuple):
    """Where the rows of a made table stood in the user's files, one entry per row.

    ``row`` is 0 and ``column`` an empty text where there is none.
    """

    file: NDArray[np.object_]
    sheet: NDArray[np.object_]
    row: NDArray[np.int64]
    column: NDArray[np.object_]

    def keep(self, mask: NDArray[np.bool_]) -> Origins:
        """Keep the rows where the mask holds."""
        file, sheet, row, column = self
        return Origins(file[mask], sheet[mask], row[mask], column[mask])

    def place(self, at: int, column: str, value: str) -> Place:
        """The place of a row; its own column stands where no other one is known."""
        row = int(self.row[at]) or None
        return Place(self.file[at], self.sheet[at], row, column or self.column[at], value)


@dataclass(frozen=True)
class RawTable:
    """One sheet or file as read: every cell a text, nothing interpreted yet.

    Attributes
    ----------
    name : str
        Name of the sheet, or of the file without its suffix.
    file, sheet : str
        Where it stood (the sheet is empty for a CSV).
    headers : list of str
        Texts of the header row, empty texts included.
    frame : DataFrame
        Text cells, columns numbered like ``headers``, no empty rows.
    rows : array of int
        The row number of each row as the user sees it.
    header_row : int
        The row number of the header.
    dates, formulas : frozenset of (row number, column position)
        Cells that hold a date; formulas whose result was not stored.
    origins : Origins or None
        Where each row stood, when that differs from ``file``, ``sheet`` and ``rows``.
    wave : str
        The round of the survey it is about, when a folder or a file holds one round.
    """

    name: str
    file: str
    sheet: str
    headers: Sequence[str]
    frame: pd.DataFrame
    rows: NDArray[np.int64]
    header_row: int = 1
    dates: frozenset[tuple[int, int]] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    origins: Origins | None = None
    wave: str = ""


def made_table(
    name: str,
    columns: Mapping[str, Sequence[str]],
    file: str,
    rows: Sequence[int] | NDArray[np.int64] | None = None,
    origins: Origins | None = None,
) -> RawTable:
    """Make a table whose columns a reader has found out itself.

    Parameters
    ----------
    name : str
        A table of a survey, such as ties.
    columns : mapping of column name to texts
        Columns of the survey format, or of the user's own; all of one length, empty texts where
        nothing is known.
    file : str
        The name of the file it was read from.
    rows : sequence of int, optional
        The row or line of the file each row stands in; by default as counted from 1. No row
        stands twice, unless `origins` are given.
    origins : Origins, optional
        Where each row stood, when one row of the file makes several, or when a table is put
        together from several files.
    """
    length = len(next(iter(columns.values()), ()))
    frame = pd.DataFrame(
        {place: np.array(cells, dtype=object) for place, cells in enumerate(columns.values())},
        index=range(length),
        dtype=object,
    )
    if rows is None or origins is not None:
        rows = np.arange(1, length + 1)
    numbers = np.asarray(rows, dtype=np.int64)
    return RawTable(name, file, "", list(columns), frame, numbers, 0, origins=origins)


@dataclass(frozen=True)
class Table:
    """A recognised table: columns under their canonical names, cells still text.

    ``rows`` tells rows apart; `row` gives the number that a user sees. ``made`` is a table that
    does not stand in the user's file as such, but was made from it.
    """

    name: str
    frame: pd.DataFrame
    rows: NDArray[np.int64]
    file: str = ""
    sheet: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    dates: frozenset[tuple[int, str]] = frozenset()
    given: bool = True
    origins: Origins | None = None
    made: bool = False

    def __len__(self) -> int:
        return len(self.frame)

    def has(self, column: str) -> bool:
        """Whether the file holds this column."""
        return column in self.frame.columns

    def text(self, column: str) -> pd.Series:
        """The texts of a column; empty texts when the file does not hold it."""
        if column in self.frame.columns:
            return self.frame[column]
        return constant("", self.frame)

    def place(self, at: int | None = None, column: str = "", value: str = "") -> Place:
        """The place of a cell as the user sees it."""
        label = self.labels.get(column, column)
        if self.origins is not None and at is not None:
            place = self.origins.place(at, "" if label == column else label, value)
            return place if place.column else replace(place, column=column)
        row = None if at is None else int(self.rows[at])
        return Place(self.file, self.sheet, row, label, value)

    def row(self, at: int) -> int:
        """The number of a row as the user sees it."""
        return int(self.rows[at] if self.origins is None else self.origins.row[at])

    def find(self, column: str, value: str) -> Place:
        """The place of a value in a column; no place but the value when it is not there."""
        hits = np.flatnonzero((self.text(column) == value).to_numpy())
        return self.place(int(hits[0]), column, value) if len(hits) else Place(value=value)

    def keep(self, mask: NDArray[np.bool_] | pd.Series) -> Table:
        """Keep the rows where the mask holds."""
        flags = np.asarray(mask, dtype=bool)
        if flags.all():
            return self
        frame = self.frame[flags].reset_index(drop=True)
        origins = None if self.origins is None else self.origins.keep(flags)
        return replace(self, frame=frame, rows=self.rows[flags], origins=origins)

    def with_column(self, column: str, values: Any) -> Table:
        """Replace or add a column."""
        return replace(self, frame=self.frame.assign(**{column: values}))


def no_table(name: str, columns: Sequence[str] = ()) -> Table:
    """Stand in for a table the survey does not have."""
    frame = pd.DataFrame({column: pd.Series(dtype=object) for column in columns})
    return Table(name, frame, np.zeros(0, dtype=np.int64), given=False)
