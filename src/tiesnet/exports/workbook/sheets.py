"""The sheets of a workbook by what the code calls them, whatever they are called in a language."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.workbook.names import sheet_names
from tiesnet.language import say


class Sheets:
    """The sheets of one workbook.

    Code asks for a sheet by its key, which is English; the one who opens the workbook reads its
    name in their own language. This is the only place that knows both.
    """

    def __init__(self, book: Workbook, first: str) -> None:
        self.book: Any = book
        self._names: dict[str, str] = {}
        self._about: dict[str, str] = {}
        book.worksheets[0].title = self._names[first] = sheet_names([say(first)])[0]

    def add(
        self, key: str, about: str = "", title: str = "", before: str | None = None
    ) -> Worksheet:
        """Add a sheet: at the end, or before another.

        Parameters
        ----------
        key : str
            In English; what the sheet is called unless a title is given.
        about : str, optional
            What it is about, said already.
        title : str, optional
            What it is called, said already.
        before : str, optional
            Key of the sheet it comes before.
        """
        name = sheet_names([*self.book.sheetnames, title or say(key)])[-1]
        place = self.book.sheetnames.index(self._names[before]) if before else None
        sheet: Worksheet = self.book.create_sheet(name, place)
        self._names[key], self._about[name] = name, about
        return sheet

    def name(self, key: str) -> str:
        """Give what a sheet is called; nothing when there is none."""
        return self._names.get(key, "")

    def about(self) -> list[tuple[str, str]]:
        """Give every sheet but the first with what it is about, in order."""
        return [(name, self._about.get(name, "")) for name in self.book.sheetnames[1:]]
