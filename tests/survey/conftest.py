"""Write small surveys to disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from tiesnet.survey import Survey, read_survey

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    def write(name: str = "study", **tables: str) -> Path:
        place = tmp_path / name
        place.mkdir()
        for table, text in tables.items():
            (place / f"{table}.csv").write_text(text.strip("\n") + "\n", encoding="utf-8")
        return place

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    def write(sheets: Mapping[str, list[list[object]]], name: str = "study.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str | bytes, str], Survey]:
    def reads(text: str | bytes, name: str) -> Survey:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_survey(path)

    return reads
