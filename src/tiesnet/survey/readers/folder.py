"""A folder of CSV files: each file is the table its name says."""

from __future__ import annotations

from pathlib import Path

from tiesnet.errors import SurveyError
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.csv_text import SUFFIXES, read_csv
from tiesnet.survey.readers.registry import Reading, reader, unreadable
from tiesnet.survey.readers.sheets import Sheet

TABLE_SUFFIXES = tuple(suffix for suffix in SUFFIXES if suffix != ".txt")
_OTHER_TABLES = (".xlsx", ".xlsm", ".xls", ".ods")


def sniff(path: Path) -> bool:
    """Whether this is a folder."""
    return path.is_dir()


@reader("folder of CSV files", sniff, general=True)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read every CSV file of a folder."""
    entries = sorted(
        (entry for entry in path.iterdir() if entry.is_file() and entry.name[0] not in ".~"),
        key=lambda entry: entry.name,
    )
    files = [entry for entry in entries if entry.suffix.lower() in TABLE_SUFFIXES]
    others = [entry for entry in entries if entry.suffix.lower() in _OTHER_TABLES]
    if not files:
        raise _no_table(path, others)
    for entry in others:
        text = f"{entry.name} is no CSV file and was not read; the folder's CSV files were."
        log.add("sheet_not_read", Place(entry.name), text)
    sheets = [sheet for entry in files if (sheet := _read_or_report(entry, options, log))]
    return Reading((), path.resolve().name, files, sheets=sheets)


def _read_or_report(path: Path, options: Options, log: Log) -> Sheet | None:
    """Read one file; one that cannot be read does not keep the others from being checked."""
    try:
        return read_csv(path, options, log)
    except SurveyError as error:
        log.fatal("unreadable_file", Place(path.name), error.problem, error.repair)
        return None


def _no_table(path: Path, others: list[Path]) -> SurveyError:
    name = path.resolve().name
    if others:
        return unreadable(
            name,
            f"The folder {name} holds no CSV file, but it holds {others[0].name}.",
            f"Name that file itself: {name}/{others[0].name}.",
        )
    return unreadable(
        name,
        f"The folder {name} holds no CSV file.",
        "Put a file ties.csv with the columns source and target into it.",
    )
