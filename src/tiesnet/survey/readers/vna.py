"""VNA files of NetDraw: node data and tie data with any number of relations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tiesnet.language import say
from tiesnet.survey.cells import tidy
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.network_parts import (
    Free,
    Part,
    Relation,
    number_of,
)
from tiesnet.survey.readers.network_tables import network_tables, without_double
from tiesnet.survey.readers.network_text import Faults, head_of, read_lines, words_of
from tiesnet.survey.readers.registry import Reading, reader
from tiesnet.survey.words import counted, fold, quoted

_START = re.compile(r"\s*\*\s*(node\s*data|node\s*properties|tie\s*data)", re.IGNORECASE)
_ONE = ("strength", "weight", "value")  # columns of this name say no relation


def sniff(path: Path) -> bool:
    """Whether a file begins with one of the sections of VNA, or is named as one."""
    if not path.is_file():
        return False
    return path.suffix.lower() == ".vna" or _START.match(head_of(path)) is not None


@reader("VNA", sniff)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read the nodes with their attributes and the ties with their relations."""
    faults = Faults(path.name, log)
    sections = _sections(read_lines(path, options, log), faults)
    if "tiedata" not in sections and "nodedata" not in sections:
        raise faults.stop(
            None,
            say(
                "{name} is no VNA file: it needs a section '*Tie data' or '*Node data'.",
                name=path.name,
            ),
            say("Save it again from NetDraw."),
        )
    nodes = _nodes(sections.get("nodedata"), sections.get("nodeproperties"), log)
    ties = sections.get("tiedata", _Grid(0, ["from", "to"], []))
    part = _part(nodes, ties, log)
    faults.check()
    return Reading(network_tables([part], path.name, options, log), path.stem, [path])


class _Grid(NamedTuple):
    """A section: its header's line and words, and its rows with their lines."""

    row: int
    header: list[str]
    rows: list[tuple[int, list[str]]]

    def column(self, at: int) -> list[str]:
        return [cells[at] for _, cells in self.rows]


def _sections(lines: Sequence[str], faults: Faults) -> dict[str, _Grid]:
    found: dict[str, _Grid] = {}
    word = ""
    for row, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        if text.startswith("*"):
            word = fold(text)
            if word in found:
                faults.add(
                    row,
                    say("The section {text} stands twice.", text=quoted(text)),
                    say("Join the two."),
                )
        elif word not in found:
            header = words_of(text)
            found[word] = _Grid(row, header, [])
            if len(header) < 1 + (word == "tiedata"):
                what = say("The header {text} has too few columns.", text=quoted(text))
                raise faults.stop(row, what, say("Begin it with ID, or with from and to."))
        else:
            _take(found[word], row, words_of(text), faults)
    return found


def _take(grid: _Grid, row: int, cells: list[str], faults: Faults) -> None:
    if len(cells) != len(grid.header):
        what = say(
            "The line has {value}, its header in line {row} has {column}.",
            value=counted(len(cells), "value"),
            row=grid.row,
            column=counted(len(grid.header), "column"),
        )
        faults.add(
            row, what, say("Put names with blanks between quotation marks."), " ".join(cells)
        )
        return
    grid.rows.append((row, cells))


class _Nodes(NamedTuple):
    """Ids, names and attributes of nodes, and where each stands."""

    ids: list[str]
    names: list[str]
    rows: list[int]
    attributes: dict[str, list[str]]


def _nodes(data: _Grid | None, properties: _Grid | None, log: Log) -> _Nodes:
    """Take the node data; of the properties only the labels, the rest is drawing."""
    grid = data or properties or _Grid(0, ["ID"], [])
    ids, rows = grid.column(0), [row for row, _ in grid.rows]
    attributes: dict[str, list[str]] = {}
    names, free = list[str](), Free()
    for at, title in enumerate(grid.header[1:], start=1) if data else ():
        known = map_headers("actors", [title]).names.get(0, "")
        if known == "name" and not names:
            names = grid.column(at)
        else:
            attributes[free.like(_titled(title, known))] = grid.column(at)
    if not names and properties is not None:
        names = _labels(ids, properties)
        text = say("Positions, sizes and colours of the nodes are for drawing; they were not read.")
        log.assume("drawing_not_read", text)
    return _Nodes(ids, names or ids, rows, attributes)


def _titled(title: str, known: str) -> str:
    """Name a column; what would be taken for an id or a name is not."""
    title = tidy(title) or "column"
    return f"node {title}" if known in ("id", "name") else title


def _labels(ids: list[str], properties: _Grid) -> list[str]:
    at = next((k for k, title in enumerate(properties.header) if fold(title) == "shortlabel"), None)
    if at is None:
        return []
    label = dict(zip(properties.column(0), properties.column(at), strict=True))
    return [label.get(actor) or actor for actor in ids]


def _part(nodes: _Nodes, ties: _Grid, log: Log) -> Part:
    place: dict[str, int] = {}
    for at, actor in enumerate(nodes.ids):
        place.setdefault(actor, at)
    ids, names, rows = list(nodes.ids), list(nodes.names), list(nodes.rows)
    for row, (source, target, *_) in ties.rows:
        for actor in (source, target):
            if actor not in place:
                place[actor] = len(ids)
                ids.append(actor)
                names.append(actor)
                rows.append(row)
    part = Part(names, rows, len(ids), "", ids, _relations(ties, place, log))
    empty = [""] * (len(ids) - len(nodes.ids))
    part.attributes = {title: cells + empty for title, cells in nodes.attributes.items()}
    return part


def _relations(ties: _Grid, place: dict[str, int], log: Log) -> list[Relation]:
    """Every column of numbers is a relation; columns of words describe the ties."""
    numbers = list[int]()
    own: dict[str, list[str]] = {}
    for at, title in enumerate(ties.header[2:], start=2):
        cells = ties.column(at)
        if all(number_of(cell) is not None for cell in cells if cell):
            numbers.append(at)
        else:
            own[_own_title(title)] = cells
    if not numbers:
        return [without_double(_relation("", ties, place, None, own), log)]
    several = len(numbers) > 1
    made = []
    for at in numbers:
        title = ties.header[at]
        name = "" if fold(title) in _ONE else title
        made.append(without_double(_relation(name, ties, place, at, own, several), log))
    return made


def _own_title(title: str) -> str:
    """Name a column of words; what would be taken for an end, a relation or a strength is not."""
    known = map_headers("ties", [title]).names.get(0, "")
    taken = ("source", "target", "relation", "strength", "reported_by", "wave")
    return f"tie {title}" if known in taken or not title else title


def _relation(
    name: str,
    ties: _Grid,
    place: dict[str, int],
    at: int | None,
    own: dict[str, list[str]],
    several: bool = False,
) -> Relation:
    """Take the ties of one column; an empty cell is none, nor is a 0 among several columns."""
    relation = Relation(name)
    kept = []
    for k, (row, cells) in enumerate(ties.rows):
        value = "" if at is None else cells[at]
        if at is not None and (not value or (several and number_of(value) == 0)):
            continue
        kept.append(k)
        relation.lines.add(place[cells[0]], place[cells[1]], value, row)
    relation.lines.own = {title: [column[k] for k in kept] for title, column in own.items()}
    return relation
