"""A table as people read it: a question, its answer, columns in words, rows with their units."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pandas as pd

from tiesnet.language import say

WRAPS = 20
Kind = Literal["text", "count", "number", "percent", "p"]


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    key : str
        Code name, the column of ``Table.rows``.
    label : str
        Heading in plain words.
    unit : str
        Second line of the heading; may be empty.
    kind : {"text", "count", "number", "percent", "p"}
        How a value is shown; percent values are shares, 0 to 1; p is a probability.
    definition : str
        One paragraph, for a tooltip or cell comment.
    source : str
        Short reference, such as "Burt 1992".
    metric : str
        Name in the catalogue; empty when the column is no metric.
    width : int
        Characters a text column wants; 0 lets the output decide. From `WRAPS` on its text wraps.
    actor : bool
        Whether its cells name an actor.
    actors : bool
        Whether its cells list the names of actors, with semicolons between them.
    words : bool
        Whether its cells are words of ours, kept in English, which outputs say.
    named : bool
        Whether its heading is a name from the survey, which no output translates.
    """

    key: str
    label: str
    unit: str = ""
    kind: Kind = "text"
    definition: str = ""
    source: str = ""
    metric: str = ""
    width: int = 0
    actor: bool = False
    actors: bool = False
    words: bool = False
    named: bool = False

    def said(self) -> Column:
        """Give the same column headed in the language being written in."""
        if self.named:
            return replace(self, unit=say(self.unit), definition=say(self.definition))
        return replace(
            self, label=say(self.label), unit=say(self.unit), definition=say(self.definition)
        )


@dataclass(frozen=True, eq=False)
class Table:
    """Rows with the question they answer.

    Attributes
    ----------
    key : str
        Code name.
    title, question, answer, reading, note : str
        In plain words: what it is, what it is asked for, the answer in one sentence, how to read
        it, and what to keep in mind.
    columns : tuple of Column
        In the order shown.
    rows : DataFrame
        One column per `Column.key`; the index holds ids where rows are actors.
    at_least : frozenset of (row label, column key)
        Cells that are lower bounds: "3" is known, it may be more.
    row_kinds : tuple of str
        Where the rows are different measures: the kind of each row's numbers.
    fine : bool
        Whether numbers too small for three decimals are shown as powers of ten.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    question: str = ""
    answer: str = ""
    reading: str = ""
    note: str = ""
    at_least: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    row_kinds: tuple[Kind, ...] = ()
    fine: bool = False

    def __post_init__(self) -> None:
        """Say what it is in the language being written in; what was said already stays."""
        for name in ("title", "question", "answer", "reading", "note"):
            object.__setattr__(self, name, say(getattr(self, name)))
        object.__setattr__(self, "columns", tuple(column.said() for column in self.columns))

    def first(self, *keys: str) -> Table:
        """Give the same table with some columns moved to the front."""
        rank = {key: place for place, key in enumerate(keys)}
        columns = sorted(self.columns, key=lambda column: rank.get(column.key, len(rank)))
        return replace(self, columns=tuple(columns), rows=self.rows[[c.key for c in columns]])

    def part(self, start: int, end: int) -> Table:
        """Give some rows of the same table."""
        kinds = self.row_kinds[start:end]
        return replace(self, rows=self.rows.iloc[start:end], row_kinds=kinds)

    def kind(self, row: int, column: Column) -> Kind:
        """Give the kind of one cell: that of its row where rows are measures, else its column's."""
        if self.row_kinds and column.kind == "number":
            return self.row_kinds[row]
        return column.kind


def make_table(
    key: str, title: str, parts: Iterable[tuple[Column, pd.Series]], **words: Any
) -> Table:
    """Put columns side by side; the values are aligned by index."""
    parts = list(parts)
    columns = tuple(column for column, _ in parts)
    rows = pd.DataFrame({column.key: values for column, values in parts})
    return Table(key, title, columns, rows, **words)


def frame_table(
    key: str, title: str, frame: pd.DataFrame, columns: Sequence[Column], **words: Any
) -> Table:
    """Show a frame; columns it does not have, or that say nothing in any row, are left out."""
    kept = tuple(
        column
        for column in columns
        if column.key in frame.columns and not (len(frame) and _says_nothing(frame[column.key]))
    )
    return Table(key, title, kept, frame[[column.key for column in kept]], **words)


def _says_nothing(values: pd.Series) -> bool:
    return all(is_missing(value) or value == "" for value in values.tolist())


def is_missing(value: Any) -> bool:
    """Tell whether a cell is empty; asked of single values, pandas takes far longer."""
    if isinstance(value, str):
        return False
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or value is pd.NA or value is pd.NaT


def longest(values: pd.Series) -> int:
    """Give the length of the longest text, 0 where there is none."""
    if isinstance(values.dtype, pd.StringDtype):  # the same names stand in many rows
        values = values.drop_duplicates()
    return max((len(str(v)) for v in values.tolist() if not is_missing(v)), default=0)
