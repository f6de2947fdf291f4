"""LimeSurvey exports (CSV, Excel): codes, full texts or both as headers.

Blank and not chosen: an option of a multiple choice is ``Y`` when chosen and empty otherwise, also
when the question was never shown, so an empty cell counts as not chosen only where another
option of the same question was chosen; a question without any choice counts as not answered.
Exported with full answers the cells are ``Yes``, ``No`` and ``N/A`` (not shown), and with "convert
N to" they are not empty: then all three are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
)
from tiesnet.survey.shapes._headers import bracketed, is_private, tidy
from tiesnet.survey.shapes._survey import survey_tables
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import fold

NAME = "LimeSurvey"

# Columns LimeSurvey adds, by code; with texts as headers they come in the same order.
_ADDED = ("id", "submitdate", "lastpage", "startlanguage", "seed")
_TECHNICAL = {fold(word) for word in (*_ADDED, "token", "startdate", "datestamp", "refurl")} | {
    fold(word)
    for word in (
        "response id, date submitted, last page, start language, date started, "
        "date last action, referrer url, access code, total time, interviewtime, "
        "id de respuesta, id de la respuesta, fecha de envío, última página, lenguaje inicial, "
        "idioma inicial, semilla, fecha de inicio, fecha de la última acción, url de referencia, "
        "código de acceso, id da resposta, data de envio, data de envío, página final, "
        "idioma de início, língua inicial, semente, data de início, data da última ação, "
        "url de referência, id risposta, id della risposta, data invio, data di invio, "
        "ultima pagina, lingua iniziale, seme, data di inizio, data ultima azione, "
        "url di riferimento, codice di accesso, antwort id, datum abgeschickt, letzte seite, "
        "start-sprache, startsprache, zufallsstartwert, datum gestartet, datum letzte aktivität, "
        "verweisende url, zugangsschlüssel, id de la réponse, date de soumission, "
        "dernière page, langue de départ, tête de série, date de lancement, "
        "date de la dernière action, url de référence, code d'accès"
    ).split(",")
}
_PRIVATE = {"ipaddr", "ipaddress", "direccionip", "enderecoip", "indirizzoip", "ipadresse",
            "adresseip", "firstname", "lastname", "email", "participantname"}  # fmt: skip
_CODE = r"[A-Za-z][A-Za-z0-9]{0,49}"
_BY_CODE = re.compile(rf"({_CODE})((?:\[[^\[\]]{{1,60}}\]){{0,3}})")
_BY_BOTH = re.compile(rf"({_CODE})((?:\[[^\[\]]{{1,60}}\]){{0,3}})[.:]\s+(\S.*)", re.DOTALL)
_BY_EM = re.compile(rf"({_CODE}?)_((?:{_CODE}|\d{{1,3}})(?:_[A-Za-z0-9]{{1,20}}){{0,2}})")
_TIMING = re.compile(r"(?:group|question)?time\w*|\w+time", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z-]{2,12})?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?.{0,4}")
_COMMENT = ("comment", "comentario", "comentário", "commento", "kommentar", "commentaire")


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet begins with the columns LimeSurvey adds, by name or by their cells."""
    return any(map(_is_responses, sheets))


def _is_responses(sheet: Sheet) -> bool:
    headers = headers_of(sheet)
    if len(headers) < len(_ADDED) + 1:
        return False
    named = [fold(re.split(r"[.:]\s", header)[0]) for header in headers[: len(_ADDED)]]
    if tuple(named) == _ADDED or (tuple(named[:4]) == _ADDED[:4]):
        return True
    words = {fold(header) for header in headers[: len(_ADDED)]}
    return len(words & _TECHNICAL) >= 4 or _by_cells([cells for _, cells in sheet.head(12)[1:]])


def _by_cells(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first cells are a number, a date, a page, a language and a seed."""
    first = [padded(row, 5) for row in rows]
    return bool(first) and all(
        number.isdigit()
        and (not date or _DATE.fullmatch(date))
        and (not page or page.lstrip("-").isdigit())
        and _LANGUAGE.fullmatch(language)
        and (not seed or (seed.isdigit() and len(seed) > 4))
        for number, date, page, language, seed in first
    )


def forms(sheets: Sequence[Sheet], log: Log) -> list[Form]:
    """Take the headers of every sheet of responses apart."""
    return [_form(sheet, log) for sheet in sheets if _is_responses(sheet)]


def _form(sheet: Sheet, log: Log) -> Form:
    headers = headers_of(sheet)
    answers = answers_of(sheet, len(headers), 1, log)
    answers.change(range(len(headers)), lambda text: text[1:] if text.startswith("'=") else text)
    questions = _questions(headers, answers)
    return form_of(
        NAME,
        sheet,
        with_choices(questions, answers),
        answers,
        yes=frozenset({"Y", "Yes", "1", "Sí", "Sim", "Sì", "Ja", "Oui"}),
        no=frozenset({"", "N", "No", "0", "Não", "Nein", "Non"}),
        key=0,
        not_asked=frozenset({"N/A"}),
    )


def _questions(headers: Sequence[str], answers: Answers) -> list[Question]:
    codes = [_apart(header) for header in headers]
    joined = {code for code, parts, _ in codes if parts}
    made = []
    for place, (header, (code, parts, text)) in enumerate(zip(headers, codes, strict=True)):
        if not parts and not text:
            code, parts = _em_code(header, headers, joined)
        made.append(_question(place, header, code, parts, text, answers))
    return made


def _apart(header: str) -> tuple[str, list[str], str]:
    """The code of a question, the codes of its parts, and its text."""
    if found := _BY_CODE.fullmatch(header):
        return found[1], re.findall(r"\[([^\[\]]*)\]", found[2]), ""
    if found := _BY_BOTH.fullmatch(header):
        return found[1], re.findall(r"\[([^\[\]]*)\]", found[2]), tidy(found[3])
    return "", [], "" if _BY_EM.fullmatch(header) else tidy(header)


def _em_code(header: str, headers: Sequence[str], joined: set[str]) -> tuple[str, list[str]]:
    """Codes joined by ``_``; a question of its own may be named so, but never has neighbours."""
    found = _BY_EM.fullmatch(header)
    if not found or joined:
        return header, []
    stem = found[1] + "_"
    if sum(other.startswith(stem) for other in headers) < 2:
        return header, []
    return found[1], found[2].split("_")


def _question(
    place: int, header: str, code: str, parts: Sequence[str], text: str, answers: Answers
) -> Question:
    question, items = (text, []) if not text else bracketed(text)
    if place and not (parts or items):
        kind = _kind(code or header, text or header, answers.column(place))
    else:
        kind = SINGLE if place else TECHNICAL
    item = "; ".join(items[:1])
    aspect = ", ".join(items[1:])
    codes = list(parts)
    scale = codes.pop() if len(codes) > 1 else ""
    if codes and "_" in codes[0]:
        codes[0], _, scale = codes[0].partition("_")
    comment = any(fold(word).endswith(_COMMENT) for word in (*parts, aspect) if word)
    if comment and codes:
        codes[0] = re.sub(r"_?comment$", "", codes[0])
        scale = "comment"
    return Question(
        place,
        header,
        " – ".join(filter(None, (question or code, aspect or (scale if not text else "")))),
        ".".join(filter(None, (code or question, scale or aspect))),
        item or "".join(codes[:1]),
        "".join(codes[:1]),
        kind,
    )


def _kind(code: str, text: str, answers: Sequence[str]) -> str:
    words = {fold(code), fold(text)}
    if words & _PRIVATE or is_private(text, answers):
        return PRIVATE
    timing = _TIMING.fullmatch(code) is not None
    return TECHNICAL if words & _TECHNICAL or timing else SINGLE


@shape(NAME, looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey."""
    return survey_tables(forms(sheets, log), sheets, _is_responses, options, log)
