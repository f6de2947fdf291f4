"""CSV files as they lie on the disk: encoding and separator by strict rules, never all at once."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tiesnet.language import localised, say, word
from tiesnet.survey import coded
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.mixed import MIXED, Mixture, mixture
from tiesnet.survey.readers.registry import unreadable

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 50
_BLOCK = 1 << 22
_HEAD = 200_000
_MARK = "\ufeff"
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",  # begins as UTF-16 does
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@dataclass(frozen=True)
class Source:
    """A CSV file that can be read as text.

    ``skip`` characters stand before the header: a byte order mark, and the line ``sep=;`` that
    spreadsheet programs write and hide. ``lines`` is the number of line ends, or many.
    """

    path: Path
    encoding: str
    separator: str
    skip: int
    lines: int
    quotes: int
    errors: str = "strict"

    @contextmanager
    def open(self) -> Iterator[TextIO]:
        """Open the text at its header."""
        with self.path.open(encoding=self.encoding, errors=self.errors, newline="") as stream:
            stream.read(self.skip)
            yield stream


def examine(path: Path, options: Options, log: Log) -> Source:
    """Look through a CSV file: whether it can be read as text, and how."""
    size, most = path.stat().st_size, options.csv_bytes
    if size > most:
        raise unreadable(
            path.name,
            say(
                "{name} holds {size} bytes, more than the {most} allowed.",
                name=path.name,
                size=localised(f"{size:,}"),
                most=localised(f"{most:,}"),
            ),
            say("Split it, or raise max_bytes."),
        )
    try:
        encoding, errors, text = _read_through(path, options, log)
    except OSError as error:
        raise unreadable(
            path.name,
            say("{name} cannot be opened ({strerror}).", name=path.name, strerror=error.strerror),
            say("Close it in other programs and check that you may read it."),
        ) from error
    if text.zeros:
        raise unreadable(
            path.name,
            say(
                "{name} is no text file: it holds zero bytes.{path}",
                name=path.name,
                path=_wide(path),
            ),
            say("Save it as CSV UTF-8 or as .xlsx."),
        )
    if encoding not in ("utf-8", "utf-8-sig"):
        _say_encoding(path.name, encoding, options, log)
    mark = len(text.head) - len(text.head.removeprefix(_MARK))
    separator, declared = _declared_separator(text.head[mark:])
    skip = mark + declared
    separator = separator or find_separator(text.head[skip:])
    return Source(path, encoding, separator, skip, text.lines, text.quotes, errors)


class _Text:
    """What is counted while a text goes by, and its beginning."""

    def __init__(self) -> None:
        self.head = ""
        self.zeros = self.lines = self.quotes = 0

    def take(self, part: str) -> None:
        if len(self.head) < _HEAD:
            self.head += part
        self.zeros += part.count("\x00")
        if self.lines <= coded.LONG:
            self.lines += max(part.count("\n"), part.count("\r"))
        self.quotes += part.count('"')


def _read_through(path: Path, options: Options, log: Log) -> tuple[str, str, _Text]:
    """Tell the encoding: as asked, by the byte order mark, strict UTF-8, then Windows-1252."""
    encoding = options.encoding or _marked(path) or "utf-8"
    where = say(" in the encoding {encoding}", encoding=encoding)
    try:
        return encoding, "strict", _decoded(path, encoding)
    except (UnicodeError, LookupError) as error:
        if options.encoding is None and encoding in ("utf-8", "utf-8-sig"):
            with path.open("rb") as stream:
                found = mixture(stream)
            if found.is_one:
                _say_mixed(path.name, found, log)
                return encoding, MIXED, _decoded(path, encoding, MIXED)
            if found.odd is None:
                return "cp1252", "strict", _decoded(path, "cp1252")
            where = say(
                ": line {odd} is neither UTF-8 nor Windows-1252", odd=localised(f"{found.odd:,}")
            )
        raise unreadable(
            path.name,
            say("{name} cannot be read as text{where}.", name=path.name, where=where),
            say("Save it as CSV UTF-8, or name its encoding (encoding=...)."),
        ) from error


def _say_mixed(file: str, found: Mixture, log: Log) -> None:
    text = say(
        "{file} is in UTF-8, but not in {found}; what is not was read as Windows-1252.",
        file=file,
        found=found.told(),
    )
    repair = say("Look at the accents there, and save all of it as CSV UTF-8.")
    log.add("encoding", Place(file, "", found.lines[0]), text, repair, "warning")
    log.assume("encoding", text, found.number)


def _wide(path: Path) -> str:
    """What a text with a zero byte beside each letter probably is: UTF-16 without its mark."""
    with path.open("rb") as stream:
        head = stream.read(1000)
    zeros = (head[::2].count(0), head[1::2].count(0))
    for name, odd, even in (("utf-16-le", *zeros), ("utf-16-be", *zeros[::-1])):
        if even > 0.3 * len(head) and odd <= 0.05 * len(head):
            return say(" It looks like UTF-16; if it is, name that (encoding={name}).", name=name)
    return ""


def _marked(path: Path) -> str:
    with path.open("rb") as stream:
        first = stream.read(4)
    return next((name for mark, name in _MARKS.items() if first.startswith(mark)), "")


def _decoded(path: Path, encoding: str, errors: str = "strict") -> _Text:
    with suppress(UnicodeError):
        b" ".decode(encoding)  # refuses encodings that are not of text
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    text = _Text()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            text.take(decoder.decode(block))
    text.take(decoder.decode(b"", final=True))
    return text


def _say_encoding(file: str, encoding: str, options: Options, log: Log) -> None:
    known = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-32": "UTF-32"}
    words = known.get(encoding, encoding)
    why = word("as you asked") if options.encoding else word("since it is not valid UTF-8")
    if not options.encoding and encoding in ("utf-16", "utf-32"):
        why = word("as its first bytes say")
    log.add(
        "encoding",
        Place(file),
        say("{file} was read as {words}, {why}.", file=file, words=words, why=why),
    )
    log.assume(
        "encoding", say("{file} is written in {words} ({why}).", file=file, words=words, why=why)
    )


def _declared_separator(head: str) -> tuple[str, int]:
    """The separator that a first line ``sep=;`` declares, and the length of this line."""
    first, end, _ = head.partition("\n")
    line = first.strip("\r").strip('"')
    if line.lower().startswith("sep=") and line[4:] in SEPARATORS:
        return line[4:], len(first + end)
    return "", 0


def find_separator(text: str) -> str:
    r"""Choose the separator that cuts the first lines into equally many cells.

    >>> find_separator("source;target;strength\nA;B;3,5\nB;C;1,0\n")
    ';'
    """
    best, best_score = ",", (0.0, 0)
    for separator in SEPARATORS:
        widths = _widths(text, separator)
        if not widths or widths[0] < 2:
            continue
        even = sum(width == widths[0] for width in widths) / len(widths)
        if (even, widths[0]) > best_score:
            best, best_score = separator, (even, widths[0])
    return " " if best_score[1] < 2 and _by_spaces(text) else best


def _by_spaces(text: str) -> bool:
    """Whether spaces part the columns: the first line then names both ends of a tie."""
    first = text.lstrip().partition("\n")[0].split()
    return {"source", "target"} <= set(map_headers("ties", first).names.values())


def _widths(text: str, separator: str) -> list[int]:
    widths = []
    try:
        for record in csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=separator):
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) == _SAMPLE:
                break
    except csv.Error:
        return widths
    return widths
