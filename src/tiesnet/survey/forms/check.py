"""What a plan leaves open: who answers, whom they name, and what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say, word
from tiesnet.survey.forms.form import PRIVATE, TECHNICAL, Form
from tiesnet.survey.forms.plan import FORM, TIES, Plan, TablePlan
from tiesnet.survey.forms.tables_plan import is_firm_list
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.words import listed, quoted

REPAIR = word(
    "Let 'tiesnet map' write a draft that says what the columns mean, edit it, and read the "
    "survey with --mapping."
)


def say_open(forms: Sequence[Form], plan: Plan, log: Log) -> None:
    """Report what a proposed plan could not tell; without ties nothing can be read."""
    asking = [table for table in plan.tables if table.role == TIES or table.relations]
    for table in plan.tables:
        form = forms[table.form]
        if table.role == FORM and table.respondent is None and _needed(table, plan):
            _say_nobody(form, log)
        for doubt in table.doubts:
            place = Place(form.file, form.sheet)
            log.add("unclear_form", place, doubt, REPAIR, "warning")
    if not asking:
        _say_no_relation(forms, log)


def _needed(table: TablePlan, plan: Plan) -> bool:
    """Whether ties hang on who answered this table."""
    return bool(table.relations) or any(other.parent is not None for other in plan.tables)


def _say_nobody(form: Form, log: Log) -> None:
    heads = listed(q.header for q in form.questions if q.kind not in (PRIVATE, TECHNICAL))
    text = say(
        "No column of {name} says which firm answers; its columns are: {heads}.",
        name=quoted(form.name),
        heads=heads,
    )
    log.fatal("unclear_form", Place(form.file, form.sheet), text, REPAIR)


def _say_no_relation(forms: Sequence[Form], log: Log) -> None:
    form = next((form for form in forms if not is_firm_list(form)), forms[0])
    heads = listed(q.header for q in form.questions if q.kind not in (PRIVATE, TECHNICAL))
    text = say(
        "No question of {name} is known to ask whom firms name; its columns are: {heads}.",
        name=quoted(form.name),
        heads=heads,
    )
    log.fatal("unclear_form", Place(form.file, form.sheet), text, REPAIR)
