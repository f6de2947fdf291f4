"""Links inside a workbook: to a sheet, to the row of an actor, to the meaning of a heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

import pandas as pd

from tiesnet.exports.tables.model import Column, Table
from tiesnet.exports.text import legal_text
from tiesnet.metrics import Measures

MOST_LINKED = 20_000  # cells of one column: Excel takes 65,530 links in a sheet, and opens slowly
_NAMES = ("name", "hangs_by")
_ENDS = {"source_name": "source", "target_name": "target"}


class Link(NamedTuple):
    """A cell that leads somewhere in the workbook."""

    cell: str
    location: str
    tip: str = ""


def location(sheet: str, cell: str = "A1") -> str:
    """Point to a cell of a sheet.

    >>> location("Firms", "A7"), location("Who's who")
    ("'Firms'!A7", "'Who''s who'!A1")
    """
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"


def links_xml(links: Sequence[Link]) -> str:
    """Give links as the XML of a sheet; writing each as an object takes far longer."""
    return "".join(
        f"<hyperlink ref={quoteattr(one.cell)} location={quoteattr(one.location)}"
        + (f" tooltip={quoteattr(legal_text(one.tip)[:255])}" if one.tip else "")
        + "/>"
        for one in links
    )


@dataclass(frozen=True)
class Places:
    """Where every actor has its row.

    Attributes
    ----------
    found : mapping of id to (name, location)
        A firm in the table of firms, any other actor in the list of every number.
    further : mapping of id to location
        The first of its numbers in that list.
    names : mapping of name to location
        Names that only one actor has.
    """

    found: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    further: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, table: Table, column: Column) -> list[str | None] | None:
        """Give where each cell of a column leads; None for a column that names no actor."""
        rows = table.rows
        if not self.found or len(rows) == 0:
            return None
        texts = rows[column.key].tolist() if column.key in rows else []
        if table.key == "firms_all":
            return self._first_rows(rows, texts) if column.key == "name" else None
        if len(rows) > MOST_LINKED:
            return None
        if table.key == "firms" and column.key == "name":
            return [self.further.get(str(actor)) for actor in rows.index]
        if column.key in _ENDS and _ENDS[column.key] in rows:
            ids = rows[_ENDS[column.key]]
            return [self._own(*pair) for pair in zip(ids, texts, strict=True)]
        if column.key == "name":
            return [self._own(*pair) for pair in zip(rows.index, texts, strict=True)]
        if column.actor or column.key in _NAMES:
            return [self._named(text) for text in texts]
        return None

    def _own(self, actor: Any, text: Any) -> str | None:
        """Find an actor by its id; where the rows have other labels, by its name."""
        name, place = self.found.get(str(actor), ("", ""))
        return place if place and name == str(text) else self._named(text)

    def _named(self, text: Any) -> str | None:
        return self.names.get(text) if isinstance(text, str) else None

    def _first_rows(self, rows: pd.DataFrame, texts: Sequence[Any]) -> list[str | None]:
        """Link an actor where its numbers begin: every row would be far too many links."""
        first = (rows["id"] != rows["id"].shift()).tolist()
        if sum(first) > MOST_LINKED:
            return [None] * len(first)
        return [
            self._own(actor, text) if new else None
            for new, actor, text in zip(first, rows["id"], texts, strict=True)
        ]


def places_of(measures: Measures, firms: Table, sheet: str, every: str, most: int) -> Places:
    """Find the rows of all actors.

    Parameters
    ----------
    measures : Measures
    firms : Table
        The table of firms.
    sheet, every : str
        What its sheet, and that with every number, are called.
    most : int
        Rows that the sheet with every number holds; nothing leads to those that follow.
    """
    each = len(measures.actors.columns)
    ids = [str(actor) for actor in measures.actors.index]
    further = {
        actor: location(every, f"A{k * each + 2}")
        for k, actor in enumerate(ids)
        if each and (k + 1) * each <= most
    }
    known = measures.net.actors["name"]
    names = {str(actor): str(name) for actor, name in known.items()}
    found = {actor: (names.get(actor, ""), place) for actor, place in further.items()}
    for k, actor in enumerate(firms.rows.index, 2):
        found[str(actor)] = (names.get(str(actor), ""), location(sheet, f"A{k}"))
    several = set(known[known.duplicated(keep=False)])
    unique = {name: place for name, place in found.values() if name and name not in several}
    return Places(found, further, unique)
