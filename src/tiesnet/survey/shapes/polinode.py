"""Polinode: a workbook with the sheets Nodes (Name) and Edges (Source, Target)."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._arrows import with_relations
from tiesnet.survey.shapes._tables import called, has_all, place_of, plain_ids
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import fold


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether the sheets Nodes and Edges begin with the columns that Polinode asks for."""
    found = {fold(sheet.name): sheet for sheet in sheets}
    nodes, edges = found.get("nodes"), found.get("edges")
    if nodes is None or edges is None or not nodes.sheet:
        return False
    return has_all(nodes.headers[:1], "name") and has_all(edges.headers[:2], "source", "target")


@shape("Polinode", looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read the nodes as actors, by their names, and the edges as ties."""
    return [_table(sheet, log) for sheet in sheets]


def _table(sheet: Sheet, log: Log) -> RawTable:
    raw = sheet.table(log)
    if fold(sheet.name) == "nodes":
        return called(plain_ids(raw, [0], log), "actors")
    if fold(sheet.name) != "edges":
        return raw
    raw = plain_ids(raw, [0, 1], log)
    place = place_of(raw.headers, "relation", "relationship", "relationshiptype", "type")
    return called(with_relations(raw, place, log), "ties")
