"""What ``tiesnet check`` and ``tiesnet policies`` find, as workbooks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from openpyxl import Workbook

from tiesnet.diagnosis import diagnose, diagnoses
from tiesnet.exports import tables
from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.book import data_sheet, question_sheet
from tiesnet.exports.workbook.cells import save_bytes
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.metrics import Measures


def check_workbook(problems: pd.DataFrame, measures: Measures | None) -> bytes:
    """Give the bytes of a workbook of problems, assumptions and the quality of the survey.

    Without measures the survey could not be read to its end, and only problems are known.
    """
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    first = book.worksheets[0]
    first.title = "Problems"
    question_sheet(first, _problem_tables(problems, measures), looks)
    if measures is not None:
        _quality(book, measures, looks)
    return save_bytes(book, looks.rows)


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
    names = sheet_names([*book.sheetnames, *(study.label for study in every)])
    for name, study in zip(names[len(book.sheetnames) :], every, strict=True):
        made = tables.diagnosis_tables(measures, study.name)
        if made:
            said = tables.answer_of(diagnose(measures, [study.name])[study.name])
            limits = " ".join(part for part in (made[0].reading, study.limits) if part)
            first = replace(made[0], question=study.question, answer=said, reading=limits)
            question_sheet(book.create_sheet(name), [first, *made[1:]], looks)


def policies_workbook(table: Table) -> bytes:
    """Give the bytes of a workbook of numbers under every policy."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    sheet = book.worksheets[0]
    sheet.title = "Policies"
    data_sheet(sheet, table, looks, (), "Policies", columns=2)
    return save_bytes(book, looks.rows)
