"""Qualtrics exports (CSV, TSV, Excel), with three header rows or the two of older ones.

Blank and not chosen: an option of a multiple choice is ``1`` (or its own text) when chosen and
empty otherwise, also when the question was not shown, so an empty cell counts as not chosen only
where another option of the question was chosen. Exported with "recode seen but unanswered
questions" options are ``0``, other questions -99 (which counts as an empty cell): then all is
told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiesnet.language import say, word
from tiesnet.survey.forms.form import CHOSEN, PRIVATE, SINGLE, TECHNICAL, Form, Question
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Row, Sheet
from tiesnet.survey.shapes._answers import (
    Answers,
    answers_of,
    blocks_of,
    form_of,
    padded,
    width_of,
    with_choices,
    with_many,
)
from tiesnet.survey.shapes._headers import is_private, shared_start, split_block, tidy
from tiesnet.survey.shapes._survey import survey_tables
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.words import fold

NAME = "Qualtrics"

_IMPORT = re.compile(r"""\{\s*["']ImportId["']\s*:\s*["']([^"']{1,200})["'].*\}""", re.DOTALL)
_CHOICE = re.compile(r"""["']choiceId["']\s*:\s*["']([^"']{1,60})["']""")
# Names of the columns Qualtrics adds: as headers, and as ImportIds.
_TECHNICAL = set(
    "startdate enddate status progress duration durationinseconds finished recorddate recordeddate "
    "responseid recordid externaldatareference externalreference externaldata "
    "distributionchannel userlanguage responseset qrecaptchascore qrelevantidduplicate "
    "qrelevantidduplicatescore qrelevantidfraudscore qrelevantidlaststartdate "
    "qduplicaterespondent qballotboxstuffing qtotalduration qterminateflag".split()
)
_PRIVATE = set(
    "ipaddress recipientlastname recipientfirstname recipientemail emailaddress name "
    "locationlatitude locationlongitude locationaccuracy qgeoip respondentid".split()
)
_PREVIEWS = {fold(word) for word in ("Survey Preview", "Survey Test", "Offline Preview",
    "Spam", "Offline Survey Preview", "Vista previa de la encuesta", "Prueba de la encuesta",
    "Vista previa", "Pré-visualização da pesquisa", "Visualização da pesquisa", "Pré-visualização",
    "Anteprima sondaggio", "Anteprima del sondaggio", "Anteprima", "Umfragevorschau",
    "Aperçu de l'enquête")}  # fmt: skip
_PREVIEW_CODES = {"1", "2", "8", "9", "17"}
_UNFINISHED = {fold(word) for word in ("0", "False", "Falso", "No", "Non", "Não", "Nein", "Faux",
    "Falsch")}  # fmt: skip
_LOOP = re.compile(r"(\d{1,3})_(.+)")
_TAIL = re.compile(r"_(?:x{0,2}\d+|[A-Z]{1,12}\d*|\d+_TEXT|x{0,2}\d+_(?:RANK|GROUP|TEXT))$")
_EXTRA = re.compile(r"_(?:DO|FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT|DO_\w+|BROWSER|VERSION"
                    r"|OS|RESOLUTION)(?:_\w+)?$")  # fmt: skip
_CLICKS = re.compile(r"_(?:First Click|Last Click|Page Submit|Click Count)$")
_SELECTED = re.compile(
    r" - (?:Selected Choice|Opción seleccionada|Selección|Opção selecionada|Scelta selezionata"
    r"|Choix sélectionné|Ausgewählte Option)(?= - |$)"
)
_UNANSWERED = ("-99", "99")
_NUMBER = re.compile(r"-?\d{1,3}")


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet has a row of ImportIds, or the columns of a response in its header."""
    return any(_header_rows(sheet) for sheet in sheets)


def _header_rows(sheet: Sheet) -> int:
    """How many header rows a sheet of responses has; 0 for another sheet."""
    head = [cells for _, cells in sheet.head(4)]
    for k, cells in enumerate(head[1:], start=2):
        filled = [cell for cell in cells if cell.strip()]
        if filled and all(_IMPORT.fullmatch(cell.strip()) for cell in filled):
            return k
    if len(head) < 2:
        return 0
    names = {fold(cell) for cell in head[0]}
    texts = {fold(cell) for cell in head[1]}
    known = _TECHNICAL | _PRIVATE
    if len(names & known) >= 5 and {"startdate", "enddate", "finished"} <= names:
        return 2 if len(texts & known) >= 3 else 1
    numbered = sum(re.fullmatch(r"\ufeff?V\d+", cell.strip()) is not None for cell in head[0])
    return 2 if numbered >= 5 and len(texts & known) >= 3 else 0


class _Column:
    """The headers of one column: its tag, its text, and the id of the question."""

    def __init__(self, tag: str, text: str, found: str, choice: str) -> None:
        self.tag, self.text, self.id = tag, text, found
        self.loop, self.part, self.code = "", choice, tag
        stem = found or tag
        if loop := _LOOP.fullmatch(stem):
            self.loop, stem = loop[1], loop[2]
            self.tag = tag.removeprefix(f"{self.loop}_")
        self.stem = stem
        if not choice and (tail := _TAIL.search(stem)):
            self.stem, self.part = stem[: tail.start()], tail[0].strip("_")
        self.code = self._code()

    def _code(self) -> str:
        tail = self.id_tail()
        code = self.tag.removesuffix(tail) if tail else self.tag
        return code or self.stem

    def id_tail(self) -> str:
        """The end of the tag that names the part, not the question."""
        if self.part and self.tag.endswith(f"_{self.part}"):
            return f"_{self.part}"
        found = re.search(r"_\d+$", self.tag)
        return found[0] if self.part and found else ""


def forms(sheets: Sequence[Sheet], log: Log) -> list[Form]:
    """Take the headers of every sheet of responses apart."""
    return [_form(sheet, rows, log) for sheet in sheets if (rows := _header_rows(sheet))]


def _form(sheet: Sheet, headers: int, log: Log) -> Form:
    head = sheet.head(headers)
    width = width_of(head)
    answers = answers_of(sheet, width, headers, log)
    columns = _columns(head, width, headers)
    questions = _questions(columns, [padded(head[0][1], width)[k] for k in range(width)], answers)
    _without_unanswered(questions, answers, log)
    questions = with_many(with_choices(questions, answers), answers, (",",))
    return form_of(
        NAME,
        sheet,
        _with_loops(questions, columns),
        answers,
        yes=frozenset({"1"}),
        no=frozenset({"", "0"}),
        key=next((k for k, c in enumerate(columns) if _is(c, "responseid", "recordid")), None),
        dropped=_dropped(columns, answers),
    )


def _columns(head: Sequence[Row], width: int, headers: int) -> list[_Column]:
    rows = [[cell.strip("\ufeff ") for cell in padded(cells, width)] for _, cells in head]
    found = rows[-1] if headers > 1 and _IMPORT.search(" ".join(rows[-1])) else [""] * width
    texts = rows[1] if headers > 1 and rows[1] is not found else rows[0]
    made = []
    for tag, text, cell in zip(rows[0], texts, found, strict=True):
        ident, choice = _IMPORT.search(cell), _CHOICE.search(cell)
        made.append(
            _Column(tag, tidy(text), ident[1] if ident else "", choice[1] if choice else "")
        )
    return made


def _is(column: _Column, *names: str) -> bool:
    words = (fold(column.tag), fold(column.id), fold(column.text))
    return any(word in names for word in words)


def _dropped(columns: Sequence[_Column], answers: Answers) -> dict[int, str]:
    """Responses that do not count: previews and tests, and those that were not finished."""
    reasons: dict[int, str] = {}
    for place, column in enumerate(columns):
        for row, cell in zip(answers.rows, answers.column(place), strict=True):
            if _is(column, "finished") and fold(cell) in _UNFINISHED:
                reasons[int(row)] = word("not finished")
            if _is(column, "status", "responsetype") and (
                cell in _PREVIEW_CODES or fold(cell) in _PREVIEWS
            ):
                reasons[int(row)] = word("a preview")
    return reasons


def _questions(
    columns: Sequence[_Column], headers: Sequence[str], answers: Answers
) -> list[Question]:
    made: dict[int, Question] = {}
    groups: dict[tuple[str, str], list[int]] = {}
    for k, column in enumerate(columns):
        kind = _kind(column, answers.column(k))
        made[k] = Question(k, headers[k], column.text, column.code, "", "", kind)
        if kind == SINGLE:
            groups.setdefault((column.stem, column.loop), []).append(k)
    for (_, loop), places in groups.items():
        if len(places) > 1:
            _take_apart(made, columns, places, loop)
        else:
            text = _SELECTED.sub("", columns[places[0]].text)
            made[places[0]] = replace(made[places[0]], text=text, item_code=loop)
    return list(made.values())


def _kind(column: _Column, answers: Sequence[str]) -> str:
    words = {fold(column.tag), fold(column.id)} | ({fold(column.text)} if not column.id else set())
    added = not (column.id or column.tag).lstrip("_0123456789").startswith("QID")
    if added and words & _PRIVATE:
        return PRIVATE
    extra = _EXTRA.search(column.id or column.tag) or _CLICKS.search(column.tag)
    if extra or (added and words & _TECHNICAL):
        return TECHNICAL
    return PRIVATE if is_private(column.text, answers) else SINGLE


def _take_apart(
    made: dict[int, Question], columns: Sequence[_Column], places: Sequence[int], loop: str
) -> None:
    """Tell the question from its rows or options: they share the beginning, and maybe the end."""
    texts = _without_tags([_SELECTED.sub("", columns[k].text) for k in places])
    ends = shared_start([text[::-1] for text in texts])[::-1] if len(texts) > 1 else ""
    end = ends[ends.find(" - ") :] if " - " in ends else ""
    pairs = split_block([text.removesuffix(end) for text in texts] if end else texts)
    codes = _shared_code([columns[k].code for k in places])
    for k, (text, item) in zip(places, pairs, strict=True):
        part = columns[k].part
        made[k] = replace(made[k], text=text + end, item=item, item_code=loop or part, code=codes)


def _without_tags(texts: Sequence[str]) -> list[str]:
    """Take off the tags that some exports put before the text of each column."""
    whole = [f"{text} " if text.endswith(" -") else text for text in texts]
    heads = [text.partition(" - ") for text in whole]
    rest = [after for _, _, after in heads]
    differ = len({head for head, _, _ in heads}) == len(texts) > 1
    if differ and all(" - " in text for text in rest) and " - " in shared_start(rest):
        return rest
    return whole


def _shared_code(codes: Sequence[str]) -> str:
    """The tag all columns of a question share; with names for its rows, what they begin with."""
    if len(set(codes)) == 1:
        return codes[0]
    return shared_start(codes).rstrip("_-. ") or codes[0]


def _without_unanswered(questions: Sequence[Question], answers: Answers, log: Log) -> None:
    """Empty the cells that say -99 or 99 where all other answers are small numbers."""
    blocks = blocks_of(questions)
    inside = {q.place for block in blocks for q in block}
    blocks += [[q] for q in questions if q.kind == SINGLE and q.place not in inside]
    for block in blocks:
        places = [q.place for q in block]
        cells = {cell for place in places for cell in answers.column(place)} - {""}
        for code in _UNANSWERED:
            others = cells - set(_UNANSWERED)
            small = all(_NUMBER.fullmatch(cell) and abs(int(cell)) <= 11 for cell in others)
            if code not in cells or (code == "99" and not (small and others)):
                continue
            count = answers.empty(places, code)
            text = say(
                "The answer {code} means that the question was seen but not answered.", code=code
            )
            log.assume("seen_unanswered", text, count)


def _with_loops(questions: Sequence[Question], columns: Sequence[_Column]) -> list[Question]:
    """Give the questions of a loop the firm each round is about: the choice of the same number."""
    options: dict[str, str] = {}
    for question in questions:
        if question.kind in (CHOSEN, SINGLE) and question.item and not columns[question.place].loop:
            options.setdefault(question.item_code.removeprefix("x"), question.item)
    made = []
    for question in questions:
        loop = columns[question.place].loop
        if loop and question.kind == SINGLE and not question.item:
            question = replace(question, item=options.get(loop, ""), item_code=loop)
        made.append(question)
    return made


@shape(NAME, looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey."""
    return survey_tables(forms(sheets, log), sheets, _header_rows, options, log)
