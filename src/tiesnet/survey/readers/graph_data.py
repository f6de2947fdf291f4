"""What a file of a graph program holds: nodes, edges and facts, as texts that know their line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isinf

import numpy as np

from tiesnet.language import localised, say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import LONGEST_CELL, Options, Origins
from tiesnet.survey.readers.registry import unreadable

# No name of an attribute can be one of these: neither XML nor GML has such characters in names.
ID, LABEL, SOURCE, TARGET, ARROW = "\0id", "\0label", "\0source", "\0target", "\0arrow"
NUMBERS = frozenset(
    "int integer long short byte float double bigdecimal biginteger real number".split()
)
_YES, _NO = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no"})
_COLUMNS = 16_384  # as many as a sheet of Excel
_SPAN = 5  # cells of a table per cell that is filled, at most
_SMALL = 1_000_000


class Budget:
    """How many cells may still be read from one file."""

    def __init__(self, file: str, options: Options) -> None:
        self.file, self.allowed = file, options.csv_cells
        self.cells = self.span = 0

    def spend(self, filled: int) -> None:
        """Count filled cells."""
        self.cells += filled
        if self.cells > self.allowed:
            self._refuse(
                say(
                    "more values than the {allowed} allowed", allowed=localised(f"{self.allowed:,}")
                )
            )

    def stretch(self, columns: int, rows: int) -> None:
        """Count the cells of a table, empty ones too: few values must not make a huge table."""
        if columns > _COLUMNS:
            self._refuse(
                say("more than {columns} different attributes", columns=localised(f"{_COLUMNS:,}"))
            )
        self.span += columns * rows
        if self.span > max(_SPAN * self.cells, min(_SMALL, self.allowed)):
            self._refuse(say("very many attributes, almost all of them empty"))

    def _refuse(self, what: str) -> None:
        raise unreadable(
            self.file,
            say("{file} has {what}.", file=self.file, what=what),
            say("Export only what belongs to the survey, or raise max_cells."),
        )


class Rows:
    """Nodes or edges: cells by attribute, and the line each row begins in."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.lines: list[int] = []
        self._columns: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self.lines)

    def add(self, line: int, cells: Mapping[str, str]) -> None:
        """Add a row."""
        number = len(self.lines)
        for name, text in cells.items():
            column = self._columns.get(name)
            if column is None:
                column = self._columns[name] = []
                self._budget.stretch(len(self._columns), 0)
            if len(column) < number:
                column.extend([""] * (number - len(column)))
            column.append(text[: LONGEST_CELL + 1])
        self.lines.append(line)
        self._budget.spend(len(cells))

    def columns(self) -> dict[str, list[str]]:
        """All columns, each as long as there are rows."""
        self._budget.stretch(len(self._columns), len(self.lines))
        for column in self._columns.values():
            column.extend([""] * (len(self.lines) - len(column)))
        return self._columns


@dataclass
class Graph:
    """One graph of a file.

    Attributes
    ----------
    name : str
        Its name, if it says one.
    nodes, edges : Rows
        Under `ID`, `LABEL`, `SOURCE`, `TARGET`, `ARROW` (yes or no) and the names of attributes.
    facts : dict
        What it says of itself as a whole.
    apart : str
        What tells its nodes from those of other graphs that have the same ids, if anything.
    arrow : str
        Whether edges that do not say it have an arrow: yes or no.
    """

    name: str
    nodes: Rows
    edges: Rows
    facts: dict[str, str] = field(default_factory=dict)
    apart: str = ""
    arrow: str = "no"


@dataclass
class GraphFile:
    """All graphs of a file, what it says of itself, and what of it has no place in a survey."""

    file: str
    budget: Budget
    log: Log
    graphs: list[Graph] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    unread: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def begin(self, name: str) -> Graph:
        """Begin another graph."""
        self.graphs.append(Graph(name, Rows(self.budget), Rows(self.budget)))
        return self.graphs[-1]

    def leave_out(self, what: str, line: int, severity: str = "warning") -> None:
        """Count something that is not read; `say_unread` says it."""
        count, first = self.unread.get((what, severity), (0, line))
        self.unread[(what, severity)] = (count + 1, first)

    def say_unread(self) -> None:
        """Say what was not read, a row for each kind of thing."""
        for (what, severity), (count, line) in self.unread.items():
            since = say(", first in line {line}", line=line) if line else ""
            times = say(" ({n} times{since})", n=count, since=since) if count > 1 else ""
            place = Place(self.file, "", line or None)
            self.log.add("part_not_read", place, f"{what}{times}.", severity=severity)

    def typed(self, text: str, kind: str, attribute: str, line: int) -> str:
        """The text of a value whose type the file declares; no number is infinite."""
        if kind == "boolean":
            word = text.strip().casefold()
            return "yes" if word in _YES else "no" if word in _NO else text
        if kind in NUMBERS:
            return self.finite(text.strip(), attribute, line)
        return text

    def finite(self, text: str, attribute: str, line: int) -> str:
        """The text of a number, empty with a problem when it is infinite."""
        if not text[-1:].isalpha() or not _is_infinite(text):
            return text
        said = say(
            "{text} is no number that can be used; the value was read as empty.", text=f"{text!r}"
        )
        self.log.add("not_a_number", Place(self.file, "", line, attribute, text), said)
        return ""


def _is_infinite(text: str) -> bool:
    try:
        return isinf(float(text))
    except ValueError:
        return False


def origins(file: str, lines: Sequence[int]) -> Origins:
    """Where the rows of a table stand, given the line of each."""
    blank = np.full(len(lines), "", dtype=object)
    files = np.full(len(lines), file, dtype=object)
    return Origins(files, blank, np.array(lines, dtype=np.int64), blank)
