"""KoboToolbox exports (Excel with a sheet per repeated group, CSV), with codes or labels.

Blank and not chosen: of a question with several answers each option has a column of ``1`` and
``0``, empty when the question was not asked or skipped. So an empty cell counts as not answered
and ``0`` as not chosen. With "select multiple" exported as one column (summary) an empty cell may
be either; it counts as not answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.survey.forms.form import Form
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._answers import answers_of, form_of, headers_of
from tiesnet.survey.shapes._groups import (
    choices_of,
    group_mark,
    nested,
    question_of,
    say_unsplit,
    with_rows,
    with_summaries,
)
from tiesnet.survey.shapes._survey import survey_tables
from tiesnet.survey.shapes.registry import shape

NAME = "KoboToolbox"

_MARKS = {"_uuid", "_id", "_submission_time", "_index", "_validation_status", "_submitted_by"}
_TECHNICAL = _MARKS | set(
    "_parent_index _parent_table_name _submission__id _submission__uuid _notes _status _tags "
    "_submission__submission_time _submission__validation_status _submission__notes "
    "_submission__status _submission__submitted_by _submission___version__ _submission__tags "
    "_submission_meta/rootuuid _submission__version_ __version__ _version_ start end today "
    "formhub/uuid meta/instanceid meta/rootuuid meta/instancename meta/deprecatedid audit "
    "background-audio _xform_id_string _attachments _geolocation _bamboo_dataset_id".split()
)
_PRIVATE = set(
    "username deviceid phonenumber subscriberid simserial simid imei email _submitted_by "
    "_submission__submitted_by enumerator enumerator_name interviewer _geolocation".split()
)
_PEOPLE = {"_submitted_by", "_submission__submitted_by", "_geolocation"}


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether some sheet has the columns KoboToolbox adds to each submission."""
    return any(map(_is_main, sheets))


def _is_main(sheet: Sheet) -> bool:
    headers = set(headers_of(sheet))
    return len(headers & _MARKS) >= 3 and "_uuid" in headers and "_parent_index" not in headers


def _is_repeat(sheet: Sheet) -> bool:
    headers = set(headers_of(sheet))
    return "_parent_index" in headers and bool(headers & {"_parent_table_name", "_index"})


def _is_own(sheet: Sheet) -> bool:
    return _is_main(sheet) or _is_repeat(sheet)


def forms(sheets: Sequence[Sheet], log: Log) -> list[Form]:
    """Take the headers of every sheet apart; repeated groups hang below their parents."""
    main = [_form(sheet, log) for sheet in sheets if _is_main(sheet)]
    repeats = [(_form(sheet, log), _parent(sheet)) for sheet in sheets if _is_repeat(sheet)]
    return nested(main, repeats)


def _parent(sheet: Sheet) -> str:
    """The table a repeated group belongs to, as its first row says."""
    headers = headers_of(sheet)
    if "_parent_table_name" not in headers:
        return ""
    place = headers.index("_parent_table_name")
    rows = [cells for _, cells in sheet.head(4)[1:] if len(cells) > place]
    return next((cells[place].strip() for cells in rows if cells[place].strip()), "")


def _form(sheet: Sheet, log: Log) -> Form:
    headers = headers_of(sheet)
    answers = answers_of(sheet, len(headers), 1 + _has_hxl(sheet), log)
    choices = choices_of(headers, answers)
    technical = _TECHNICAL - _PEOPLE
    known = (technical, _PRIVATE, group_mark(headers, "/"))
    questions = [
        question_of(k, header, choices.get(k), answers, known) for k, header in enumerate(headers)
    ]
    form = form_of(
        NAME,
        sheet,
        with_rows(with_summaries(questions, answers), answers),
        answers,
        yes=frozenset({"1", "True", "TRUE", "true"}),
        no=frozenset({"0", "False", "FALSE", "false"}),
        key=headers.index("_index") if "_index" in headers else None,
        parent=headers.index("_parent_index") if "_parent_index" in headers else None,
    )
    say_unsplit(form, log)
    return form


def _has_hxl(sheet: Sheet) -> bool:
    """Whether a row of HXL tags follows the header."""
    second = [cell.strip() for _, cells in sheet.head(2)[1:] for cell in cells if cell.strip()]
    return bool(second) and all(cell.startswith("#") for cell in second)


@shape(NAME, looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey."""
    return survey_tables(forms(sheets, log), sheets, _is_own, options, log)
