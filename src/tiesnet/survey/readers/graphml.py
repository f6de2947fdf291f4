"""GraphML: networks of igraph, networkx, yEd, visone, Gephi, Network Canvas and our own."""

from __future__ import annotations

from pathlib import Path

from tiesnet.language import say, word
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.graph_data import ARROW, ID, SOURCE, TARGET, Budget, Graph, GraphFile
from tiesnet.survey.readers.graph_tables import graph_reading
from tiesnet.survey.readers.graph_xml import Elements, begins_with, read_xml
from tiesnet.survey.readers.registry import Reading, reader

_DOMAINS = ("node", "edge", "graph")
_HOLDERS = (*_DOMAINS, "port", "hyperedge", "key", "endpoint")
_NOT_READ = {
    "hyperedge": word("A hyperedge joins any number of nodes; a survey has no place for it"),
    "port": word("A port, a part of a node to which edges go, was not read; the edges were"),
}
_UNTIED = frozenset({"g", "graph", "untitled", ""})


def sniff(path: Path) -> bool:
    """Whether the file is GraphML by its content, or is named so."""
    return path.is_file() and (path.suffix.lower() == ".graphml" or begins_with(path, "graphml"))


@reader("GraphML", sniff)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read all graphs of a GraphML file."""
    found = GraphFile(path.name, Budget(path.name, options), log)
    read_xml(path, options, _Handler(found), log)
    return graph_reading(found, path)


class _Handler(Elements):
    """Collects nodes, edges and what ``<data>`` says of them, as its ``<key>`` declares it."""

    root = "graphml"

    def __init__(self, found: GraphFile) -> None:
        super().__init__(found)
        self.keys: dict[tuple[str, str], tuple[str, str]] = {}
        self.declared: set[str] = set()
        self.defaults: dict[str, dict[str, str]] = {domain: {} for domain in _DOMAINS}
        self.key: tuple[tuple[str, ...], str, str, str] = ((), "", "", "")
        self.holders: list[tuple[str, int, dict[str, str]]] = []
        self.graph: Graph | None = None
        self.arrows = True
        self.nested = 0
        self.data = ""

    def enter(self, element: str, given: dict[str, str]) -> None:
        if element == "key":
            self._key(given)
        elif element == "graph":
            self._graph(given)
        elif element == "data":
            self.data = given.get("key", "")
        if element in _HOLDERS:
            cells = self._cells(element, given)
            self.holders.append((element, self.line, cells))
        if element in _NOT_READ:
            self.found.leave_out(say(_NOT_READ[element]), self.line)

    def leave(self, element: str, text: str) -> None:
        if element in _HOLDERS:
            self._close(*self.holders.pop())
        elif element == "default" and self.path[-2:-1] == ["key"]:
            self._default(text)
        elif element == "data" and len(self.path) > 1 and self.path[-2] in _HOLDERS:
            self._data(text)
        elif element == "desc" and self.holders and self.path[-2] == self.holders[-1][0]:
            self._cell("description", text.strip())
        elif element in ("NodeLabel", "EdgeLabel") and text.strip():
            self._cell("label", text.strip())  # yEd keeps labels inside its drawing

    def _key(self, given: dict[str, str]) -> None:
        name, kind = given.get("id", ""), given.get("attr.type", "string").strip().casefold()
        domain = given.get("for", "all")
        domains = _DOMAINS if domain == "all" else (domain,)
        drawing = "yfiles.type" in given and "attr.name" not in given
        title = "" if drawing else given.get("attr.name") or name
        for one in domains:
            self.keys.setdefault((one, name), (title, kind))
        self.declared.add(name)
        self.key = (domains, name, title, kind)

    def _default(self, text: str) -> None:
        domains, _, title, kind = self.key
        value = self.found.typed(text, kind, title, self.line)
        for domain in domains:
            if title and value and domain in self.defaults:
                self.defaults[domain].setdefault(title, value)

    def _graph(self, given: dict[str, str]) -> None:
        self.nested += 1
        if self.nested > 1:
            self.found.leave_out(
                say(
                    "A graph inside a node: that it is a group was not read, its nodes and edges "
                    "were"
                ),
                self.line,
            )
            return
        name = given.get("id", "")
        self.graph = self.found.begin("" if name.casefold() in _UNTIED else name)
        self.arrows = given.get("edgedefault", "directed") != "undirected"
        for attribute, text in given.items():
            space, _, local = attribute.rpartition(":")
            if space and local in ("caseId", "sessionUUID"):  # one interview of Network Canvas
                self.graph.facts[local] = text
                self.graph.apart = self.graph.facts.get("caseId", text)

    def _cells(self, element: str, given: dict[str, str]) -> dict[str, str]:
        if element == "node":
            return {ID: given.get("id", "")}
        if element == "edge":
            said = given.get("directed", "").strip().casefold()
            arrow = (
                self.arrows if said not in ("true", "false", "1", "0") else said in ("true", "1")
            )
            ends = {SOURCE: given.get("source", ""), TARGET: given.get("target", "")}
            return ends | {ARROW: "yes" if arrow else "no"}
        return {}

    def _data(self, text: str) -> None:
        domain = self.path[-2]
        title, kind = self.keys.get((domain, self.data), ("", ""))
        if not title and self.data and self.data not in self.declared:
            title, kind = self.data, "string"
        if title:
            self._cell(title, self.found.typed(text, kind, title, self.line))
        elif (domain, self.data) not in self.keys and domain in _DOMAINS:
            text = say(
                "The key {data} is not declared for a {domain}; its value was not read",
                data=f"{self.data!r}",
                domain=domain,
            )
            self.found.leave_out(text, self.line)

    def _cell(self, name: str, text: str) -> None:
        if self.holders:
            self.holders[-1][2].setdefault(name, text)

    def _close(self, element: str, line: int, cells: dict[str, str]) -> None:
        if element == "graph":
            self.nested -= 1
        if element not in _DOMAINS:
            return
        if self.graph is None:
            self.found.leave_out(
                say("A {element} outside of any graph was not read", element=element), line
            )
            return
        if element == "graph":
            self.graph.facts |= self.defaults["graph"] | cells
        else:
            rows = self.graph.nodes if element == "node" else self.graph.edges
            rows.add(line, self.defaults[element] | cells)
