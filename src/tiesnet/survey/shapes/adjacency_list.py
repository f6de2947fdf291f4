"""Lists of partners: one row per firm, its partners in the cells that follow, and no header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.assemble import column_letter
from tiesnet.survey.readers.sheets import Row, Sheet
from tiesnet.survey.shapes._gathered import Gathered
from tiesnet.survey.shapes._tables import is_own
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import name_key

_MOST_ROWS = 100_000
_FEWEST, _LOOKED_AT = 2, 200
_KNOWN_AGAIN = 5  # one name in five, at least, is a row's own or is named more than once


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether one sheet has rows of names, as the first row is one too, and no header."""
    found = [sheet for sheet in sheets if not is_own(sheet)]
    return len(found) == 1 and _is_list(found[0])


@shape("lists of partners, a row for each firm", looks, loose=True)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read the first name of a row as the source of ties to the others."""
    ties = Gathered("ties", "source", "target")
    actors: dict[str, tuple[Sheet, int, str]] = {}
    rest = [sheet for sheet in sheets if is_own(sheet)]
    for sheet in sheets:
        if sheet in rest:
            continue
        for number, cells in _names(sheet.cells()):
            for name in cells:
                if name:
                    actors.setdefault(name_key(name), (sheet, number, name))
            for k, name in enumerate(cells[1:], start=1):
                if name:
                    tie = {"source": cells[0], "target": name}
                    ties.add(tie, sheet, number, column_letter(k))
    text = say("The first name of a row names the others of the row; there is no header.")
    log.assume("row_names_others", text, len(ties))
    made = [ties.table()]
    if not any(is_own(sheet, "actors") for sheet in rest):
        everybody = Gathered("actors", "id")
        for sheet, number, name in actors.values():
            everybody.add({"id": name}, sheet, number)
        made.append(everybody.table())
    return [*made, *(sheet.table(log) for sheet in rest)]


def _names(rows: Sequence[Row]) -> list[Row]:
    """Rows of names without the cells that are empty at their ends."""
    tidy = [(number, [cell.strip() for cell in cells]) for number, cells in rows]
    return [(number, cells) for number, cells in tidy if cells and cells[0]]


def _is_list(sheet: Sheet) -> bool:
    """Names that stand first in a row are named in other rows; the first row is like the rest."""
    if not _FEWEST <= len(sheet.grid.numbers) <= _MOST_ROWS:
        return False
    rows = [[cell.strip() for cell in cells] for _, cells in sheet.head(_LOOKED_AT)]
    filled = [[name_key(cell) for cell in cells if cell] for cells in rows]
    if not all(cells and cells[0] for cells in rows) or max(map(len, filled)) < _FEWEST:
        return False
    owners = [names[0] for names in filled]
    if len(set(owners)) < len(owners) or any(len(set(n)) < len(n) for n in filled):
        return False
    widths = {len(names) for names in filled}
    others = [name for names in filled for name in names[1:]]
    counts = Counter([*owners, *others])
    again = sum(counts[name] > 1 for name in others)
    first = set(filled[0]) & {name for names in filled[1:] for name in names}
    numbers = sum(_is_short_number(name) for name in others)
    enough = _KNOWN_AGAIN * again >= len(others) and (
        2 * numbers < len(others) or _all_numbers(rows)
    )
    return bool(first) and len(widths) > 1 and enough


def _is_short_number(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdigit()


def _all_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every name is a number: then these are ids, not values."""
    return all(cell.isdigit() for cells in rows for cell in cells if cell)
