"""Write small surveys to disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

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
