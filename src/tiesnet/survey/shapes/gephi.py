"""Gephi: tables of nodes and edges, in one folder or workbook, or the edges alone."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._arrows import are_arrows, with_arrows, with_relations
from tiesnet.survey.shapes._tables import (
    called,
    has_all,
    is_own,
    place_of,
    plain_ids,
    refuse_without_ties,
)
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import fold

_LOOKED_AT = 200


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether there is an edge table with Gephi's types, or a node table beside an edge table."""
    edges, nodes = _edges(sheets), _nodes(sheets)
    if len(edges) == 1:
        named = not is_own(edges[0], "ties") or (len(nodes) == 1 and not is_own(nodes[0]))
        beside = len(nodes) == 1 and named and not any(is_own(s, "actors") for s in sheets)
        return _has_types(edges[0]) or beside
    alone = len(sheets) == 1 and len(nodes) == 1 and has_all(nodes[0].headers, "label")
    return alone and not is_own(nodes[0])


@shape("Gephi", looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read the nodes as actors and the edges as ties."""
    edges, nodes = _edges(sheets), _nodes(sheets)
    rest = [sheet for sheet in sheets if sheet not in edges and sheet not in nodes[:1]]
    made = [_actors(sheet, log) for sheet in nodes[:1]]
    if not edges:
        refuse_without_ties(nodes, [header for header in nodes[0].headers if header], log)
    made += [_ties(sheet, log) for sheet in edges]
    return [*made, *(sheet.table(log) for sheet in rest)]


def _edges(sheets: Sequence[Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if has_all(sheet.headers, "source", "target")]


def _nodes(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Tables with an Id and no ends, that have labels or are called nodes."""
    return [
        sheet
        for sheet in sheets
        if place_of(sheet.headers, "id") is not None
        and not {"source", "target"} & {fold(header) for header in sheet.headers}
        and (has_all(sheet.headers, "label") or "node" in fold(sheet.name))
        and (not is_own(sheet) or is_own(sheet, "actors"))
    ]


def _has_types(sheet: Sheet) -> bool:
    place = place_of(sheet.headers, "type")
    if place is None:
        return False
    rows = [cells for _, cells in sheet.head(_LOOKED_AT)[1:]]
    return are_arrows([cells[place].strip() for cells in rows if place < len(cells)])


def _actors(sheet: Sheet, log: Log) -> RawTable:
    raw = sheet.table(log)
    place = place_of(raw.headers, "id")
    label = place_of(raw.headers, "label")
    headers = {} if place is None else {place: "id"}
    if label is not None and place_of(raw.headers, "name") is None:
        headers[label] = "name"
    return called(plain_ids(raw, [place], log), "actors", headers)


def _ties(sheet: Sheet, log: Log) -> RawTable:
    """Kind tells relations apart in Gephi; Type says whether there is an arrow."""
    raw = sheet.table(log)
    ends = [place_of(raw.headers, "source"), place_of(raw.headers, "target")]
    raw = plain_ids(raw, ends, log)
    raw = with_relations(raw, place_of(raw.headers, "relation", "relationship", "kind"), log)
    if not _has_types(sheet):
        return called(raw, "ties")
    place = place_of(raw.headers, "type")
    raw = with_arrows(raw, place, log)
    return called(raw, "ties", {} if place is None else {place: "directed"})
