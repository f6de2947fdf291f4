"""Names that are numbers: spreadsheets take leading zeros off, and put ``.0`` behind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tiesnet.language import say, word
from tiesnet.survey.coded import first_rows_of
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import listed

_NUMBER = re.compile(r"0*([0-9]{1,30}?)(?:\.0+)?")
ZEROS = word("A spreadsheet program may have changed its zeros: format such columns as text. ")
_MOST_SAID = 100


def number_of(name: str) -> str:
    """The number that a name is, as spreadsheets keep it; nothing for other names.

    >>> number_of("007"), number_of("7.0"), number_of("70"), number_of("7a"), number_of("0")
    ('7', '7', '70', '', '0')
    """
    found = _NUMBER.fullmatch(name) if name[:1].isdigit() else None
    return found[1] if found else ""


def same_numbers(unknown: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """The one known name that is the same number as an unknown one; nothing is merged by it."""
    by_number: dict[str, set[str]] = {}
    for label in known:
        if number := number_of(label):
            by_number.setdefault(number, set()).add(label)
    fits = {name: by_number.get(number_of(name), set()) for name in unknown}
    return {name: next(iter(labels)) for name, labels in fits.items() if len(labels) == 1}


def say_same_numbers(tables: Mapping[str, Table], names: Sequence[str], log: Log) -> None:
    """Report names that are one number written in several ways, where there is no actors table."""
    spellings: dict[str, list[str]] = {}
    for name in names:
        if number := number_of(name):
            spellings.setdefault(number, []).append(name)
    several = [found for found in spellings.values() if len(found) > 1]
    for found in several[:_MOST_SAID]:
        table, column, at = _first(tables["ties"], found)
        text = say(
            "{found} are the same number; they were read as different firms.", found=listed(found)
        )
        repair = f"{say(ZEROS)}{say('Write all of them alike if they are one firm.')}"
        if at is not None:
            log.add_cells("similar_names", table, [at], column, text, repair, "warning")


def _first(table: Table, names: Sequence[str]) -> tuple[Table, str, int | None]:
    """Where the later of several names stands first among the ties."""
    for name in reversed(names):
        for column in ("source", "target"):
            if name in (rows := first_rows_of(table.text(column))):
                return table, column, rows[name]
    return table, "source", None
