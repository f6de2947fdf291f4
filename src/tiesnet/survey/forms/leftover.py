"""What of a form was not used, so that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say_n
from tiesnet.survey.coded import empty
from tiesnet.survey.forms.form import PRIVATE, TECHNICAL, Form
from tiesnet.survey.forms.plan import Plan, TablePlan
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.words import listed


def say_unused(forms: Sequence[Form], plan: Plan, log: Log) -> None:
    """List private columns, and the others that nothing was read from."""
    for at, form in enumerate(forms):
        _say_columns(form, [table for table in plan.tables if table.form == at], log)


def _say_columns(form: Form, tables: Sequence[TablePlan], log: Log) -> None:
    used = {place for place in (form.key, form.parent) if place is not None}
    used = used.union(*(table.used() for table in tables))
    filled = [
        question
        for question in form.questions
        if question.place not in used and not empty(form.cells[question.place]).all()
    ]
    closed = {place for table in tables for place in table.private}
    ignored = {place for table in tables for place in table.ignored}
    private = [q for q in filled if q.kind == PRIVATE or q.place in closed]
    hidden = {q.place for q in private} | ignored
    rest = [q for q in filled if q.place not in hidden and q.kind != TECHNICAL]
    place = Place(form.file, form.sheet)
    if private:
        names = listed(question.header for question in private)
        text = say_n(
            len(private),
            "{n} private column was not kept: {names}.",
            "{n} private columns were not kept: {names}.",
            names=names,
        )
        log.add("private_columns", place, text)
    if rest:
        names = listed(question.header for question in rest)
        text = say_n(
            len(rest),
            "{n} column was not used: {names}.",
            "{n} columns were not used: {names}.",
            names=names,
        )
        log.add("columns_not_used", place, text)
