"""Folders of returned forms: many workbooks, together one survey."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.questionnaire.book import FORM_SHEET
from tiesnet.survey.raw import Options
from tiesnet.survey.readers import workbook
from tiesnet.survey.readers.registry import Reading
from tiesnet.survey.readers.sheets import Sheet

_FIRST = 1_000_000  # bytes of the list of sheets; that of a form has some thousand


def forms_in(folder: Path) -> list[Path]:
    """The workbooks of a folder, if one of them is a form made by ``tiesnet questionnaire``."""
    books = sorted(
        entry for entry in folder.iterdir() if entry.name[0] not in ".~" and workbook.sniff(entry)
    )
    return books if any(map(is_form, books)) else []


def is_form(path: Path) -> bool:
    """Whether a workbook has the hidden sheet of a form."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            return f'name="{FORM_SHEET}"'.encode() in part.read(_FIRST)
    except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return False


def read_forms(folder: Path, books: Sequence[Path], options: Options, log: Log) -> Reading:
    """Read every workbook; one that cannot be read does not keep the others from counting."""
    sheets: list[Sheet] = []
    files: list[Path] = []
    for book in books:
        try:
            reading = workbook.read(book, options, log)
        except SurveyError as error:
            log.add("unreadable_file", Place(book.name), error.problem, error.repair)
            continue
        sheets += reading.sheets
        files.append(book)
    kept = set(books)
    for entry in sorted(folder.iterdir()):
        if entry.name[0] not in ".~" and entry not in kept:
            text = say(
                "{name} is no workbook and was not read; the returned forms were.", name=entry.name
            )
            log.add("sheet_not_read", Place(entry.name), text)
    return Reading((), folder.resolve().name, files, sheets=sheets)
