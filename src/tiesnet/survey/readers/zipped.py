"""Archives (.zip) of CSV files or workbooks, as survey platforms and mail programs send them.

Nothing is unpacked by its own name: each part is copied to a name of ours in a folder that is
removed at the end, so a name such as ``../../x`` leads nowhere.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.readers import workbook
from tiesnet.survey.readers.archive import BROKEN, check_size
from tiesnet.survey.readers.csv_text import SUFFIXES, read_csv
from tiesnet.survey.readers.registry import (
    ZIP_MAGIC,
    Reading,
    first_bytes,
    reader,
    unreadable,
)
from tiesnet.survey.readers.sheets import Sheet

_CHUNK = 1 << 20
_BROKEN = (*BROKEN, OSError)  # a damaged archive may point to places no file has
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_ODD = re.compile(r"[<>:\"|?*\x00-\x1f]")
_LONGEST_NAME = 100


def sniff(path: Path) -> bool:
    """Whether the file is an archive that holds tables, and no workbook of its own."""
    if not first_bytes(path).startswith(ZIP_MAGIC) or path.suffix.lower() in workbook.SUFFIXES:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = {member.filename for member in archive.infolist()}
    except _BROKEN:
        return path.suffix.lower() == ".zip"
    if "[Content_Types].xml" in names or "mimetype" in names:
        return False
    return path.suffix.lower() == ".zip" or any(map(_is_table, names))


def _is_table(name: str) -> bool:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower() in (*SUFFIXES, *workbook.SUFFIXES)


@reader("archive of tables", sniff, general=True)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read every CSV file and workbook of an archive."""
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            members = archive.infolist()
            check_size(path, members, options)
            tables = _tables(path, members, log)
            sheets = [
                sheet
                for k, member in enumerate(tables)
                for sheet in _read_part(path, archive, member, Path(folder) / str(k), options, log)
            ]
    except _BROKEN as error:
        raise unreadable(
            path.name,
            say("{name} is damaged and cannot be unpacked.", name=path.name),
            say("Download it again, or unpack it and read the folder."),
        ) from error
    return Reading((), path.stem, [path], single=len(sheets) == 1, sheets=sheets)


def _tables(path: Path, members: Sequence[zipfile.ZipInfo], log: Log) -> list[zipfile.ZipInfo]:
    """The parts that hold tables, by name; those with tricks in their names are refused."""
    found = []
    for member in sorted(members, key=lambda member: member.filename):
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if member.is_dir() or not parts or parts[-1][0] in ".~" or "__MACOSX" in parts:
            continue
        if ".." in parts or parts[0].startswith("/") or _DRIVE.match(parts[0]):
            text = say(
                "{filename} in {name} points outside the archive; not read.",
                filename=f"{member.filename!r}",
                name=path.name,
            )
            log.add(
                "sheet_not_read", Place(path.name), text, say("Do not trust this file."), "warning"
            )
        elif not _is_table(member.filename):
            text = say(
                "{parts} in {name} is no CSV file or workbook and was not read.",
                parts=parts[-1],
                name=path.name,
            )
            log.add("sheet_not_read", Place(path.name), text)
        elif member.flag_bits & _ENCRYPTED:
            raise unreadable(
                path.name,
                say("{name} is protected with a password.", name=path.name),
                say("Unpack it with the password, and read the folder."),
            )
        else:
            found.append(member)
    if not found:
        raise unreadable(
            path.name,
            say("{name} holds no CSV file and no workbook.", name=path.name),
            say("Put the tables of the survey into it, or read them as a folder."),
        )
    return found


def _read_part(
    path: Path,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    folder: Path,
    options: Options,
    log: Log,
) -> list[Sheet]:
    """Read one part; one that cannot be read does not keep the others from being checked."""
    name = PurePosixPath(member.filename.replace("\\", "/")).name
    copy = folder / _ODD.sub("_", name)[-_LONGEST_NAME:]
    folder.mkdir()
    with archive.open(member) as stream, copy.open("wb") as target:
        while chunk := stream.read(_CHUNK):
            target.write(chunk)
    try:
        if copy.suffix.lower() in workbook.SUFFIXES:
            return list(workbook.read(copy, options, log).sheets)
        return [read_csv(copy, options, log)]
    except SurveyError as error:
        log.fatal("unreadable_file", Place(copy.name), error.problem, error.repair)
        return []
