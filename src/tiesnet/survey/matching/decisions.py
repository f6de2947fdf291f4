"""The sheet of names as the user gives it back: what was decided of which name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.words import fold

NAME, DECISION, NOTE = "name as typed", "decision", "note"
NEW = "new"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_HEADS = {fold(word): word for word in (NAME, DECISION, NOTE)}
_SAME_AS = re.compile(r"^\s*(?:same as|igual que|igual a|uguale a|lo mismo que)\s*:?\s*", re.I)


class Decision(NamedTuple):
    """One row of the sheet: a name, what was decided of it, a note, and where the row stands."""

    name: str
    decided: str
    note: str
    place: Place


@dataclass(frozen=True)
class Decisions:
    """Every row of a sheet of names.

    Attributes
    ----------
    file : str
        Name of the file.
    path : Path
        Where it is.
    rows : sequence of Decision
        Every row that holds a name, those without a decision included.
    """

    file: str
    path: Path
    rows: Sequence[Decision]


def read_names(path: str | PathLike[str]) -> Decisions:
    """Read a sheet of names: an Excel workbook or a CSV file with the columns of the sheet.

    Parameters
    ----------
    path : path
        The sheet that ``tiesnet names`` wrote, or any table with the columns ``name as typed``
        and ``decision``; what stands above its headings does not matter.

    Returns
    -------
    Decisions
        The rows as they stand; whether they fit a survey is found out when it is read.

    Raises
    ------
    SurveyError
        The file cannot be read, or has no such columns.
    """
    from tiesnet.survey.readers import open_tables

    path = Path(path)
    reading = open_tables(path, Options(), Log())
    for sheet in reading.sheets:
        rows = sheet.cells()
        for k, (_, cells) in enumerate(rows):
            heads = [_HEADS.get(fold(cell), "") for cell in cells]
            if NAME in heads and DECISION in heads:
                found = _decisions(rows[k + 1 :], heads, (sheet.file, sheet.sheet, cells))
                return Decisions(path.name, path, found)
    raise _no_sheet(path)


def _decisions(
    rows: Iterable[tuple[int, list[str]]], heads: list[str], where: tuple[str, str, list[str]]
) -> list[Decision]:
    file, sheet, labels = where
    at = {head: heads.index(head) for head in (NAME, DECISION, NOTE) if head in heads}
    found = []
    for number, cells in rows:
        name, decided, note = (
            _plain(cells[at[head]]) if head in at and at[head] < len(cells) else ""
            for head in (NAME, DECISION, NOTE)
        )
        if name:
            place = Place(file, sheet, number, labels[at[DECISION]].strip(), decided)
            found.append(Decision(name, decided, note, place))
        elif decided:
            place = Place(file, sheet, number, labels[at[NAME]].strip(), "")
            found.append(Decision("", decided, note, place))
    return found


def _plain(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def is_new(decided: str) -> bool:
    """Whether a decision says that the name is an outside actor of its own.

    >>> is_new("New"), is_new("nuevo"), is_new("New Balance")
    (True, True, False)
    """
    return fold(decided) in ("new", "nuevo", "nueva", "novo", "nova", "nuovo", "nuova")


def same_as(decided: str) -> str:
    """The name in a decision, without the words 'same as'.

    >>> same_as("same as Curtidos Sol"), same_as("f12")
    ('Curtidos Sol', 'f12')
    """
    return _SAME_AS.sub("", decided).strip()


def label(actor: str, name: str) -> str:
    """A firm as the sheet shows it: its name, and its id when that is another.

    >>> label("f1", "Acme"), label("Acme", "Acme")
    ('Acme [f1]', 'Acme')
    """
    return name if name in ("", actor) and name else f"{name} [{actor}]" if name else actor


def _no_sheet(path: Path) -> SurveyError:
    log = Log()
    problem = say(
        "{name} has no columns {name_} and {decision}, so it is no sheet of names.",
        name=path.name,
        name_=f"{NAME!r}",
        decision=f"{DECISION!r}",
    )
    repair = say("Give the sheet that 'tiesnet names' wrote, with its headings as they were.")
    log.add("names_sheet", Place(path.name), problem, repair)
    return SurveyError(problem, log.problem_rows(), repair)
