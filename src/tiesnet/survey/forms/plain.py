"""Plain tables as forms: a row per respondent, headers that hold the names of firms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.survey.forms.form import PLAIN, SINGLE, Form, Question
from tiesnet.survey.forms.known import Known, is_number, loose
from tiesnet.survey.forms.respondent import find_respondent, names_look
from tiesnet.survey.forms.roles import WAVE, attribute_of, is_private, wording
from tiesnet.survey.problems import Log
from tiesnet.survey.readers.assemble import Grid
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.vocabulary import meaning_of

_JOINTS = (" - ", " – ", " — ", ": ", "__", "_", "/", "|", ".", ":", "-", " ")
_BRACKET = re.compile(r"(.*?)\s*[\[({](.+)[\])}]\s*")


def sheet_form(sheet: Sheet, log: Log, header_row: int | None = None) -> Form:
    """Take a sheet as a form: each header is a question."""
    grid = _from_row(sheet.grid, header_row)
    table = sheet._replace(grid=grid).table(log)
    places = list(table.frame.columns)
    questions = [Question(k, table.headers[p], table.headers[p]) for k, p in enumerate(places)]
    cells = table.frame.set_axis(range(len(places)), axis=1)
    return Form(PLAIN, sheet.name, sheet.file, sheet.sheet, questions, cells, table.rows)


def head_form(sheet: Sheet, count: int = 200) -> Form:
    """Take the first rows of a sheet as a form, to see what it looks like."""
    rows = sheet.head(count)
    heads = [cell.strip() for cell in rows[0][1]] if rows else []
    places = [k for k, head in enumerate(heads) if head]
    body = [[*cells, *[""] * (len(heads) - len(cells))] for _, cells in rows[1:]]
    questions = [Question(k, heads[p], heads[p]) for k, p in enumerate(places)]
    cells = pd.DataFrame(
        [[row[p] for p in places] for row in body], columns=range(len(places)), dtype=object
    )
    numbers = np.array([number for number, _ in rows[1:]], dtype=np.int64)
    return Form(PLAIN, sheet.name, sheet.file, sheet.sheet, questions, cells, numbers)


def _from_row(grid: Grid, header_row: int | None) -> Grid:
    """The grid from its header on, when that is not the first row."""
    numbers = list(map(int, grid.numbers[: len(grid.records)]))
    if header_row is None or header_row not in numbers:
        return grid
    at = numbers.index(header_row)
    return grid._replace(numbers=grid.numbers[at:], records=grid.records[at:])


def with_items(form: Form) -> Form:
    """Find the names of firms in headers, and take these headers apart."""
    known = Known(form)
    known.respondent = respondent = find_respondent(known)
    if respondent is None:
        known.respondent = respondent = _named_in_headers(known)
    questions = list(form.questions)
    parts = _parts(known, respondent)
    name = form.name if meaning_of(form.name) else "tie"
    for place, (stem, item) in parts.items():
        old = questions[place]
        questions[place] = replace(old, text=stem or name, code=stem or name, item=item)
    return replace(form, questions=questions)


def _named_in_headers(known: Known) -> int | None:
    """The column of names that headers hold too."""
    heads = {loose(q.header) for q in known.form.questions if not is_number(q.header)}
    for question in known.form.questions:
        counts = known.counts(question.place)
        hits = len(heads & set(map(loose, counts)))
        if names_look(counts) and hits >= 2 and 3 * hits >= len(counts):
            return question.place
    return None


def _parts(known: Known, respondent: int | None) -> dict[int, tuple[str, str]]:
    """The question and the firm of each header that holds both."""
    found: dict[int, tuple[str, str]] = {}
    free = [
        q for q in known.form.questions if q.place != respondent and not q.item and q.kind == SINGLE
    ]
    groups: dict[tuple[str, str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
    for question in free:
        if known.is_name(question.header):  # "Acme S.L." is a firm, not a question "S.L."
            continue
        for group, item in _splits(question.header):
            groups[group][question.place] = (group[2], item)
    names = known.names
    hits = {
        group: sum(known.is_name(item) for _, item in members.values())
        for group, members in groups.items()
    }
    order = sorted(groups, key=lambda group: (-hits[group], -len(group[1]), len(groups[group])))
    for group in order:
        members = {k: v for k, v in groups[group].items() if k not in found}
        matched = sum(known.is_name(item) for _, item in members.values())
        sure = matched >= 2 and 3 * matched >= min(len(members), len(names))
        bracket = group[0] == "bracket" and len(members) >= 2
        if not (sure or bracket):
            continue
        if group[1] == " ":  # words alone do not make a block: only the firms known belong to it
            members = {k: v for k, v in members.items() if known.is_name(v[1])}
        found |= members
    return found | _whole(known, [q for q in free if q.place not in found])


def _splits(header: str) -> list[tuple[tuple[str, str, str], str]]:
    """All ways to cut a header into question and firm: (way, joint, question), firm."""
    made = []
    bracket = _BRACKET.fullmatch(header)
    if bracket and bracket[1].strip():
        way = "bracket" if header.rstrip().endswith("]") else "round"
        made.append(((way, "[]", bracket[1].strip()), bracket[2].strip()))
    for joint in _JOINTS:
        at = header.find(joint)
        while at >= 0:
            left, right = header[:at].strip(), header[at + len(joint) :].strip()
            if left and right:
                made.append((("last", joint, left), right))
                made.append((("first", joint, right), left))
            at = header.find(joint, at + 1)
    return made


def _whole(known: Known, free: Sequence[Question]) -> dict[int, tuple[str, str]]:
    """Headers that are names of firms as a whole, and their neighbours with the same answers."""
    named = [q for q in free if known.is_name(q.header)]
    if len(named) < 2 or 3 * len(named) < min(len(free), len(known.names)):
        return {}
    answers = set(known.answers(named))
    first, last = named[0].place, named[-1].place
    places = {q.place: q for q in free if first <= q.place <= last and _like(q, known, answers)}
    for step in (1, -1):
        at = last + 1 if step > 0 else first - 1
        by_place = {q.place: q for q in free}
        while at in by_place and _firm_like(by_place[at], known, answers):
            places[at] = by_place[at]
            at += step
    return {place: ("", places[place].header) for place in sorted(places)}


def _like(question: Question, known: Known, answers: set[str]) -> bool:
    """Whether a column has answers of the block, or none at all."""
    return set(known.counts(question.place)) <= answers


def _firm_like(question: Question, known: Known, answers: set[str]) -> bool:
    """Whether a column beside a block may be one more firm."""
    if not known.counts(question.place) or not _like(question, known, answers):
        return False
    known_word = attribute_of(question) or wording(question) in WAVE or is_private(question)
    return not known_word
