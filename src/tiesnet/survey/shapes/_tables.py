"""Small moves with tables as read: take rows, rename columns, put sheets together.

Every row goes on knowing where it stood in the user's file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Origins, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold, listed

_WHOLE = re.compile(r"(\d+)\.0")


def place_of(headers: Sequence[str], *words: str) -> int | None:
    """Position of the first header that is one of these folded words."""
    return next((k for k, header in enumerate(headers) if fold(header) in words), None)


def has_all(headers: Sequence[str], *words: str) -> bool:
    """Whether every one of these folded words is a header."""
    return set(words) <= {fold(header) for header in headers}


def is_own(sheet: Sheet, *tables: str) -> bool:
    """Whether a sheet is named like one of tiesnet's tables."""
    found = table_words().get(fold(sheet.name))
    return found is not None and (not tables or found in tables)


def from_row(sheet: Sheet, first: int) -> Sheet:
    """Leave out the rows above the header; ``first`` counts rows that are not empty."""
    grid = sheet.grid
    if not first:
        return sheet
    records, frame, below = grid.records[first:], grid.frame, first - len(grid.records)
    if below >= 0 and frame is not None:
        records = [[str(cell) for cell in frame.iloc[below]]]
        frame = frame.iloc[below + 1 :].reset_index(drop=True)
    kept = grid._replace(numbers=grid.numbers[first:], records=records, frame=frame)
    return sheet._replace(grid=kept)


def texts(raw: RawTable, place: int | None) -> list[str]:
    """The cells of a column without outer spaces; empty texts for a column that is not there."""
    if place is None or place not in raw.frame.columns:
        return [""] * len(raw.frame)
    return [str(cell).strip() for cell in raw.frame[place]]


def called(raw: RawTable, name: str, headers: Mapping[int, str] | None = None) -> RawTable:
    """Give the table its name, and some columns another header."""
    wanted = dict(headers or {})
    named = [wanted.get(k, header) for k, header in enumerate(raw.headers)]
    return replace(raw, name=name, headers=named)


def without(raw: RawTable, places: Sequence[int]) -> RawTable:
    """Leave out columns."""
    gone = set(places)
    headers = ["" if k in gone else header for k, header in enumerate(raw.headers)]
    kept = [k for k in raw.frame.columns if k not in gone]
    return replace(raw, headers=headers, frame=raw.frame[kept])


def with_texts(raw: RawTable, header: str, cells: Sequence[str]) -> RawTable:
    """Add a column, or replace the one that has exactly this header."""
    headers = list(raw.headers)
    if header in headers:
        place = headers.index(header)
    else:
        place = len(headers)
        headers.append(header)
    frame = raw.frame.copy()
    frame[place] = np.array(list(cells), dtype=object)
    return replace(raw, headers=headers, frame=frame)


def origins_of(raw: RawTable) -> Origins:
    """Where the rows of a table stand."""
    if raw.origins is not None:
        return raw.origins
    size = len(raw.frame)
    file, sheet, column = (np.full(size, text, dtype=object) for text in (raw.file, raw.sheet, ""))
    return Origins(file, sheet, np.asarray(raw.rows, dtype=np.int64), column)


def taken(raw: RawTable, rows: Sequence[int]) -> RawTable:
    """Take rows by position, one perhaps several times; each remembers where it stood."""
    at = np.asarray(rows, dtype=np.intp)
    if len(at) == len(raw.frame) and (at == np.arange(len(at))).all():
        return raw
    stood = origins_of(raw)
    places = Origins(stood.file[at], stood.sheet[at], stood.row[at], stood.column[at])
    old = np.asarray(raw.rows)[at]
    frame = raw.frame.iloc[at].reset_index(drop=True)
    marks = (_moved(raw.dates, old), _moved(raw.formulas, old))
    numbers = np.arange(1, len(at) + 1, dtype=np.int64)
    return replace(
        raw, frame=frame, rows=numbers, origins=places, dates=marks[0], formulas=marks[1]
    )


def stacked(name: str, parts: Sequence[RawTable]) -> RawTable:
    """Put tables under each other; columns with one header are one column."""
    if len(parts) == 1:
        return replace(parts[0], name=name)
    headers: list[str] = []
    frames: list[pd.DataFrame] = []
    dates: set[tuple[int, int]] = set()
    formulas: set[tuple[int, int]] = set()
    start = 0
    for part in parts:
        places = _shared_places(part, headers)
        frames.append(part.frame.rename(columns=places))
        numbers = {int(row): start + k + 1 for k, row in enumerate(part.rows)}
        for marks, old in ((dates, part.dates), (formulas, part.formulas)):
            marks |= {(numbers[r], places[k]) for r, k in old if r in numbers and k in places}
        start += len(part.frame)
    frame = pd.concat(frames, ignore_index=True).reindex(columns=range(len(headers)))
    found = [origins_of(part) for part in parts]
    origins = Origins(
        np.concatenate([part.file for part in found]),
        np.concatenate([part.sheet for part in found]),
        np.concatenate([part.row for part in found]),
        np.concatenate([part.column for part in found]),
    )
    first = parts[0]
    return RawTable(
        name,
        first.file,
        "",
        headers,
        frame.fillna("").astype(object),
        np.arange(1, start + 1, dtype=np.int64),
        first.header_row,
        frozenset(dates),
        frozenset(formulas),
        origins,
    )


def _moved(marks: frozenset[tuple[int, int]], old: np.ndarray) -> frozenset[tuple[int, int]]:
    """Marks of cells, with the new numbers of their rows."""
    if not marks:
        return marks
    columns: dict[int, list[int]] = {}
    for row, place in marks:
        columns.setdefault(row, []).append(place)
    moved = (
        (number, place)
        for number, row in enumerate(old.tolist(), start=1)
        for place in columns.get(row, ())
    )
    return frozenset(moved)


def _shared_places(part: RawTable, headers: list[str]) -> dict[int, int]:
    """Where each column of a part goes among the shared headers, which grow."""
    places: dict[int, int] = {}
    known = {fold(header) or header: k for k, header in enumerate(headers)}
    for k in part.frame.columns:
        key = fold(part.headers[k]) or part.headers[k]
        if key not in known or known[key] in places.values():
            headers.append(part.headers[k])
            known[key] = len(headers) - 1
        places[int(k)] = known[key]
    return places


def plain_ids(raw: RawTable, places: Sequence[int | None], log: Log) -> RawTable:
    """Take the .0 off ids that some program has turned into numbers with decimals."""
    found = [k for k in places if k is not None and k in raw.frame.columns]
    cells = [cell for k in found for cell in texts(raw, k) if cell]
    turned = [cell for cell in cells if _WHOLE.fullmatch(cell)]
    if not turned or not all(cell.isdigit() or _WHOLE.fullmatch(cell) for cell in cells):
        return raw
    frame = raw.frame.copy()
    for k in found:
        frame[k] = np.array([_WHOLE.sub(r"\1", cell) for cell in texts(raw, k)], dtype=object)
    log.assume(
        "whole_ids",
        say(
            "Ids that end with .0, such as {turned}, were read as whole numbers.", turned=turned[0]
        ),
        len(turned),
    )
    return replace(raw, frame=frame)


def say_skipped(sheets: Sequence[Sheet], why: str, log: Log) -> None:
    """Say which sheets were not read, and why."""
    for sheet in sheets:
        what = sheet.sheet or sheet.file
        log.add(
            "sheet_not_read",
            Place(sheet.file, sheet.sheet),
            say("{what} was not read: {why}", what=what, why=why),
        )


def refuse_without_ties(sheets: Sequence[Sheet], found: Sequence[str], log: Log) -> None:
    """Say that there are firms, but no ties."""
    first = sheets[0]
    log.fatal(
        "no_ties",
        Place(first.file, first.sheet),
        say(
            "{sheet} holds firms but no ties; its headers are: {found}.",
            sheet=first.sheet or first.file,
            found=listed(found),
        ),
        say(
            "Put the table of the ties, with the columns Source and Target, into the same workbook "
            "or the same folder, and read that."
        ),
    )
