"""The charts beside the tables of the chapters: few, of the columns that answer the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.charts import BLUE, GREY, LIGHT, VERMILION, Picture, Shown
from tiesnet.language import say, word

PICTURE_ROWS = 16  # of the usual height, for a chart
SHORT = 12  # rows of a table under which its chart is still seen
_MOST, _MOST_PAIRS = 10, 5


@dataclass(frozen=True)
class _Bars:
    """Bars of several columns of a table: their key, name and look; and what they are all about."""

    title: str
    alt: str
    series: tuple[tuple[str, str, str, bool], ...]
    most: int | None = None
    looks: Mapping[str, Any] = field(default_factory=dict)

    def drawn(self, table: Table, head: int) -> Picture | None:
        """Draw those of the columns that the table has."""
        table = table.part(0, self.most) if self.most else table
        shown = tuple(
            Shown(place_of(table, key), say(name), colour, hatched)
            for key, name, colour, hatched in self.series
            if place_of(table, key) and table.rows[key].fillna(0).astype(float).sum() > 0
        )
        if not shown:
            return None
        last = head + len(table.rows)
        return Picture(
            say(self.title), say(self.alt), "bars", head + 1, last, 1, shown, **self.looks
        )


_ANSWERS = _Bars(
    word("Who answered"),
    word(
        "One bar per question about ties: how many firms answered, answered in part, were "
        "asked and did not answer."
    ),
    (
        ("answered", word("Answered"), BLUE, False),
        ("partly", word("In part"), BLUE, True),
        ("silent", word("Asked, did not answer"), VERMILION, True),
        ("not_asked", word("Not asked"), LIGHT, False),
    ),
    looks={"stacked": True},
)
_ORIENTATIONS = _Bars(
    word("Tied pairs by orientation"),
    word(
        "One bar per relation: how many of its pairs are within a stage, along the chain, "
        "between other stages, with institutions. The same numbers are in the table."
    ),
    (
        ("horizontal", word("Horizontal"), BLUE, False),
        ("vertical", word("Vertical"), VERMILION, True),
        ("lateral", word("Lateral"), GREY, False),
        ("institutional", word("Institutional"), LIGHT, False),
    ),
    looks={"stacked": True},
)
_OVERLAPS = _Bars(
    word("How much of relation A is also relation B"),
    word(
        "Two bars per pair of relations, the first of the table: the share of the pairs "
        "tied in relation A that are tied in relation B too, and the share expected by chance."
    ),
    (
        ("share_of_a_in_b", word("A that is also B"), BLUE, False),
        ("expected_share_of_a_in_b", word("Expected by chance"), GREY, True),
    ),
    most=_MOST_PAIRS,
    looks={"form": "0%", "levels": 2},
)


def picture_of(table: Table, head: int) -> Picture | None:
    """Give the chart of a table whose headings stand in a row; none for most tables."""
    make = _PICTURES.get(table.key)
    return make(table, head) if make is not None and len(table.rows) else None


def place_of(table: Table, key: str) -> int:
    """Give the column of the sheet a column of a table stands in; 0 when it has none."""
    keys = [column.key for column in table.columns]
    return keys.index(key) + 1 if key in keys else 0


def answers_picture(table: Table, head: int) -> Picture | None:
    """Draw who answered which question, in full, in part or not."""
    return _ANSWERS.drawn(table, head)


def _brokers(table: Table, head: int) -> Picture | None:
    column = place_of(table, "betweenness_normalised")
    if not column:
        return None
    last = min(len(table.rows), _MOST)
    return Picture(
        say("Betweenness of the first in the table"),
        say(
            "One bar per firm: the share of the shortest paths between others that pass through "
            "it. The same numbers are in the table below."
        ),
        "bars",
        head + 1,
        head + last,
        1,
        (Shown(column, say("Betweenness")),),
        form="0.0%",
    )


_PICTURES: dict[str, Callable[[Table, int], Picture | None]] = {
    "brokers": _brokers,
    "horizontal_vertical": _ORIENTATIONS.drawn,
    "formal_informal": _OVERLAPS.drawn,
    "response_rates": answers_picture,
}
