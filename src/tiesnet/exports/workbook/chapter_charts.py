"""The charts beside the tables of the chapters: few, of the columns that answer the question."""

from __future__ import annotations

from collections.abc import Callable

from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.charts import BLUE, GREY, LIGHT, VERMILION, Picture, Shown
from tiesnet.language import say

PICTURE_ROWS = 16  # of the usual height, for a chart
SHORT = 12  # rows of a table under which its chart is still seen
_MOST, _MOST_PAIRS = 10, 5
_SHARE = "0%"


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
    series = (
        ("answered", say("Answered"), BLUE, False),
        ("partly", say("In part"), BLUE, True),
        ("silent", say("Asked, did not answer"), VERMILION, True),
        ("not_asked", say("Not asked"), LIGHT, False),
    )
    return _several(
        table,
        head,
        series,
        title=say("Who answered"),
        alt=say(
            "One bar per question about ties: how many firms answered, answered in part, were "
            "asked and did not answer."
        ),
        stacked=True,
    )


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


def _orientations(table: Table, head: int) -> Picture | None:
    series = (
        ("horizontal", say("Horizontal"), BLUE, False),
        ("vertical", say("Vertical"), VERMILION, True),
        ("lateral", say("Lateral"), GREY, False),
        ("institutional", say("Institutional"), LIGHT, False),
    )
    return _several(
        table,
        head,
        series,
        title=say("Tied pairs by orientation"),
        alt=say(
            "One bar per relation: how many of its pairs are within a stage, along the chain, "
            "between other stages, with institutions. The same numbers are in the table."
        ),
        stacked=True,
    )


def _overlaps(table: Table, head: int) -> Picture | None:
    if len(table.rows) > _MOST_PAIRS:
        table = table.part(0, _MOST_PAIRS)
    series = (
        ("share_of_a_in_b", say("A that is also B"), BLUE, False),
        ("expected_share_of_a_in_b", say("Expected by chance"), GREY, True),
    )
    return _several(
        table,
        head,
        series,
        title=say("How much of relation A is also relation B"),
        alt=say(
            "Two bars per pair of relations, the first of the table: the share of the pairs "
            "tied in relation A that are tied in relation B too, and the share expected by chance."
        ),
        form=_SHARE,
        levels=2,
    )


def _several(
    table: Table,
    head: int,
    series: tuple[tuple[str, str, str, bool], ...],
    **words: object,
) -> Picture | None:
    """Draw those of some columns that the table has."""
    shown = tuple(
        Shown(place_of(table, key), name, colour, hatched)
        for key, name, colour, hatched in series
        if place_of(table, key) and table.rows[key].fillna(0).astype(float).sum() > 0
    )
    if not shown:
        return None
    last = head + len(table.rows)
    fixed = {"kind": "bars", "first": head + 1, "last": last, "labels": 1, "series": shown}
    return Picture(**fixed, **words)  # type: ignore[arg-type]


_PICTURES: dict[str, Callable[[Table, int], Picture | None]] = {
    "brokers": _brokers,
    "horizontal_vertical": _orientations,
    "formal_informal": _overlaps,
    "response_rates": answers_picture,
}
