"""One CSV file: an edge list, one tie per row."""

from __future__ import annotations

from pathlib import Path

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.csv_text import SUFFIXES, read_csv
from tiesnet.survey.readers.kinds_of_file import by_content
from tiesnet.survey.readers.registry import (
    OLE_MAGIC,
    ZIP_MAGIC,
    Reading,
    first_bytes,
    reader,
    unreadable,
)


def sniff(path: Path) -> bool:
    """Whether the file is named as delimited text."""
    return path.is_file() and path.suffix.lower() in SUFFIXES


@reader("CSV edge list", sniff, general=True)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read one CSV file as the table of ties."""
    if first_bytes(path).startswith((ZIP_MAGIC, OLE_MAGIC)):
        raise unreadable(
            path.name,
            say("{name} is named as text but is a workbook or an archive.", name=path.name),
            say("Rename it to .xlsx if it is an Excel workbook, or save it as CSV UTF-8."),
        )
    if what := by_content(first_bytes(path, 100)):
        repair = say("Export it again as .xlsx (Excel workbook) or as CSV UTF-8.")
        raise unreadable(
            path.name,
            say("{name} is named as text but is {what}.", name=path.name, what=what),
            repair,
        )
    if not path.stat().st_size:
        raise unreadable(
            path.name, say("{name} is empty.", name=path.name), say("Export it again.")
        )
    sheet = read_csv(path, options, log)
    return Reading((), path.stem, [path], single=True, sheets=[sheet])
