"""What a test gives, on the terminal: sentences, tables, what was assumed, how it was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tiesnet.cli.show import bullet, console, plain, table
from tiesnet.cli.tables import MOST_ROWS

if TYPE_CHECKING:
    from tiesnet.exports import Table
    from tiesnet.inference import Outcome

ERROR_NOTE = "In parentheses: the Monte-Carlo error of p."
_GAP = 3
SIDES = ("p_greater", "p_less")
_WIDEST, _HEAD = 34, 12  # characters of a text column, which wraps; of a heading of numbers


def show_outcome(outcome: Outcome) -> None:
    """Show an outcome: what was found, the tables, what to keep in mind, how it was done."""
    from tiesnet.exports import outcome_tables

    out = console()
    out.print(Text(plain(outcome.title), style="bold"))
    for sentence in outcome.sentences:
        out.print(Text(plain(sentence)))
    open_ = {one.key for one in outcome.tables if one.shown == "page"}
    made = outcome_tables(outcome)
    for place, one in enumerate(made):
        if not place or one.key in open_:
            _show_table(out, one)
    left = [f"{one.title} ({len(one.rows):,})" for one in made[1:] if one.key not in open_]
    _list(out, "Also in the workbook (-o outcome.xlsx), with rows", left)
    _list(out, "What was assumed", outcome.assumptions)
    _list(out, "What to keep in mind", outcome.cautions)
    _paragraph(out, "How it was done", outcome.method)
    _sources(out, outcome.source)


def _show_table(out: Console, made: Table) -> None:
    from tiesnet.exports import table_texts

    out.print(Text(f"\n{plain(made.title)}", style="bold"))
    if made.reading:
        out.print(Text(plain(made.reading)))
    cells = table_texts(made.part(0, MOST_ROWS))
    shown = [column for column in made.columns if column.key in cells]
    columns = [
        [plain(text).replace("\N{MINUS SIGN}", "-") for text in cells[column.key]]
        for column in shown
    ]
    right = [column.kind != "text" for column in shown]
    heads = [_head(column.label, number) for column, number in zip(shown, right, strict=True)]
    widths = [_width(*part) for part in zip(heads, columns, right, strict=True)]
    keys = [column.key for column in shown]
    for places in _parts(keys, widths, _leading(right), out.width):
        rows = zip(*(columns[place] for place in places), strict=True)
        numbers = [k for k, place in enumerate(places) if right[place]]
        out.print(table([heads[place] for place in places], rows, numbers, whole=numbers))
    if len(made.rows) > MOST_ROWS:
        left = len(made.rows) - MOST_ROWS
        out.print(Text(f"{left:,} more rows; -o outcome.xlsx or .csv writes all of them."))
    notes = [made.note, ERROR_NOTE if len(shown) < len(made.columns) else ""]
    if any(notes):
        out.print(Text(plain(" ".join(note for note in notes if note))))


def _leading(right: Sequence[bool]) -> int:
    """Count the columns of words in front, which say what a row is about."""
    return next((place for place, number in enumerate(right) if number), len(right))


def _head(label: str, number: bool) -> str:
    """Break the heading of a column of numbers, so that it is not much wider than they are."""
    return "\n".join(wrap(plain(label), _HEAD, break_long_words=False)) if number else plain(label)


def _width(head: str, cells: Sequence[str], right: bool) -> int:
    longest = max(map(len, [*cells, *head.split("\n")]), default=0)
    return longest if right else min(longest, _WIDEST)


def _parts(
    keys: Sequence[str], widths: Sequence[int], fixed: int, room: int
) -> Iterable[list[int]]:
    """Tell which columns stand side by side.

    Where they do not all fit, what a two-sided p does not need beside it is left to the files.
    """
    places = list(range(len(keys)))
    if "p" in keys:
        for less in (SIDES, (*SIDES, "sd")):
            fewer = [place for place in range(len(keys)) if keys[place] not in less]
            if not _fits(places, widths, room) and (less == SIDES or _fits(fewer, widths, room)):
                places = fewer
    return _side_by_side(places, widths, fixed, room)


def _fits(places: Sequence[int], widths: Sequence[int], room: int) -> bool:
    return sum(widths[place] + _GAP for place in places) - _GAP <= room


def _side_by_side(
    places: Sequence[int], widths: Sequence[int], fixed: int, room: int
) -> Iterator[list[int]]:
    """Break columns into parts that fit; the first few are repeated in every part."""
    front = list(places[:fixed])
    taken = sum(widths[place] + _GAP for place in front)
    part, used = list(front), taken
    for place in places[fixed:]:
        if used + widths[place] > room and len(part) > fixed:
            yield part
            part, used = list(front), taken
        part.append(place)
        used += widths[place] + _GAP
    yield part


def _list(out: Console, title: str, items: Iterable[str]) -> None:
    items = list(items)
    if items:
        out.print(Text(f"\n{title}", style="bold"))
    for item in items:
        out.print(bullet(item))


def _paragraph(out: Console, title: str, words: str) -> None:
    if words:
        out.print(Text(f"\n{title}", style="bold"))
        out.print(Text(plain(words)))


def _sources(out: Console, keys: Sequence[str]) -> None:
    if keys:
        from tiesnet.literature import cite

        out.print(Text(f"\nSources: {cite(', '.join(keys))}"))
