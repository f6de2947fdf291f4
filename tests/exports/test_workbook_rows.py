"""Rows of tables are written into sheets where they belong, and mean what they say."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from tiesnet.exports.tables.model import Column, Table, longest
from tiesnet.exports.workbook.book import question_sheet
from tiesnet.exports.workbook.cells import save_bytes
from tiesnet.exports.workbook.looks import Looks

VALUES = ["=1+1", "plain", None, "<b>&", "plain", ("a", "b"), True, "two\nlines", "#N/A"]
NUMBERS = [1.5, float("nan"), float("inf"), -2.0, 0.0, 1e-9, 3.0, 4.0, 5.0]


@pytest.fixture(scope="module")
def sheet() -> object:
    frame = pd.DataFrame({"said": pd.Series(VALUES, dtype="object"), "number": NUMBERS})
    columns = (Column("said", "Said", width=30), Column("number", "Number", kind="number"))
    one = Table("one", "One", columns, frame, question="What is first?", note="Keep it in mind.")
    other = Table("other", "Other", columns, frame.iloc[:2])
    book = openpyxl.Workbook()
    looks = Looks(book)
    question_sheet(book.worksheets[0], [one, other], looks)
    return openpyxl.load_workbook(io.BytesIO(save_bytes(book, looks.rows))).worksheets[0]


def test_rows_stand_between_what_is_above_and_below(sheet) -> None:
    first = [row[0].value for row in sheet.iter_rows()]
    assert first.index("What is first?") < first.index("=1+1") < first.index("Keep it in mind.")
    assert first.index("Keep it in mind.") < first.index("Other") < len(first) - 1
    assert [k for k, value in enumerate(first) if value == "=1+1"][1] > first.index("Other")


def test_values_stay_what_they_are(sheet) -> None:
    start = next(row[0].row for row in sheet.iter_rows() if row[0].value == "=1+1")
    said = [sheet.cell(start + k, 1) for k in range(len(VALUES))]
    assert [cell.value for cell in said] == [
        "=1+1", "plain", None, "<b>&", "plain", "a; b", "yes", "two\nlines", "#N/A"
    ]  # fmt: skip
    assert [cell.data_type for cell in said if cell.value is not None] == ["s"] * 8
    assert [bool(cell.quotePrefix) for cell in said] == [True, *[False] * 7, True]
    numbers = [sheet.cell(start + k, 2).value for k in range(len(NUMBERS))]
    assert numbers == [1.5, None, None, -2, 0, 1e-9, 3, 4, 5]


def test_the_longest_text_is_found_with_and_without_gaps() -> None:
    assert longest(pd.Series(["a", None, "abc", "abc"], dtype="str")) == 3
    assert longest(pd.Series([None, float("nan"), pd.NA], dtype="object")) == 0
    assert longest(pd.Series([12345, ("a",)], dtype="object")) == 6
