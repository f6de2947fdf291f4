"""A comparison of clusters as a workbook: in words, the four blocks, what is behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.compare.tables import (
    block_tables,
    further_tables,
    measures_table,
    opportunities,
)
from tiesnet.exports.provenance import input_files, library_versions, tiesnet_version
from tiesnet.exports.tables.diagnoses import in_words
from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.heights import text_lines
from tiesnet.exports.workbook.links import location
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.one_sheet import question_sheet
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.prose import paragraph
from tiesnet.inference import Outcome
from tiesnet.language import say, word
from tiesnet.literature import sources
from tiesnet.network import Network

_FIRST, _SECOND = 34.0, 76.0
_SHEETS = {
    "environment": word("Environment"),
    "governance": word("Governance"),
    "strategy": word("Strategy"),
    "market": word("Market access"),
    "adjusted": word("Raw and size-adjusted"),
    "meet": word("Introduce"),
    "offers_needs": word("Offers and needs"),
    "offers_test": word("Offers against chance"),
    "chain": word("Stages"),
    "inputs": word("Inputs"),
    "markets": word("Markets"),
    "differences": word("Differences tested"),
    "surveys": word("Surveys"),
    "relations": word("Relations compared"),
    "sizes": word("Size"),
    "numbers": word("Every number"),
    "measures": word("Measures"),
}


def comparison_workbook(outcome: Outcome, networks: Mapping[str, Network]) -> bytes:
    """Give the bytes of the workbook, the same for the same comparison."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    first = book.worksheets[0]
    shown = [_with_answer(table) for table in block_tables(outcome)]
    shown += [*further_tables(outcome), measures_table(outcome)]
    titles = [say(_SHEETS[t.key]) if t.key in _SHEETS else t.title for t in shown]
    first.title, *names = sheet_names([say("Summary"), *titles])
    looks.home = first.title
    for name, table in zip(names, shown, strict=True):
        question_sheet(book.create_sheet(name), [table], looks)
    _summary(first, outcome, networks, list(zip(names, shown, strict=True)), looks)
    return looks.saved(book)


def _with_answer(table: Table) -> Table:
    """Leave out of a block what only the page uses."""
    keys = [column.key for column in table.columns]
    return replace(table, rows=table.rows[keys])


def _summary(
    sheet: Worksheet,
    outcome: Outcome,
    networks: Mapping[str, Network],
    shown: Sequence[tuple[str, Table]],
    looks: Looks,
) -> None:
    """Say in words what was found, what could follow, how it was done."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _FIRST, _SECOND
    put(sheet, 1, 1, outcome.title, looks.title)
    sheet.row_dimensions[1].height = 26
    row = 2
    for text in outcome.sentences:
        row = paragraph(sheet, row, text, looks.answer, 16.5)
    row = _section(sheet, row, say("What could follow"), opportunities(outcome), looks)
    row = _section(sheet, row, say("Keep in mind"), outcome.cautions, looks)
    row = _heading(sheet, row, say("Sheets"), looks)
    for name, table in shown:
        put(sheet, row, 1, name, looks.link)
        looks.link_to(sheet, f"A{row}", location(name))
        row = _beside(sheet, row, table.title, looks)
    row = _section(sheet, row, say("How it was done"), [outcome.method], looks)
    row = _section(sheet, row, say("What was assumed"), outcome.assumptions, looks)
    works = [sources()[key].reference for key in outcome.source]
    row = _section(sheet, row, say("References"), works, looks)
    row = _heading(sheet, row, say("Made from"), looks)
    for what, value in _made_from(outcome, networks):
        put(sheet, row, 1, what, looks.prose)
        row = _beside(sheet, row, value, looks)
    set_page(sheet, row - 1, 2)


def _heading(sheet: Worksheet, row: int, title: str, looks: Looks) -> int:
    put(sheet, row + 1, 1, title, looks.heading)
    sheet.row_dimensions[row + 1].height = 22
    return row + 2


def _section(sheet: Worksheet, row: int, title: str, texts: Iterable[str], looks: Looks) -> int:
    texts = [text for text in texts if text]
    if not texts:
        return row
    row = _heading(sheet, row, title, looks)
    for text in texts:
        row = paragraph(sheet, row, text, looks.prose)
    return row


def _beside(sheet: Worksheet, row: int, text: str, looks: Looks) -> int:
    put(sheet, row, 2, text, looks.prose)
    left = str(sheet.cell(row, 1).value or "")
    lines = max(text_lines(text, _SECOND * 1.05), text_lines(left, _FIRST))
    sheet.row_dimensions[row].height = 15 * lines + 2
    return row + 1


def _made_from(outcome: Outcome, networks: Mapping[str, Network]) -> list[tuple[str, str]]:
    rows = []
    for name, net in networks.items():
        files = [f"{file['name']}, SHA-256 {file['sha256']}" for file in input_files(net)]
        rows.append((name, "; ".join(files) or say("made in Python, not read from a file")))
    rows += [(say(str(name)), in_words(value)) for name, value in outcome.parameters.items()]
    rows.append(("tiesnet", tiesnet_version()))
    return [*rows, *library_versions().items()]
