"""Forms: exports with a row per respondent and a column per answer, whatever tool made them.

`tables_of` is what the shape of a platform calls: it finds out what the columns mean (`propose`,
or a mapping file), and makes the tables of a survey (`apply`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from tiesnet.survey.forms.apply import apply
from tiesnet.survey.forms.check import say_open
from tiesnet.survey.forms.complete import completed
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.mapping_read import read_mapping
from tiesnet.survey.forms.own import own_tables
from tiesnet.survey.forms.plan import Plan
from tiesnet.survey.forms.propose import propose
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options, RawTable

__all__ = ["Form", "Plan", "apply", "every_form", "forms_only", "plan_of", "propose", "tables_of"]

_CAUGHT: ContextVar[list[Form] | None] = ContextVar("caught", default=None)


def tables_of(forms: Sequence[Form], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey from the forms of an export.

    Parameters
    ----------
    forms : sequence of Form
        The tables of responses, those of repeated questions inside them.
    options : Options
        How to read; ``mapping`` may name a file that says what the columns mean.
    log : Log
        Receives problems and assumptions.

    Returns
    -------
    list of RawTable
        ties, actors, responses, relations, items, affiliations, survey: those with rows.
    """
    caught = _CAUGHT.get()
    if caught is not None:
        caught.extend(forms)
        return []
    every = every_form(forms)
    if options.mapping is None and (made := own_tables(every, log)) is not None:
        return made
    return apply(every, plan_of(every, options, log), log)


def plan_of(forms: Sequence[Form], options: Options, log: Log) -> Plan:
    """What forms mean: as a mapping file says, else as they say themselves."""
    if options.mapping is not None:
        return read_mapping(options.mapping, forms, log)
    plan = propose(forms, log)
    say_open(forms, plan, log)
    log.raise_if_fatal()
    return plan


def every_form(forms: Sequence[Form]) -> list[Form]:
    """All forms, each followed by those of its repeated questions.

    A table of repeats may be listed by itself as well; it is taken once.
    """
    found: list[Form] = []
    seen: set[int] = set()
    for form in _with_repeats(forms):
        if id(form) not in seen:
            seen.add(id(form))
            found.append(completed(form))
    return found


def _with_repeats(forms: Sequence[Form]) -> Iterator[Form]:
    for form in forms:
        yield form
        yield from _with_repeats(form.repeats)


@contextmanager
def forms_only() -> Iterator[list[Form]]:
    """Collect the forms that a shape builds, without making tables of them."""
    caught: list[Form] = []
    token = _CAUGHT.set(caught)
    try:
        yield caught
    finally:
        _CAUGHT.reset(token)
