"""Which names and ids of the actors table are one firm, and what it became."""

from __future__ import annotations

from collections.abc import Mapping

from tiesnet.survey.raw import Table
from tiesnet.survey.words import name_key


class Spellings:
    """The ways a firm may be written, as its rows in the actors table tell."""

    def __init__(self, actors: Table) -> None:
        ids, names = actors.text("id"), actors.text("name")
        self._ids: set[str] = set()
        self._rows: dict[str, list[tuple[str, str]]] = {}
        for one, two in zip(map(str, ids), map(str, names), strict=True):
            row = (one or two, two or one)
            self._ids.add(row[0])
            for key in {name_key(row[0]), name_key(row[1])}:
                self._rows.setdefault(key, []).append(row)

    def forms(self, name: str) -> frozenset[str]:
        """Keys of all that a name stands for: itself, and the id or name in its row."""
        key = name_key(name)
        return frozenset(
            {key, *(name_key(text) for row in self._rows.get(key, ()) for text in row)}
        )

    def id_of(self, name: str) -> str:
        """The id of the firm of that name; the name itself when it has no row."""
        rows = self._rows.get(name_key(name), [])
        return name if name in self._ids or not rows else rows[0][0]

    def others(self, name: str) -> list[str]:
        """Give the other spellings in the rows of a name."""
        key = name_key(name)
        found = (text for row in self._rows.get(key, ()) for text in row)
        return list(dict.fromkeys(text for text in found if name_key(text) != key))

    def last(self, name: str, became: Mapping[str, str]) -> str:
        """Follow a name through what became of whom to an id; nothing for a circle."""
        seen: set[str] = set()
        while (key := name_key(self.id_of(name))) not in seen:
            seen.add(key)
            after = [became[form] for form in sorted(self.forms(name)) if form in became]
            if not after:
                return self.id_of(name)
            name = after[0]
        return ""
