"""Our own exports come back whole: what the ends reported, what firms answered, the codebook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tiesnet.language import say
from tiesnet.survey.raw import RawTable, made_table
from tiesnet.survey.readers.graph_data import ARROW, ID, LABEL, SOURCE, TARGET, GraphFile, origins

FACTS = "tiesnet"
_STATES = {"not surveyed": "not_asked"}
_ANSWERED = "answered"
_RELATION = (
    "id label formality content directed flow orientation inverse_of combine scale_min scale_max "
    "question"
).split()
_OPPOSITE = {"with_arrow": "against_arrow", "against_arrow": "with_arrow"}
_ENDS = (("source", "source_report"), ("target", "target_report"))

Row = dict[str, str]


def own_tables(found: GraphFile) -> list[RawTable] | None:
    """The tables of a network that tiesnet wrote; None when the file is somebody else's."""
    if len(found.graphs) != 1:
        return None
    graph = found.graphs[0]
    text = graph.facts.pop(FACTS, "") or found.facts.pop(FACTS, "")
    if not text:
        return None
    facts = _facts(text)
    if facts is None:
        found.leave_out(say("What tiesnet wrote of the layers is damaged and was not read"), 0)
        return None
    nodes, edges = _named(graph.nodes.columns(), facts), _named(graph.edges.columns(), facts)
    nodes.setdefault(ID, [""] * len(graph.nodes.lines))
    if facts["labels"]:
        _take_labels(nodes, edges)
    nodes.pop(LABEL, None)
    edges.setdefault("arrow", edges.get(ARROW, [""] * len(graph.edges.lines)))
    layers = {layer["id"]: layer for layer in facts["layers"]}
    wave = facts["wave"]
    responses = list(_responses(nodes, layers, wave))
    told = _Told(responses)
    tables = {
        "relations": list(_relations(facts["layers"])),
        "stages": facts["stages"],
        "survey": [facts["survey"]] if facts["survey"] else [],
        "responses": responses,
    }
    own = [_made(name, rows, found.file) for name, rows in tables.items() if rows]
    return [
        _lines("ties", list(_ties(edges, layers, told, wave)), found.file, graph.edges.lines),
        _actors(nodes, found.file, graph.nodes.lines),
        *own,
    ]


def _facts(text: str) -> dict[str, Any] | None:
    """Read the description of layers; None when anything of it is not as tiesnet writes it."""
    try:
        facts = json.loads(text)
        layers = [_texts(layer) for layer in facts["layers"]]
        known: dict[str, Any] = {
            "layers": [layer for layer in layers if layer.get("id")],
            "stages": [_texts(stage) for stage in facts["stages"]],
            "survey": _texts(facts["survey"]),
            "columns": _texts(facts["columns"]),
            "wave": str(facts["wave"]),
            "labels": facts.get("labels") is True,
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return known if len(known["layers"]) == len(layers) > 0 else None


def _texts(given: Mapping[str, Any]) -> Row:
    return {str(key): str(value) for key, value in given.items() if value is not None}


def _named(columns: dict[str, list[str]], facts: dict[str, Any]) -> dict[str, list[str]]:
    """Give columns the names they had before the format could not hold them."""
    names = facts["columns"]
    return {
        name if name.startswith("\0") else names.get(name, name).replace("\0", ""): texts
        for name, texts in columns.items()
    }


def _take_labels(nodes: dict[str, list[str]], edges: dict[str, list[str]]) -> None:
    """Put labels in the place of ids that are mere numbers."""
    labels = dict(zip(nodes[ID], nodes.get(LABEL, nodes[ID]), strict=True))
    for columns, names in ((nodes, (ID,)), (edges, (SOURCE, TARGET))):
        for name in names:
            columns[name] = [labels.get(text, text) for text in columns.get(name, [])]


def _relations(layers: list[Row]) -> Iterator[Row]:
    for layer in layers:
        yield {name: layer.get(name, "") for name in _RELATION}
        if layer.get("inverse"):
            flow = layer.get("flow", "")
            twin = {"id": layer["inverse"], "inverse_of": layer["id"], "label": layer["inverse"]}
            twin["flow"] = _OPPOSITE.get(flow, flow)
            yield {name: {**layer, **twin}.get(name, "") for name in _RELATION}


def _responses(nodes: dict[str, list[str]], layers: Mapping[str, Row], wave: str) -> Iterator[Row]:
    """One row for all questions of an actor, and one for each that it answered otherwise."""
    if _ANSWERED not in nodes:
        return
    names = [layer.get(key, "") for layer in layers.values() for key in ("id", "inverse")]
    told = [(name, nodes.get(f"{_ANSWERED}: {name}")) for name in names if name]
    for at, actor in enumerate(nodes[ID]):
        whole = _STATES.get(nodes[_ANSWERED][at], nodes[_ANSWERED][at])
        yield {"actor": actor, "relation": "", "wave": wave, "state": whole}
        for name, states in told:
            if states and states[at] and states[at] != whole:
                yield {"actor": actor, "relation": name, "wave": wave, "state": states[at]}


def _actors(nodes: dict[str, list[str]], file: str, lines: list[int]) -> RawTable:
    columns = {"id": nodes[ID]} | {
        name: texts
        for name, texts in nodes.items()
        if name not in (ID, _ANSWERED, "stage", "stages") and not name.startswith(f"{_ANSWERED}: ")
    }
    if stages := nodes.get("stages", nodes.get("stage")):
        columns["stage"] = stages
    return made_table("actors", columns, file, origins=origins(file, lines))


class _Told:
    """Which relations an actor answered, for telling in which of two it reported a tie."""

    def __init__(self, responses: list[Row]) -> None:
        self._states = {(row["actor"], row["relation"]): row["state"] for row in responses}

    def __call__(self, actor: str, relation: str) -> bool:
        whole = self._states.get((actor, ""), "answered")
        return self._states.get((actor, relation), whole) in ("answered", "partly")


def _ties(
    edges: dict[str, list[str]], layers: Mapping[str, Row], told: _Told, wave: str
) -> Iterator[tuple[int, Row]]:
    """The reports behind each tie; one without arrows may stand both ways in the file."""
    seen: set[tuple[str, ...]] = set()
    only = next(iter(layers))
    names = list(edges)
    for at, values in enumerate(zip(*edges.values(), strict=True)):
        edge = dict(zip(names, values, strict=True))
        layer = edge.get("layer") or only
        if edge["arrow"] == "no":
            key = (layer, *sorted((edge[SOURCE], edge[TARGET])))
            if key in seen:
                continue
            seen.add(key)
        for report in _reports(edge, layers.get(layer, {}), told):
            yield at, {"relation": layer, "wave": wave} | report


def _reports(edge: Row, layer: Row, told: _Told) -> Iterator[Row]:
    """What each end said of a tie, what others said, and otherwise what is known of it."""
    ends = {"source": edge[SOURCE], "target": edge[TARGET]}
    other = edge.get("other_report", "")
    unsaid = not (edge.get("source_report") or edge.get("target_report") or other)
    inverse = layer.get("inverse", "")
    silent = True
    for end, column in _ENDS:
        report = edge.get(column, "")
        if not report and edge.get("reported") not in (end, "both"):
            continue
        silent = False
        strength = report or (edge.get("weight", "") if unsaid else "")
        who = ends[end]
        asked_of_other = told(who, inverse) and not told(who, layer.get("id", ""))
        turned = bool(inverse) and (end == "target" or asked_of_other)
        yield _report(ends, strength, who, inverse if turned else "")
    if other or silent:
        strength = other if other else edge.get("weight", "")
        who = edge.get("told_by", "")
        yield _report(ends, strength.replace("yes", ""), who, edge.get("told_in", ""))


def _report(ends: Mapping[str, str], strength: str, who: str, inverse: str) -> Row:
    """A row of the ties; in an inverse relation the arrow runs the other way."""
    made = {**ends, "strength": strength, "reported_by": who}
    if inverse:
        made |= {"source": ends["target"], "target": ends["source"], "relation": inverse}
    return made


def _lines(name: str, rows: list[tuple[int, Row]], file: str, lines: list[int]) -> RawTable:
    names = ("source", "target", "relation", "strength", "wave", "reported_by")
    columns = {key: [row[key] for _, row in rows] for key in names}
    if not any(columns["wave"]):
        del columns["wave"]
    return made_table(name, columns, file, origins=origins(file, [lines[at] for at, _ in rows]))


def _made(name: str, rows: list[Row], file: str) -> RawTable:
    names = dict.fromkeys(key for row in rows for key in row)
    columns = {key: [row.get(key, "") for row in rows] for key in names}
    return made_table(name, {k: v for k, v in columns.items() if any(v)}, file)
