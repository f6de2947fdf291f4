"""What a file of a network program holds, before it is put into the tables of a survey."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from tiesnet.survey.cells import tidy


@dataclass
class Lines:
    """The ties of one relation as a file lists them; ends are positions among the labels.

    ``value`` is an empty text where the file gives none; ``row`` and ``column`` say where a tie
    stands; ``own`` holds further columns.
    """

    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    value: list[str] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    column: list[str] = field(default_factory=list)
    own: dict[str, list[str]] = field(default_factory=dict)

    def add(self, source: int, target: int, value: str, row: int, column: str = "") -> None:
        """Add one tie."""
        self.source.append(source)
        self.target.append(target)
        self.value.append(value)
        self.row.append(row)
        self.column.append(column)

    def __len__(self) -> int:
        return len(self.source)

    def pick(self, places: Iterable[int]) -> Lines:
        """Keep some of the ties."""
        kept = list(places)
        return Lines(
            [self.source[k] for k in kept],
            [self.target[k] for k in kept],
            [self.value[k] for k in kept],
            [self.row[k] for k in kept],
            [self.column[k] for k in kept],
            {name: [cells[k] for k in kept] for name, cells in self.own.items()},
        )


@dataclass
class Relation:
    """One relation: its name (empty when the file gives none), arrows, and its ties.

    ``states`` says of actors, by their position, what they answered where it is not everything.
    """

    name: str
    directed: bool = True
    lines: Lines = field(default_factory=Lines)
    states: dict[int, str] = field(default_factory=dict)


@dataclass
class Part:
    """One network of a file.

    ``second`` is where the second set of a two-mode network begins among the labels, else their
    number. ``rows`` are the lines the labels stand in, 0 where there is none. ``ids`` tells
    actors apart where the file has both ids and names. ``attributes`` has a text for each actor.
    """

    labels: list[str]
    rows: list[int]
    second: int
    title: str = ""
    ids: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attributes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def two_mode(self) -> bool:
        """Whether its ties run from actors to organisations."""
        return self.second < len(self.labels)


class Free:
    """Gives names that are not taken yet: the second Acme is Acme (2)."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def like(self, wish: str) -> str:
        """The name wished for, or with a number behind it."""
        name, count = wish, self._counts.get(wish, 1)
        while name in self.taken:
            count += 1
            name = f"{wish} ({count})"
        self._counts[wish] = count
        self.taken.add(name)
        return name


def plain(label: str, number: int) -> str:
    """A label as tables keep it; the number of the vertex where there is none."""
    return tidy(label) or str(number)


def number_of(text: str) -> float | None:
    """The finite number a value is, or nothing."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def number_text(value: float) -> str:
    """Write a number as short as it can be read back.

    >>> number_text(2.0), number_text(0.25), number_text(1e-5)
    ('2', '0.25', '1e-05')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)


def is_symmetric(lines: Lines) -> bool:
    """Whether every tie stands both ways with one value, and there is any."""
    pairs = {}
    for k, ends in enumerate(zip(lines.source, lines.target, strict=True)):
        if ends in pairs:
            return False
        pairs[ends] = lines.value[k]
    return any(a != b for a, b in pairs) and all(
        pairs.get((b, a)) == value for (a, b), value in pairs.items()
    )


def one_way(lines: Lines) -> Lines:
    """Of ties that stand both ways keep the one that stands first."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for k, (a, b) in enumerate(zip(lines.source, lines.target, strict=True)):
        if (b, a) not in seen or a == b:
            kept.append(k)
            seen.add((a, b))
    return lines.pick(kept)
