"""What the sheets of a form are put together from: wording, cells to fill in, hidden keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.heights import text_lines
from tiesnet.exports.workbook.looks import FACE, INK, Looks
from tiesnet.exports.workbook.page import set_page

FRAME = "8A949E"
_LONGEST_PROMPT, _LONGEST_TITLE = 250, 32
KEY, LABEL, ANSWER = 1, 2, 3  # columns


class FormLooks(Looks):
    """The looks of our workbooks, and those of cells to fill in."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        side = Side("thin", color=FRAME)
        frame = Border(left=side, right=side, top=side, bottom=side)
        font = Font(name=FACE, sz=11, color=INK)
        self.text_in = self._open(font, Alignment(vertical="center", wrap_text=True), frame, "@")
        self.number_in = self._open(
            font, Alignment(horizontal="center", vertical="center"), frame, "General"
        )
        self.label = self._make(font, Alignment(vertical="center", wrap_text=True))
        line = Border(bottom=Side("hair", color=FRAME))
        left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self.firm = self._make(font, left, line)
        self.strong = self._make(Font(name=FACE, sz=11, b=True, color=INK), left)
        self.head_center = self._make(
            Font(name=FACE, sz=10, b=True, color=INK),
            Alignment(horizontal="center", vertical="bottom", wrap_text=True),
            Border(bottom=Side("thin", color=INK)),
        )
        self.legend = self._make(
            Font(name=FACE, sz=11, color=INK), Alignment(vertical="top", wrap_text=True)
        )
        self.legend.fill = PatternFill("solid", fgColor="EEF2F5")

    def _open(self, font: Font, alignment: Alignment, frame: Border, kind: str) -> Cell:
        cell = self._make(font, alignment, frame, kind)
        cell.protection = Protection(locked=False)
        return cell


class Page:
    """One sheet of a form while it is written, row by row from the top."""

    def __init__(self, sheet: Worksheet, looks: FormLooks, widths: Sequence[float]) -> None:
        self.sheet, self.looks, self.row = sheet, looks, 1
        self.last = len(widths) + 1
        self._width = sum(widths)
        sheet.column_dimensions["A"].width = 2
        sheet.column_dimensions["A"].hidden = True
        for k, width in enumerate(widths, 2):
            sheet.column_dimensions[get_column_letter(k)].width = width
        self._lists: dict[tuple[Any, ...], DataValidation] = {}

    def say(self, text: str, style: Any, line: float = 15.0, after: float = 3.0) -> None:
        """Write a sentence across the sheet."""
        put(self.sheet, self.row, LABEL, text, style)
        for k in range(LABEL + 1, self.last + 1):
            put(self.sheet, self.row, k, None, style)
        if self.last > LABEL:
            self.sheet.merge_cells(
                start_row=self.row, start_column=LABEL, end_row=self.row, end_column=self.last
            )
        lines = text_lines(text, self._width * 0.95)
        self.sheet.row_dimensions[self.row].height = line * lines + after
        self.row += 1

    def title(self, text: str) -> None:
        """Write the title of the sheet."""
        self.say(text, self.looks.title, 21.0, 6.0)

    def heading(self, text: str) -> None:
        """Write a heading inside the sheet."""
        self.gap(6)
        self.say(text, self.looks.heading, 18.0, 4.0)

    def gap(self, height: float = 8.0) -> None:
        """Leave a little space."""
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def head(self, words: Sequence[str]) -> None:
        """Write the headings of columns; the first stands left, the others above their cells."""
        for k, word in enumerate(words, LABEL):
            style = self.looks.head_text if k == LABEL else self.looks.head_center
            put(self.sheet, self.row, k, word, style)
        longest = max(
            text_lines(word, self.sheet.column_dimensions[get_column_letter(k)].width * 0.85)
            for k, word in enumerate(words, LABEL)
        )
        self.sheet.row_dimensions[self.row].height = 14.0 * longest + 4
        self.row += 1

    def ask(self, key: str, label: str, number: bool = False, label_style: Any = None) -> str:
        """Write a row with a label and one cell to fill in; give the place of the cell."""
        put(self.sheet, self.row, KEY, key)
        put(self.sheet, self.row, LABEL, label, label_style or self.looks.label)
        style = self.looks.number_in if number else self.looks.text_in
        put(self.sheet, self.row, ANSWER, None, style)
        width = self.sheet.column_dimensions["B"].width
        lines = text_lines(label, width * 0.92)
        self.sheet.row_dimensions[self.row].height = 15.0 * lines + 5
        self.row += 1
        return f"{get_column_letter(ANSWER)}{self.row - 1}"

    def open_row(self, key: str, numbers: Sequence[bool]) -> list[str]:
        """Write a row of cells to fill in; give their places."""
        put(self.sheet, self.row, KEY, key)
        for k, number in enumerate(numbers, LABEL):
            style = self.looks.number_in if number else self.looks.text_in
            put(self.sheet, self.row, k, None, style)
        self.sheet.row_dimensions[self.row].height = 20
        self.row += 1
        places = range(LABEL, LABEL + len(numbers))
        return [f"{get_column_letter(k)}{self.row - 1}" for k in places]

    def offer(self, cell: str, formula: str, hint: str, wrong: str) -> None:
        """Offer a list of choices in a cell."""
        self._rule(cell, ("list", formula, hint), wrong, type="list", formula1=formula)

    def number(self, cell: str, low: int, high: int, hint: str) -> None:
        """Take whole numbers only."""
        rule = {"type": "whole", "operator": "between", "formula1": low, "formula2": high}
        self._rule(cell, ("whole", low, high, hint), hint, **rule)

    def _rule(self, cell: str, key: tuple[Any, ...], wrong: str, **rule: Any) -> None:
        if key not in self._lists:
            made = DataValidation(allow_blank=True, **rule)
            made.showErrorMessage = made.showInputMessage = True
            made.error, made.prompt = wrong[:_LONGEST_PROMPT], str(key[-1])[:_LONGEST_PROMPT]
            made.errorTitle = self.sheet.title[:_LONGEST_TITLE]
            self._lists[key] = made
            self.sheet.add_data_validation(made)
        self._lists[key].add(cell)

    def finish(self, head: int = 0, frozen: bool = False) -> None:
        """Set the page up for screen and paper, and protect what is not to be filled in."""
        set_page(self.sheet, self.row - 1, self.last, head=head, upright=self._width < 110)
        self.sheet.sheet_format.defaultRowHeight = 15.0
        if frozen and head:
            self.sheet.freeze_panes = f"C{head + 1}"
        lock = self.sheet.protection
        lock.sheet = True
        lock.formatColumns = lock.formatRows = False  # these stay allowed
