"""The measures alone as a workbook: a wide sheet per relation, the network, the longer tables."""

from __future__ import annotations

from openpyxl import Workbook

from tiesnet.exports.tables import (
    choices_table,
    further_tables,
    layer_table,
    network_table,
    parameters_table,
    reasons_table,
)
from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.one_sheet import data_sheet
from tiesnet.metrics import Measures
from tiesnet.network import switched


def measures_workbook(measures: Measures) -> bytes:
    """Give the bytes of a workbook of measures, the same for the same measures."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    first = book.worksheets[0]
    shown = [layer_table(measures, layer) for layer in measures.layers if layer in measures.actors]
    if not measures.network.empty:
        shown.append(network_table(measures))
    shown += further_tables(measures, every=True)
    net = measures.net
    if switched(net.origin.survey, net.origin.parameters.get("policies", {})):
        shown.append(choices_table(measures))
    parameters = parameters_table(measures)
    if len(parameters.rows):
        shown.append(parameters)
    reasons = reasons_table(measures)
    if len(reasons.rows) or not shown:
        shown.append(reasons)
    names = sheet_names([table.title for table in shown])
    for k, (name, table) in enumerate(zip(names, shown, strict=True)):
        sheet = book.create_sheet(name)
        data_sheet(sheet, table, looks, (), f"Table{k + 1}", _frozen(table))
    book.remove(first)
    return looks.saved(book)


def _frozen(table: Table) -> int:
    return 2 if table.key == "layer" else 1
