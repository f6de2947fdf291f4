"""From the headers a user wrote to canonical column names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from tiesnet.survey.synonyms import column_words
from tiesnet.survey.words import fold

_UNIT = re.compile(r"\s*[\(\[].*?[\)\]]\s*")
_JOINED = {("actors", "contact")}  # several columns may all be contact details


class Mapped(NamedTuple):
    """Names of columns by position, and what was unclear about the headers.

    ``ambiguous`` holds (position, canonical name, position of the column that got it);
    ``repeated`` the positions of headers that stood before.
    """

    names: dict[int, str]
    ambiguous: list[tuple[int, str, int]]
    repeated: list[int]


def map_headers(table: str, headers: Sequence[str]) -> Mapped:
    """Give every header its canonical name; unknown ones keep their own.

    >>> map_headers("ties", ["Origen", "Destino", "Fuerza (1-5)", "Notas"]).names
    {0: 'source', 1: 'target', 2: 'strength', 3: 'Notas'}
    """
    sure, weak = column_words(table)
    claims = {k: sure[key] for k, h in enumerate(headers) if (key := _known(h, sure))}
    taken = set(claims.values())
    for k, header in enumerate(headers):
        free = [column for column in weak.get(_known(header, weak), ()) if column not in taken]
        if k not in claims and free:
            claims[k] = free[0]
            taken.add(free[0])
    return _named(table, headers, claims)


def _known(header: str, words: Collection[str]) -> str:
    """The folded header, or without a unit in parentheses, when it is a known word."""
    for text in (header, _UNIT.sub(" ", header)):
        if fold(text) in words:
            return fold(text)
    return ""


def _named(table: str, headers: Sequence[str], claims: dict[int, str]) -> Mapped:
    owner: dict[str, int] = {}
    for k in sorted(claims, key=lambda k: (headers[k].strip() != claims[k], k)):
        owner.setdefault(claims[k], k)
    names: dict[int, str] = {}
    ambiguous, repeated = [], []
    free = _Free(owner)
    for k, header in enumerate(headers):
        if not header:
            continue
        column = claims.get(k)
        if column and owner[column] == k:
            names[k] = column
            continue
        wish = header
        if column and (table, column) in _JOINED:
            wish = f"{column} {k}"
        elif column:
            ambiguous.append((k, column, owner[column]))
        names[k] = free.like(wish)
        if not column and names[k] != header:
            repeated.append(k)
    return Mapped(names, ambiguous, repeated)


class _Free:
    """Gives names that are not taken; a sheet may have one header thousands of times."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def like(self, wish: str) -> str:
        name, count = wish, self._counts.get(wish, 1)
        while name in self._taken:
            count += 1
            name = f"{wish} ({count})"
        self._counts[wish] = count
        self._taken.add(name)
        return name
