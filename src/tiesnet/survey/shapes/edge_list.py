"""Edge lists whose two ends are numbered or lettered: Character1 and Character2, firm A and B."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiesnet.language import joined, say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._tables import called, is_own, plain_ids, texts
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import fold, name_key, quoted

_LOOKED_AT = 200
_PAIRS = (("1", "2"), ("a", "b"), ("i", "j"), ("from", "to"), ("source", "target"))
_STEM = re.compile(r"\D{3,}")
_COVERED = 4  # a table of nodes holds at least four of five ends


class _Ends(NamedTuple):
    source: int
    target: int


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether exactly one table has two ends of one stem."""
    found = [sheet for sheet in sheets if _ends(sheet) is not None]
    return len(found) == 1


@shape("an edge list", looks, loose=True)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read the ends as source and target; a table beside it that lists them as the actors."""
    made: list[RawTable] = []
    edges = next(sheet for sheet in sheets if _ends(sheet) is not None)
    ends = _ends(edges) or _Ends(0, 1)
    raw = edges.table(log)
    said = joined([quoted(raw.headers[end]) for end in (ends.source, ends.target)])
    log.assume(
        "ends_by_headers",
        say("The columns {said} are the two ends of a tie.", said=said),
        len(raw.frame),
    )
    raw = plain_ids(raw, list(ends), log)
    made.append(called(raw, "ties", {ends.source: "source", ends.target: "target"}))
    names = {name_key(cell) for place in ends for cell in texts(raw, place) if cell}
    for sheet in sheets:
        if sheet is edges:
            continue
        table = sheet.table(log)
        place = None if is_own(sheet) else _listing(table, names)
        if place is not None and not any(other.name == "actors" for other in made):
            table = called(plain_ids(table, [place], log), "actors", {place: "id"})
        made.append(table)
    return made


def _ends(sheet: Sheet) -> _Ends | None:
    """The two columns that are called alike but for what tells two ends apart."""
    headers = [fold(header) for header in sheet.headers]
    if headers[:2] == ["i", "j"] and not {"h", "k"} & set(headers):
        return _checked(sheet, _Ends(0, 1))
    for k, one in enumerate(headers[:-1]):
        for first, second in _PAIRS:
            for join in (str.endswith, str.startswith):
                if join(one, first) and _partner(one, first, second, join) == headers[k + 1]:
                    stem = _without(one, first, join)
                    if _STEM.fullmatch(stem) and not _is_longer(stem, headers):
                        return _checked(sheet, _Ends(k, k + 1))
    return None


def _without(text: str, part: str, join: object) -> str:
    return text[: -len(part)] if join is str.endswith else text[len(part) :]


def _partner(one: str, first: str, second: str, join: object) -> str:
    stem = _without(one, first, join)
    return f"{stem}{second}" if join is str.endswith else f"{second}{stem}"


def _is_longer(stem: str, headers: Sequence[str]) -> bool:
    """Whether the numbers go on: then these are the partners of a questionnaire."""
    return any(header in (f"{stem}3", f"{stem}c", f"{stem}k") for header in headers)


def _checked(sheet: Sheet, ends: _Ends) -> _Ends | None:
    """Two ends share names, and each stands among the first columns."""
    rows = [cells for _, cells in sheet.head(_LOOKED_AT)[1:]]
    one, other = ({name_key(cells[k]) for cells in rows if k < len(cells)} - {""} for k in ends)
    return ends if one & other and ends.source < 3 else None


def _listing(raw: RawTable, names: set[str]) -> int | None:
    """The column of a table that lists the ends of the ties, each once."""
    for place in raw.frame.columns:
        keys = [name_key(cell) for cell in texts(raw, place) if cell]
        known = len(names.intersection(keys))
        if keys and len(set(keys)) == len(keys) and 5 * known >= _COVERED * len(names):
            return int(place)
    return None
