"""Microsoft Forms exports (Excel).

Blank and not chosen: a multiple choice is one cell with all that was chosen, each followed by a
semicolon. An empty cell is a question that was skipped or that nobody was chosen in; the export
does not tell which, so it counts as not answered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from tiesnet.survey.forms.form import MANY, PRIVATE, SINGLE, TECHNICAL, Form, Question
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._answers import (
    Answers,
    answers_of,
    form_of,
    headers_of,
    padded,
)
from tiesnet.survey.shapes._headers import bracketed, is_private, tidy
from tiesnet.survey.shapes._survey import survey_tables
from tiesnet.survey.shapes.registry import is_ties, shape
from tiesnet.survey.words import fold, name_key

NAME = "Microsoft Forms"


def _words(text: str) -> set[str]:
    return {fold(word) for word in text.split(",")}


_STARTS = _words(
    "Start time, Hora de inicio, Hora de início, Ora di inizio, Heure de début, Startzeit, "
    "Data e hora de início, Início"
)
_ENDS = _words(
    "Completion time, Hora de finalización, Hora de conclusão, Ora di completamento, "
    "Heure de fin, Fertigstellungszeit, Hora de finalizacion, Ora di fine, Conclusão"
)
_MAILS = _words(
    "Email, Correo electrónico, Email address, Posta elettronica, Indirizzo di posta elettronica, "
    "E-mail, Adresse de messagerie, E-Mail-Adresse, Correio eletrónico, Endereço de email"
)
_NAMES = _words("Name, Nombre, Nome, Nom, Nombre completo, Name1")
_TECHNICAL = _words(
    "Total points, Quiz feedback, Grade posted time, Last modified time, Language, "
    "Puntos totales, Total de puntos, Comentarios del cuestionario, Hora de publicación de la "
    "calificación, Hora de la última modificación, Hora de última modificación, Idioma, "
    "Total de pontos, Hora da última modificação, Punti totali, Ora dell'ultima modifica, "
    "Ora ultima modifica, Lingua"
)
_QUIZ = re.compile(
    r"(?:Points|Feedback|Puntos|Comentarios|Pontos|Comentários|Punti|Commenti)\s[-–:]\s.*",
    re.DOTALL,
)
_TIME = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\D{1,3}\d{1,2}[:.]\d{2}.*")
_DIGITS = re.compile(r"\d+")
_ADDED, _LONGEST_SCALE = 5, 8


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet begins with ID and two times, in a known language or by their cells."""
    return any(map(_is_responses, sheets))


def _is_responses(sheet: Sheet) -> bool:
    headers = [fold(header) for header in headers_of(sheet)]
    if len(headers) < 4 or headers[0] != "id" or is_ties(sheet):
        return False
    if headers[1] in _STARTS and headers[2] in _ENDS:
        return True
    first = [padded(cells, 3) for _, cells in sheet.head(12)[1:]]
    return bool(first) and all(
        number.isdigit() and _TIME.match(start) and _TIME.match(end) for number, start, end in first
    )


def forms(sheets: Sequence[Sheet], log: Log) -> list[Form]:
    """Take the headers of every sheet of responses apart."""
    return [_form(sheet, log) for sheet in sheets if _is_responses(sheet)]


def _form(sheet: Sheet, log: Log) -> Form:
    headers = headers_of(sheet)
    answers = answers_of(sheet, len(headers), 1, log)
    seen: set[str] = set()
    questions = [_question(k, header, answers, seen) for k, header in enumerate(headers)]
    return form_of(NAME, sheet, _with_grids(questions, answers), answers, key=0)


def _question(place: int, header: str, answers: Answers, seen: set[str]) -> Question:
    text = _without_number(tidy(header), seen)
    seen.add(text)
    word, cells = fold(text), answers.column(place)
    if place < 3 or word in _TECHNICAL or _QUIZ.fullmatch(text):
        return Question(place, header, text, kind=TECHNICAL)
    if (place < _ADDED and word in _MAILS | _NAMES) or is_private(text, cells):
        return Question(place, header, text, kind=PRIVATE)
    if any(cell.endswith(";") for cell in cells):
        return Question(place, header, text, kind=MANY, separator=";")
    return Question(place, header, text)


def _without_number(text: str, seen: set[str]) -> str:
    """A header that stands for the second time gets the number 2."""
    stem = re.sub(r"(?<=\D)\d{1,2}$", "", text)
    return stem if stem in seen else text


def _with_grids(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """Take columns next to each other with the same few answers as the rows of one grid.

    Of a grid only the statements (or firms) are exported, the question above them is not.
    """
    made = list(questions)
    names = _names(questions, answers)
    firms = {q.place for q in questions if name_key(q.text) in names}
    for run in _runs(questions, answers, firms):
        for part in _parts(run, [k in firms for k in run]):
            code = f"grid {part[0] + 1}" if len(part) > 2 else ""
            cut = [bracketed(questions[k].text) for k in part]
            grid = all(items for _, items in cut) and len({text for text, _ in cut}) == 1
            for k, (text, items) in zip(part, cut, strict=True) if code else ():
                text, item = (text, items[-1]) if grid else ("", questions[k].text)
                made[k] = replace(questions[k], text=text, code=code, item=item)
    return made


def _names(questions: Sequence[Question], answers: Answers) -> set[str]:
    """Everything that stands in a cell, as a whole or between semicolons: firms, above all."""
    cells = {
        cell for q in questions if q.kind in (SINGLE, MANY) for cell in answers.column(q.place)
    }
    return {name_key(part) for cell in cells for part in (cell, *cell.split(";")) if part}


def _runs(questions: Sequence[Question], answers: Answers, firms: set[int]) -> list[list[int]]:
    """Columns next to each other with answers in common, or all named like firms."""
    runs: list[list[int]] = [[]]
    scale, texts = set[str](), set[str]()
    series = Counter(_DIGITS.sub("#", question.text) for question in questions)
    for question in (q for q in questions if q.kind != TECHNICAL):
        own = set(answers.column(question.place)) - {""}
        skeleton = _DIGITS.sub("#", question.text)  # Partner 1, Partner 2 ... are no statements
        counted = "#" in skeleton and series[skeleton] > 1
        few = question.kind == SINGLE and len(own) <= _LONGEST_SCALE and not counted
        again = question.text in texts
        joins = few and not again and len(scale | own) <= _LONGEST_SCALE
        alike = question.place in firms and firms.issuperset(runs[-1][-1:])
        if not joins or (scale and own and not scale & own and not alike):
            runs.append([])
            scale, texts = set(), set()
        if few:
            runs[-1].append(question.place)
            texts.add(question.text)
            scale |= own
    return runs


def _parts(run: list[int], known: Sequence[bool]) -> list[list[int]]:
    """Cut a run where firms end and statements begin, or the other way round."""
    count, firms = len(run), sum(known)
    wrong = {0: min(firms, count - firms)}
    for k, left in enumerate(accumulate(known), start=1):
        if 1 < k < count - 1:
            right = firms - left
            wrong[k] = min(k - left + right, left + count - k - right)
    best = min(wrong, key=lambda k: (wrong[k], k))
    return [run[:best], run[best:]] if best and wrong[best] * 4 <= count else [run]


@shape(NAME, looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey."""
    return survey_tables(forms(sheets, log), sheets, _is_responses, options, log)
