"""What a file is that cannot be read, told by its first bytes or by its ending."""

from __future__ import annotations

from pathlib import Path

from tiesnet.language import say, word

_BY_BYTES = (
    (b"%PDF", word("a PDF document")),
    (b"\x89PNG", word("a picture")),
    (b"\xff\xd8\xff", word("a picture")),
    (b"GIF8", word("a picture")),
    (b"{\\rtf", word("a text document (.rtf)")),
    (b"$FL2", word("an SPSS file (.sav)")),
    (b"$FL3", word("an SPSS file (.zsav)")),
    (b"<stata_dta>", word("a Stata file (.dta)")),
    (b"SQLite format 3", word("a database (SQLite)")),
    (b"PAR1", word("a Parquet file")),
    (b"\x1f\x8b", word("a packed file (.gz)")),
    (b"7z\xbc\xaf", word("a packed file (.7z)")),
    (b"Rar!", word("a packed file (.rar)")),
)
_BY_ENDING = {
    ".xls": word("an old Excel workbook (.xls)"),
    ".xlsb": word("a binary Excel workbook (.xlsb)"),
    ".ods": word("an OpenDocument spreadsheet (.ods)"),
    ".numbers": word("a Numbers spreadsheet"),
    ".sav": word("an SPSS file (.sav)"),
    ".dta": word("a Stata file (.dta)"),
    ".doc": word("a Word document"),
    ".docx": word("a Word document"),
    ".json": word("a JSON file"),
    ".rds": word("a file of R (.rds)"),
}
_HTML = (b"<!doctype html", b"<html")


def by_content(head: bytes) -> str:
    """What the first bytes of a file are, when they are of no table.

    >>> by_content(b"%PDF-1.7"), by_content(b"<HTML><table>"), by_content(b"source,target")
    ('a PDF document', 'a web page (HTML)', '')
    """
    if head.lstrip().lower().startswith(_HTML):
        return say("a web page (HTML)")
    return next((say(what) for start, what in _BY_BYTES if head.startswith(start)), "")


def what_is(path: Path, head: bytes) -> str:
    """What a file is that no reader takes."""
    if not path.is_file():
        return say("neither a file nor a folder")
    found = by_content(head) or say(_BY_ENDING.get(path.suffix.lower(), ""))
    return found or say("no format that can be read here")
