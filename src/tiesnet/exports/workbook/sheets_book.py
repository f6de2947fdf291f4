"""The sheets per firm as a workbook: an index, and a page to print for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.sheets.model import Sheet
from tiesnet.exports.workbook.cells import put, save_bytes
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.prose import paragraph
from tiesnet.language import say, say_n

_WIDTHS = (44, 12, 12, 12, 14, 24)
_MOST_NAMES = 40


def sheets_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Give the bytes of the workbook, the same for the same sheets."""
    book = Workbook()
    book.properties.creator = "tiesnet"
    looks = Looks(book)
    first = book.worksheets[0]
    first.title, *titles = sheet_names([say("Index"), *(sheet.name for sheet in sheets)])
    _index(first, sheets, titles, looks)
    for title, sheet in zip(titles, sheets, strict=True):
        _firm(book.create_sheet(title), sheet, first.title, looks)
    return save_bytes(book, looks.rows)


def _index(page: Worksheet, sheets: Sequence[Sheet], titles: Sequence[str], looks: Looks) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 50, 56
    put(page, 1, 1, say("Sheets per firm"), looks.title)
    page.row_dimensions[1].height = 26
    row = paragraph(page, 2, _about(sheets[0]), looks.quiet, 13.5)
    said = say(
        "Each firm gets its own sheet. This workbook holds the sheets of all: keep it to yourself."
    )
    row = paragraph(page, row, said, looks.prose) + 1
    for title, sheet in zip(titles, sheets, strict=True):
        _link(page, row, title, sheet.name, looks)
        put(page, row, 2, sheet.line, looks.quiet)
        row += 1
    page.freeze_panes = "A4"
    set_page(page, row - 1, 2, upright=True)


def _firm(page: Worksheet, sheet: Sheet, index: str, looks: Looks) -> None:
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    put(page, 1, 1, sheet.name, looks.title)
    page.row_dimensions[1].height = 26
    row = 2
    for text in (sheet.line, _about(sheet)):
        if text:
            row = paragraph(page, row, text, looks.quiet, 13.5)
    row = _numbers(page, row + 1, sheet, looks)
    row = _partners(page, row + 1, sheet, looks)
    row = _meetings(page, row + 1, sheet, looks)
    for label, text in ((say("Offers"), sheet.offers), (say("Looks for"), sheet.seeks)):
        if text:
            row = paragraph(page, row, f"{label}: {text}", looks.prose)
    row = _heading(page, row + 1, say("How to read this"), looks)
    said = say(
        "Partners are counted once, however many ties lead to them. A quarter of the firms that "
        "answered in full have at most the number under ¼, half of them at most that under ½, "
        "three quarters at most that under ¾."
    )
    for text in (said, *sheet.notes):
        row = paragraph(page, row, text, looks.quiet, 13.5)
    _link(page, row, index, say("Back to the index"), looks)
    set_page(page, row - 1, len(_WIDTHS), single=True, upright=True)


def _about(sheet: Sheet) -> str:
    return " · ".join(part for part in (sheet.survey, sheet.date, sheet.rate) if part)


def _heading(page: Worksheet, row: int, text: str, looks: Looks) -> int:
    put(page, row, 1, text, looks.heading)
    page.row_dimensions[row].height = 20
    return row + 1


def _numbers(page: Worksheet, row: int, sheet: Sheet, looks: Looks) -> int:
    row = _heading(page, row, say("Its numbers among the firms that answered"), looks)
    heads = (say("Number"), say("This firm"), "¼", "½", "¾", say("Where it stands"))
    for column, text in enumerate(heads, start=1):
        look: Any = looks.head_number if 1 < column < 6 else looks.head_text
        put(page, row, column, text, looks.head_after if column == 6 else look)
    for number in sheet.numbers:
        row += 1
        label = f"   {number.label}" if number.part else number.label
        put(page, row, 1, label, looks.wrapped)
        own: Any = looks.body["percent" if number.kind == "percent" else "count"]
        put(page, row, 2, number.value, own)
        quarters = number.among
        look = looks.body["percent" if number.kind == "percent" else "number"]
        for column, name in enumerate(("low", "middle", "high"), start=3):
            cell = put(page, row, column, getattr(quarters, name, None), look)
            if number.kind != "percent":
                cell.number_format = "#,##0.##" if _broken(cell.value) else "#,##0"
        put(page, row, 6, number.place, looks.after)
    return row + 1


def _broken(value: object) -> bool:
    return isinstance(value, float) and not value.is_integer()


def _partners(page: Worksheet, row: int, sheet: Sheet, looks: Looks) -> int:
    row = _heading(page, row, say("Its partners, by kind of tie"), looks)
    for group in sheet.groups:
        names = ", ".join(group.names[:_MOST_NAMES])
        more = len(group.names) - _MOST_NAMES
        rest = f" {say_n(more, 'and {n} more', 'and {n} more')}" if more > 0 else ""
        text = f"{group.label} ({len(group.names)}): {names}{rest}"
        row = paragraph(page, row, text, looks.prose)
    if not sheet.groups:
        row = paragraph(page, row, say("None reported."), looks.prose)
    return row


def _meetings(page: Worksheet, row: int, sheet: Sheet, looks: Looks) -> int:
    if not sheet.meetings and not sheet.unnamed_meetings:
        return row
    row = _heading(page, row, say("Whom it could meet"), looks)
    for one in sheet.meetings:
        ask = say("To be asked for an introduction: {who}.", who=one.ask) if one.ask else ""
        why = f": {one.why}" if one.why else ""
        row = paragraph(page, row, f"{one.whom}{why}. {ask}".strip(), looks.prose)
    if sheet.unnamed_meetings:
        text = say_n(
            sheet.unnamed_meetings,
            "{n} more proposal is with a firm that did not agree to be named: ask whoever made "
            "this survey.",
            "{n} more proposals are with firms that did not agree to be named: ask whoever made "
            "this survey.",
        )
        row = paragraph(page, row, text, looks.prose)
    return row


def _link(page: Worksheet, row: int, target: str, text: str, looks: Looks) -> None:
    cell = put(page, row, 1, text, looks.link)
    place = f"'{target}'!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=text)
