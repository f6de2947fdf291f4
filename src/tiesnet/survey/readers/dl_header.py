"""The header of a DL file: sizes, format and labels, in any order and on any lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tiesnet.language import localised, say, say_n, word
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.network_text import Faults, whole_number
from tiesnet.survey.words import counted, quoted

_DATA = re.compile(r"\bdata\s*:", re.IGNORECASE)
_COLON = re.compile(r"\b(labels?|embedded)\s*:", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_TOKEN = re.compile(r'"([^"]*)"|([=:](?=\s|$)|=)|([^\s,="]+)')
_FORMATS = {
    **{name: name for name in ("fullmatrix", "lowerhalf", "upperhalf")},
    **{name: name for name in ("edgelist1", "edgelist2", "edgearray1", "edgearray2")},
    **{name: name for name in ("nodelist1", "nodelist2", "nodelist1b", "nodelist2b")},
    **{"fm": "fullmatrix", "el1": "edgelist1", "el2": "edgelist2", "nl1": "nodelist1"},
    **{"nl2": "nodelist2", "edgelist": "edgelist1", "nodelist": "nodelist1"},
    **{"edgearray": "edgearray1", "lh": "lowerhalf", "uh": "upperhalf"},
}
_SIDES = {
    **{"row": "row", "rows": "row", "col": "column", "column": "column", "columns": "column"},
    **{"matrix": "level", "level": "level", "matrices": "level", "levels": "level"},
}
_SIZE_WORDS = ("n", "nr", "nc", "nm")


class Token(NamedTuple):
    """One word of the header, whether it stood between quotation marks, and its line."""

    text: str
    quoted: bool
    row: int

    def says(self, *words: str) -> bool:
        """Whether it is one of these words, in any case, outside quotation marks."""
        return not self.quoted and self.text.lower() in words


@dataclass
class Header:
    """What the header says; labels as they stand, with their lines, before they are counted."""

    rows: int | None = None
    columns: int | None = None
    levels: int = 1
    square: bool = True
    format: str = "fullmatrix"
    diagonal: bool = True
    labels: dict[str, list[Token]] = field(default_factory=dict)
    embedded: set[str] = field(default_factory=set)
    data: list[tuple[int, str]] = field(default_factory=list)

    @property
    def two_mode(self) -> bool:
        """Whether a list is of rows and columns that are two sets."""
        return self.format.endswith(("2", "2b")) or self.rows != self.columns


def parse_header(lines: Sequence[str], faults: Faults, options: Options) -> Header:
    """Read everything before the data, and cut the data into lines."""
    header, tokens = Header(), list[Token]()
    for row, line in enumerate(lines, start=1):
        match = _DATA.search(_QUOTED.sub(lambda quote: "_" * len(quote[0]), line))
        tokens += _tokens(line[: match.start()] if match else line, row)
        if match:
            rest = [(row, line[match.end() :]), *enumerate(lines[row:], start=row + 1)]
            header.data = [(number, text) for number, text in rest if text.strip()]
            break
    else:
        text = say("There is no line 'data:', after which the numbers stand.")
        raise faults.stop(None, text, say("Export the file again."))
    _Statements(tokens, header, faults).run()
    _check_sizes(header, faults, options)
    return header


def _tokens(line: str, row: int) -> list[Token]:
    if '"' not in line:
        line = _COLON.sub(r"\1 : ", line)
    return [
        Token(mark or word or text, not (mark or word), row)
        for text, mark, word in _TOKEN.findall(line)
    ]


class _Statements:
    """Goes through the words of a header."""

    def __init__(self, tokens: list[Token], header: Header, faults: Faults) -> None:
        self.tokens, self.header, self.faults = tokens, header, faults
        self.at = 0

    def _peek(self, ahead: int = 0) -> Token:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else Token("", True, 0)

    def _next(self) -> Token:
        token = self._peek()
        self.at += 1
        return token

    def _skip(self, *words: str) -> None:
        while self._peek().says(*words):
            self.at += 1

    def run(self) -> None:
        """Read one statement after the other."""
        self._skip("dl")
        while self.at < len(self.tokens):
            token = self._next()
            if token.says(*_SIZE_WORDS):
                self._size(token)
            elif token.says("format"):
                self._skip("=")
                self._format(self._next())
            elif token.says("diagonal", "diag"):
                self._skip("=")
                self.header.diagonal = not self._next().says("absent", "no")
            elif token.says("present", "absent"):
                self.header.diagonal = token.says("present")
            elif token.says("labels", "label"):
                self._labels(("row", "column"))
            elif token.says(*_SIDES) and self._peek().says("labels", "label"):
                self.at += 1
                self._labels((_SIDES[token.text.lower()],))
            elif token.says("title"):
                self._title(token.row)
            else:
                self._unknown(token)

    def _size(self, token: Token) -> None:
        self._skip("=")
        value = self._next()
        count = whole_number(value.text)
        if count is None:
            what = say(
                "{text} is no number for {text2}.",
                text=quoted(value.text),
                text2=token.text.upper(),
            )
            self.faults.add(token.row, what, say("Write a whole number."), value.text)
            return
        word = token.text.lower()
        if word in ("n", "nr"):
            self.header.rows = count
        if word in ("n", "nc"):
            self.header.columns = count
        if word == "nm":
            self.header.levels = count
        if word in ("nr", "nc"):
            self.header.square = False

    def _format(self, token: Token) -> None:
        name = _FORMATS.get(token.text.lower())
        if name is None:
            known = "fullmatrix, lowerhalf, upperhalf, edgelist, nodelist and edgearray"
            what = say(
                "The format {text} cannot be read; known are {known}.",
                text=quoted(token.text),
                known=known,
            )
            self.faults.add(
                token.row, what, say("Export it as fullmatrix or edgelist1."), token.text
            )
            return
        self.header.format = name

    def _title(self, row: int) -> None:
        self._skip("=", ":")
        while self.at < len(self.tokens) and self._peek().row == row:
            self.at += 1

    def _unknown(self, token: Token) -> None:
        if token.says("datafile"):
            what = say("The numbers stand in another file, which is not opened.")
            self.faults.add(token.row, what, say("Put them below a line 'data:' of this file."))
            self.at = len(self.tokens)
            return
        if token.text in "=:":
            return
        what = say(
            "The word {text} is not known in the header of a DL file.", text=quoted(token.text)
        )
        self.faults.add(token.row, what, say("Export the file again as DL."), token.text)

    def _labels(self, sides: tuple[str, ...]) -> None:
        """Take labels up to the next word of the header."""
        if self._peek().says("embedded"):
            self.at += 1
            self._skip(":")
            self.header.embedded |= set(sides)
            return
        self._skip(":", "=")
        taken = []
        while self.at < len(self.tokens) and not self._at_statement():
            token = self._next()
            if not token.says("=", ":"):
                taken.append(token)
        for side in sides:
            self.header.labels[side] = taken

    def _at_statement(self) -> bool:
        token, after = self._peek(), self._peek(1)
        if token.says(*_SIZE_WORDS, "format", "diagonal", "title", "datafile"):
            return after.says("=") or (token.says("diagonal") and after.says("present", "absent"))
        if token.says("labels", "label"):
            return after.says(":", "embedded")
        return token.says(*_SIDES) and after.says("labels", "label")


def _check_sizes(header: Header, faults: Faults, options: Options) -> None:
    """Sizes must be there, and not beyond what the file can hold."""
    if header.rows is None or header.columns is None:
        missing = word("N (or NR)") if header.rows is None else word("N (or NC)")
        raise faults.stop(
            1,
            say("The header does not say {missing}, how many there are.", missing=missing),
            say("Add it."),
        )
    if header.format.startswith(("lower", "upper")) and header.rows != header.columns:
        what = say("Half a matrix must have as many rows as columns.")
        raise faults.stop(1, what, say("Correct N."))
    words = len(header.data) + sum(map(len, header.labels.values()))
    most = max(100_000 + 10 * words, options.max_cells or 0)
    if max(header.rows, header.columns) > most or header.levels > 1_000 + words:
        what = say(
            "The header announces {rows} rows, {columns} columns and {matrices}, more than the "
            "file can hold.",
            rows=localised(f"{header.rows:,}"),
            columns=localised(f"{header.columns:,}"),
            matrices=counted(header.levels, "matrix", "matrices"),
        )
        raise faults.stop(1, what, say("Correct the numbers, or raise max_cells."))
    if not header.levels or not header.rows or not header.columns:
        raise faults.stop(1, say("The header announces nothing: a size is 0."), say("Correct it."))


def labels_of(header: Header, side: str, count: int, faults: Faults) -> list[str]:
    """The labels of one side, one for each; empty texts where there are none.

    Labels are words; where there are as many lines as labels are needed, each line is one.
    """
    tokens = header.labels.get(side, [])
    if not tokens:
        return [""] * count
    if len(tokens) == count:
        return [token.text for token in tokens]
    lines: dict[int, list[str]] = {}
    for token in tokens:
        lines.setdefault(token.row, []).append(token.text)
    if len(lines) == count:
        return [" ".join(words) for words in lines.values()]
    what = say(
        "There are {n} where {count} are expected.",
        n=_labels_said(side, len(tokens)),
        count=count,
    )
    repair = say("Put labels with blanks between quotation marks, or correct the number.")
    raise faults.stop(tokens[0].row, what, repair)


def _labels_said(side: str, count: int) -> str:
    if side == "row":
        return say_n(count, "{n} row label", "{n} row labels")
    if side == "column":
        return say_n(count, "{n} column label", "{n} column labels")
    return say_n(count, "{n} level label", "{n} level labels")
