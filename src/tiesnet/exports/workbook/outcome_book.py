"""What a test gives, as a workbook: words, a sheet for a paper, one sheet per table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.outcomes import outcome_tables
from tiesnet.exports.provenance import input_files, tiesnet_version
from tiesnet.exports.tables.diagnoses import in_words
from tiesnet.exports.tables.paper import Printed, printed_tables
from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.heights import text_lines
from tiesnet.exports.workbook.links import location
from tiesnet.exports.workbook.looks import INK, Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.one_sheet import question_sheet
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.prose import paragraph
from tiesnet.inference import Outcome
from tiesnet.language import say, word
from tiesnet.literature import sources

_SUMMARY, _PAPER = word("Summary"), word("For a paper")
_FACE = "Times New Roman"  # what journals ask for; pasted into Word it stays
_FIRST, _SECOND = 30.0, 80.0
_PASTE = word("Select the table and its note, copy, and paste into Word.")
_WIDEST, _NARROWEST = 40, 7
_HEAD_LINE = 15.0


def outcome_workbook(outcome: Outcome) -> bytes:
    """Give the bytes of a workbook of an outcome, the same for the same outcome."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    first = book.worksheets[0]
    shown = outcome_tables(outcome)
    titles = [say(_SUMMARY), say(_PAPER), *(table.title for table in shown)]
    first.title, paper, *names = sheet_names(titles)
    looks.home = first.title
    if shown:
        _for_paper(book.create_sheet(paper), printed_tables(outcome), looks)
    for name, table in zip(names, shown, strict=True):
        question_sheet(book.create_sheet(name), [replace(table, fine=True)], looks)
    about = [(name, table.reading or table.title) for name, table in zip(names, shown, strict=True)]
    if shown:
        about.insert(0, (paper, say("The tables as a journal prints them.")))
    _summary(first, outcome, about, looks)
    return looks.saved(book)


def _summary(
    sheet: Worksheet, outcome: Outcome, about: Sequence[tuple[str, str]], looks: Looks
) -> None:
    """Say in words what was found, what was assumed and how it was done."""
    sheet.column_dimensions["A"].width = _FIRST
    sheet.column_dimensions["B"].width = _SECOND
    put(sheet, 1, 1, outcome.title, looks.title)
    sheet.row_dimensions[1].height = 26
    row = 2
    for text in outcome.sentences:
        row = paragraph(sheet, row, text, looks.answer, 16.5)
    row = _lines(sheet, row, say("What was assumed"), outcome.assumptions, looks)
    row = _lines(sheet, row, say("What to keep in mind"), outcome.cautions, looks)
    row = _lines(sheet, row, say("How it was done"), [outcome.method], looks)
    row = _pairs(sheet, row, say("Choices"), _choices(outcome), looks)
    row = _sheets(sheet, row, about, looks)
    works = [sources()[key].reference for key in outcome.source]
    row = _lines(sheet, row, say("References"), works, looks)
    row = _pairs(sheet, row, say("Made from"), _inputs(outcome), looks)
    set_page(sheet, row - 1, 2)


def _choices(outcome: Outcome) -> list[tuple[str, str]]:
    return [(say(str(name)), in_words(value)) for name, value in outcome.parameters.items()]


def _inputs(outcome: Outcome) -> list[tuple[str, str]]:
    files = input_files(outcome.net) if outcome.net is not None else []
    made = [(str(file["name"]), f"SHA-256 {file['sha256']}") for file in files]
    return [*made, ("tiesnet", tiesnet_version())]


def _section(sheet: Worksheet, row: int, title: str, looks: Looks) -> int:
    put(sheet, row + 1, 1, title, looks.heading)
    sheet.row_dimensions[row + 1].height = 22
    return row + 2


def _lines(sheet: Worksheet, row: int, title: str, texts: Iterable[str], looks: Looks) -> int:
    texts = [text for text in texts if text]
    if texts:
        row = _section(sheet, row, title, looks)
    for text in texts:
        row = paragraph(sheet, row, text, looks.prose)
    return row


def _pairs(
    sheet: Worksheet, row: int, title: str, pairs: Sequence[tuple[str, str]], looks: Looks
) -> int:
    if pairs:
        row = _section(sheet, row, title, looks)
    for name, value in pairs:
        put(sheet, row, 1, name, looks.prose)
        put(sheet, row, 2, value, looks.prose)
        lines = max(text_lines(name, _FIRST), text_lines(value, _SECOND * 1.05))
        sheet.row_dimensions[row].height = 15 * lines + 2
        row += 1
    return row


def _sheets(sheet: Worksheet, row: int, about: Sequence[tuple[str, str]], looks: Looks) -> int:
    if not about:
        return row
    row = _section(sheet, row, say("Sheets"), looks)
    for name, words in about:
        put(sheet, row, 1, name, looks.link)
        looks.link_to(sheet, f"A{row}", location(name))
        put(sheet, row, 2, words, looks.prose)
        sheet.row_dimensions[row].height = 15 * text_lines(words, _SECOND * 1.05) + 2
        row += 1
    return row


def _for_paper(sheet: Worksheet, shown: Sequence[Printed], looks: Looks) -> None:
    """Write tables with three rules across and no others, and their notes below."""
    _widen(sheet, shown)
    put(sheet, 1, 1, say(_PASTE), looks.quiet).alignment = Alignment(vertical="top")
    row = 3
    for number, table in enumerate(shown, 1):
        _words(
            sheet,
            row,
            say("Table {number}", number=number),
            Font(name=_FACE, sz=12, b=True, color=INK),
        )
        _words(sheet, row + 1, table.title, Font(name=_FACE, sz=12, i=True, color=INK))
        row = _note(sheet, _ruled(sheet, row + 2, table), table.note, looks) + 2
    set_page(sheet, row - 2, max(len(table.heads) for table in shown))


def _widen(sheet: Worksheet, shown: Sequence[Printed]) -> None:
    """Make every column as wide as the tables below each other want it."""
    for k in range(max(len(table.heads) for table in shown)):
        own = [table for table in shown if k < len(table.heads)]
        words = [word for table in own for word in table.heads[k].split()]
        cells = [row[k] for table in own for row in table.rows]
        longest = min(max(map(len, cells), default=0), _WIDEST)
        width = max(_NARROWEST, longest, *map(len, words))
        sheet.column_dimensions[get_column_letter(k + 1)].width = width + 2.5


def _ruled(sheet: Worksheet, top: int, table: Printed) -> int:
    """Write headings and rows; return the row below."""
    last = top + len(table.rows)
    for row, cells in enumerate([table.heads, *table.rows], top):
        over = _rule() if row == top else None
        under = _rule() if row in (top, last) else None
        for k, (text, right) in enumerate(zip(cells, table.right, strict=True), 1):
            cell = put(sheet, row, k, text)
            cell.font = Font(name=_FACE, sz=11, color=INK)
            side = "right" if right else "left"
            cell.alignment = Alignment(horizontal=side, vertical="bottom", wrap_text=row == top)
            cell.border = Border(top=over, bottom=under)
    sheet.row_dimensions[top].height = _HEAD_LINE * _head_lines(sheet, table.heads)
    return last + 1


def _head_lines(sheet: Worksheet, heads: Sequence[str]) -> int:
    widths = (sheet.column_dimensions[get_column_letter(k)].width for k in range(1, len(heads) + 1))
    return max(text_lines(head, width - 2) for head, width in zip(heads, widths, strict=True))


def _rule() -> Side:
    return Side("thin", color=INK)


def _words(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    put(sheet, row, 1, text).font = font


def _note(sheet: Worksheet, row: int, note: str, looks: Looks) -> int:
    if not note:
        return row - 1
    paragraph(sheet, row, say("Note. {note}", note=note), looks.prose)
    cell: Any = sheet.cell(row, 1)
    cell.font = Font(name=_FACE, sz=10, color=INK)
    return row
