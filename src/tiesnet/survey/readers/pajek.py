"""Pajek networks (.net) and projects (.paj): several networks, relations, partitions, vectors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tiesnet.language import localised, say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.network_parts import Free, Part
from tiesnet.survey.readers.network_tables import added_up, network_tables, own_title
from tiesnet.survey.readers.network_text import Faults, head_of, read_lines, whole_number
from tiesnet.survey.readers.pajek_lines import MISSING, Row, Ties, decoded, label_of, matrix
from tiesnet.survey.readers.registry import Reading, reader
from tiesnet.survey.words import counted, quoted

_SECTION = re.compile(r"\s*\*\s*([A-Za-z]+)(.*)")
_NETWORK = re.compile(r"^\s*\*\s*(network|vertices)\b", re.IGNORECASE | re.MULTILINE)
_RELATION = re.compile(r'\s*:\s*(\d+)\s*(?:"(.*)"|(\S.*?))?\s*$')
_TIES = ("arcs", "edges", "arcslist", "edgeslist", "matrix")
_VALUES = ("partition", "vector")
_ALONE = (".clu", ".vec", ".per")
_MOST_UNLISTED = 100_000


def sniff(path: Path) -> bool:
    """Whether a file has the sections of a Pajek network, or is named as one."""
    if not path.is_file():
        return False
    named = path.suffix.lower() in (".net", ".paj", *_ALONE)
    return named or (path.suffix.lower() != ".csv" and bool(_NETWORK.search(head_of(path))))


@reader("Pajek network", sniff)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read all networks of a file, with their relations, partitions and vectors."""
    sections = _sections(read_lines(path, options, log))
    parser = _Parser(Faults(path.name, log), options, log)
    if path.suffix.lower() in _ALONE or not any(one.word == "vertices" for one in sections):
        raise parser.faults.stop(
            None,
            say(
                "{name} is no Pajek network: it needs a line '*Vertices' and ties.", name=path.name
            ),
            say("Save the network as .net, or the whole project as .paj."),
        )
    for section in sections:
        parser.take(section)
    parts = parser.finish()
    parser.faults.check()
    return Reading(network_tables(parts, path.name, options, log), path.stem, [path])


@dataclass
class _Section:
    """A line with a star, and the lines after it that are neither empty nor comments."""

    word: str
    rest: str
    row: int
    lines: list[Row] = field(default_factory=list)


def _sections(lines: list[str]) -> list[_Section]:
    """Cut the file at its lines with a star; what stands before the first one is comment."""
    found: list[_Section] = []
    for row, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("%"):
            continue
        if text.startswith("*") and (match := _SECTION.match(line)):
            word = match[1].lower()
            word = "vertices" if word.startswith("vert") else word
            found.append(_Section(word, match[2].strip(), row))
        elif found:
            found[-1].lines.append((row, text))
    return found


class _Parser:
    """Takes one section after the other; partitions belong to the network they fit."""

    def __init__(self, faults: Faults, options: Options, log: Log) -> None:
        self.faults, self.options, self.log = faults, options, log
        self.parts: list[Part] = []
        self.ties: list[Ties] = []
        self.title = ""
        self.values: tuple[str, str] | None = None
        self.titles: dict[int, Free] = {}

    def take(self, section: _Section) -> None:
        """Read one section."""
        if section.word == "network":
            self.title, self.values = decoded(section.rest.strip('" ')), None
        elif section.word in _VALUES:
            self.values = (section.word, section.rest)
            if section.lines:
                self._take_values(section, len(section.lines))
        elif section.word == "vertices":
            self._take_vertices(section)
        elif section.word in _TIES:
            self.values = None
            self._take_ties(section)
        else:
            self.values = ("", "")
            text = say(
                "The section {word} is of no use here; it was not read.",
                word=quoted("*" + section.word),
            )
            self.log.assume("section_not_read", text)

    def _take_vertices(self, section: _Section) -> None:
        counts = [whole_number(word) for word in section.rest.split()]
        size = counts[0] if counts else None
        if size is None or None in counts or len(counts) > 2:
            what = say(
                "'*Vertices {rest}' does not say how many vertices there are.", rest=section.rest
            )
            raise self.faults.stop(section.row, what, say("Write '*Vertices' and their number."))
        if self.values is not None:
            self._take_values(section, size)
            return
        second = counts[1] if len(counts) == 2 else size
        if second is None or second > size:
            what = say(
                "'*Vertices {rest}': the first set cannot be larger than the whole.",
                rest=section.rest,
            )
            raise self.faults.stop(
                section.row, what, say("Write their number, then the first set's.")
            )
        self._check_size(section, size)
        self.parts.append(self._part(section, size, second or size))
        self.ties.append(Ties(self.parts[-1], self.faults))
        self.title = ""

    def _check_size(self, section: _Section, size: int) -> None:
        most = max(_MOST_UNLISTED + 10 * len(section.lines), self.options.max_cells or 0)
        if size > most:
            what = say(
                "'*Vertices {rest}' asks for {size} vertices, but only {vertices} are listed.",
                rest=section.rest,
                size=localised(f"{size:,}"),
                vertices=counted(len(section.lines), "vertex", "vertices"),
            )
            raise self.faults.stop(
                section.row, what, say("Correct the number, or raise max_cells.")
            )

    def _part(self, section: _Section, size: int, second: int) -> Part:
        part = Part([""] * size, [0] * size, second, self.title)
        for row, text in section.lines:
            number, _, rest = text.partition(" ") if " " in text else text.partition("\t")
            at = whole_number(number)
            if at is None or not 0 < at <= size:
                what = say(
                    "{number} is no number of a vertex from 1 to {size}.",
                    number=quoted(number),
                    size=size,
                )
                self.faults.add(row, what, say("Number the vertices from 1."), number)
            elif part.rows[at - 1]:
                what = say(
                    "The vertex {at} stands already in line {rows}.", at=at, rows=part.rows[at - 1]
                )
                self.faults.add(row, what, say("Give every vertex a number of its own."), number)
            else:
                part.rows[at - 1] = row
                part.labels[at - 1] = label_of(rest)
        return part

    def _take_values(self, section: _Section, size: int) -> None:
        """A partition or vector belongs to the last network with as many vertices."""
        kind, title = self.values or ("", "")
        self.values = None
        if not kind:
            return
        cells = [word for _, text in section.lines for word in text.split()]
        part = next((one for one in reversed(self.parts) if len(one.labels) == size), None)
        if part is None or len(cells) != size:
            filled = {
                "kind": kind,
                "title": quoted(title),
                "values": counted(len(cells), "value"),
            }
            what = (
                say("The {kind} {title} has {values}; {size} are announced.", **filled, size=size)
                if part
                else say(
                    "The {kind} {title} has {values}; no network before it has as many vertices.",
                    **filled,
                )
            )
            self.faults.add(section.row, what, say("Export the project again."))
            return
        taken = self.titles.setdefault(id(part), Free())
        cells = ["" if cell in MISSING else cell for cell in cells[: part.second]]
        part.attributes[own_title(title, kind, taken)] = cells
        if part.two_mode:
            text = say(
                "Partitions and vectors of a two-mode network were read for its first set only."
            )
            self.log.assume("first_set_only", text)

    def _take_ties(self, section: _Section) -> None:
        if not self.parts:
            what = say("'*{word}' stands before the vertices.", word=section.word)
            raise self.faults.stop(section.row, what, say("Put '*Vertices' before the ties."))
        ties, part = self.ties[-1], self.parts[-1]
        match = _RELATION.match(section.rest)
        if match:
            name = match[2] if match[2] is not None else match[3] or ""
            ties.name(int(match[1][:15]), decoded(name))
        elif section.rest.startswith('"'):
            ties.name(0, decoded(section.rest.strip('" ')))
        key = int(match[1][:15]) if match else 0
        if section.word == "matrix":
            matrix(section.row, section.lines, key, ties, part)
        else:
            ties.take(section.word, section.lines, key)

    def finish(self) -> list[Part]:
        """Give the networks with their relations."""
        intervals = 0
        for part, ties in zip(self.parts, self.ties, strict=True):
            part.relations = ties.relations()
            intervals += ties.intervals
            for relation in part.relations:
                added_up(relation, self.log)
        if intervals:
            text = say("Times of ties, such as [1-5], were not read; every tie counts.")
            self.log.assume("times_not_read", text, intervals)
        return self.parts
