"""The measures alone as a workbook: a wide sheet per relation, the network, why cells are empty."""

from __future__ import annotations

import re

from openpyxl import Workbook

from tiesnet.exports.tables import layer_table, network_table, reasons_table
from tiesnet.exports.tables.model import Table
from tiesnet.exports.text import legal_text
from tiesnet.exports.workbook.book import data_sheet
from tiesnet.exports.workbook.cells import save_bytes
from tiesnet.exports.workbook.looks import Looks
from tiesnet.metrics import Measures

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def measures_workbook(measures: Measures) -> bytes:
    """Give the bytes of a workbook of measures, the same for the same measures."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    first = book.worksheets[0]
    shown = [layer_table(measures, layer) for layer in measures.layers if layer in measures.actors]
    if not measures.network.empty:
        shown.append(network_table(measures))
    reasons = reasons_table(measures)
    if len(reasons.rows) or not shown:
        shown.append(reasons)
    names = sheet_names([table.title for table in shown])
    for k, (name, table) in enumerate(zip(names, shown, strict=True)):
        sheet = book.create_sheet(name)
        data_sheet(sheet, table, looks, (), f"Table{k + 1}", _frozen(table))
    book.remove(first)
    return save_bytes(book, looks.long_rows)


def _frozen(table: Table) -> int:
    return 2 if table.key == "layer" else 1


def sheet_names(titles: list[str]) -> list[str]:
    """Make names Excel accepts: at most 31 characters, no slashes or brackets, each different.

    >>> sheet_names(["Who sells to whom? / all", "a" * 40, "A" * 40])[0]
    'Who sells to whom all'
    """
    taken: set[str] = {"history", ""}
    names = []
    for title in titles:
        stem = " ".join(_FORBIDDEN.sub(" ", legal_text(title)).split())[:31] or "Sheet"
        name, k = stem, 2
        while name.casefold() in taken:
            name, k = f"{stem[: 31 - len(str(k)) - 1]} {k}", k + 1
        taken.add(name.casefold())
        names.append(name)
    return names
