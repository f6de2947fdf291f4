"""Files of network programs that are text: their lines, whatever encoding and line ends."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from tiesnet.errors import SurveyError
from tiesnet.language import localised, say, word
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.mixed import MIXED, Mixture, mixture
from tiesnet.survey.readers.registry import first_bytes, unreadable

_HEAD = 1 << 16
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Old programs end lines with CR alone, some even with LF and CR.
_LINE_END = re.compile(r"\r\n|\n\r|\n|\r")
_WORD = re.compile(r'"((?:[^"]|"")*)"|([^\s,"]+|")')
_MOST_FAULTS = 100


def head_of(path: Path) -> str:
    """The beginning of a file as text, to recognise its format by; empty when it is no text."""
    data = first_bytes(path, _HEAD)
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "latin-1")
    text = data.decode(encoding, errors="ignore")
    return "" if "\x00" in text else text


def read_lines(path: Path, options: Options, log: Log) -> list[str]:
    """Read a text file: byte order mark, else strict UTF-8, else Windows-1252 or Latin-1."""
    size, most = path.stat().st_size, options.bytes
    if size > most:
        raise unreadable(
            path.name,
            say(
                "{name} holds {size} bytes, more than the {most} allowed.",
                name=path.name,
                size=localised(f"{size:,}"),
                most=localised(f"{most:,}"),
            ),
            say("Take out what does not belong to the network, or raise max_bytes."),
        )
    data = path.read_bytes()
    encoding = options.encoding or _marked(data) or _guessed(data)
    errors = "strict"
    if encoding == "cp1252" and not options.encoding:
        found = mixture(data.splitlines())
        if found.is_one:
            encoding, errors = "utf-8", MIXED
            _say_mixed(path.name, found, log)
    try:
        text = data.decode(encoding, errors=errors)
    except (UnicodeError, LookupError, TypeError) as error:
        raise unreadable(
            path.name,
            say(
                "{name} cannot be read as text in the encoding {encoding}.",
                name=path.name,
                encoding=encoding,
            ),
            say("Save it as UTF-8, or name its encoding (encoding=...)."),
        ) from error
    if "\x00" in text:
        raise unreadable(
            path.name,
            say("{name} is no text file: it holds zero bytes.", name=path.name),
            say("Export it again."),
        )
    if encoding not in ("utf-8", "utf-8-sig"):
        _say_encoding(path.name, encoding, options, log)
    return _LINE_END.split(text.removeprefix("\ufeff"))


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")


def _guessed(data: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            data.decode(encoding)
        except UnicodeError:
            continue
        return encoding
    return "latin-1"


def _say_mixed(file: str, found: Mixture, log: Log) -> None:
    text = say(
        "{file} is in UTF-8, but not in {found}; what is not was read as Windows-1252.",
        file=file,
        found=found.told(),
    )
    repair = say("Look at the accents there, and save all of it as UTF-8.")
    log.add("encoding", Place(file, "", found.lines[0]), text, repair, "warning")
    log.assume("encoding", text, found.number)


def _say_encoding(file: str, encoding: str, options: Options, log: Log) -> None:
    words = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "latin-1": "Latin-1"}
    why = word("since it is not valid UTF-8")
    if encoding == "utf-16":
        why = word("as its first bytes say")
    if options.encoding:
        why = word("as you asked")
    text = say(
        "{file} was read as {encoding}, {why}.",
        file=file,
        encoding=words.get(encoding, encoding),
        why=why,
    )
    log.add("encoding", Place(file), text, say("Save it as UTF-8."))
    log.assume("encoding", text)


def words_of(line: str) -> list[str]:
    """Cut a line at blanks and commas; text between quotation marks is one word, without them.

    >>> words_of('a "b, c",  "" 1.5')
    ['a', 'b, c', '', '1.5']
    """
    if '"' not in line:
        return line.replace(",", " ").split()
    return [plain if plain else quoted.replace('""', '"') for quoted, plain in _WORD.findall(line)]


class Faults:
    """Lines of a file that cannot be read; after the last one the file is refused."""

    def __init__(self, file: str, log: Log) -> None:
        self.file, self.log, self.count = file, log, 0

    def add(self, row: int | None, problem: str, repair: str = "", value: str = "") -> None:
        """Note one line; of very many the first hundred."""
        self.count += 1
        if self.count <= _MOST_FAULTS:
            self.log.fatal("broken_line", Place(self.file, "", row, "", value), problem, repair)

    def stop(self, row: int | None, problem: str, repair: str = "") -> SurveyError:
        """The error for a file whose reading cannot go on; the lines noted so far are in it."""
        self.add(row, problem, repair)
        try:
            self.log.raise_if_fatal()
        except SurveyError as error:
            return error
        raise AssertionError("a fault was noted")  # pragma: no cover

    def check(self) -> None:
        """Refuse the file when any of its lines could not be read."""
        self.log.raise_if_fatal()


def whole_number(text: str) -> int | None:
    """Read a count or a number of a vertex; nothing for what is none.

    >>> whole_number("12"), whole_number("-3"), whole_number("1.5"), whole_number("9" * 30)
    (12, None, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
