"""Kumu: sheets of elements and of connections, several values in a cell, strength in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tiesnet.language import say
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
    say_skipped,
    stacked,
    taken,
    texts,
    with_texts,
    without,
)
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.values import value_words
from tiesnet.survey.words import fold, quoted

_BETWEEN = "|"
_LOOKED_AT = 200
_THREE = {"weak": 1, "medium": 2, "strong": 3}
_FIVE = {"veryweak": 1, "weak": 2, "medium": 3, "strong": 4, "verystrong": 5}
_SAME = {
    "weak": "low débil debil fraco fraca debole bajo baja baixo baixa basso bassa",
    "medium": "moderate average normal medio media médio média moderado moderada medio media",
    "strong": "high fuerte forte alto alta",
    "veryweak": "verylow muydebil muitofraco moltodebole muybajo muybaja",
    "verystrong": "veryhigh muyfuerte muitoforte moltoforte muyalto muyalta",
}
_WORDS = {fold(word): name for name, line in _SAME.items() for word in (name, *line.split())}


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether there are connections (From, To) beside elements (Label), or with directions."""
    ties = [sheet for sheet in sheets if _is_connections(sheet)]
    elements = any(_is_elements(sheet) for sheet in sheets)
    return bool(ties) and (elements or any(map(_has_directions, ties)))


@shape("Kumu", looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read the elements as actors and the connections as ties."""
    ignored = [sheet for sheet in sheets if _is_ignored(sheet)]
    say_skipped(ignored, say("its name says '(ignore)'."), log)
    rest = [sheet for sheet in sheets if sheet not in ignored]
    elements = [_elements(sheet, log) for sheet in rest if _is_elements(sheet)]
    labels = {cell for raw in elements for cell in texts(raw, place_of(raw.headers, "name"))}
    labels |= {cell for raw in elements for cell in texts(raw, place_of(raw.headers, "id"))}
    ties = [_connections(sheet, labels, log) for sheet in rest if _is_connections(sheet)]
    made = [stacked("actors", elements)] if elements else []
    others = [s for s in rest if not _is_elements(s) and not _is_connections(s)]
    whole = _finished(stacked("ties", ties), log)
    return [*made, whole, *(sheet.table(log) for sheet in others)]


def _is_ignored(sheet: Sheet) -> bool:
    return "(ignore)" in sheet.name.casefold()


def _is_connections(sheet: Sheet) -> bool:
    return not _is_ignored(sheet) and has_all(sheet.headers[:2], "from", "to")


def _is_elements(sheet: Sheet) -> bool:
    """Elements begin with their label; a table that tiesnet knows by its name is no such thing."""
    first = "" if not sheet.headers else fold(sheet.headers[0])
    begins = first == "label" or (first == "id" and has_all(sheet.headers[:3], "label"))
    strange = not is_own(sheet) or is_own(sheet, "actors")
    return begins and strange and not _is_ignored(sheet)


def _has_directions(sheet: Sheet) -> bool:
    place = place_of(sheet.headers, "direction")
    if place is None:
        return False
    rows = [cells for _, cells in sheet.head(_LOOKED_AT)[1:]]
    return are_arrows([cells[place].strip() for cells in rows if place < len(cells)])


def _elements(sheet: Sheet, log: Log) -> RawTable:
    """The label names an element, unless it has an id; a type of Kumu need not be a kind here."""
    raw = _with_lists(sheet.table(log), ())
    label, own = place_of(raw.headers, "label"), place_of(raw.headers, "id")
    raw = plain_ids(raw, [own if own is not None else label], log)
    names, ids = texts(raw, label), texts(raw, own)
    headers = {} if label is None else {label: "name"}
    kind = place_of(raw.headers, "type")
    if kind is not None:
        known = value_words("kind")
        words = {fold(cell) for cell in texts(raw, kind)} - {""}
        headers[kind] = "kind" if words <= set(known) else "Element type"
    raw = called(raw, "actors", headers)
    if own is not None:
        raw = without(raw, [own])
    return with_texts(raw, "id", [given or name for given, name in zip(ids, names, strict=True)])


def _connections(sheet: Sheet, labels: set[str], log: Log) -> RawTable:
    """Connections, one row for each of several ends or types in a cell."""
    raw = called(sheet.table(log), "ties", {0: "source", 1: "target"})
    kind = place_of(raw.headers, "type")
    split = [k for k in (0, 1, kind) if k is not None]
    parts = [[_parts(cell, labels, k < 2) for cell in texts(raw, k)] for k in split]
    pairs = [list(product(*cells)) for cells in zip(*parts, strict=True)]
    rows = [k for k, found in enumerate(pairs) for _ in found]
    if len(rows) > len(raw.frame):
        text = say(
            "Cells of connections that hold several values, between bars, were read as several."
        )
        log.assume("several_in_a_cell", text, sum(len(found) > 1 for found in pairs))
    raw = taken(raw, rows)
    values = [found for row in pairs for found in row]
    for at, place in enumerate(split):
        raw = with_texts(raw, raw.headers[place], [found[at] for found in values])
    return _with_lists(raw, split)


def _finished(raw: RawTable, log: Log) -> RawTable:
    """Directions, relations and strengths, over all sheets of connections."""
    raw = plain_ids(raw, [0, 1], log)
    raw = with_relations(raw, place_of(raw.headers, "type"), log)
    place = place_of(raw.headers, "direction")
    raw = with_arrows(raw, place, log)
    raw = called(raw, "ties", {} if place is None else {place: "directed"})
    return _with_strengths(raw, log)


def _parts(cell: str, labels: set[str], is_end: bool) -> list[str]:
    """The values of a cell; a label that holds the bar itself stays whole."""
    if _BETWEEN not in cell or (is_end and cell in labels):
        return [cell]
    return list(dict.fromkeys(filter(None, map(str.strip, cell.split(_BETWEEN))))) or [""]


def _with_lists(raw: RawTable, skip: Sequence[int]) -> RawTable:
    """Write lists in other columns as tiesnet does, with semicolons."""
    first = place_of(raw.headers, "label", "name")
    for k in raw.frame.columns:
        cells = texts(raw, k)
        if k in skip or k == first or not any(_BETWEEN in cell for cell in cells):
            continue
        joined = ["; ".join(_parts(cell, set(), False)) for cell in cells]
        raw = with_texts(raw, raw.headers[k], joined)
    return raw


def _with_strengths(raw: RawTable, log: Log) -> RawTable:
    """Strengths in words become numbers, when every one of them is known."""
    place = place_of(raw.headers, "strength")
    words = [fold(cell) for cell in texts(raw, place)]
    used = set(words) - {""}
    if place is None or not used or not used <= set(_WORDS):
        return raw
    names = [_WORDS.get(word, "") for word in words]
    scale = _FIVE if {"veryweak", "verystrong"} & set(names) else _THREE
    said = ", ".join(
        say("{word} as {number}", word=quoted(cell), number=scale[_WORDS[fold(cell)]])
        for cell in sorted({cell for cell in texts(raw, place) if cell}, key=lambda c: fold(c))
    )
    count = sum(map(bool, names))
    log.assume(
        "strength_in_words",
        say("Strengths in words were read as numbers: {said}.", said=said),
        count,
    )
    numbers = ["" if not name else str(scale[name]) for name in names]
    return with_texts(raw, raw.headers[place], numbers)
