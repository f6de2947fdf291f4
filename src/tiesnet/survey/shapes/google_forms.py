"""Google Forms exports (Sheets as xlsx or CSV, or the form's own CSV).

Blank and not chosen: a multiple choice is one cell with all that was chosen. An empty cell is a
question that was skipped or that nobody was chosen in; the export does not tell which, so it
counts as not answered. A row of a grid that was left empty counts as not answered, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiesnet.survey.forms.form import PRIVATE, SINGLE, TECHNICAL, Form, Question
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._answers import (
    Answers,
    answers_of,
    form_of,
    headers_of,
    padded,
    with_choices,
    with_many,
)
from tiesnet.survey.shapes._headers import bracketed, is_private, tidy
from tiesnet.survey.shapes._survey import survey_tables
from tiesnet.survey.shapes.registry import is_ties, shape
from tiesnet.survey.words import fold

NAME = "Google Forms"

_TIMES = {
    fold(word)
    for word in (
        "Timestamp, Marca temporal, Carimbo de data/hora, Carimbo de data, "
        "Informazioni cronologiche, Zeitstempel, Horodateur, Marca de temps, Tijdstempel"
    ).split(",")
}
_SCORES = {
    fold(word)
    for word in "Score, Total score, Puntuación, Pontuação, Punteggio, Punktzahl".split(",")
}
_TIME = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\D{1,5}\d{1,2}[:.]\d{2}.{0,24}")


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet begins with the time stamp Google writes, in a known language."""
    return any(map(_is_responses, sheets))


def _is_responses(sheet: Sheet) -> bool:
    headers = headers_of(sheet)
    if len(headers) < 2 or fold(headers[0]) not in _TIMES or is_ties(sheet):
        return False
    stamps = [padded(cells, 1)[0].strip() for _, cells in sheet.head(12)[1:]]
    return all(not stamp or _TIME.match(stamp) for stamp in stamps)


def forms(sheets: Sequence[Sheet], log: Log) -> list[Form]:
    """Take the headers of every sheet of responses apart."""
    return [_form(sheet, log) for sheet in sheets if _is_responses(sheet)]


def _form(sheet: Sheet, log: Log) -> Form:
    headers = headers_of(sheet)
    answers = answers_of(sheet, len(headers), 1, log)
    questions = _questions(headers, answers)
    # Sheets join choices by a comma, the CSV of the form itself by a semicolon.
    questions = with_many(with_choices(questions, answers), answers, (";", ", "))
    return form_of(NAME, sheet, questions, answers)


def _questions(headers: Sequence[str], answers: Answers) -> list[Question]:
    made = [_question(place, header, answers) for place, header in enumerate(headers)]
    rows: dict[str, int] = {}
    for question in made:
        rows[question.text] = rows.get(question.text, 0) + bool(question.item)
    # A single column that ends in brackets is a question that ends in brackets, no grid.
    return [
        _whole(q, answers) if q.item and rows[q.text] < 2 and q.kind == SINGLE else q for q in made
    ]


def _question(place: int, header: str, answers: Answers) -> Question:
    whole = tidy(header)
    text, items = bracketed(whole)
    if place == 0 or (place < 3 and fold(whole) in _SCORES):
        return Question(place, header, whole, kind=TECHNICAL)
    if items and text:
        text += "".join(f"[{part}]" for part in items[:-1])
        return Question(place, header, text, text, items[-1])
    return _whole(Question(place, header, whole), answers)


def _whole(question: Question, answers: Answers) -> Question:
    """A question with one column."""
    text = tidy(question.header)
    private = is_private(text, answers.column(question.place))
    kind = PRIVATE if private else SINGLE
    return replace(question, text=text, code="", item="", kind=kind)


@shape(NAME, looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey."""
    return survey_tables(forms(sheets, log), sheets, _is_responses, options, log)
