"""From the graphs of a file to the tables of a survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tiesnet.language import say
from tiesnet.survey.headers import map_headers
from tiesnet.survey.raw import LONGEST_HEADER, RawTable, made_table
from tiesnet.survey.readers.graph_data import (
    ARROW,
    ID,
    LABEL,
    SOURCE,
    TARGET,
    Graph,
    GraphFile,
    Rows,
    origins,
)
from tiesnet.survey.readers.graph_own import own_tables
from tiesnet.survey.readers.registry import Reading, unreadable
from tiesnet.survey.words import fold, quoted

_DIRECTIONS = {"directed": "yes", "mutual": "yes", "undirected": "no", "": ""}
_RELATION = "\0relation"
_TITLES = ("title", "name", "label")


class _Part(NamedTuple):
    """The nodes or the edges of all graphs: columns, and the line of each row."""

    columns: dict[str, list[str]]
    lines: list[int]


def graph_reading(found: GraphFile, path: Path) -> Reading:
    """Make the tables of a survey of everything that was found in a file."""
    if not any(len(graph.nodes) or len(graph.edges) for graph in found.graphs):
        raise unreadable(
            path.name,
            say("{name} holds neither nodes nor edges.", name=path.name),
            say("Export the network again; nothing of it is in the file."),
        )
    tables = own_tables(found) or _tables(found)
    found.say_unread()
    facts = [found.facts, *(graph.facts for graph in found.graphs)]
    titles = (one[key] for one in facts for key in _TITLES if one.get(key))
    return Reading(tables, next(titles, path.stem), [path])


def _tables(found: GraphFile) -> list[RawTable]:
    _say_ego(found)
    marks = _apart(found)
    nodes, edges = _nodes(found, marks), _edges(found, marks)
    made = [_table("ties", _ties(found, edges, any(marks)), found.file)]
    if nodes.lines:
        columns = {"id": nodes.columns.pop(ID)}
        if LABEL in nodes.columns:
            columns["label"] = nodes.columns.pop(LABEL)
        columns |= _own_names(nodes.columns, "actors", columns)
        made.append(_table("actors", _Part(columns, nodes.lines), found.file))
    return made


def _table(name: str, part: _Part, file: str) -> RawTable:
    return made_table(name, part.columns, file, origins=origins(file, part.lines))


def _say_ego(found: GraphFile) -> None:
    """An interview about others does not hold the person interviewed as a node."""
    for graph in found.graphs:
        if graph.apart and graph.facts:
            text = say("What an interview says of the person interviewed (no node) was not read")
            found.leave_out(text, 0, "note")


def _apart(found: GraphFile) -> list[str]:
    """A mark for the nodes of each graph, where graphs use one id for different nodes."""
    graphs = found.graphs
    if len(graphs) < 2 or not (any(graph.apart for graph in graphs) or _differ(graphs)):
        return [""] * len(graphs)
    names = [graph.apart or graph.name or str(k) for k, graph in enumerate(graphs, 1)]
    count = Counter(names)
    names = [m if count[m] == 1 else f"{m} ({k})" for k, m in enumerate(names, 1)]
    found.log.assume(
        "graphs_apart",
        say(
            "{file} holds {n} networks of different nodes; what the network is "
            "called was put before the id of each node.",
            file=found.file,
            n=len(graphs),
        ),
        len(graphs),
    )
    return [f"{name}: " for name in names]


def _differ(graphs: Iterable[Graph]) -> bool:
    """Whether two graphs say different things of one id."""
    known: dict[str, dict[str, str]] = {}
    for graph in graphs:
        columns = graph.nodes.columns()
        for at, name in enumerate(columns.get(ID, ())):
            said = known.setdefault(name, {})
            for column, texts in columns.items():
                if texts[at] and said.setdefault(column, texts[at]) != texts[at]:
                    return True
    return False


def _nodes(found: GraphFile, marks: Sequence[str]) -> _Part:
    """All nodes; one that stands in several graphs is one."""
    if len(found.graphs) == 1:
        nodes = found.graphs[0].nodes
        return _Part(nodes.columns(), nodes.lines)
    known: dict[str, dict[str, str]] = {}
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    for graph, mark in zip(found.graphs, marks, strict=True):
        here: dict[str, dict[str, str]] = {}
        for line, row in _rows(graph.nodes):
            row[ID] = mark + row[ID] if row.get(ID) else ""
            if row[ID] in known:
                known[row[ID]].update({k: v for k, v in row.items() if v})
                continue
            here.setdefault(row[ID], row)
            rows.append(row)
            lines.append(line)
        known |= {name: row for name, row in here.items() if name}
    return _stacked(found, rows, lines)


def _edges(found: GraphFile, marks: Sequence[str]) -> _Part:
    """All edges; those of several graphs over the same nodes tell which graph they are of."""
    graphs = found.graphs
    if len(graphs) == 1:
        edges, name = graphs[0].edges, graphs[0].name
        named = {_RELATION: [name] * len(edges.lines)} if name else {}
        return _with_arrows(_Part(edges.columns() | named, edges.lines), [graphs[0].arrow])
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    arrows: list[str] = []
    for k, (graph, mark) in enumerate(zip(graphs, marks, strict=True), 1):
        for line, row in _rows(graph.edges):
            if mark:
                row |= {end: mark + row[end] for end in (SOURCE, TARGET) if row.get(end)}
            else:
                row[_RELATION] = graph.name or f"network {k}"
            rows.append(row)
            lines.append(line)
            arrows.append(graph.arrow)
    return _with_arrows(_stacked(found, rows, lines), arrows)


def _rows(part: Rows) -> Iterable[tuple[int, dict[str, str]]]:
    columns = part.columns()
    for at, line in enumerate(part.lines):
        yield line, {name: texts[at] for name, texts in columns.items()}


def _stacked(found: GraphFile, rows: list[dict[str, str]], lines: list[int]) -> _Part:
    names = dict.fromkeys(name for row in rows for name in row)
    found.budget.stretch(len(names), len(rows))
    return _Part({name: [row.get(name, "") for row in rows] for name in names}, lines)


def _with_arrows(edges: _Part, default: Sequence[str]) -> _Part:
    count = len(edges.lines)
    default = default if len(default) == count else list(default) * count
    texts = edges.columns.pop(ARROW, [""] * count)
    filled = [text or own for text, own in zip(texts, default, strict=True)]
    return _Part(edges.columns | {ARROW: filled}, edges.lines)


def _ties(found: GraphFile, edges: _Part, apart: bool) -> _Part:
    """Edges as ties: their ends, whether they have arrows, relation and strength."""
    given = edges.columns
    count = len(edges.lines)
    columns = {
        "source": given.pop(SOURCE, [""] * count),
        "target": given.pop(TARGET, [""] * count),
        "directed": given.pop(ARROW, [""] * count),
    }
    graph = given.pop(_RELATION, None)
    _take_arrows(given, columns)
    columns |= _own_names(given, "ties", {"source", "target", "directed"})
    meanings = map_headers("ties", list(columns)).names.values()
    if "relation" not in meanings and graph is not None and not apart:
        columns["relation"] = graph
    if "strength" not in meanings and "value" in columns:
        columns["strength"] = columns.pop("value")
        text = say("The 'value' of an edge was read as its strength.")
        found.log.assume("value_is_strength", text, count)
    _say_zeros(found, columns)
    return _with_both_ways(found, _Part(columns, edges.lines))


def _take_arrows(given: dict[str, list[str]], columns: dict[str, list[str]]) -> None:
    """An attribute that says nothing but directed and undirected is about arrows."""
    for name in [name for name in given if fold(name) in ("type", "edgetype")]:
        words = [text.strip().casefold() for text in given[name]]
        if any(words) and all(word in _DIRECTIONS for word in words):
            del given[name]
            said = zip(words, columns["directed"], strict=True)
            columns["directed"] = [_DIRECTIONS[word] or own for word, own in said]


def _own_names(
    columns: dict[str, list[str]], table: str, reserved: Collection[str]
) -> dict[str, list[str]]:
    """Name the user's attributes so that none is taken for what the file itself gives."""
    named: dict[str, list[str]] = {}
    for name, texts in columns.items():
        plain = " ".join("".join(c if c.isprintable() else " " for c in name).split())
        plain = plain[:LONGEST_HEADER] or "attribute"
        meaning = map_headers(table, [plain]).names.get(0, plain)
        wish = free = f"given {plain}" if meaning in reserved else plain
        k = 2
        while free in named or free in reserved:
            free, k = f"{wish} {k}", k + 1
        named[free] = texts
    return named


def _say_zeros(found: GraphFile, columns: dict[str, list[str]]) -> None:
    names = map_headers("ties", list(columns)).names
    place = next((k for k, meaning in names.items() if meaning == "strength"), None)
    if place is None:
        return
    texts = list(columns.values())[place]
    zeros = sum(text.strip(" 0.+-") == "" and "0" in text for text in texts)
    if zeros:
        text = say("Edges with the strength 0 are answered noes: no ties.")
        found.log.assume("zero_is_no", text, zeros)


def _with_both_ways(found: GraphFile, ties: _Part) -> _Part:
    """Where a relation has edges with and without arrows, one without becomes two with."""
    names = map_headers("ties", list(ties.columns)).names
    place = next((k for k, meaning in names.items() if meaning == "relation"), None)
    relation = [""] * len(ties.lines) if place is None else list(ties.columns.values())[place]
    arrows = ties.columns["directed"]
    kinds = set(zip(relation, arrows, strict=True))
    mixed = {name for name, arrow in kinds if arrow == "yes" and (name, "no") in kinds}
    if not mixed:
        return ties
    flat = [
        k
        for k, (name, arrow) in enumerate(zip(relation, arrows, strict=True))
        if name in mixed and arrow == "no"
    ]
    for name in sorted(mixed):
        text = say(
            "{value} has edges with and without arrows; one without was read as two "
            "with arrows, one each way.",
            value=say("The relation {name}", name=quoted(name)) if name else found.file,
        )
        found.log.assume("both_ways", text, sum(relation[k] == name for k in flat))
    order = [*range(len(ties.lines)), *flat]
    columns = {name: [texts[k] for k in order] for name, texts in ties.columns.items()}
    for end, other in (("source", "target"), ("target", "source")):
        columns[end][len(ties.lines) :] = [ties.columns[other][k] for k in flat]
    changed = set(flat)
    columns["directed"] = [
        "yes" if k in changed else arrow
        for k, arrow in zip(order, columns["directed"], strict=True)
    ]
    return _Part(columns, [ties.lines[k] for k in order])
