"""What ``tiesnet check`` and ``tiesnet policies`` find, as workbooks."""

from __future__ import annotations

from typing import Any

import pandas as pd
from openpyxl import Workbook

from tiesnet.diagnosis import diagnoses
from tiesnet.exports import tables
from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.book import with_answer
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.one_sheet import data_sheet, question_sheet
from tiesnet.language import say
from tiesnet.metrics import Measures


def check_workbook(problems: pd.DataFrame, measures: Measures | None) -> bytes:
    """Give the bytes of a workbook of problems, assumptions and the quality of the survey.

    Without measures the survey could not be read to its end, and only problems are known.
    """
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    first = book.worksheets[0]
    first.title = looks.home = sheet_names([say("Problems")])[0]
    question_sheet(first, _problem_tables(problems, measures), looks)
    if measures is not None:
        _quality(book, measures, looks)
    return looks.saved(book)


def _problem_tables(problems: pd.DataFrame, measures: Measures | None) -> list[Table]:
    place = ("severity", "file", "sheet", "row", "column", "value")
    made = [tables.problem_rows(problems).first(*place)]
    if measures is None:
        return made
    assumed = tables.assumptions_table(measures).first("code", "count")
    chosen = tables.choices_table(measures).first("code", "count", "of")
    return [*made, *(table for table in (assumed, chosen) if len(table.rows))]


def _quality(book: Any, measures: Measures, looks: Looks) -> None:
    """Give each diagnosis of the quality of the survey a sheet."""
    every = [study for study in diagnoses().values() if study.chapter == "survey"]
    names = sheet_names([*book.sheetnames, *(say(study.label) for study in every)])
    for name, study in zip(names[len(book.sheetnames) :], every, strict=True):
        made = tables.diagnosis_tables(measures, study.name)
        if made:
            first = with_answer(measures, study, made[0])
            question_sheet(book.create_sheet(name), [first, *made[1:]], looks)


def policies_workbook(table: Table) -> bytes:
    """Give the bytes of a workbook of numbers under every policy."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    sheet = book.worksheets[0]
    sheet.title = sheet_names([say("Policies")])[0]
    data_sheet(sheet, table, looks, (), "Policies", columns=2)
    return looks.saved(book)
