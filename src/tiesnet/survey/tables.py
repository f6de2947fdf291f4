"""Recognise tables by their names and columns by their headers."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say
from tiesnet.survey import coded
from tiesnet.survey.cells import tidy_cells
from tiesnet.survey.coded import in_form
from tiesnet.survey.headers import Mapped, map_headers
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import RawTable, Table, no_table
from tiesnet.survey.readers import Reading
from tiesnet.survey.rounds import joined, table_and_round
from tiesnet.survey.schema import TABLES
from tiesnet.survey.survey_facts import facts_table
from tiesnet.survey.words import listed, quoted


def recognise(reading: Reading, log: Log) -> dict[str, Table]:
    """Give every table its canonical name and columns; say what was not read."""
    tables = {
        name: joined(name, [(label, _table(name, raw, log)) for label, raw in rounds.items()], log)
        for name, rounds in _by_name(reading, log).items()
    }
    for name in TABLES:
        if name not in tables:
            tables[name] = no_table(name)
    if not tables["ties"].given:
        _say_no_ties(reading, log)
    return tables


Rounds = dict[str, RawTable]


def _by_name(reading: Reading, log: Log) -> dict[str, Rounds]:
    """Give every table its sheets, one for each round of the survey; mostly there is but one."""
    if reading.single:
        return {"ties": {"": reading.tables[0]}}
    chosen: dict[str, Rounds] = {}
    unknown: list[RawTable] = []
    for raw in reading.tables:
        found = table_and_round(raw.name)
        if found is None:
            unknown.append(raw)
            continue
        table, label = found[0], raw.wave or found[1]
        if label in chosen.setdefault(table, {}):
            _say_twice(table, raw, chosen[table][label], log)
        else:
            chosen[table][label] = raw
    if "ties" not in chosen:
        _find_ties(chosen, unknown, log)
    for raw in unknown:
        _say_not_read(raw, log)
    return chosen


def _find_ties(chosen: dict[str, Rounds], unknown: list[RawTable], log: Log) -> None:
    """Take the one table with a source and a target column as the ties, whatever its name."""
    named = [
        (name, raw)
        for name, rounds in chosen.items()
        for raw in rounds.values()
        if _looks_like_ties(raw)
    ]
    fits = [raw for raw in unknown if _looks_like_ties(raw)] + [raw for _, raw in named]
    if len(fits) != 1:
        return
    for name, _ in named:
        del chosen[name]
    unknown[:] = [raw for raw in unknown if raw is not fits[0]]
    chosen["ties"] = {fits[0].wave: fits[0]}
    log.assume(
        "ties_by_columns",
        say(
            "The table {name} holds the ties: it has the columns of a source and a target.",
            name=quoted(fits[0].name),
        ),
    )


def _looks_like_ties(raw: RawTable) -> bool:
    names = set(map_headers("ties", raw.headers).names.values())
    return {"source", "target"} <= names


def _say_twice(table: str, raw: RawTable, first: RawTable, log: Log) -> None:
    kept = first.sheet or first.file
    log.add(
        "duplicate_table",
        Place(raw.file, raw.sheet),
        say(
            "{sheet} was not read: {kept} already holds the table {table}.",
            sheet=raw.sheet or raw.file,
            kept=kept,
            table=f"{table!r}",
        ),
        say("Put all rows into one of them, or rename the one that does not belong here."),
    )


def _say_not_read(raw: RawTable, log: Log) -> None:
    what = raw.sheet or raw.file
    if not raw.headers:
        log.add(
            "empty_sheet",
            Place(raw.file, raw.sheet),
            say("{what} is empty.", what=what),
            severity="note",
        )
        return
    known = ", ".join(TABLES)
    log.add(
        "sheet_not_read",
        Place(raw.file, raw.sheet),
        say("{what} was not read: its name is no table of a survey.", what=what),
        say("If it belongs to the survey, name it as one of: {known}.", known=known),
    )


def _say_no_ties(reading: Reading, log: Log) -> None:
    names = listed(raw.name for raw in reading.tables) or say("nothing")
    file = reading.files[0].name if len(reading.files) == 1 else reading.title
    log.fatal(
        "no_ties",
        Place(file),
        say("{title} has no table of ties; found: {names}.", title=reading.title, names=names),
        say(
            "Name one table 'ties' and give it the columns 'source' and 'target', or let "
            "'tiesnet map' write a draft that says what the columns mean."
        ),
    )


def _table(name: str, raw: RawTable, log: Log) -> Table:
    """Rename the columns of one table and tidy its cells."""
    if name == "survey":
        raw = facts_table(raw)
    place = Place(raw.file, raw.sheet)
    if not raw.headers:
        _say_empty(name, place, log)
        return no_table(name)
    mapped = map_headers(name, raw.headers)
    _say_headers(mapped, raw, log)
    frame = raw.frame[list(mapped.names)].rename(columns=mapped.names)
    frame = in_form(frame, long=name == "ties" and len(frame) > coded.LONG)
    labels = {column: raw.headers[k] for k, column in mapped.names.items()}
    position = {}
    if raw.dates or raw.formulas:
        position = {int(number): at for at, number in enumerate(raw.rows)}
    dates = frozenset(
        (position[row], mapped.names[k])
        for row, k in raw.dates
        if row in position and k in mapped.names
    )
    table = Table(
        name,
        frame,
        raw.rows,
        raw.file,
        raw.sheet,
        labels,
        dates,
        origins=raw.origins,
        made=not raw.header_row,
    )
    table = tidy_cells(table, _formulas(raw, mapped, position), log)
    if not len(table) and name != "survey":
        _say_empty(name, place, log)
    _check_required(table, raw, log)
    return table


def _formulas(raw: RawTable, mapped: Mapped, position: dict[int, int]) -> Sequence[tuple[int, str]]:
    return sorted(
        (position[row], mapped.names[k])
        for row, k in raw.formulas
        if row in position and k in mapped.names
    )


def _say_empty(name: str, place: Place, log: Log) -> None:
    what = place.sheet or place.file
    log.add(
        "empty_sheet",
        place,
        say("{what}, the table {name}, holds no rows.", what=what, name=f"{name!r}"),
    )


def _say_headers(mapped: Mapped, raw: RawTable, log: Log) -> None:
    for k, column, first in mapped.ambiguous:
        used = quoted(raw.headers[first])
        log.add(
            "ambiguous_column",
            Place(raw.file, raw.sheet, raw.header_row, raw.headers[k], raw.headers[k]),
            say(
                "The columns {used} and {headers} both mean {column}; {used} was used.",
                used=used,
                headers=quoted(raw.headers[k]),
                column=f"{column!r}",
            ),
            say("Rename the one that means something else."),
        )
    for k in mapped.repeated:
        log.add(
            "duplicate_header",
            Place(raw.file, raw.sheet, raw.header_row, raw.headers[k], raw.headers[k]),
            say(
                "The header {headers} stands twice; the second was named {names}.",
                headers=quoted(raw.headers[k]),
                names=quoted(mapped.names[k]),
            ),
        )


def _check_required(table: Table, raw: RawTable, log: Log) -> None:
    for column in TABLES[table.name].required:
        if table.has(column) or ((table.name, column) == ("actors", "id") and table.has("name")):
            continue
        found = listed(header for header in raw.headers if header) or say("none")
        what = raw.sheet or raw.file
        meaning = _meaning(table.name, column)
        log.fatal(
            "missing_column",
            Place(raw.file, raw.sheet, raw.header_row, column),
            say(
                "{what}, the table {name}, has no column {column}; its headers are: {found}.",
                what=what,
                name=f"{table.name!r}",
                column=f"{column!r}",
                found=found,
            ),
            say(
                "Name the column that holds {meaning} {column}{table}.",
                meaning=meaning,
                column=f"{column!r}",
                table=_or_map(table),
            ),
        )


def _or_map(table: Table) -> str:
    """Whoever has a table of another shape need not rename its columns."""
    if table.name != "ties":
        return ""
    return say(", or let 'tiesnet map' write a draft of what columns mean")


def _meaning(table: str, column: str) -> str:
    found = TABLES[table].column(column)
    return f"'{found.meaning}'" if found else say("it")
