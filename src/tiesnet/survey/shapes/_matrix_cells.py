"""From the cells of matrices to ties, and to who answered."""

from __future__ import annotations

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import RawTable
from tiesnet.survey.shapes._gathered import Gathered
from tiesnet.survey.shapes._matrix_blocks import Block, Label
from tiesnet.survey.shapes._matrix_kinds import is_blank, is_zero
from tiesnet.survey.words import quoted


class Found:
    """What the matrices of a file hold, and how it was understood."""

    def __init__(self, log: Log) -> None:
        self.ties = Gathered("ties", "source", "target", "relation", "strength", "reported_by")
        self.responses = Gathered("responses", "actor", "relation", "state")
        self.members = Gathered("affiliations", "actor", "organisation", "type")
        self.actors = Gathered("actors", "id")
        self.relations: list[str] = []
        self._log = log
        self._silent = self._open = 0

    def count(self, silent: int, blank: int) -> None:
        """Count rows without any cell, and empty cells of other rows."""
        self._silent += silent
        self._open += blank

    def say(self) -> None:
        """Say how rows and empty cells were understood."""
        if len(self.relations):
            text = say(
                "Rows of a matrix name columns: a number in the row of A and the column of B is a "
                "tie from A to B, reported by A. Where it is the other way round, transpose the "
                "matrix."
            )
            self._log.assume("rows_name_columns", text, len(self.ties))
        if self._silent:
            text = say("Firms whose row of a matrix is empty did not answer.")
            self._log.assume("empty_row_silent", text, self._silent)
        if self._open:
            text = say(
                "Empty cells in rows that have other cells, of a matrix that has zeros: this pair "
                "was not answered."
            )
            self._log.assume("empty_cell_open", text, self._open)

    def assume_no(self, name: str, count: int) -> None:
        """Say that empty cells mean no tie."""
        text = say(
            "The matrix {name} has no zeros, so its empty cells mean no tie.", name=quoted(name)
        )
        self._log.assume("empty_cell_no", text, count)

    def tables(self) -> list[RawTable]:
        """The tables of a survey, the ties in any case."""
        parts = (self.responses, self.members, self.actors)
        return [self.ties.table(), *(part.table() for part in parts if len(part))]


def take_ties(block: Block, name: str, found: Found) -> None:
    """Read a square matrix: ties, and for each row whether its firm answered."""
    found.relations.append(name)
    at = {label.key: j for j, label in enumerate(block.columns)}
    own = [at.get(label.key) for label in block.rows]
    zeros = any(
        is_zero(cell)
        for k, row in enumerate(block.cells)
        for j, cell in enumerate(row)
        if j != own[k]
    )
    blank_no = 0
    for k, (label, row) in enumerate(zip(block.rows, block.cells, strict=True)):
        others = [(block.columns[j], cell) for j, cell in enumerate(row) if j != own[k]]
        blank = sum(is_blank(cell) for _, cell in others)
        state = _state(blank, len(others), zeros)
        _add_response(block, label, name, state, found)
        if state == "silent":
            found.count(1, 0)
            continue
        found.count(0, blank if zeros else 0)
        blank_no += 0 if zeros else blank
        for other, cell in others:
            if not is_blank(cell) and (state == "partly" or not is_zero(cell)):
                ends = {"source": label.text, "target": other.text, "reported_by": label.text}
                tie = ends | {"relation": name, "strength": cell}
                found.ties.add(tie, block.sheet, label.at, other.text)
    if blank_no:
        found.assume_no(name, blank_no)
    rows = {label.key for label in block.rows}
    for label in block.columns:
        if label.key not in rows:
            missing = Label(label.text, block.header)
            _add_response(block, missing, name, "silent", found)


def _state(blank: int, size: int, zeros: bool) -> str:
    if blank == size:
        return "silent"
    return "partly" if blank and zeros else "answered"


def _add_response(block: Block, label: Label, name: str, state: str, found: Found) -> None:
    cells = {"actor": label.text, "relation": name, "state": state}
    found.responses.add(cells, block.sheet, label.at)


def take_members(block: Block, name: str, found: Found) -> None:
    """Read a matrix of firms by groups: who belongs to what."""
    for label, row in zip(block.rows, block.cells, strict=True):
        found.actors.add({"id": label.text}, block.sheet, label.at)
        for group, cell in zip(block.columns, row, strict=True):
            if not is_blank(cell) and not is_zero(cell):
                cells = {"actor": label.text, "organisation": group.text, "type": name}
                found.members.add(cells, block.sheet, label.at, group.text)
