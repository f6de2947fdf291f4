"""Sheets as people arrange them: titles above the table, headers repeated, a second table."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say, say_n
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.readers.assemble import Grid, column_letter
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.rounds import table_and_round
from tiesnet.survey.schema import TABLES
from tiesnet.survey.words import listed, quoted

_LOOKED_AT = 20
_TOLD = 5
_FEWEST_HEADERS = 3


def below_titles(sheet: Sheet, log: Log) -> Sheet:
    """Begin a sheet at the header of its table when only titles stand above it."""
    found = table_and_round(sheet.name)
    name = found[0] if found else "ties"
    rows = sheet.head(_LOOKED_AT)
    at = next((k for k, (_, cells) in enumerate(rows) if is_header(name, cells)), 0)
    if not at or max(len(_filled(cells)) for _, cells in rows[:at]) >= len(_filled(rows[at][1])):
        return sheet
    number = rows[at][0]
    titles = listed(text for _, cells in rows[:at] for text in _filled(cells)[:_TOLD])
    where = sheet.sheet or sheet.file
    text = say(
        "In {where}, the header was found in row {number}, below the titles {titles}.",
        where=where,
        number=number,
        titles=titles,
    )
    log.assume("header_below_titles", text, at)
    return sheet._replace(grid=_from(sheet.grid, at))


def below_captions(sheet: Sheet, log: Log) -> Sheet:
    """Begin a sheet at its first row of several cells when rows of one cell stand above it."""
    rows = sheet.head(_LOOKED_AT)
    at = next((k for k, (_, cells) in enumerate(rows) if len(_filled(cells)) > 1), 0)
    if not at or len(_filled(rows[at][1])) < _FEWEST_HEADERS:
        return sheet
    titles = listed(text for _, cells in rows[:at] for text in _filled(cells))
    where = sheet.sheet or sheet.file
    text = say(
        "In {where}, the header was found in row {rows}, below the titles {titles}.",
        where=where,
        rows=rows[at][0],
        titles=titles,
    )
    log.assume("header_below_titles", text, at)
    return sheet._replace(grid=_from(sheet.grid, at))


def is_header(table: str, cells: Sequence[str]) -> bool:
    """Whether cells are the headers of a table: all columns it must have, and one more known.

    >>> is_header("ties", ["Origen", "Destino"]), is_header("actors", ["name", "Acme"])
    (True, False)
    """
    headers = [cell.strip() for cell in cells]
    names = set(map_headers(table, headers).names.values())
    known = {name for name in names if TABLES[table].column(name)}
    required = set(TABLES[table].required)
    if table == "actors" and "name" in known:
        required -= {"id"}
    return len(known) > 1 and required <= known


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def _from(grid: Grid, at: int) -> Grid:
    """The grid from one of its first rows on."""
    if grid.frame is None:
        return grid._replace(numbers=grid.numbers[at:], records=grid.records[at:])
    header = [str(cell) for cell in grid.frame.iloc[at - 1]]
    frame = grid.frame.iloc[at:].reset_index(drop=True)
    return grid._replace(numbers=grid.numbers[at:], records=[header], frame=frame)


def first_table(sheet: Sheet, log: Log) -> Sheet:
    """Leave out headers that stand again, and tables below or beside the first; say so."""
    if not len(sheet.grid.numbers) or sheet.grid.frame is not None:
        return sheet
    found = table_and_round(sheet.name)
    name = found[0] if found else "ties"
    if not is_header(name, sheet.headers):
        return sheet
    sheet = _without_below(sheet, name, log)
    return _without_beside(_without_repeated(sheet, log), name, log)


def _without_repeated(sheet: Sheet, log: Log) -> Sheet:
    grid, header = sheet.grid, [cell.casefold() for cell in _filled(sheet.headers)]
    again = [
        k
        for k, record in enumerate(grid.records)
        if k and [cell.casefold() for cell in _filled(record)] == header
    ]
    if not again:
        return sheet
    numbers = [int(grid.numbers[k]) for k in again]
    shown = ", ".join(map(str, numbers[:_TOLD])) + (", …" if len(numbers) > _TOLD else "")
    text = say_n(
        len(numbers),
        "The header stands again in row {rows}, as in files put together; it was left out there.",
        "The header stands again in rows {rows}, as in files put together; it was left out there.",
        rows=shown,
    )
    log.add("header_repeated", Place(sheet.file, sheet.sheet, numbers[0]), text)
    left = set(again)
    return sheet._replace(grid=_rows(grid, [k for k in range(len(grid.records)) if k not in left]))


def _rows(grid: Grid, kept: Sequence[int]) -> Grid:
    return grid._replace(
        numbers=[grid.numbers[k] for k in kept], records=[grid.records[k] for k in kept]
    )


def _without_below(sheet: Sheet, name: str, log: Log) -> Sheet:
    """Cut a sheet off where, after an empty row, the header of another table stands."""
    grid = sheet.grid
    for k in range(1, len(grid.records)):
        if int(grid.numbers[k]) - int(grid.numbers[k - 1]) < 2:
            continue
        cells = _filled(grid.records[k])
        other = _table_of(cells, name)
        if not other or cells == _filled(sheet.headers):
            continue
        number = int(grid.numbers[k])
        place = Place(sheet.file, sheet.sheet, number, "", cells[0])
        text = say(
            "In row {number} another table begins ({cells}); from there on ",
            number=number,
            cells=listed(cells[:_TOLD]),
        )
        log.add("second_table", place, say("{text}nothing was read.", text=text), _move(other))
        return sheet._replace(grid=_rows(grid, range(k)))
    return sheet


def _without_beside(sheet: Sheet, name: str, log: Log) -> Sheet:
    """Cut a sheet off at an empty column behind which the headers of another table stand."""
    grid, headers = sheet.grid, sheet.headers
    for k in range(1, len(headers) - 1):
        right = headers[k + 1 :]
        if headers[k] or not right[0] or not is_header(name, headers[:k]):
            continue
        other = _table_of(_filled(right), name)
        if not other or any(len(row) > k and row[k].strip() for row in grid.records):
            continue
        place = Place(sheet.file, sheet.sheet, int(grid.numbers[0]), right[0], right[0])
        text = say("Beside the table, in column {k}, another one begins ", k=column_letter(k + 1))
        text += say("({right}); it was not read.", right=listed(_filled(right)[:_TOLD]))
        log.add("second_table", place, text, _move(other))
        kept = [at for at, row in enumerate(grid.records) if any(c.strip() for c in row[:k])]
        grid = grid._replace(records=[list(row[:k]) for row in grid.records])
        return sheet._replace(grid=_rows(grid, kept))
    return sheet


def _table_of(cells: Sequence[str], name: str) -> str:
    """Another table whose headers, and nothing else, these cells are."""
    for table in TABLES:
        names = map_headers(table, cells).names
        all_known = len(names) == len(cells) > 1 and all(map(TABLES[table].column, names.values()))
        if table not in (name, "survey") and all_known and is_header(table, cells):
            return table
    return ""


def _move(table: str) -> str:
    return say("Move it to a sheet or file of its own, named {table}.", table=quoted(table))
