"""GML: networks of igraph, networkx, Gephi, yEd and of many collections of data."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tiesnet.errors import SurveyError
from tiesnet.language import localised, say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import LONGEST_CELL, Options
from tiesnet.survey.readers.graph_data import ID, LABEL, SOURCE, TARGET, Budget, Graph, GraphFile
from tiesnet.survey.readers.graph_tables import graph_reading
from tiesnet.survey.readers.graph_xml import is_utf8
from tiesnet.survey.readers.registry import Reading, first_bytes, reader, unreadable

_BEGINS = re.compile(
    r"\s*(?:(?:#|Creator\b|Version\b|comment\b)[^\n]*\n\s*)*graph\s*\[", re.IGNORECASE
)
_TOKEN = re.compile(r'("[^"]*")|(\[)|(\])|("[^"]*$)|([^\s\[\]"]+)')
_HEAD = 4096
_DEEPEST = 100
_LONGEST_LINE = 50_000_000
_ENDS = ("id", "source", "target")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Pair(NamedTuple):
    """A key with its value, a text or a list, and the line of the key."""

    key: str
    value: str | list[Pair]
    line: int


def sniff(path: Path) -> bool:
    """Whether the file is GML by its content, or is named so."""
    if not path.is_file():
        return False
    head = first_bytes(path, _HEAD).removeprefix(codecs.BOM_UTF8)
    return path.suffix.lower() == ".gml" or bool(_BEGINS.match(head.decode("latin-1")))


@reader("GML", sniff)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read all graphs of a GML file."""
    found = GraphFile(path.name, Budget(path.name, options), log)
    encoding = _encoding(path, options, log)
    try:
        with path.open(encoding=encoding) as stream:
            _Parser(found).read(stream)
    except (UnicodeError, LookupError) as error:
        raise unreadable(
            path.name,
            say(
                "{name} cannot be read as text in the encoding {encoding}.",
                name=path.name,
                encoding=encoding,
            ),
            say("Export it again as UTF-8, or name its encoding (encoding=...)."),
        ) from error
    if not found.graphs:
        raise unreadable(
            path.name,
            say("{name} holds no network: there is no 'graph [ ... ]' in it.", name=path.name),
            say("Export it again as GML, or give it the ending of its format."),
        )
    return graph_reading(found, path)


def _encoding(path: Path, options: Options, log: Log) -> str:
    size = path.stat().st_size
    if size > options.csv_bytes:
        raise unreadable(
            path.name,
            say(
                "{name} holds {size} bytes, more than the {csv_bytes} allowed.",
                name=path.name,
                size=localised(f"{size:,}"),
                csv_bytes=localised(f"{options.csv_bytes:,}"),
            ),
            say("Export only what belongs to the survey, or raise max_bytes."),
        )
    if options.encoding:
        return options.encoding
    head = first_bytes(path, _HEAD)
    marked = next((name for mark, name in _MARKS.items() if head.startswith(mark)), "")
    if marked or is_utf8(path):
        return marked or "utf-8-sig"
    text = say("{name} was read as Windows-1252, since it is not valid UTF-8.", name=path.name)
    log.add("encoding", Place(path.name), text, say("Export it as UTF-8."))
    return "cp1252"


class _Parser:
    """Reads keys and values line by line; nodes and edges are taken as soon as they end."""

    def __init__(self, found: GraphFile) -> None:
        self.found = found
        self.line = 0
        self.graph: Graph | None = None
        self.open: list[Pair] = []  # the lists that are open, each a key with its list
        self.key: tuple[str, int] | None = None

    def read(self, stream: Iterator[str]) -> None:
        """Read a whole file."""
        for kind, text in self._tokens(stream):
            if kind == "[":
                self._begin()
            elif kind == "]":
                self._end()
            elif self.key is None and kind == "word":
                self.key = (text, self.line)
            else:
                name = self.key[0] if self.key else ""
                self._scalar(self.found.finite(text, name, self.line) if kind == "word" else text)
        if self.open or self.key:
            what = say("the list {key}", key=f"{self.open[-1].key!r}") if self.open else "a value"
            raise self._broken(say("it ends where {what} is not complete", what=what))

    def _tokens(self, stream: Iterator[str]) -> Iterator[tuple[str, str]]:
        """Cut lines into words, strings and brackets; a string may run over several lines."""
        string: list[str] = []
        for line in stream:
            self.line += 1
            if len(line) > _LONGEST_LINE or "\0" in line:
                raise self._broken(say("this is no line of text"))
            start = 0
            if string:
                start = line.find('"') + 1
                string.append(line[: start - 1] if start else line)
                if not start:
                    continue
                yield "text", html.unescape("".join(string))
                string = []
            elif line.lstrip().startswith("#"):
                continue
            for match in _TOKEN.finditer(line, start):
                whole, opens, closes, half, word = match.groups()
                if whole is not None:
                    yield "text", html.unescape(whole[1:-1])
                elif half is not None:
                    string = [half[1:]]
                else:
                    yield ("[" if opens else "]" if closes else "word"), word or ""
        if string:
            raise self._broken(say("a quotation mark is not closed"))

    def _broken(self, why: str) -> SurveyError:
        file = self.found.file
        return unreadable(
            file,
            say("{file} is broken at line {line}: {why}.", file=file, line=self.line, why=why),
            say("Export it again as GML."),
        )

    def _begin(self) -> None:
        if self.key is None:
            raise self._broken(say("a list has no name"))
        self.open.append(Pair(self.key[0], [], self.key[1]))
        self.key = None
        if len(self.open) > _DEEPEST:
            raise self._broken(
                say("there are more than {deepest} lists inside each other", deepest=_DEEPEST)
            )
        if len(self.open) == 1 and self.open[0].key.casefold() == "graph":
            self.graph = self.found.begin("")

    def _end(self) -> None:
        if not self.open or self.key:
            raise self._broken(say("a list is closed that was not opened, or a value is missing"))
        pair = self.open.pop()
        inside = [one.key.casefold() for one in self.open]
        key = pair.key.casefold()
        if inside == ["graph"] and key in ("node", "edge"):
            self._row(key, pair)
        elif self.open and inside[:1] == ["graph"]:
            self._keep(pair)
        elif key == "graph" and not self.open:
            self.graph = None

    def _scalar(self, text: str) -> None:
        if self.key is None:
            raise self._broken(say("{text} stands where a name is expected", text=f"{text[:40]!r}"))
        pair = Pair(self.key[0], text, self.key[1])
        self.key = None
        key = pair.key.casefold()
        if not self.open:
            if key in ("creator", "comment"):
                self.found.facts["made_with" if key == "creator" else key] = text
        elif len(self.open) > 1:
            self._keep(pair)
        elif self.graph is not None:
            self._fact(key, pair)

    def _fact(self, key: str, pair: Pair) -> None:
        assert self.graph is not None and isinstance(pair.value, str)
        if key == "directed":
            self.graph.arrow = "yes" if pair.value.strip() == "1" else "no"
        elif key in ("label", "name") and not self.graph.name:
            self.graph.name = pair.value
        else:
            self.graph.facts.setdefault(pair.key, pair.value)

    def _keep(self, pair: Pair) -> None:
        inside = self.open[-1].value
        assert isinstance(inside, list)
        inside.append(pair)

    def _row(self, kind: str, pair: Pair) -> None:
        assert self.graph is not None
        cells: dict[str, str] = {}
        for name, text, line in _flat(pair, self.found):
            key = name.casefold()
            if key in _ENDS and key in cells:
                place = Place(self.found.file, "", line, name, text)
                said = say(
                    "The {kind} gives its {name} twice; it was left out.", kind=kind, name=name
                )
                self.found.log.add("broken_line", place, said)
                return
            if key in _ENDS:
                cells[key] = text
            elif name in cells:
                cells[name] = f"{cells[name]}; {text}"[: LONGEST_CELL + 1]
            else:
                cells[name] = text
        if kind == "node":
            label = {LABEL: cells.pop("label")} if "label" in cells else {}
            self.graph.nodes.add(pair.line, {ID: cells.pop("id", ""), **label, **cells})
            return
        ends = {SOURCE: cells.pop("source", ""), TARGET: cells.pop("target", "")}
        cells.pop("id", None)
        self.graph.edges.add(pair.line, {**ends, **cells})


def _flat(pair: Pair, found: GraphFile) -> Iterator[tuple[str, str, int]]:
    """Names, texts and lines of what stands in a list, those of lists inside it included."""
    assert isinstance(pair.value, list)
    for one in pair.value:
        if isinstance(one.value, str):
            yield one
        elif one.key.casefold() in ("graphics", "labelgraphics"):
            text = say("Colours, sizes and positions of a drawing were not read")
            found.leave_out(text, one.line, "note")
        else:
            for name, text, line in _flat(one, found):
                yield f"{one.key} {name}", text, line
