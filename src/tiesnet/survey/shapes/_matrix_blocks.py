"""Matrices in a sheet: where each begins and ends, and what its rows and columns are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tiesnet.survey.readers.sheets import Row, Sheet
from tiesnet.survey.words import name_key

MOST_ROWS = 20_000  # Excel has 16,384 columns; more rows are no matrix
_FIRST_ROWS = 12
_WHOLE = re.compile(r"\d+(\.0)?")


class Label(NamedTuple):
    """What a row or column is called; ``at`` is its row number, or its place in the sheet."""

    text: str
    at: int

    @property
    def key(self) -> str:
        """What two spellings of one name share."""
        return label_key(self.text)


class Block(NamedTuple):
    """One matrix: labels, and a list of cells per row, as many as there are columns.

    ``title`` stands above it, ``corner`` in its first cell; ``named`` says whether its rows have
    names of their own. ``header`` is the row number of the columns' names.
    """

    sheet: Sheet
    title: str
    corner: str
    header: int
    columns: list[Label]
    rows: list[Label]
    cells: list[list[str]]
    named: bool = True

    def kept(self, rows: Sequence[int], columns: Sequence[int]) -> Block:
        """Keep these rows and columns."""
        return self._replace(
            rows=[self.rows[k] for k in rows],
            columns=[self.columns[j] for j in columns],
            cells=[[self.cells[k][j] for j in columns] for k in rows],
        )


def label_key(text: str) -> str:
    """The key of a label; an id that some program turned into 12.0 is that of 12.

    >>> label_key("Ácme "), label_key("12.0")
    ('acme', '12')
    """
    return name_key(text.removesuffix(".0") if _WHOLE.fullmatch(text) else text)


def may_hold_square(sheet: Sheet) -> bool:
    """Whether some row near the top names what the first cells below it name, told quickly."""
    if len(sheet.grid.numbers) > MOST_ROWS:
        return False
    rows = [_tidy(cells) for _, cells in sheet.head(_FIRST_ROWS)]
    left = _left(rows)
    heads = [[label_key(cell) for cell in cells[left:]] for cells in rows]
    return any(
        len(set(above) - {""}) > 1 and any(below[:1] and below[0] in above for below in heads[k:])
        for k, above in enumerate(heads, start=1)
    )


def blocks_of(sheet: Sheet) -> list[Block]:
    """Cut a sheet into what may be matrices, one below the other."""
    if len(sheet.grid.numbers) > MOST_ROWS:
        return []
    rows = [(number, _tidy(cells)) for number, cells in sheet.cells()]
    left = _left([cells for _, cells in rows])
    rows = [(number, cells[left:]) for number, cells in rows]
    return [_block(sheet, title, part, left) for title, part in _parts(rows)]


def _tidy(cells: Sequence[str]) -> list[str]:
    """Cells without outer spaces and without the empty ones at the end."""
    tidy = [str(cell).strip() for cell in cells]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tidy


def _left(rows: Sequence[Sequence[str]]) -> int:
    """How many columns stand empty before the first text."""
    firsts = (next((k for k, cell in enumerate(cells) if cell), None) for cells in rows)
    return min((first for first in firsts if first is not None), default=0)


def _parts(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each matrix, with the title above it."""
    title, part = "", list[Row]()
    keys: set[str] = set()
    for row, after in pairwise([*rows, (0, [])]):
        cells = row[1]
        alone = sum(map(bool, cells)) == 1 and bool(cells[0])
        if alone and label_key(cells[0]) not in keys and len(after[1]) > 1:
            if part:
                yield title, part
            title, part, keys = cells[0], [], set()
        elif part and _begins(cells, part[0][1], keys):
            yield title, part
            title, part, keys = "", [row], set(map(label_key, cells))
        elif part or len(cells) > 1:
            part.append(row)
            keys = keys or set(map(label_key, cells))
    if part:
        yield title, part


def _begins(cells: Sequence[str], header: Sequence[str], keys: set[str]) -> bool:
    """Whether a row is the header of one more matrix: the names of the first one again."""
    first = label_key(cells[0]) if cells else ""
    if first in keys and first not in ("", label_key(header[0])):
        return False
    own = [label_key(cell) for cell in cells]
    shared = sum(key in keys for key in own[1:] if key)
    if len(own) > 2 and own[1:] == [label_key(cell) for cell in header[1:]]:
        return True
    return shared > 1 and 2 * shared > len(own) and not any(map(_is_number, cells[1:]))


def _is_number(text: str) -> bool:
    return bool(text) and text.replace(",", "").replace(".", "").lstrip("-").isdigit()


def _block(sheet: Sheet, title: str, part: Sequence[Row], left: int) -> Block:
    number, header = part[0]
    body = list(part[1:])
    named = True
    firsts = {label_key(cells[0]) for _, cells in body if cells}
    wider = header[:1] != [""] and bool(header) and label_key(header[0]) in firsts
    if wider:  # as R writes it: no cell above the names of the rows
        header = ["", *header]
    elif header[:1] != [""] and len(body) == len(header) and _unnamed(header, body):
        header, named = ["", *header], False
        body = [(row, [header[k + 1], *cells]) for k, (row, cells) in enumerate(body)]
    width = max([len(header), *(len(cells) for _, cells in body)])
    header = [*header, *[""] * (width - len(header))]
    shift = left - (wider or not named)
    columns = [Label(text, k + shift) for k, text in enumerate(header)][1:]
    rows = [Label(cells[0] if cells else "", row) for row, cells in body]
    cells = [[*cells[1:width], *[""] * (width - len(cells))] for _, cells in body]
    return Block(sheet, title, header[0] if header else "", number, columns, rows, cells, named)


def _unnamed(header: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether rows consist of numbers only, below columns with names."""
    return not any(map(_is_number, header)) and all(
        _is_number(cell) for _, cells in body for cell in cells if cell
    )
