"""Plain tables with a row per respondent, whatever made them.

Recognised are one column per firm (``Acme``), one per firm and relation (``advice_Acme``,
``Advice [Acme]``, ``Advice - Acme``, ``Acme: advice``), partners named one by one (``Supplier 1``,
``Strength 1``), and cells that hold several firms. Anything less sure is left to a mapping file.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.survey.forms import propose, tables_of
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.plain import head_form, sheet_form, with_items
from tiesnet.survey.forms.plan import FORM
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold

_MOST_COLUMNS, _MOST_LISTED = 5_000, 5_000


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether the first rows of some sheet name respondents and ask whom they name."""
    return any(_asks(sheet, sheets) for sheet in sheets)


def _asks(sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
    if _own(sheet) or len(sheet.headers) > _MOST_COLUMNS:
        return False
    form = with_items(head_form(sheet))
    lists = [head_form(other, _MOST_LISTED) for other in sheets if _lists_firms(other)]
    plan = propose([*lists, form], Log())
    return any(
        table.role == FORM and table.respondent is not None and table.relations
        for table in plan.tables
    )


def _lists_firms(sheet: Sheet) -> bool:
    return table_words().get(fold(sheet.name)) == "actors"


def _own(sheet: Sheet) -> bool:
    """Whether a sheet is named as a table of a survey; answers may stand in any other."""
    return table_words().get(fold(sheet.name)) not in (None, "responses", "survey")


@shape("a plain table with a row per respondent", looks, loose=True)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey; the survey's own tables beside them stay as they are."""
    asking = [sheet for sheet in sheets if _asks(sheet, sheets)]
    firms = [sheet for sheet in sheets if _lists_firms(sheet)]
    forms: list[Form] = [sheet_form(sheet, log) for sheet in firms]
    forms += [with_items(sheet_form(sheet, log)) for sheet in asking]
    made = tables_of(forms, options, log)
    names = {table.name for table in made}
    rest = [sheet for sheet in sheets if sheet not in asking and sheet not in firms]
    return [
        *made,
        *(s.table(log) for s in rest if table_words().get(fold(s.name)) not in names),
    ]
