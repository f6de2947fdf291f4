"""Choose a test, run it, read what came out."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from tiesnet.app.layout.parts import button, dropdown, grid, heading, labelled, number_box, piece
from tiesnet.app.sessions import Session
from tiesnet.app.trials import Field, Trial, trials
from tiesnet.app.trials._registry import values_of
from tiesnet.app.words import shown, typeset
from tiesnet.exports import outcome_tables
from tiesnet.inference import Outcome
from tiesnet.language import say
from tiesnet.literature import cite

ROWS = 40
"""Rows of a table of results shown at once."""


def show(session: Session) -> html.Div:
    """Draw it."""
    about = say(
        "Whether something is more than chance. Every test draws chance many times; the same "
        "choices give the same result."
    )
    now = chosen(session)
    listed = [(one.name, say(one.label)) for one in trials().values()]
    which = labelled(say("Question"), dropdown({"trial": "", "field": "which"}, listed, now.name),
                     wide=True)  # fmt: skip
    outcomes = piece(session, "outcomes", "outcomes", results(session))
    return html.Div([heading(say("Tests"), about), which, *_form(session, now), outcomes])


def results(session: Session) -> list[html.Section]:
    """Show every result, the newest first."""
    return [_outcome(outcome, k) for k, outcome in enumerate(session.outcomes)]


def chosen(session: Session) -> Trial:
    """Give the test that is shown; at first the first."""
    return trials().get(session.shown.get("trial", ""), next(iter(trials().values())))


def _form(session: Session, trial: Trial) -> list[Any]:
    lacks = trial.lacks(session)
    about = html.P(say(trial.about))
    if lacks:
        return [about, html.P(lacks, className="said note")]
    values = values_of(session, trial)
    fields = [_field(session, trial, field, values[field.key]) for field in trial.fields]
    return [
        about,
        html.Div(fields, className="fields"),
        html.Div([button(say("Run the test"), "run-trial", "main")], className="row"),
    ]


def _field(session: Session, trial: Trial, field: Field, value: Any) -> Any:
    id = {"trial": trial.name, "field": field.key}
    if field.kind in ("one", "many"):
        choices = field.choices(session) if field.choices else []
        choices = [(key, shown(words)) for key, words in choices]
        many: dict[str, Any] = {"multi": True, "clearable": True} if field.kind == "many" else {}
        control: Any = dropdown(id, choices, value, **many)
    elif field.kind == "number":
        control = number_box(id, value)
    else:
        control = dcc.Input(id=id, type="text", value=value or "", debounce=True, maxLength=500)
    wide = field.kind in ("many", "text")
    return labelled(say(field.label), control, say(field.help) if field.help else "", wide)


def _outcome(outcome: Outcome, place: int) -> html.Section:
    """Show a result: sentences, tables, what was assumed, how it was done."""
    tables = outcome_tables(outcome)
    first = [grid(tables[0], rows=ROWS)] if tables else []
    more = [_folded(table.title, [grid(table, rows=ROWS, caption=False)]) for table in tables[1:]]
    parts = [
        html.H2(shown(say(outcome.title))),
        *(html.P(typeset(shown(sentence)), className="sentence") for sentence in outcome.sentences),
        *first,
        *more,
        *_listed(say("What to keep in mind"), outcome.cautions),
        *_listed(say("What was assumed"), outcome.assumptions),
        *_method(outcome),
        html.Div(
            [button(say("Download this result (Excel)"), {"outcome": place})], className="row"
        ),
    ]
    return html.Section(parts, className="outcome")


def _listed(title: str, texts: Any) -> list[Any]:
    if not texts:
        return []
    return [_folded(title, [html.Ul([html.Li(shown(text)) for text in texts], className="plain")])]


def _method(outcome: Outcome) -> list[Any]:
    if not outcome.method:
        return []
    sources = [html.P(cite(", ".join(outcome.source)))] if outcome.source else []
    return [_folded(say("How it was done"), [html.P(shown(outcome.method)), *sources])]


def _folded(title: str, parts: list[Any]) -> html.Details:
    return html.Details([html.Summary(title), *parts])
