"""UCINET's own files: a pair of .##h (labels) and .##d (cells), as UCINET 6 writes them."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tiesnet.language import localised, say, word
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.matrix_parts import Matrices, level_names, part_of
from tiesnet.survey.readers.network_parts import Free
from tiesnet.survey.readers.network_tables import network_tables
from tiesnet.survey.readers.registry import Reading, first_bytes, reader, unreadable

_MARKS = (b"\x05V6404", b"\x05DATE:")
_SUFFIXES = (".##h", ".##d")
_SINGLE = 7  # the code of cells of four bytes; no file with another one was at hand to check
_LARGEST = 1e36  # beyond it UCINET means a missing cell
_SAVE = word("Open it in UCINET and save it again, or export it as DL.")


def sniff(path: Path) -> bool:
    """Whether a file is one of the pair, by its name or its first bytes."""
    if not path.is_file():
        return False
    return path.suffix.lower() in _SUFFIXES or first_bytes(path).startswith(_MARKS)


@reader("UCINET dataset", sniff)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read the pair of files, whichever of the two is given."""
    head = path if path.suffix.lower() != ".##d" else _partner(path, "h")
    data = _partner(path, "d") if head == path else path
    header = _header(head)
    count = header.levels * header.rows * header.columns
    if data.stat().st_size != 4 * count:
        raise unreadable(
            data.name,
            say(
                "{name} holds {st_size} bytes; {name2} announces {count} cells of 4 bytes.",
                name=data.name,
                st_size=localised(f"{data.stat().st_size:,}"),
                name2=head.name,
                count=localised(f"{count:,}"),
            ),
            say(_SAVE),
        )
    if count > options.cells:
        raise unreadable(
            data.name,
            say(
                "{name} has more cells than the {cells} allowed.",
                name=data.name,
                cells=localised(f"{options.cells:,}"),
            ),
            say("Raise max_cells."),
        )
    part = part_of(_matrices(header, data), log)
    return Reading(network_tables([part], head.name, options, log), head.stem, [head, data])


def _partner(path: Path, letter: str) -> Path:
    """The other file of the pair, beside it under the same name."""
    stem = path.name[: -len(path.suffix)] if path.suffix.lower() in _SUFFIXES else path.name
    for name in (f"{stem}.##{letter}", f"{stem}.##{letter.upper()}"):
        if (path.parent / name).is_file():
            return path.parent / name
    raise unreadable(
        path.name,
        say(
            "{name} is one of two files; the other, {stem}.##{letter}, is not beside it.",
            name=path.name,
            stem=stem,
            letter=letter,
        ),
        say("Put both into one folder, under the same name."),
    )


class _Header(NamedTuple):
    columns: int
    rows: int
    levels: int
    labels: list[list[str]]


class _Bytes:
    """Takes one value after the other from the header."""

    def __init__(self, path: Path) -> None:
        self.name, self.data, self.at = path.name, path.read_bytes(), 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise unreadable(self.name, say("{name} ends too early.", name=self.name), say(_SAVE))
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, size: int) -> int:
        return int(struct.unpack({1: "<B", 2: "<H", 4: "<i"}[size], self.take(size))[0])


def _header(path: Path) -> _Header:
    """Read the sizes and labels: columns first, then rows, then levels."""
    if path.stat().st_size > 100_000_000:
        raise unreadable(
            path.name, say("{name} is too large for a file of labels.", name=path.name), say(_SAVE)
        )
    source = _Bytes(path)
    mark = source.take(6)
    if mark not in _MARKS:
        text = say("{name} does not begin like a dataset of UCINET 6.", name=path.name)
        raise unreadable(path.name, text, say(_SAVE))
    wide = mark == _MARKS[0]
    source.take(10)  # the date, and the sort of labels
    kind, dimensions = source.number(1), source.number(2)
    if kind != _SINGLE or dimensions not in (2, 3):
        text = say(
            "{name} has cells of the sort {kind} in {dimensions} dimensions; ",
            name=path.name,
            kind=kind,
            dimensions=dimensions,
        )
        text += say("those of the sort {single} in 2 or 3 can be read.", single=_SINGLE)
        raise unreadable(path.name, text, say(_SAVE))
    sizes = [source.number(4 if wide else 2) for _ in range(dimensions)]
    if min(sizes) < 0 or max(sizes) > 10_000_000:
        raise unreadable(
            path.name,
            say("{name} has sizes that cannot be: {sizes}.", name=path.name, sizes=sizes),
            say(_SAVE),
        )
    source.take(source.number(1))  # the title
    given = [source.number(1) for _ in range(dimensions)]
    labels = [
        _labels(source, size, wide) if has else [] for has, size in zip(given, sizes, strict=True)
    ]
    return _Header(sizes[0], sizes[1], (*sizes, 1)[2], [*labels, []][:3])


def _labels(source: _Bytes, count: int, wide: bool) -> list[str]:
    encoding = "utf-16-le" if wide else "cp1252"
    return [source.take(source.number(2)).decode(encoding, "replace") for _ in range(count)]


def _matrices(header: _Header, data: Path) -> Matrices:
    shape = (header.levels, header.rows, header.columns)
    read = np.fromfile(data, dtype="<f4").reshape(shape)
    # The shortest text of four bytes, not the long one of what they are in eight.
    cells = np.array([float(str(value)) for value in read.ravel()], dtype=float).reshape(shape)
    cells[~(np.abs(cells) < _LARGEST)] = np.nan
    columns, rows, levels = header.labels
    names, taken = level_names(levels or [""] * header.levels, header.levels), Free()
    return Matrices(
        cells,
        rows or [""] * header.rows,
        columns or [""] * header.columns,
        [taken.like(name) if name else name for name in names],
        square=header.rows == header.columns and (not rows or not columns),
    )
