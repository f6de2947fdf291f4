"""Checks of a workbook file before anything is parsed: it may be hostile, broken or locked."""

from __future__ import annotations

import html
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from tiesnet.errors import SurveyError
from tiesnet.language import localised, say
from tiesnet.survey.raw import LONGEST_CELL, Options
from tiesnet.survey.readers.marks import NO_MARKS, Look, Marks
from tiesnet.survey.readers.registry import OLE_MAGIC, ZIP_MAGIC, first_bytes, unreadable

_MOST_MEMBERS = 10_000
_MOST_EXPANSION = 200  # spreadsheet programs come to 5 or 40; an archive made to harm to 1,000
_SMALL = 10_000_000
_LONGEST_TEXT = 10 * LONGEST_CELL  # a character is written with up to ten bytes
_CHUNK = 1 << 20
_HEAD = 4096
_LONGEST_LIST = 10_000_000
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_LISTED = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?name=\"([^\"]*)\"")


class Contents(NamedTuple):
    """What a look at the parts of a workbook tells: the sheets it lists, and marks per part."""

    listed: list[str]
    marks: dict[str, Marks]

    @property
    def has_formulas(self) -> bool:
        """Whether any sheet holds a formula."""
        return any(marks.formulas for marks in self.marks.values())


def inspect(path: Path, options: Options) -> Contents:
    """Refuse a file that is no workbook or too large; find what its cells do not tell."""
    _check_magic(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            check_size(path, members, options)
            _check_expansion(path, members, options)
            _check_kind(path, {member.filename for member in members})
            marks = {
                member.filename: _scan(path, archive, member)
                for member in members
                if member.filename.endswith((".xml", ".rels"))
            }
            return Contents(_listed(archive), marks)
    except BROKEN as error:
        raise corrupt(path) from error
    except OSError as error:
        raise unreadable(
            path.name,
            say(
                "{name} cannot be opened ({strerror}).",
                name=path.name,
                strerror=error.strerror or "damaged",
            ),
            say("Close it in other programs and check that you may read it."),
        ) from error


def corrupt(path: Path) -> SurveyError:
    """The error for a workbook that is damaged."""
    return unreadable(
        path.name,
        say("{name} is damaged and cannot be read as a workbook.", name=path.name),
        say("Open it in a spreadsheet program, save it again as .xlsx, and read that."),
    )


def _check_magic(path: Path) -> None:
    start = first_bytes(path)
    if not start:
        raise unreadable(
            path.name, say("{name} is empty.", name=path.name), say("Export it again.")
        )
    if start.startswith(OLE_MAGIC):
        raise unreadable(
            path.name,
            say(
                "{name} is protected with a password, or an old .xls with a new name.",
                name=path.name,
            ),
            say("Open it in a spreadsheet program and save it as .xlsx without a password."),
        )
    if not start.startswith(ZIP_MAGIC):
        raise unreadable(
            path.name,
            say("{name} is named .xlsx but is no Excel workbook.", name=path.name),
            say("If it is a CSV file, rename it to .csv; otherwise save it again as .xlsx."),
        )


def check_size(path: Path, members: list[zipfile.ZipInfo], options: Options) -> None:
    """Refuse an archive that expands to more than is allowed."""
    expanded = sum(member.file_size for member in members)
    if expanded > options.bytes or len(members) > _MOST_MEMBERS:
        raise unreadable(
            path.name,
            say(
                "{name} expands to {expanded} bytes in {n} parts, more than allowed "
                "({bytes} bytes, {most_members} parts).",
                name=path.name,
                expanded=localised(f"{expanded:,}"),
                n=localised(f"{len(members):,}"),
                bytes=localised(f"{options.bytes:,}"),
                most_members=localised(f"{_MOST_MEMBERS:,}"),
            ),
            say("Delete what is not needed, or raise max_bytes."),
        )


def _check_expansion(path: Path, members: list[zipfile.ZipInfo], options: Options) -> None:
    """Refuse a workbook that expands as none does; whoever names a size has the last word."""
    sizes = [(member.file_size, member.compress_size) for member in members]
    expanded = sum(member.file_size for member in members)
    most = max((size for size, packed in sizes if _expands(size, packed)), default=0)
    if options.max_bytes is None and (most or _expands(expanded, path.stat().st_size)):
        raise unreadable(
            path.name,
            say(
                "{name} expands to more than {most_expansion} times its size, to "
                "{expanded} bytes; no survey does.",
                name=path.name,
                most_expansion=_MOST_EXPANSION,
                expanded=localised(f"{expanded:,}"),
            ),
            say(
                "If you trust it, say how large it may become: max_bytes={expanded}.",
                expanded=expanded,
            ),
        )


def _expands(size: int, packed: int) -> bool:
    return size > _SMALL and size > packed * _MOST_EXPANSION


def _check_kind(path: Path, names: set[str]) -> None:
    if "[Content_Types].xml" in names:
        return
    if "mimetype" in names and "content.xml" in names:
        what = say(
            "{file} is an OpenDocument spreadsheet (.ods) with another name.", file=path.name
        )
    else:
        what = say("{file} is an archive, but no Excel workbook.", file=path.name)
    raise unreadable(path.name, what, say("Save it as .xlsx and read that."))


def _listed(archive: zipfile.ZipFile) -> list[str]:
    """The names of the sheets that the workbook lists."""
    if "xl/workbook.xml" not in archive.namelist():
        return []
    with archive.open("xl/workbook.xml") as stream:
        found = _LISTED.findall(stream.read(_LONGEST_LIST))
    return [html.unescape(name.decode("utf-8", errors="replace")) for name in found]


def _scan(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Marks:
    """Look through one part without parsing it; refuse what is dear or dangerous to parse."""
    look = Look() if "worksheets/" in member.filename else None
    run = 0
    with archive.open(member) as stream:
        chunk = stream.read(_HEAD)
        _check_entities(path, chunk)
        while chunk:
            run = _text_run(path, chunk, run)
            if look is not None:
                look.take(chunk)
            chunk = stream.read(_CHUNK)
    return NO_MARKS if look is None else look.marks()


def _check_entities(path: Path, head: bytes) -> None:
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise unreadable(
            path.name,
            say(
                "{name} declares XML entities, which no spreadsheet program writes.", name=path.name
            ),
            say("Do not trust this file; ask for it again as a plain .xlsx."),
        )


def _text_run(path: Path, chunk: bytes, run: int) -> int:
    """Follow how long the text goes on without a tag; give the length at the chunk's end."""
    last = -run
    while (at := chunk.rfind(b"<", max(last + 1, 0), last + 1 + _LONGEST_TEXT)) >= 0:
        last = at
    run = len(chunk) - last
    if run > _LONGEST_TEXT:
        raise unreadable(
            path.name,
            say(
                "{name} holds a text much longer than the {longest_cell} characters a "
                "cell may have.",
                name=path.name,
                longest_cell=localised(f"{LONGEST_CELL:,}"),
            ),
            say("Open it in a spreadsheet program, shorten that cell, and save it."),
        )
    return run
