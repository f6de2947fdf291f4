"""The forms that sheets hold, whatever shape they have, and what a mapping file makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from tiesnet.errors import SurveyError
from tiesnet.survey.forms import every_form, forms_only, tables_of
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.mapping_read import header_rows
from tiesnet.survey.forms.plain import sheet_form, with_items
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold

Read = Callable[[Sequence[Sheet], Options, Log], Sequence[RawTable]]


def forms_of(sheets: Sequence[Sheet], read: Read | None, options: Options, log: Log) -> list[Form]:
    """The forms in some sheets: those of a platform, and every other sheet as a plain table."""
    forms: list[Form] = []
    if read is not None:
        said = Log()
        with forms_only() as forms, suppress(SurveyError):
            read(sheets, options, said)
        if forms:  # else the shape is none of a questionnaire, and a mapping overrides it
            log.include(said)
    taken = {(form.file, form.sheet) for form in every_form(forms)}
    rows = header_rows(options.mapping, Log()) if options.mapping is not None else {}
    rest = [sheet for sheet in sheets if (sheet.file, sheet.sheet) not in taken]
    plain = [
        with_items(sheet_form(sheet, log, rows.get(sheet.name) or rows.get(""))) for sheet in rest
    ]
    return [*forms, *(form for form in plain if form.questions)]


def mapped_tables(
    sheets: Sequence[Sheet], read: Read | None, options: Options, log: Log
) -> list[RawTable]:
    """Make the tables a mapping file says; tables of the survey format beside them stay."""
    forms = forms_of(sheets, read, options, log)
    made = tables_of(forms, options, log)
    names = {table.name for table in made}
    used = {(file, sheet) for table in made for file, sheet in _places(table)}
    for sheet in sheets:
        name = table_words().get(fold(sheet.name))
        if name and name not in names and (sheet.file, sheet.sheet) not in used:
            made.append(sheet.table(Log()))  # its problems were said when it was read as a form
    return made


def _places(table: RawTable) -> set[tuple[str, str]]:
    if table.origins is None:
        return set()
    return set(zip(table.origins.file, table.origins.sheet, strict=True))
