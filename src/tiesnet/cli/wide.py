"""Wide tables on the terminal: columns that do not fit side by side stand below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.console import Console

from tiesnet.cli.show import plain, table
from tiesnet.language import word

if TYPE_CHECKING:
    from tiesnet.exports import Table

ERROR_NOTE = word("In parentheses: the Monte-Carlo error of p.")
_GAP = 3
SIDES = ("p_greater", "p_less")
_WIDEST, _HEAD = 34, 12  # characters of a text column, which wraps; of a heading of numbers


def show_wide(out: Console, made: Table) -> bool:
    """Show the columns of a table in as many parts as they need, numbers never broken.

    The columns of words in front are repeated in every part.

    Returns
    -------
    bool
        Whether errors of p stand in parentheses behind it.
    """
    from tiesnet.exports import table_texts

    cells = table_texts(made)
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
    return len(shown) < len(made.columns)


def is_wide(heads: Sequence[str], columns: Sequence[Sequence[str]], right: Sequence[bool],
            room: int) -> bool:  # fmt: skip
    """Tell whether columns would be squeezed side by side, and not for the words in front.

    Words wrap well, and repeated in every part they would take the room of the numbers.
    """
    whole = [max(map(len, [head, *cells])) for head, cells in zip(heads, columns, strict=True)]
    front = [min(width, _WIDEST) + _GAP for width in whole[: _leading(right)]]
    return not _fits(range(len(whole)), whole, room) and sum(front) <= room / 2


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
