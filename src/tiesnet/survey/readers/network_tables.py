"""From the networks of a file to the tables of a survey."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tiesnet.language import say
from tiesnet.survey.cells import tidy
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, Origins, RawTable, made_table
from tiesnet.survey.readers.network_parts import (
    Free,
    Lines,
    Part,
    Relation,
    is_symmetric,
    number_of,
    number_text,
    one_way,
    plain,
)
from tiesnet.survey.readers.registry import unreadable
from tiesnet.survey.words import counted, fold, listed, quoted

# Labels that programs make up; the same one in two networks need not be the same actor.
_MADE_UP = re.compile(r"[A-Za-z]{0,3}[ _.-]?\d+|")
_ARROW_WORDS = {"directed", "undirected", "mixed"}


class _Named(NamedTuple):
    """A part with the ids of its actors and organisations."""

    part: Part
    ids: list[str]


def network_tables(parts: Sequence[Part], file: str, options: Options, log: Log) -> list[RawTable]:
    """Put the networks of a file into the tables of one survey."""
    named = _with_ids(parts, log)
    relations = _with_names(parts, log)
    _check_size(parts, relations, file, options)
    tables = [_actors(named, file), _ties(named, relations, file)]
    if relations:
        tables.append(_relations(relations, file))
    if any(relation.states for _, relation, _ in relations):
        tables.append(_responses(named, relations, file))
    if any(part.two_mode for part in parts):
        tables.append(_affiliations(named, file, log))
    return tables


def _with_ids(parts: Sequence[Part], log: Log) -> list[_Named]:
    """Give every actor an id of its own; networks of the same actors share them."""
    free, named = Free(), list[_Named]()
    for part in parts:
        known = next((one for one in named if _same_actors(one.part, part)), None)
        if known is not None:
            named.append(_Named(part, known.ids))
        else:
            named.append(_Named(part, _new_ids(part, named, free, log)))
    return named


def _same_actors(one: Part, other: Part) -> bool:
    same = one.labels == other.labels and one.ids == other.ids
    return same and one.second == other.second


def _new_ids(part: Part, named: Sequence[_Named], free: Free, log: Log) -> list[str]:
    wishes = part.ids or part.labels
    wishes = [plain(label, k) for k, label in enumerate(wishes, start=1)]
    if not named:
        return [free.like(wish) for wish in wishes]
    if sum(_MADE_UP.fullmatch(label) is not None for label in part.labels) * 2 > len(wishes):
        title = part.title or f"network {len(named) + 1}"
        text = say(
            "The network {title} has other vertices than the one before it, under "
            "labels such as v1 that name nobody; its vertices were kept apart as "
            "actors of their own.",
            title=quoted(title),
        )
        log.assume("networks_kept_apart", text, len(wishes))
        return [free.like(f"{wish} ({title})" if wish in free.taken else wish) for wish in wishes]
    text = say(
        "Networks of the file have other vertices; those of the same label are the same actor."
    )
    log.assume("networks_joined", text, len(wishes))
    known = {wish for one in named for wish in one.ids}
    once = Counter(wishes)
    return [wish if wish in known and once[wish] == 1 else free.like(wish) for wish in wishes]


_Relations = list[tuple[int, Relation, str]]


def _with_names(parts: Sequence[Part], log: Log) -> _Relations:
    """Give every relation a name of its own, and settle its values; two-mode ones have none."""
    free, found = Free(), _Relations()
    for k, part in enumerate(parts):
        if part.two_mode:
            continue
        for relation in part.relations:
            wish = tidy(relation.name) or tidy(part.title) or "tie"
            if fold(wish) in _ARROW_WORDS:
                wish = f"{wish} ties"  # the survey takes a column of such words for arrows
            for name, settled in _settled(free.like(wish), relation, log):
                free.taken.add(name)
                found.append((k, settled, name))
    return found


def _settled(name: str, relation: Relation, log: Log) -> list[tuple[str, Relation]]:
    """Say what zeros mean, and keep ties of negative value apart: they mean the opposite."""
    numbers = [number_of(text) for text in relation.lines.value]
    if zeros := numbers.count(0):
        text = say("In {name}, a value of 0 is an answered no, not a tie.", name=quoted(name))
        log.assume("zero_values", text, zeros)
    below = [k for k, number in enumerate(numbers) if number is not None and number < 0]
    if not below:
        return [(name, relation)]
    text = say(
        "Ties of {name} with a negative value mean the opposite; they are the "
        "relation {name2}, with the size of their value as strength.",
        name=quoted(name),
        name2=quoted(name + " (negative)"),
    )
    log.assume("negative_values", text, len(below))
    negative = relation.lines.pick(below)
    negative.value = [number_text(-float(text)) for text in negative.value]
    apart = set(below)
    rest = relation.lines.pick(k for k in range(len(relation.lines)) if k not in apart)
    return [
        (name, Relation(name, relation.directed, rest, relation.states)),
        (f"{name} (negative)", Relation("", relation.directed, negative, relation.states)),
    ]


def _check_size(parts: Sequence[Part], relations: _Relations, file: str, options: Options) -> None:
    actors = sum(len(part.labels) for part in parts)
    if actors * max(len(relations), 1) > options.cells // 4:
        raise unreadable(
            file,
            say(
                "{file} has {actor} in {relation}, more than can be held.",
                file=file,
                actor=counted(actors, "actor"),
                relation=counted(len(relations), "relation"),
            ),
            say("Correct the counts in its first lines, or raise max_cells."),
        )


def added_up(relation: Relation, log: Log) -> None:
    """Put lines together that stand several times between the same two actors."""
    lines = relation.lines
    first: dict[tuple[int, int], int] = {}
    for k, ends in enumerate(zip(lines.source, lines.target, strict=True)):
        pair = ends if relation.directed else (min(ends), max(ends))
        at = first.setdefault(pair, k)
        values = number_of(lines.value[at] or "1"), number_of(lines.value[k] or "1")
        if at != k and values[0] is not None and values[1] is not None:
            lines.value[at] = number_text(values[0] + values[1])
    kept = sorted(first.values())
    if len(kept) < len(lines):
        relation.lines = lines.pick(kept)
        text = say(
            "Lines that stand several times between the same two actors were put together; their "
            "values were added up, as Pajek does it."
        )
        log.assume("lines_added", text, len(lines) - len(kept))


def without_double(relation: Relation, log: Log) -> Relation:
    """Where every tie of a list stands both ways with one value, they are ties without arrows."""
    if not is_symmetric(relation.lines):
        return relation
    text = say("Where every tie of a relation stands both ways, its ties have no arrows.")
    log.assume("symmetric_ties", text)
    return Relation(relation.name, False, one_way(relation.lines), relation.states)


def _origins(file: str, rows: list[int], columns: list[str]) -> Origins:
    files = np.full(len(rows), file, dtype=object)
    blank = np.full(len(rows), "", dtype=object)
    return Origins(files, blank, np.array(rows, dtype=np.int64), np.array(columns, dtype=object))


def _actors(named: Sequence[_Named], file: str) -> RawTable:
    names: dict[str, str] = {}
    rows: dict[str, int] = {}
    own: dict[str, dict[str, str]] = {}
    for part, ids in named:
        apart = Counter(part.labels[: part.second])
        for k, (actor, label) in enumerate(zip(ids[: part.second], part.labels, strict=False)):
            shown = plain(label, k + 1)
            kept_apart = actor.startswith(f"{shown} (") and apart[label] == 1 and not part.ids
            names.setdefault(actor, actor if kept_apart or not label else label)
            rows.setdefault(actor, part.rows[k])
        for title, values in part.attributes.items():
            cells = own.setdefault(title, {})
            for actor, value in zip(ids, values, strict=False):
                cells.setdefault(actor, value)
    columns = {"id": list(names), "name": list(names.values())}
    for title, values_of in own.items():
        columns[title] = [values_of.get(actor, "") for actor in names]
    origins = _origins(file, list(rows.values()), [""] * len(rows))
    return made_table("actors", columns, file, origins=origins)


def _ties(named: Sequence[_Named], relations: _Relations, file: str) -> RawTable:
    cells: dict[str, list[str]] = {"source": [], "target": [], "relation": [], "strength": []}
    rows, places = list[int](), list[str]()
    extra = dict.fromkeys(title for _, relation, _ in relations for title in relation.lines.own)
    cells |= {title: [] for title in extra}
    for k, relation, name in relations:
        ids, lines = named[k].ids, relation.lines
        cells["source"] += [ids[at] for at in lines.source]
        cells["target"] += [ids[at] for at in lines.target]
        cells["relation"] += [name] * len(lines)
        cells["strength"] += lines.value
        for title in extra:
            cells[title] += lines.own.get(title, [""] * len(lines))
        rows += lines.row
        places += lines.column
    if not any(cells["strength"]):
        del cells["strength"]
    return made_table("ties", cells, file, origins=_origins(file, rows, places))


def _relations(relations: _Relations, file: str) -> RawTable:
    names = [name for *_, name in relations]
    arrows = ["yes" if relation.directed else "no" for _, relation, _ in relations]
    columns = {"id": names, "directed": arrows}
    return made_table("relations", columns, file, origins=_nowhere(file, len(names)))


def _nowhere(file: str, count: int) -> Origins:
    return _origins(file, [0] * count, [""] * count)


def _responses(named: Sequence[_Named], relations: _Relations, file: str) -> RawTable:
    """What matrices with missing cells say of each actor."""
    cells: dict[str, list[str]] = {"actor": [], "relation": [], "state": []}
    for k, relation, name in relations:
        for at, actor in enumerate(named[k].ids):
            cells["actor"].append(actor)
            cells["relation"].append(name)
            cells["state"].append(relation.states.get(at, "answered"))
    return made_table("responses", cells, file, origins=_nowhere(file, len(cells["actor"])))


def _affiliations(named: Sequence[_Named], file: str, log: Log) -> RawTable:
    lines = list[tuple[str, str, str, str, int, str]]()
    dropped = 0
    for part, ids in named:
        for relation in part.relations if part.two_mode else ():
            name = relation.name or part.title
            dropped += sum(number_of(text) == 0 for text in relation.lines.value)
            lines += [
                (ids[a], ids[b], name, value, row, column)
                for a, b, value, row, column in _rows(relation.lines)
                if number_of(value) != 0
            ]
    if dropped:
        log.assume("zero_values", say("Memberships with the value 0 are none."), dropped)
    several = len({line[2] for line in lines}) > 1
    networks, values = [line[2] for line in lines], [line[3] for line in lines]
    columns = {"actor": [line[0] for line in lines], "organisation": [line[1] for line in lines]}
    if several:
        columns["network"] = networks
        log.assume(
            "several_memberships",
            say("Memberships are of {networks}.", networks=listed(dict.fromkeys(networks))),
        )
    if set(values) - {"1", "1.0", ""}:
        columns["membership value"] = values
    origins = _origins(file, [line[4] for line in lines], [line[5] for line in lines])
    return made_table("affiliations", columns, file, origins=origins)


def _rows(lines: Lines) -> zip[tuple[int, int, str, int, str]]:
    return zip(lines.source, lines.target, lines.value, lines.row, lines.column, strict=True)


def own_title(title: str, kind: str, taken: Free) -> str:
    """Name an attribute so that it is taken for no column of the survey format.

    >>> own_title("Wealth", "vector", Free()), own_title("Type", "partition", Free())
    ('Wealth', 'partition Type')
    """
    wish = plain(title, 0) if plain(title, 0) != "0" else kind
    if map_headers("actors", [wish]).names.get(0) != wish or fold(wish) in ("id", "name"):
        wish = f"{kind} {wish}"
    return taken.like(wish)
