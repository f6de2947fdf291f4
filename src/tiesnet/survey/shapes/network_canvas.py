"""Network Canvas: one interview per person, in files of people named, of ties, and of the ego."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, RawTable, made_table
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._exploded import chosen, exploded
from tiesnet.survey.shapes._gathered import Gathered
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import counted, fold

_EGO, _NODE, _CASE = "networkcanvasegouuid", "networkcanvasuuid", "networkcanvascaseid"
_SOURCE, _TARGET = "networkcanvassourceuuid", "networkcanvastargetuuid"
_TECHNICAL = re.compile(r"(networkcanvas|session).*|nodeid|edgeid|from|to")
_NAMES = ("name", "label", "nombre", "nome", "nickname")
_SUFFIX = re.compile(r"_(attributeList|edgeList|adjacencyMatrix)(?:_(.*))?$", re.IGNORECASE)
NAMED = "named"


class _File(NamedTuple):
    """One file of the export: its headers folded, its rows, and the type its name ends with."""

    sheet: Sheet
    kind: str
    type: str
    headers: list[str]
    rows: list[tuple[int, dict[str, str]]]


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether headers name the ego by its Network Canvas key."""
    return any(_EGO in map(fold, sheet.headers) for sheet in sheets)


@shape("Network Canvas", looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read every interview; the tie from an ego to each person named is made."""
    every = [_file(sheet) for sheet in sheets]
    files = [file for file in every if file.kind]
    listed = {(_case_of(file.sheet), file.type) for file in files if file.kind == "edges"}
    people = _People(files, log)
    ties = Gathered("ties", "source", "target", "relation", "reported_by", "interview")
    for file in files:
        if file.kind == "nodes":
            people.add_named(file, ties)
        elif file.kind == "edges":
            _add_edges(file, people, ties)
    for file in files:
        if file.kind == "matrix" and (_case_of(file.sheet), file.type) not in listed:
            _add_matrix(file, people, ties)
    _say(people, log)
    rest = [file.sheet for file in every if not file.kind]
    made = [people.actors.table(), ties.table(), people.responses.table()]
    types = sorted({file.type for file in files if file.kind in ("edges", "matrix")})
    return [*made, _relations(types, files), _survey(files), *(sheet.table(log) for sheet in rest)]


def _file(sheet: Sheet) -> _File:
    rows = sheet.cells()
    headers = [cell.strip() for cell in rows[0][1]] if rows else []
    folded = [fold(header) for header in headers]
    found = _SUFFIX.search(sheet.name)
    kind = ""
    if _SOURCE in folded and _TARGET in folded:
        kind = "edges"
    elif _EGO in folded:
        kind = "nodes" if _NODE in folded else "ego"
    elif found and found[1].casefold() == "adjacencymatrix":
        kind = "matrix"
    keys = folded if kind != "matrix" else headers
    return _File(sheet, kind, _type(found), headers, _records(rows[1:], headers, keys))


def _type(found: re.Match[str] | None) -> str:
    return (found[2] or "").strip() if found else ""


def _records(
    rows: Sequence[tuple[int, list[str]]], headers: Sequence[str], keys: Sequence[str]
) -> list[tuple[int, dict[str, str]]]:
    """Rows by their headers; those of the program are folded, the others stay as written."""
    names = [
        key if _TECHNICAL.fullmatch(key) else header
        for key, header in zip(keys, headers, strict=True)
    ]
    return [
        (number, {k: cell.strip() for k, cell in zip(names, cells, strict=False)})
        for number, cells in rows
    ]


def _case_of(sheet: Sheet) -> str:
    return _SUFFIX.sub("", sheet.name)


class _People:
    """Egos and the people they name, under their keys."""

    def __init__(self, files: Sequence[_File], log: Log) -> None:
        self.actors = Gathered("actors", "id", "name", "respondent")
        self.responses = Gathered("responses", "actor", "state")
        self.known: set[str] = set()
        self.egos: dict[str, str] = {}
        self.layout: set[str] = set()
        self._log = log
        types = {file.type for file in files if file.kind == "nodes"}
        self._ego_kind = _kind(next(iter(types))) if len(types) == 1 else ""
        self._cases = _cases(files)
        for file in files:
            if file.kind == "ego":
                for number, cells in file.rows:
                    self.ego(cells.get(_EGO, ""), file, number, cells)

    def ego(self, key: str, file: _File, row: int, cells: dict[str, str]) -> str:
        """The id of an ego; one without a file of its own is made when it is named first."""
        if not key or key in self.egos:
            return self.egos.get(key, "")
        case = cells.get(_CASE, "")
        name = case if case and self._cases.get(case, 0) < 2 else key
        self.egos[key] = name
        own = _attributes(file, self.layout) if file.kind == "ego" else _Attributes([], {}, set())
        facts = own.of(cells) | {"id": name, "name": case or key, "respondent": "yes"}
        self.actors.add(_with_kind(facts, self._ego_kind), file.sheet, row)
        self.responses.add({"actor": name, "state": "answered"}, file.sheet, row)
        return name

    def add_named(self, file: _File, ties: Gathered) -> None:
        """Take over the people of one file, and the ties of their egos to them."""
        attributes = _attributes(file, self.layout)
        kind = _kind(file.type)
        label = next((h for h in file.headers if fold(h) in _NAMES), "")
        for row, cells in file.rows:
            key = cells.get(_NODE, "")
            ego = self.ego(cells.get(_EGO, ""), file, row, cells)
            if not key:
                self._say_without_key(file, row)
                continue
            if key not in self.known:
                self.known.add(key)
                facts = attributes.of(cells, label) | {"id": key, "name": cells.get(label, "")}
                facts["name"] = facts["name"] or f"{ego} {cells.get('nodeid', '')}".strip()
                self.actors.add(_with_kind(facts, kind), file.sheet, row)
            if ego:
                tie = {"source": ego, "target": key, "relation": NAMED, "reported_by": ego}
                ties.add(tie | {"interview": ego}, file.sheet, row)

    def _say_without_key(self, file: _File, row: int) -> None:
        text = say("The row has no networkCanvasUUID; it was left out.")
        place = Place(file.sheet.file, file.sheet.sheet, row, "networkCanvasUUID")
        self._log.add("missing_id", place, text, say("Export the interviews again."))


class _Attributes(NamedTuple):
    """The columns of a file that say something of a person."""

    plain: list[str]
    options: dict[str, list[str]]
    layout: set[str]

    def of(self, cells: dict[str, str], label: str = "") -> dict[str, str]:
        """The attributes of one row."""
        facts = {name: cells.get(name, "") for name in self.plain if name != label}
        return facts | {q: chosen(q, names, cells) for q, names in self.options.items()}


def _attributes(file: _File, layout: set[str]) -> _Attributes:
    own = [h for h in file.headers if h and not _TECHNICAL.fullmatch(fold(h))]
    columns = {name: [cells.get(name, "") for _, cells in file.rows] for name in own}
    options = exploded(own, columns)
    spread = {name for names in options.values() for name in names}
    pairs = {name for name in own if name.endswith(("_x", "_y")) and _other(name) in own}
    layout |= {name[:-2] for name in pairs}
    return _Attributes([h for h in own if h not in spread and h not in pairs], options, pairs)


def _other(name: str) -> str:
    return name[:-1] + ("y" if name.endswith("x") else "x")


def _cases(files: Sequence[_File]) -> dict[str, int]:
    """How many egos share each case id."""
    pairs = {
        (cells.get(_CASE, ""), cells.get(_EGO, ""))
        for file in files
        if file.kind == "ego"
        for _, cells in file.rows
    }
    counts: dict[str, int] = {}
    for case, _ in pairs:
        counts[case] = counts.get(case, 0) + 1
    return counts


def _kind(kind: str) -> str:
    return read_choice("kind", kind) or ("" if not kind else "other")


def _with_kind(facts: dict[str, str], kind: str) -> dict[str, str]:
    return facts | {"kind": kind} if kind else facts


def _add_edges(file: _File, people: _People, ties: Gathered) -> None:
    plain = [h for h in file.headers if h and not _TECHNICAL.fullmatch(fold(h))]
    for row, cells in file.rows:
        ends = {"source": cells.get(_SOURCE, ""), "target": cells.get(_TARGET, "")}
        ego = people.ego(cells.get(_EGO, ""), file, row, cells)
        extra = {name: cells.get(name, "") for name in plain}
        ties.add(extra | ends | {"relation": file.type or "tie", "interview": ego}, file.sheet, row)


def _add_matrix(file: _File, people: _People, ties: Gathered) -> None:
    """A matrix of ties between the people named; each pair once."""
    names = file.headers[1:]
    seen: set[frozenset[str]] = set()
    for row, cells in file.rows:
        one = cells.get(file.headers[0], "")
        for other in names:
            pair = frozenset((one, other))
            if cells.get(other, "") in ("", "0") or one == other or pair in seen:
                continue
            seen.add(pair)
            ends = {"source": one, "target": other, "relation": file.type or "tie"}
            ties.add(ends, file.sheet, row, other)


def _relations(types: Sequence[str], files: Sequence[_File]) -> RawTable:
    """The codebook: an ego names people, ties between these have no arrows."""
    names = [NAMED, *(name or "tie" for name in types)]
    columns = {
        "id": names,
        "directed": ["yes", *("no" for _ in types)],
        "question": [say("Whom the person interviewed named."), *("" for _ in types)],
    }
    return made_table("relations", columns, files[0].sheet.file)


def _survey(files: Sequence[_File]) -> RawTable:
    return made_table("survey", {"design": ["ego"]}, files[0].sheet.file)


def _say(people: _People, log: Log) -> None:
    text = say(
        "Every person in a list of people was named by the one interviewed; ties between those "
        "named are as the one interviewed sees them."
    )
    log.assume("ego_names", text, len(people.known))
    if people.layout:
        places = counted(len(people.layout), "question")
        text = say(
            "Positions on the screen ({places}) are no answers and were not kept.", places=places
        )
        log.assume("screen_positions", text, len(people.layout))
