"""What the shapes of survey platforms share: the rows of answers below the headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import localised, say, say_n
from tiesnet.survey.forms.form import CHOSEN, MANY, SINGLE, TECHNICAL, Form, Question
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import LONGEST_CELL
from tiesnet.survey.readers.sheets import Row, Sheet
from tiesnet.survey.words import fold, name_key

_SAID = frozenset(
    "1 y yes true s si sim j ja o oui checked selected 0 n no false nao nein non unchecked "
    "notselected na".split()
)
_LEGAL = re.compile(
    r"s\s?\.?\s?[aclp](\s?\.?\s?[alcsu])?\s?\.?(\s?[up]\s?\.?)?|s\.?\s?coop\.?|s\.?\s?r\.?\s?l\.?"
    r"|s\.?\s?p\.?\s?a\.?|s\.?\s?a\.? de c\.?\s?v\.?|ltda?\.?|lda\.?|inc\.?|llc|gmbh|e\.?\s?i\.?"
    r"|sociedad an[oó]nima|sociedad limitada|corp\.?|co\.?|s/a",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"(?:other|otr[oa]s?|outr[oa]s?|altr[oaie]|andere?s?|autres?)(?:\W*$|\b(?=.*(?:specif|especif"
    r"|please|por favor|indi|precis|angeb|text|test)).*)",
    re.IGNORECASE | re.DOTALL,
)
_LISTED = re.compile(r"[;\n]")
_MOST_WRITTEN = 500
_LONGEST_CHOICE, _MOST_PIECES = 80, 12


@dataclass
class Answers:
    """The rows below the headers: texts of one width, and the rows of the file they stand in."""

    cells: pd.DataFrame
    rows: NDArray[np.int64]

    def column(self, place: int) -> list[str]:
        """The texts of one column."""
        return [str(cell) for cell in self.cells[place]]

    def put(self, place: int, texts: Sequence[str]) -> None:
        """Replace the texts of one column."""
        self.cells[place] = np.array(texts, dtype=object)

    def keep(self, kept: Sequence[bool]) -> Answers:
        """Keep some rows."""
        mask = np.array(kept, dtype=bool)
        return Answers(self.cells[mask].reset_index(drop=True), self.rows[mask])

    def empty(self, places: Iterable[int], code: str) -> int:
        """Empty the cells of some columns that hold a code; tell how many did."""
        return self.change(places, lambda text: "" if text == code else text)

    def change(self, places: Iterable[int], how: Callable[[str], str]) -> int:
        """Change the texts of some columns; tell how many did."""
        changed = 0
        for place in places:
            old = self.column(place)
            new = [how(text) for text in old]
            changed += sum(a != b for a, b in zip(old, new, strict=True))
            self.put(place, new)
        return changed


def width_of(rows: Sequence[Row]) -> int:
    """The width of the header rows, without blank columns at their end.

    >>> width_of([(1, ["a", "b", ""]), (2, ["a", " "])])
    2
    """
    filled = [k for _, cells in rows for k, cell in enumerate(cells) if cell.strip("\ufeff \t")]
    return max(filled, default=-1) + 1


def padded(cells: Sequence[str], width: int) -> list[str]:
    """A row cut or filled up to a width."""
    return [*cells[:width], *[""] * (width - len(cells))]


def answers_of(sheet: Sheet, width: int, headers: int, log: Log) -> Answers:
    """Take the rows below the header rows; what stands beside them is reported."""
    rows, numbers, beside = [], [], []
    for number, record in sheet.cells()[headers:]:
        extra = [cell for cell in record[width:] if cell.strip()]
        if extra and sheet.grid.ragged:
            _say_slipped(sheet, number, len(record), width, log)
            continue
        beside += [number] * bool(extra)
        row = [_cut(cell, sheet, number, log) for cell in padded(record, width)]
        if any(row):
            rows.append(row)
            numbers.append(number)
    _say_beside(sheet, beside, log)
    _say_formulas(sheet, numbers, width, log)
    frame = pd.DataFrame(rows, columns=range(width), dtype=object)
    return Answers(frame, np.array(numbers, dtype=np.int64))


def _cut(cell: str, sheet: Sheet, number: int, log: Log) -> str:
    text = cell.strip()
    if len(text) <= LONGEST_CELL:
        return text
    said = say(
        "A cell of row {number} was cut after {longest_cell} characters.",
        number=number,
        longest_cell=localised(f"{LONGEST_CELL:,}"),
    )
    log.add("cell_too_long", Place(sheet.file, sheet.sheet, number), said)
    return text[:LONGEST_CELL]


def _say_slipped(sheet: Sheet, number: int, cells: int, width: int, log: Log) -> None:
    log.add(
        "too_many_cells",
        Place(sheet.file, sheet.sheet, number),
        say(
            "Row {number} has {cells} cells, the header has {width}; its cells have "
            "probably slipped, so the row was left out.",
            number=number,
            cells=cells,
            width=width,
        ),
        say("Put text that holds the separator between quotation marks, or delete the extra cell."),
    )


def _say_beside(sheet: Sheet, rows: Sequence[int], log: Log) -> None:
    if rows:
        text = say_n(
            len(rows),
            "Cells of {n} row stand under no header and were not read.",
            "Cells of {n} rows stand under no header and were not read.",
        )
        log.add("cell_outside_table", Place(sheet.file, sheet.sheet, rows[0]), text)


def _say_formulas(sheet: Sheet, rows: Sequence[int], width: int, log: Log) -> None:
    known = set(rows)
    for row, place in sorted(sheet.grid.formulas):
        if row in known and place < width:
            header = sheet.grid.records[0][place : place + 1]
            text = say("The cell holds a formula whose result is not stored; it was read as empty.")
            where = Place(sheet.file, sheet.sheet, row, "".join(header))
            log.add("formula_without_value", where, text)


def with_choices(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """Mark the columns that say whether something was chosen.

    A block is one of choices when every cell says yes or no, or repeats the choice it stands
    under; only what was written under "other" may be anything. What was written there are
    choices, too: each gets a column.
    """
    chosen: set[int] = set()
    written: list[Question] = []
    for block in blocks_of(questions):
        said = [_says_chosen(q, answers.column(q.place)) for q in block]
        ticks = [q for q, yes in zip(block, said, strict=True) if yes]
        others = [q for q, yes in zip(block, said, strict=True) if not yes]
        free = all(OTHER.fullmatch(q.item or q.item_code) for q in others)
        if len(block) > 1 and free and any(any(answers.column(q.place)) for q in ticks):
            chosen |= {q.place for q in ticks}
            written += others
    made = [_ticked(q) if q.place in chosen else q for q in questions]
    for question in written:
        made[question.place] = replace(question, kind=TECHNICAL)
        made += _written_in(question, answers)
    return made


def _ticked(question: Question) -> Question:
    item = "Other" if OTHER.fullmatch(question.item) else question.item
    return replace(question, item=item, kind=CHOSEN)


def _written_in(question: Question, answers: Answers) -> list[Question]:
    """A column for each text that was written under "other"."""
    cells = answers.column(question.place)
    parts = [[part.strip() for part in _LISTED.split(cell) if part.strip()] for cell in cells]
    texts = list(dict.fromkeys(part for cut in parts for part in cut))[:_MOST_WRITTEN]
    first = answers.cells.shape[1]
    columns = {
        first + k: ["1" if text in cut else "" for cut in parts] for k, text in enumerate(texts)
    }
    added = pd.DataFrame(columns, index=answers.cells.index, dtype=object)
    answers.cells = pd.concat([answers.cells, added], axis=1)
    named = replace(question, item_code="", kind=CHOSEN, written=True)
    return [replace(named, place=first + k, item=text) for k, text in enumerate(texts)]


def blocks_of(questions: Sequence[Question]) -> list[list[Question]]:
    """The columns of each question that has several."""
    found: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        if question.kind == SINGLE and (question.item or question.item_code):
            found.setdefault((question.code, question.text), []).append(question)
    return list(found.values())


def _says_chosen(question: Question, cells: Sequence[str]) -> bool:
    if OTHER.fullmatch(question.item or question.item_code) and not any(cells):
        return False
    own = name_key(question.item)
    said = {cell: fold(cell) in _SAID for cell in set(cells)}
    return all(not cell or said[cell] or (own and name_key(cell) == own) for cell in cells)


def with_many(
    questions: Sequence[Question], answers: Answers, separators: Sequence[str]
) -> list[Question]:
    """Mark the columns whose cells hold several choices, by the separator that joins them."""
    names = {name_key(question.item) for question in questions if question.item}
    # The rows of a grid have the same choices; one row alone may hold too few to see it.
    marks: dict[int, str] = {}
    grids = [block for block in blocks_of(questions) if len(block) > 1]
    for grid in grids:
        pooled = [cell for question in grid for cell in answers.column(question.place)]
        mark = _separator(pooled, separators, names)
        marks |= {question.place: mark for question in grid}
    made = []
    for question in questions:
        separator = marks.get(question.place, "")
        if question.kind == SINGLE and question.place not in marks:
            separator = _separator(answers.column(question.place), separators, names)
        made.append(replace(question, kind=MANY, separator=separator) if separator else question)
    return made


def _separator(cells: Sequence[str], separators: Sequence[str], names: Collection[str]) -> str:
    """The separator between choices, when there is one: choices come back, prose does not."""
    for separator in separators:
        parts = [cut_choices(cell, separator, names) for cell in cells if cell]
        every = [name_key(part) for cut in parts for part in cut]
        if not any(len(cut) > 1 for cut in parts) or max(map(len, every)) > _LONGEST_CHOICE:
            continue
        counts = Counter(every)
        known = sum(key in names for key in every)
        again = sum(count for count in counts.values() if count > 1)
        if known * 2 >= len(every) or again * 3 >= len(every) * 2:
            return separator
    return ""


def cut_choices(cell: str, separator: str, known: Collection[str]) -> list[str]:
    """Cut one cell into its choices: the longest known names first, legal forms with their name.

    >>> cut_choices("Acme, S.A., Beta & Co, Norte, Gamma", ", ", {"beta & co, norte"})
    ['Acme, S.A.', 'Beta & Co, Norte', 'Gamma']
    """
    pieces, made, k = cell.split(separator), list[str](), 0
    while k < len(pieces):
        wide = range(min(len(pieces), k + _MOST_PIECES), k + 1, -1)
        fits = (j for j in wide if name_key(separator.join(pieces[k:j])) in known)
        end = next(fits, k + 1)
        while end < len(pieces) and _LEGAL.fullmatch(pieces[end].strip(" ;")):
            end += 1
        made.append(separator.join(pieces[k:end]).strip(" ;"))
        k = end
    return [part for part in made if part]


def form_of(
    tool: str, sheet: Sheet, questions: Sequence[Question], answers: Answers, **facts: Any
) -> Form:
    """Put a form together; `facts` are further attributes of `Form`."""
    cells, rows = answers.cells, answers.rows
    return Form(tool, sheet.name, sheet.file, sheet.sheet, questions, cells, rows, **facts)


def headers_of(sheet: Sheet) -> list[str]:
    """The headers in the first row, as far as it is filled."""
    head = sheet.head(1)
    return [plain(cell) for cell in head[0][1][: width_of(head)]] if head else []


def plain(header: str) -> str:
    """Take off outer spaces, and a byte order mark with the quotes it keeps from being read.

    >>> plain('\ufeff"id"'), plain(' Grupo "Sol"')
    ('id', 'Grupo "Sol"')
    """
    text = header.strip()
    if text.startswith("\ufeff"):
        return text.strip("\ufeff ").strip('"')
    return text
