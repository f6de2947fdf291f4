"""What the shapes of survey platforms share: from their forms to the tables of a survey."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tiesnet.language import say
from tiesnet.survey.forms import tables_of
from tiesnet.survey.forms.form import Form, Question
from tiesnet.survey.forms.plain import sheet_form
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._answers import OTHER
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold, listed


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
        text = say(
            "{file} is an export of {tool} without a single response.",
            file=first.file,
            tool=first.tool,
        )
        log.fatal(
            "empty_sheet", Place(first.file, first.sheet), text, say("Export it with responses.")
        )
    rest = [sheet for sheet in sheets if not own(sheet)]
    firms = [sheet for sheet in rest if _table(sheet.name) == "actors"]
    lists = [sheet_form(sheet, log) for sheet in firms]
    known = {code: name for one in lists for code, name in _names(one).items()}
    forms = [_about_firms(_with_labels(form, known), known, log) for form in forms]
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


def _about_firms(form: Form, known: Mapping[str, str], log: Log) -> Form:
    """Blocks that show nothing but the codes of a list of firms are about these firms.

    Codes such as SQ001 come again in every block, so one with other codes, or with only some of
    them, is left as it is.
    """
    blocks: dict[str, list[Question]] = {}
    for question in form.questions:
        if question.item and question.item == question.item_code:
            blocks.setdefault(question.code, []).append(question)
    whole = {
        code: block
        for code, block in blocks.items()
        if known and {q.item for q in block if not OTHER.fullmatch(q.item)} == set(known)
    }
    if not whole:
        return form
    text = say(
        "The columns of {whole} show the codes of the list of firms, so each was "
        "read as a question about these firms.",
        whole=listed(whole),
    )
    log.assume("codes_of_firms", text, sum(map(len, whole.values())))
    places = {q.place for block in whole.values() for q in block}
    questions = [
        replace(q, item=known.get(q.item, q.item)) if q.place in places else q
        for q in form.questions
    ]
    return replace(form, questions=questions)


def _table(name: str) -> str | None:
    return table_words().get(fold(name))
