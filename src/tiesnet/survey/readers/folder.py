"""A folder of CSV files: each file is the table its name says."""

from __future__ import annotations

from pathlib import Path

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.csv_text import SUFFIXES, read_csv
from tiesnet.survey.readers.registry import (
    Reading,
    open_tables,
    reader,
    shown_name,
    unreadable,
    writable_name,
)
from tiesnet.survey.readers.returned import forms_in, read_forms
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.readers.workbook import SUFFIXES as WORKBOOKS
from tiesnet.survey.rounds import round_labels
from tiesnet.survey.words import listed

TABLE_SUFFIXES = tuple(suffix for suffix in SUFFIXES if suffix != ".txt")
_OTHER_TABLES = (".xlsx", ".xlsm", ".xls", ".ods")


def sniff(path: Path) -> bool:
    """Whether this is a folder."""
    return path.is_dir()


@reader("folder of CSV files", sniff, general=True)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read every CSV file of a folder, or the returned forms of a questionnaire."""
    if forms := forms_in(path):
        return read_forms(path, forms, options, log)
    entries = sorted(
        (
            entry
            for entry in path.iterdir()
            if _is_file(entry) and entry.name[0] not in ".~" and writable_name(entry.name)
        ),
        key=lambda entry: entry.name,
    )
    files = [entry for entry in entries if entry.suffix.lower() in TABLE_SUFFIXES]
    others = [entry for entry in entries if entry.suffix.lower() in _OTHER_TABLES]
    rounds = [] if files else _rounds(path)
    if len(rounds) > 1:
        return _of_rounds(path, rounds, options, log)
    odd = _odd(path)
    if not files:
        raise _no_table(path, others or odd)
    for name in map(shown_name, odd):
        text = say(
            "{name} is no file that can be opened, or cannot be written; it was not read.",
            name=name,
        )
        log.add("sheet_not_read", Place(name), text, say("Put a file of another name."), "warning")
    for entry in others:
        text = say(
            "{name} is no CSV file and was not read; the folder's CSV files were.", name=entry.name
        )
        log.add("sheet_not_read", Place(entry.name), text)
    sheets = [sheet for entry in files if (sheet := _read_or_report(entry, options, log))]
    return Reading((), path.resolve().name, files, sheets=sheets)


def _is_file(entry: Path) -> bool:
    try:
        return entry.is_file()
    except OSError:  # links that lead in a circle
        return False


def _odd(path: Path) -> list[Path]:
    """What is named as a table but is a folder, a pipe, or a link that leads nowhere."""
    entries = sorted(entry for entry in path.iterdir() if entry.name[0] not in ".~")
    return [
        entry
        for entry in entries
        if entry.suffix.lower() in TABLE_SUFFIXES
        and not (_is_file(entry) and writable_name(entry.name))
    ]


def _rounds(path: Path) -> list[Path]:
    """The rounds of a survey: folders of CSV files, or workbooks, one per round."""
    entries = sorted(entry for entry in path.iterdir() if entry.name[0] not in ".~")
    return [
        entry
        for entry in entries
        if (entry.is_file() and entry.suffix.lower() in WORKBOOKS)
        or (
            entry.is_dir()
            and (
                any(file.suffix.lower() in TABLE_SUFFIXES for file in entry.iterdir())
                or forms_in(entry)
            )
        )
    ]


def _of_rounds(path: Path, rounds: list[Path], options: Options, log: Log) -> Reading:
    """Read each round by itself, whatever made it; their names tell them apart."""
    labels = round_labels([entry.stem if entry.is_file() else entry.name for entry in rounds])
    read: dict[str, Reading] = {}
    for label, entry in zip(labels, rounds, strict=True):
        try:
            read[label] = open_tables(entry, options, log)
        except SurveyError as error:
            log.fatal("unreadable_file", Place(entry.name), error.problem, error.repair)
    text = say(
        "Each folder or workbook in it is a round of the survey: {labels}.", labels=listed(labels)
    )
    log.assume("folder_of_rounds", text, len(labels))
    files = [file for reading in read.values() for file in reading.files]
    return Reading((), path.resolve().name, files, rounds=read)


def _read_or_report(path: Path, options: Options, log: Log) -> Sheet | None:
    """Read one file; one that cannot be read does not keep the others from being checked."""
    try:
        return read_csv(path, options, log)
    except SurveyError as error:
        log.fatal("unreadable_file", Place(path.name), error.problem, error.repair)
        return None


def _no_table(path: Path, others: list[Path]) -> SurveyError:
    name = path.resolve().name
    if others and not _is_file(others[0]):
        return unreadable(
            name,
            say(
                "In the folder {name}, {others} is no file that can be opened.",
                name=name,
                others=shown_name(others[0]),
            ),
            say("Put a file ties.csv with the columns source and target into it."),
        )
    if others:
        return unreadable(
            name,
            say(
                "The folder {name} holds no CSV file, but it holds {name2}.",
                name=name,
                name2=others[0].name,
            ),
            say("Name that file itself: {name}/{name2}.", name=name, name2=others[0].name),
        )
    return unreadable(
        name,
        say("The folder {name} holds no CSV file.", name=name),
        say("Put a file ties.csv with the columns source and target into it."),
    )
