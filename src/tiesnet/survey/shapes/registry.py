"""Which shape the sheets of a file have, and the tables that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from tiesnet.errors import SurveyError
from tiesnet.language import say, word
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.header_row import below_captions, below_titles, first_table
from tiesnet.survey.readers.registry import Reading
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._forms import mapped_tables
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold

Looks = Callable[[Sequence[Sheet]], bool]
Read = Callable[[Sequence[Sheet], Options, Log], Sequence[RawTable]]


class Shape(NamedTuple):
    """The shape of a platform's export.

    ``name`` is the platform as users call it, or in small letters what the data are; ``looks``
    tells whether the sheets have this shape; ``read`` makes the tables of a survey. A loose shape
    is asked only when the sheets are no tables in tiesnet's own columns.
    """

    name: str
    looks: Looks
    read: Read
    loose: bool


_SHAPES: list[Shape] = []


def shape(name: str, looks: Looks, loose: bool = False) -> Callable[[Read], Read]:
    """Register the reading function of a shape."""

    def register(read: Read) -> Read:
        _SHAPES.append(Shape(word(name), looks, read, loose))
        return read

    return register


def shapes() -> tuple[Shape, ...]:
    """All shapes in the order in which they are asked: the sure ones first, by name."""
    return tuple(sorted(_SHAPES, key=lambda known: (known.loose, known.name)))


def shaped(reading: Reading, options: Options, log: Log) -> Reading:
    """Make the tables of what was read as sheets; other readings stay as they are."""
    if reading.rounds:
        return _of_rounds(reading, options, log)
    sheets = [sheet for sheet in reading.sheets if len(sheet.grid.numbers)]
    if options.mapping is not None:
        return _mapped(reading, sheets, options, log)
    found = None if not sheets else _shape_of(sheets)
    if found is None or found.loose:
        below = [below_titles(sheet, log) for sheet in reading.sheets]
        if any(one is not other for one, other in zip(below, reading.sheets, strict=True)):
            return shaped(reading._replace(sheets=below), options, log)
    if found is None:
        aside = Log()
        below = [below_captions(sheet, aside) for sheet in sheets]
        if any(one is not other for one, other in zip(below, sheets, strict=True)):
            found = _shape_of(below)
            if found is not None:
                log.include(aside)
                sheets = below
    if found is None:
        parts = [first_table(sheet, log) for sheet in reading.sheets]
        tables = [*reading.tables, *(sheet.table(log) for sheet in parts)]
        return reading._replace(tables=tables, sheets=())
    what = (
        say(found.name) if found.name[0].islower() else say("an export of {name}", name=found.name)
    )
    log.assume("read_as", say("The data were read as {what}.", what=what))
    made = list(found.read(sheets, options, log))
    return reading._replace(tables=[*reading.tables, *made], sheets=(), single=False)


def _of_rounds(reading: Reading, options: Options, log: Log) -> Reading:
    """Make the tables of every round, each with its label."""
    tables: list[RawTable] = []
    for label, part in reading.rounds.items():
        made = shaped(part, options, log)
        for table in made.tables:
            name = "ties" if made.single else table.name
            tables.append(replace(table, name=name, wave=label, file=_with_folder(table, part)))
    return reading._replace(tables=tables, rounds={})


def _with_folder(table: RawTable, part: Reading) -> str:
    """The file of a table; every round has its ties.csv, so the folder is part of the name."""
    own_folder = bool(part.files) and part.files[0].parent.name == part.title
    return f"{part.title}/{table.file}" if own_folder else table.file


def _mapped(reading: Reading, sheets: Sequence[Sheet], options: Options, log: Log) -> Reading:
    """Let a mapping file say what the columns mean, instead of their shape."""
    if not sheets:
        what = say(
            "{title} holds no table of columns that a mapping file could speak of.",
            title=reading.title,
        )
        raise SurveyError(what, (), say("Leave out --mapping."))
    made = mapped_tables(sheets, platform_of(sheets), options, log)
    return reading._replace(tables=[*reading.tables, *made], sheets=(), single=False)


def platform_of(sheets: Sequence[Sheet]) -> Read | None:
    """What reads the export of a platform; nothing for plain tables."""
    return next((kind.read for kind in shapes() if not kind.loose and kind.looks(sheets)), None)


def _shape_of(sheets: Sequence[Sheet]) -> Shape | None:
    own = _own_tables(sheets)
    return next(
        (kind for kind in shapes() if not (kind.loose and own) and kind.looks(sheets)), None
    )


def _own_tables(sheets: Sequence[Sheet]) -> bool:
    """Whether some sheet is a table of ties in columns that are known by their names."""
    return any(is_ties(sheet) for sheet in sheets) or any(
        table_words().get(fold(sheet.name)) == "ties" for sheet in sheets
    )


def is_ties(sheet: Sheet) -> bool:
    """Whether a sheet has a column of sources and one of targets."""
    names = set(map_headers("ties", sheet.headers).names.values())
    return {"source", "target"} <= names
