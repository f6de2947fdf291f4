"""ODK Central exports: a folder or .zip with a CSV per table, repeated groups apart.

Blank and not chosen: with "split select multiples" each option has a column of ``1`` and ``0``,
empty when the question was not answered. So an empty cell counts as not answered and ``0`` as not
chosen. Without it all codes stand in one cell, and an empty one counts as not answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiesnet.survey.forms.form import Form
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._answers import answers_of, form_of, headers_of
from tiesnet.survey.shapes._groups import choices_of, nested, question_of, with_rows, with_summaries
from tiesnet.survey.shapes._survey import survey_tables
from tiesnet.survey.shapes.registry import shape

NAME = "ODK Central"

_TECHNICAL = set(
    "submissiondate key parent_key submitterid attachmentspresent attachmentsexpected status "
    "reviewstate edits formversion meta-instanceid meta-instancename meta-deprecatedid "
    "instanceid instancename start end today audit meta-audit __id __submissions-id "
    "__system-submissiondate meta-entity-label deviceid_hash".split()
)
_PRIVATE = set(
    "submittername deviceid username phonenumber subscriberid simserial email enumerator "
    "enumerator_name interviewer device-id".split()
)


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether some table has the columns ODK Central adds to each submission."""
    return any(map(_is_main, sheets))


def _is_main(sheet: Sheet) -> bool:
    headers = set(headers_of(sheet))
    if {"KEY", "SubmissionDate"} <= headers and "PARENT_KEY" not in headers:
        return True
    return "__id" in headers and any(header.startswith("__system-") for header in headers)


def _is_repeat(sheet: Sheet) -> bool:
    headers = set(headers_of(sheet))
    return {"KEY", "PARENT_KEY"} <= headers or {"__id", "__Submissions-id"} <= headers


def _is_own(sheet: Sheet) -> bool:
    return _is_main(sheet) or _is_repeat(sheet)


def forms(sheets: Sequence[Sheet], log: Log) -> list[Form]:
    """Take the headers of every table apart; repeated groups hang below their parents."""
    main = [_form(sheet, log) for sheet in sheets if _is_main(sheet)]
    repeats = [_form(sheet, log) for sheet in sheets if _is_repeat(sheet)]
    owners = [(form, _owner(form, [*main, *repeats])) for form in repeats]
    return nested(main, owners)


def _owner(form: Form, forms: Sequence[Form]) -> str:
    """The table whose keys a table of repeated questions refers to."""
    wanted = set(form.cells[form.parent]) - {""}
    for other in forms:
        if other is not form and other.key is not None and wanted & set(other.cells[other.key]):
            return other.name
    # A nested group names the key of its parent's row: uuid:…/outer[1].
    depth = min((text.count("[") for text in wanted), default=0)
    stem = re.sub(r"-[^-]*$", "", form.name) if depth else ""
    return next((other.name for other in forms if other.name == stem), "")


def _form(sheet: Sheet, log: Log) -> Form:
    headers = headers_of(sheet)
    answers = answers_of(sheet, len(headers), 1, log)
    choices = choices_of(headers, answers)
    known = (_TECHNICAL, _PRIVATE, "-")
    questions = [
        question_of(k, header, choices.get(k), answers, known) for k, header in enumerate(headers)
    ]
    places = {header: place for place, header in enumerate(headers)}
    return form_of(
        NAME,
        sheet,
        with_rows(with_summaries(questions, answers), answers),
        answers,
        key=places.get("KEY", places.get("__id")),
        parent=places.get("PARENT_KEY", places.get("__Submissions-id")),
    )


@shape(NAME, looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey."""
    return survey_tables(forms(sheets, log), sheets, _is_own, options, log)
