"""SurveyMonkey exports (CSV, Excel): two header rows, the first with gaps.

Blank and not chosen: an option of a multiple choice repeats its own text (or ``1``) when chosen
and is empty otherwise, also when the question was skipped. So an empty cell counts as not chosen
only where another option of the question was chosen; a question without any choice counts as not
answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.survey.forms.form import PRIVATE, SINGLE, TECHNICAL, Form, Question
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._answers import (
    Answers,
    answers_of,
    form_of,
    padded,
    plain,
    width_of,
    with_choices,
)
from tiesnet.survey.shapes._headers import filled_forward, is_private, tidy
from tiesnet.survey.shapes._survey import survey_tables
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import fold

NAME = "SurveyMonkey"

_RESPONSE = {
    fold(word)
    for word in (
        "Response, Open-Ended Response, Respuesta, Respuesta abierta, Respuesta de composición "
        "abierta, Resposta, Resposta aberta, Resposta em aberto, Risposta, Risposta aperta, "
        "Réponse, Réponse ouverte, Antwort, Offene Antwort, Open-Ended-Response"
    ).split(",")
}
_FIRST = {
    fold(word)
    for word in (
        "Respondent ID, RespondentID, ID del encuestado, ID de encuestado, ID do respondente, "
        "ID do entrevistado, ID rispondente, ID intervistato, ID partecipante, "
        "ID du répondant, Teilnehmer-ID, Befragten-ID"
    ).split(",")
}
_SECOND = {
    fold(word)
    for word in (
        "Collector ID, CollectorID, ID del recopilador, ID de recopilador, ID do coletor, "
        "ID collettore, ID collector, ID raccoglitore, ID du collecteur, Collector-ID"
    ).split(",")
}
_PRIVATE = {
    fold(word)
    for word in (
        "IP Address, Email Address, First Name, Last Name, LastName, FirstName, Dirección IP, "
        "Dirección de correo electrónico, Nombre, Apellido, Apellidos, Endereço IP, "
        "Endereço de e-mail, Nome, Sobrenome, Indirizzo IP, Indirizzo e-mail, Indirizzo email, "
        "Cognome, Custom Data 1, Custom Data, CustomData, Datos personalizados, "
        "Datos personalizados 1, Dados personalizados 1, Dati personalizzati 1"
    ).split(",")
}


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet begins with the ids of respondent and collector, and a second header row."""
    return any(map(_is_responses, sheets))


def _is_responses(sheet: Sheet) -> bool:
    head = [list(map(plain, cells)) for _, cells in sheet.head(8)]
    if len(head) < 2 or len(head[0]) < 3 or any(padded(head[1], 2)):
        return False
    first, second = fold(head[0][0]), fold(head[0][1])
    if first in _FIRST and second in _SECOND:
        return True
    ids = [padded(row, 2) for row in head[2:]]
    numbers = bool(ids) and all(
        a.isdigit() and b.isdigit() and len(a) > 7 and len(b) > 5 for a, b in ids
    )
    return numbers and "id" in first and "id" in second


def forms(sheets: Sequence[Sheet], log: Log) -> list[Form]:
    """Take the headers of every sheet of responses apart."""
    return [_form(sheet, log) for sheet in sheets if _is_responses(sheet)]


def _form(sheet: Sheet, log: Log) -> Form:
    head = sheet.head(2)
    width = width_of(head)
    upper, lower = ([tidy(plain(cell)) for cell in padded(row, width)] for _, row in head)
    answers = answers_of(sheet, width, 2, log)
    questions = _questions(upper, lower, answers)
    return form_of(
        NAME,
        sheet,
        with_choices(questions, answers),
        answers,
        yes=frozenset({"1"}),
        no=frozenset({"", "0"}),
        key=0,
    )


def _questions(upper: Sequence[str], lower: Sequence[str], answers: Answers) -> list[Question]:
    texts = filled_forward(upper)
    begins = [k for k, text in enumerate(upper) if text]
    wide = {k for a, b in zip(begins, [*begins[1:], len(upper)], strict=True) if b - a > 1
            for k in range(a, b)}  # fmt: skip
    first = next((k for k, part in enumerate(lower) if part), len(lower))
    made, number = [], 0
    for k, text in enumerate(texts):
        number += bool(upper[k])
        if k < first:
            made.append(_added(k, text))
            continue
        item = "" if fold(lower[k]) in _RESPONSE and k not in wide else lower[k]
        header = f"{text} [{item}]" if item else text
        code = f"question {number - first}"
        private = is_private(text, ()) or is_private(item or text, answers.column(k))
        if private:
            made.append(Question(k, header, text, code, item, kind=PRIVATE))
            continue
        made.append(Question(k, header, text, code, item, kind=SINGLE))
    return made


def _added(place: int, text: str) -> Question:
    """A column SurveyMonkey adds before the first question; what is written there is private."""
    private = fold(text) in _PRIVATE or is_private(text)
    return Question(place, text, text, kind=PRIVATE if private else TECHNICAL)


@shape(NAME, looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey."""
    return survey_tables(forms(sheets, log), sheets, _is_responses, options, log)
