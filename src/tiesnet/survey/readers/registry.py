"""Which reader reads a path, and what to say when none does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.kinds_of_file import what_is

if TYPE_CHECKING:
    from tiesnet.survey.readers.sheets import Sheet

Sniff = Callable[[Path], bool]
Read = Callable[[Path, Options, Log], "Reading"]

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"


class Reading(NamedTuple):
    """What a reader found: tables, a title to fall back on, and the files it read.

    A reader of tables that may be anything (a workbook, a folder) gives sheets; what they hold is
    found out by their shape. ``single`` is a file that can be nothing but a table of ties.
    ``rounds`` are the rounds of a survey, each read by itself.
    """

    tables: Sequence[RawTable]
    title: str
    files: Sequence[Path]
    single: bool = False
    sheets: Sequence[Sheet] = ()
    rounds: Mapping[str, Reading] = MappingProxyType({})


class _Reader(NamedTuple):
    name: str
    sniff: Sniff
    read: Read
    general: bool


_READERS: list[_Reader] = []


def reader(name: str, sniff: Sniff, general: bool = False) -> Callable[[Read], Read]:
    """Register a reading function under the name of its format.

    A general one (workbook, CSV, folder) takes every file of its kind, and is asked last.
    """

    def register(read: Read) -> Read:
        _READERS.append(_Reader(name, sniff, read, general))
        return read

    return register


def open_tables(path: Path, options: Options, log: Log) -> Reading:
    """Read the tables of a survey with the reader that recognises it."""
    if not path.exists():
        raise SurveyError(
            say("There is no file or folder {name}.", name=f"{path.name!r}"),
            (),
            say("Check its name."),
        )
    if not writable_name(path.name):
        shown = shown_name(path)
        text = say("The name of {shown} holds letters that no program can write.", shown=shown)
        raise unreadable(shown, text, say("Give it another name."))
    for candidate in sorted(_READERS, key=lambda known: (known.general, known.name)):
        if candidate.sniff(path):
            return candidate.read(path, options, log)
    _refuse(path)


def shown_name(path: Path) -> str:
    """The name of a file as it can be written."""
    return path.name.encode("utf-8", errors="replace").decode()


def writable_name(name: str) -> bool:
    """Whether the name of a file is text; on some systems it may be any bytes."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def first_bytes(path: Path, count: int = 8) -> bytes:
    """The first bytes of a file; nothing for a folder."""
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as stream:
            return stream.read(count)
    except OSError as error:
        raise SurveyError(
            say("{name} cannot be opened ({strerror}).", name=path.name, strerror=error.strerror),
            (),
            say("Close it elsewhere; try again."),
        ) from error


def unreadable(file: str, problem: str, repair: str) -> SurveyError:
    """The error for a file that cannot be read at all, with its problem row."""
    log = Log()
    log.add("unreadable_file", Place(file), problem, repair)
    return SurveyError(problem, log.problem_rows(), repair)


def provenance_of(files: Sequence[Path]) -> dict[str, Any]:
    """Name, SHA-256 and size of every file read; names only, never a path."""
    rows = []
    for path in files:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        rows.append({"name": path.name, "sha256": digest, "bytes": path.stat().st_size})
    return {"files": rows}


def _refuse(path: Path) -> NoReturn:
    what = what_is(path, first_bytes(path, 100))
    repair = say("Save it as .xlsx (Excel workbook) or as CSV UTF-8, and read that.")
    raise unreadable(path.name, say("{file} is {what}.", file=path.name, what=what), repair)
