"""What the shapes of survey platforms share: from their forms to the tables of a survey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tiesnet.survey.forms import tables_of
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.plain import sheet_form
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold


def survey_tables(
    forms: Sequence[Form],
    sheets: Sequence[Sheet],
    own: Callable[[Sheet], object],
    options: Options,
    log: Log,
) -> list[RawTable]:
    """Make the tables of a survey from the forms of a platform and the sheets beside them.

    Parameters
    ----------
    forms : sequence of Form
        The forms, their headers taken apart.
    sheets : sequence of Sheet
        All sheets that were read.
    own : function of a sheet
        Whether a sheet belongs to the platform. Of the others a list of firms (a sheet `firms`)
        gives names to codes and says who was asked; other tables of a survey stay as they are.
    """
    first = forms[0]
    if not any(len(form.rows) for form in forms):
        text = f"{first.file} is an export of {first.tool} without a single response."
        log.fatal("empty_sheet", Place(first.file, first.sheet), text, "Export it with responses.")
    rest = [sheet for sheet in sheets if not own(sheet)]
    firms = [sheet for sheet in rest if _table(sheet.name) == "actors"]
    lists = [sheet_form(sheet, log) for sheet in firms]
    known = {code: name for one in lists for code, name in _names(one).items()}
    forms = [_with_labels(form, known) for form in forms]
    made = tables_of([*lists, *forms], options, log)
    names = {table.name for table in made}
    kept = [s for s in rest if s not in firms and _table(s.name) not in names]
    return [*made, *(sheet.table(log) for sheet in kept)]


def _names(firms: Form) -> dict[str, str]:
    """The names that the codes in a list of firms stand for."""
    columns = map_headers("actors", [question.header for question in firms.questions]).names
    places = {name: place for place, name in columns.items()}
    if not {"id", "name"} <= set(places):
        return {}
    codes, names = (map(str, firms.cells[places[column]]) for column in ("id", "name"))
    return {code.strip(): name.strip() for code, name in zip(codes, names, strict=True) if name}


def _with_labels(form: Form, known: dict[str, str]) -> Form:
    repeats = tuple(_with_labels(repeat, known) for repeat in form.repeats)
    return replace(form, labels={**known, **form.labels}, repeats=repeats)


def _table(name: str) -> str | None:
    return table_words().get(fold(name))
