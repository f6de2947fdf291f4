"""NodeXL: sheets of edges and vertices whose headers stand below a row of captions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tiesnet.language import say, say_n
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._arrows import with_relations
from tiesnet.survey.shapes._tables import (
    called,
    from_row,
    has_all,
    is_own,
    place_of,
    plain_ids,
    say_skipped,
    taken,
    texts,
    with_texts,
    without,
)
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import fold

_FIRST_ROWS = 4
_EDGES, _VERTICES = ("vertex1", "vertex2"), ("vertex",)
# Looks, positions and results of NodeXL itself: no answers of anybody.
_VISUAL = frozenset(
    fold(word)
    for word in (
        "color, width, style, opacity, visibility, label text color, label font size, shape, size, "
        "image file, label fill color, label position, tooltip, layout order, x, y, locked?, "
        "polar r, polar angle, reciprocated?, id, dynamic filter, add your own columns here, "
        "degree, in-degree, out-degree, betweenness centrality, closeness centrality, "
        "eigenvector centrality, pagerank, clustering coefficient, "
        "reciprocated vertex pair ratio, edge crossing, vertices, custom menu item text, "
        "custom menu item action"
    ).split(",")
)


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet has the headers Vertex 1 and Vertex 2, perhaps below captions."""
    return any(_header_row(sheet, _EDGES) is not None for sheet in sheets)


@shape("NodeXL", looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read edges and vertices; the other sheets hold what NodeXL has computed."""
    edges = [sheet for sheet in sheets if _header_row(sheet, _EDGES) is not None][:1]
    nodes = [sheet for sheet in sheets if _is_vertices(sheet)][:1]
    rest = [sheet for sheet in sheets if sheet not in (*edges, *nodes)]
    own = [sheet for sheet in rest if is_own(sheet)]
    skipped = [sheet for sheet in rest if sheet not in own]
    say_skipped(skipped, say("of NodeXL's sheets, the edges and the vertices were."), log)
    directed = _directed(skipped)
    made = [_actors(sheet, log) for sheet in nodes]
    made += [_ties(sheet, directed, log) for sheet in edges]
    return [*made, *(sheet.table(log) for sheet in own)]


def _is_vertices(sheet: Sheet) -> bool:
    """A sheet with one vertex per row; that of the groups has a column of groups as well."""
    row = _header_row(sheet, _VERTICES)
    if row is None:
        return False
    headers = from_row(sheet, row).headers
    return bool(headers) and fold(headers[0]) == "vertex"


def _header_row(sheet: Sheet, words: tuple[str, ...]) -> int | None:
    """Which of the first rows is the header, counted from 0."""
    rows = [cells for _, cells in sheet.head(_FIRST_ROWS)]
    return next((k for k, cells in enumerate(rows) if has_all(cells, *words)), None)


def _directed(sheets: Sequence[Sheet]) -> str:
    """What the settings of the workbook say of its arrows; nothing when they do not."""
    for sheet in sheets:
        for _, cells in sheet.head(50):
            for one, other in pairwise(cells):
                if fold(one) in ("graphdirectedness", "graphtype"):
                    return {"directed": "yes", "undirected": "no"}.get(fold(other), "")
    return ""


def _shown(sheet: Sheet, words: tuple[str, ...], log: Log) -> RawTable:
    """A sheet from its header on, without what is only for the eye and without skipped rows."""
    raw = from_row(sheet, _header_row(sheet, words) or 0).table(log)
    seen = texts(raw, place_of(raw.headers, "visibility"))
    ends = [place_of(raw.headers, word) for word in words]
    ends_of = zip(*(texts(raw, place) for place in ends), strict=True)
    filled = [any(cells) for cells in ends_of]
    skip = [fold(cell) == "skip" for cell in seen]
    if any(skip):
        text = say_n(
            sum(skip),
            "{n} row with the visibility Skip was left out.",
            "{n} rows with the visibility Skip were left out.",
        )
        log.add("rows_skipped", Place(sheet.file, sheet.sheet), text)
    raw = taken(raw, [k for k, row in enumerate(filled) if row and not skip[k]])
    visual = [k for k in raw.frame.columns if fold(raw.headers[k]) in _VISUAL]
    blank = [k for k in raw.frame.columns if not any(texts(raw, k)) and k not in ends]
    return without(raw, [*visual, *blank])


def _actors(sheet: Sheet, log: Log) -> RawTable:
    raw = _shown(sheet, _VERTICES, log)
    place = place_of(raw.headers, "vertex") or 0
    headers = {place: "id"}
    label = place_of(raw.headers, "label")
    if label is not None and place_of(raw.headers, "name") is None:
        headers[label] = "name"
    return called(plain_ids(raw, [place], log), "actors", headers)


def _ties(sheet: Sheet, directed: str, log: Log) -> RawTable:
    raw = _shown(sheet, _EDGES, log)
    ends = [place_of(raw.headers, word) for word in _EDGES]
    raw = plain_ids(raw, ends, log)
    raw = with_relations(raw, place_of(raw.headers, "relation", "relationship"), log)
    weight = place_of(raw.headers, "edgeweight")
    raw = called(raw, "ties", {} if weight is None else {weight: "strength"})
    if directed and place_of(raw.headers, "directed") is None:
        raw = with_texts(raw, "directed", [directed] * len(raw.frame))
    return raw
