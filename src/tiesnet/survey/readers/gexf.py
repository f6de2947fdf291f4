"""GEXF, Gephi's own format: versions 1.1, 1.2 (draft) and 1.3, whatever their namespace."""

from __future__ import annotations

from pathlib import Path

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.graph_data import (
    ARROW,
    ID,
    LABEL,
    SOURCE,
    TARGET,
    Budget,
    Graph,
    GraphFile,
)
from tiesnet.survey.readers.graph_own import FACTS
from tiesnet.survey.readers.graph_tables import graph_reading
from tiesnet.survey.readers.graph_xml import Elements, begins_with, read_xml
from tiesnet.survey.readers.registry import Reading, reader

_TIMES = ("start", "end", "timestamp", "timestamps", "intervals", "startopen", "endopen")
_LOOKS = ("color", "position", "size", "shape", "thickness")
_OWN = {"node": ("id", "label", "pid"), "edge": ("id", "source", "target", "type", "kind")}
_WHOLE = {"title": "title", "creator": "made_with", "description": "description", "keywords": FACTS}


def sniff(path: Path) -> bool:
    """Whether the file is GEXF by its content, or is named so."""
    return path.is_file() and (path.suffix.lower() == ".gexf" or begins_with(path, "gexf"))


@reader("GEXF", sniff)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read a GEXF file; what changes over time in it is said and left out."""
    found = GraphFile(path.name, Budget(path.name, options), log)
    read_xml(path, options, _Handler(found), log)
    return graph_reading(found, path)


class _Handler(Elements):
    """Collects nodes, edges and their attribute values."""

    root = "gexf"

    def __init__(self, found: GraphFile) -> None:
        super().__init__(found)
        self.attributes: dict[tuple[str, str], tuple[str, str]] = {}
        self.defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        self.domain = ""
        self.attribute = ""
        self.open: list[tuple[str, int, dict[str, str]]] = []
        self.graph: Graph | None = None
        self.arrow = "no"

    def enter(self, element: str, given: dict[str, str]) -> None:
        if element == "graph":
            self.graph = self.found.begin(given.get("label") or given.get("name", ""))
            self.arrow = given.get("defaultedgetype", "undirected")
        elif element == "attributes":
            self.domain = given.get("class", "node")
        elif element == "attribute":
            self._attribute(given)
        elif element in ("node", "edge"):
            self._open(element, given)
        elif element == "attvalue":
            self._value(given)
        elif element == "spell":
            self._time()
        elif element in _LOOKS and self.open:
            text = say("Colours, sizes and positions of a drawing were not read")
            self.found.leave_out(text, self.line, "note")

    def leave(self, element: str, text: str) -> None:
        if element in ("node", "edge") and self.open:
            self._close(*self.open.pop())
        elif element == "default" and self.attribute:
            title, kind = self.attributes[(self.domain, self.attribute)]
            value = self.found.typed(text, kind, title, self.line)
            if value:
                self.defaults.setdefault(self.domain, {})[title] = value
        elif element in _WHOLE and self.path[-2:-1] == ["meta"]:
            self.found.facts[_WHOLE[element]] = text

    def _attribute(self, given: dict[str, str]) -> None:
        self.attribute = given.get("id", given.get("title", ""))
        title = given.get("title") or self.attribute
        kind = given.get("type", "string").strip().casefold()
        self.attributes[(self.domain, self.attribute)] = (title, kind)

    def _open(self, element: str, given: dict[str, str]) -> None:
        if self.graph is None:
            self.graph = self.found.begin("")
        if any(name in given for name in _TIMES):
            self._time()
        if element == "node":
            if self.open or "pid" in given:
                text = say("A node inside a node: that it is part of it was not read, the node was")
                self.found.leave_out(text, self.line)
            cells = {ID: given.get("id", "")}
            if given.get("label"):
                cells[LABEL] = given["label"]
        else:
            cells = self._edge(given)
        extra = (*_OWN[element], *_TIMES)
        cells |= {k: v for k, v in given.items() if k not in extra and ":" not in k and v}
        self.open.append((element, self.line, cells))

    def _edge(self, given: dict[str, str]) -> dict[str, str]:
        kind = given.get("type") or self.arrow
        ends = {SOURCE: given.get("source", ""), TARGET: given.get("target", "")}
        cells = ends | {ARROW: "yes" if kind.casefold() in ("directed", "mutual") else "no"}
        if kind.casefold() == "mutual":
            cells["\0mutual"] = "yes"
        if given.get("kind"):
            cells["kind"] = given["kind"]
        if "weight" in given:
            given["weight"] = self.found.finite(given["weight"].strip(), "weight", self.line)
        return cells

    def _value(self, given: dict[str, str]) -> None:
        if not self.open:
            return
        if any(name in given for name in _TIMES):
            self._time()
            return
        element, line, cells = self.open[-1]
        key = given.get("for", given.get("id", ""))
        title, kind = self.attributes.get((element, key), (key, "string"))
        text = given.get("value", "")
        if element == "edge" and title.casefold() == "weight":
            title = "weight"
        if title and text:
            cells[title] = self.found.typed(text, kind, title, line)

    def _time(self) -> None:
        text = say(
            "Something that holds only at some time (a spell, a start or end, a value with a date) "
            "was not read as such; give the survey waves instead"
        )
        self.found.leave_out(text, self.line)

    def _close(self, element: str, line: int, cells: dict[str, str]) -> None:
        assert self.graph is not None
        mutual = cells.pop("\0mutual", "")
        rows = self.graph.nodes if element == "node" else self.graph.edges
        cells = self.defaults[element] | cells
        rows.add(line, cells)
        if mutual:
            rows.add(line, cells | {SOURCE: cells[TARGET], TARGET: cells[SOURCE]})
