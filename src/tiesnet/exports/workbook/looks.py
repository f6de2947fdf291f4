"""The few looks a cell can have: calm, hairlines, one blue for heat."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.tables.model import WRAPS, Column, Table
from tiesnet.exports.workbook.cells import save_bytes
from tiesnet.exports.workbook.links import Link, Places, location

INK, MUTED, HAIRLINE, LINK = "1C2024", "59626B", "D5D9DE", "005A8C"
# A quarter of the blue that means formal ties on the map: text stays black on it, on paper too.
HEAT_LOW, HEAT_HIGH = "FFFFFF", "9CC6E3"
FACE = "Calibri"
FORMATS = {
    "text": "General",
    "count": "#,##0",
    "number": "0.000",
    "percent": "0.0%",
    "p": '[=0]0.000;[<0.001]"< 0.001";0.000',
}
TINY = 0.0005
AT_LEAST = {"count": '"≥ "#,##0', "number": '"≥ "0.000', "percent": '"≥ "0.0%'}


class Looks:
    """Ready-made cells of one workbook whose look other cells copy.

    Attributes
    ----------
    rows : dict of sheet title to list of (first row, XML)
        Rows of tables, which `save_bytes` puts into their sheets.
    links : dict of sheet title to list of Link
        Likewise, links from cells.
    described : dict of sheet title to list of (title, description)
        Of the charts of a sheet, in their order.
    places : Places
        Where actors have their row; nowhere in most workbooks.
    home, terms : str
        The sheet every other leads back to; that with the definitions. Empty for none.
    meanings : dict of metric to row
        Of the definitions.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.worksheets[0]
        self.rows: dict[str, list[tuple[int, bytes]]] = {}
        self.links: dict[str, list[Link]] = {}
        self.described: dict[str, list[tuple[str, str]]] = {}
        self.places = Places()
        self.home, self.terms = "", ""
        self.meanings: dict[str, int] = {}
        self._quoted: dict[int, Cell] = {}
        self._linked: dict[int, Cell] = {}
        self._numbers: dict[int, int] = {}
        self._led: tuple[Table | None, dict[str, Sequence[str | None] | None]] = (None, {})
        line = Border(bottom=Side("hair", color=HAIRLINE))
        strong = Border(bottom=Side("thin", color=INK))
        top = Alignment(vertical="top", wrap_text=True)
        self.title = self._make(Font(name=FACE, sz=16, b=True, color=INK))
        self.heading = self._make(Font(name=FACE, sz=12, b=True, color=INK))
        self.answer = self._make(Font(name=FACE, sz=12, color=INK), top)
        self.prose = self._make(Font(name=FACE, sz=11, color=INK), top)
        self.quiet = self._make(Font(name=FACE, sz=10, color=MUTED), top)
        self.link = self._make(Font(name=FACE, sz=11, u="single", color=LINK), top)
        self.back = self._make(Font(name=FACE, sz=9, color=LINK), Alignment(vertical="center"))
        self.tile = self._make(
            Font(name=FACE, sz=22, b=True, color=INK), Alignment(horizontal="left")
        )
        self.tile_words = self._make(Font(name=FACE, sz=10, color=MUTED), top)
        self._heads(strong)
        self._bodies(top, line)

    def _heads(self, strong: Border) -> None:
        head = Font(name=FACE, sz=10, b=True, color=INK)
        self.head_text = self._make(
            head, Alignment(horizontal="left", vertical="bottom", wrap_text=True), strong
        )
        self.head_after = self._make(
            head, Alignment(horizontal="left", vertical="bottom", wrap_text=True, indent=1), strong
        )
        self.head_spill = self._make(
            head, Alignment(horizontal="left", vertical="bottom", indent=1), strong
        )
        self.head_number = self._make(
            head,
            Alignment(horizontal="right", vertical="bottom", wrap_text=True, indent=1),
            strong,
        )

    def _bodies(self, top: Alignment, line: Border) -> None:
        body = Font(name=FACE, sz=10, color=INK)
        self.wrapped = self._make(body, top, line)
        self.wrapped_after = self._make(
            body, Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1), line
        )
        text = Alignment(vertical="top")
        after = Alignment(horizontal="left", vertical="top", indent=1)
        self.after = self._make(body, after, line)
        number = Alignment(horizontal="right", vertical="top", indent=1)
        self.body = {
            kind: self._make(body, text if kind == "text" else number, line, form)
            for kind, form in FORMATS.items()
        }
        self.tiny = self._make(body, number, line, "0.0E+00")
        self.at_least = {
            kind: self._make(body, number, line, form) for kind, form in AT_LEAST.items()
        }

    def of(self, table: Table, place: int, label: Any, column: Column, value: Any) -> Cell:
        """Choose the look of one value of a table."""
        kind = table.kind(place, column)
        if kind == "text" or isinstance(value, str):
            first = column is table.columns[0]
            if column.kind == "text" and column.width >= WRAPS:
                return self.wrapped if first else self.wrapped_after
            return self.body["text"] if first else self.after
        if (label, column.key) in table.at_least:
            return self.at_least[kind]
        if table.fine and kind == "number" and 0 < abs(value or 0) < TINY:
            return self.tiny
        return self.body[kind]

    def number(self, look: Cell) -> int:
        """Give the number of a look in the workbook; openpyxl would look it up cell by cell."""
        if id(look) not in self._numbers:
            self._numbers[id(look)] = look.style_id
        return self._numbers[id(look)]

    def quoted(self, look: Cell) -> Cell:
        """Give a look for text that Excel would take for a formula: shown, never run."""
        if id(look) not in self._quoted:
            cell: Any = Cell(self._sheet, row=1, column=1)
            cell._style = copy(look._style)  # type: ignore[attr-defined]
            cell.quotePrefix = True
            self._quoted[id(look)] = cell
        return self._quoted[id(look)]

    def linked(self, look: Cell) -> Cell:
        """Give a look for text that leads somewhere: blue, without a line, since many do."""
        if id(look) not in self._linked:
            cell: Any = Cell(self._sheet, row=1, column=1)
            cell._style = copy(look._style)  # type: ignore[attr-defined]
            cell.font = Font(name=FACE, sz=look.font.sz, b=look.font.b, color=LINK)
            self._linked[id(look)] = cell
        return self._linked[id(look)]

    def leads(self, table: Table, column: Column) -> Sequence[str | None] | None:
        """Give where each cell of a column leads; None for a column of which none does."""
        if self._led[0] is not table:  # asked for the look of the cells, then for the links
            self._led = (table, {})
        found = self._led[1]
        if column.key not in found:
            found[column.key] = self._leads(table, column)
        return found[column.key]

    def _leads(self, table: Table, column: Column) -> Sequence[str | None] | None:
        if self.terms and column.key == "label" and table.key in ("network", "parameters"):
            rows = [self.meanings.get(str(name)) for name in table.rows.index]
            return [None if row is None else location(self.terms, f"A{row}") for row in rows]
        return self.places.of(table, column)

    def link_to(self, sheet: Worksheet, cell: str, to: str, tip: str = "") -> None:
        """Make a cell lead to a place in the workbook."""
        self.links.setdefault(sheet.title, []).append(Link(cell, to, tip))

    def saved(self, workbook: Workbook) -> bytes:
        """Give the bytes of the workbook with everything kept here."""
        return save_bytes(workbook, self.rows, self.links, self.described)

    def _make(
        self,
        font: Font,
        alignment: Alignment | None = None,
        border: Border | None = None,
        number_format: str = "General",
    ) -> Cell:
        cell = Cell(self._sheet, row=1, column=1)
        cell.font = font
        cell.number_format = number_format
        if alignment is not None:
            cell.alignment = alignment
        if border is not None:
            cell.border = border
        return cell


def heat() -> Any:
    """Shade a column from white (its smallest value) to light blue (its largest)."""
    return ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="min", start_color=HEAT_LOW, end_type="max", end_color=HEAT_HIGH
    )
