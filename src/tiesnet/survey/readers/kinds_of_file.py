"""What a file is that cannot be read, told by its first bytes or by its ending."""

from __future__ import annotations

from pathlib import Path

_BY_BYTES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document (.rtf)"),
    (b"$FL2", "an SPSS file (.sav)"),
    (b"$FL3", "an SPSS file (.zsav)"),
    (b"<stata_dta>", "a Stata file (.dta)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a packed file (.gz)"),
    (b"7z\xbc\xaf", "a packed file (.7z)"),
    (b"Rar!", "a packed file (.rar)"),
)
_BY_ENDING = {
    ".xls": "an old Excel workbook (.xls)",
    ".xlsb": "a binary Excel workbook (.xlsb)",
    ".ods": "an OpenDocument spreadsheet (.ods)",
    ".numbers": "a Numbers spreadsheet",
    ".sav": "an SPSS file (.sav)",
    ".dta": "a Stata file (.dta)",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".json": "a JSON file",
    ".rds": "a file of R (.rds)",
}
_HTML = (b"<!doctype html", b"<html")


def by_content(head: bytes) -> str:
    """What the first bytes of a file are, when they are of no table.

    >>> by_content(b"%PDF-1.7"), by_content(b"<HTML><table>"), by_content(b"source,target")
    ('a PDF document', 'a web page (HTML)', '')
    """
    if head.lstrip().lower().startswith(_HTML):
        return "a web page (HTML)"
    return next((what for start, what in _BY_BYTES if head.startswith(start)), "")


def what_is(path: Path, head: bytes) -> str:
    """What a file is that no reader takes."""
    if not path.is_file():
        return "neither a file nor a folder"
    found = by_content(head) or _BY_ENDING.get(path.suffix.lower(), "")
    return found or "no format that can be read here"
