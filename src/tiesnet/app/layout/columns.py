"""Say what the columns mean, where they do not say it themselves."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from tiesnet.app.columns import (
    DIRECTIONS,
    FORMALITIES,
    ROLES,
    Columns,
    choices,
    draft_columns,
    missing,
)
from tiesnet.app.layout.parts import button, dropdown, heading, labelled, problem
from tiesnet.app.sessions import Session
from tiesnet.app.words import shown
from tiesnet.errors import TiesnetError
from tiesnet.language import say, say_n
from tiesnet.survey import Block

MOST = 120
"""Columns shown at once; a form of more is edited in its mapping file."""
_OF_TIES = ("roster", "partner", "strength", "many", "detail")


def show(session: Session) -> html.Div:
    """Draw it."""
    about = say(
        "What tiesnet takes each column for. Correct what is wrong, then read the survey again. "
        "The mapping file keeps it for the next time."
    )
    top = heading(say("What the columns mean"), about)
    try:
        columns = draft_columns(session)
    except TiesnetError as error:
        return html.Div([top, problem(error), _bring()])
    if columns.draft.own and not session.shown.get("columns/anyway"):
        words = say(
            "The tables of this survey are in tiesnet’s own format: their columns explain "
            "themselves, and nothing is to be done here."
        )
        anyway = button(say("Show them all the same"), {"show": "columns/anyway"}, "plain")
        return html.Div([top, problem(session.error), html.P(words), anyway, _bring()])
    failed = problem(session.error)  # also of a mapping file that was brought here
    return html.Div([top, failed, *_form(columns), _bring()], className="mapping")


def _bring() -> html.Div:
    """Offer to take a mapping file that was written before."""
    picker = html.Div(id="mapping-picker", className="pickers")
    return html.Div([html.H2(say("A mapping file you have")), picker])


def _form(columns: Columns) -> list[Any]:
    """Give the form: the meaning of each column, what is said of relations, what is lacking."""
    made: list[Any] = [_tables(columns), *_relations(columns)]
    lacking = missing(columns)
    if lacking:
        made.append(html.Ul([html.Li(words) for words in lacking], className="said warning"))
    made.append(
        html.Div(
            [
                button(say("Read the survey with this"), "use-mapping", "main"),
                button(say("Download the mapping file"), {"get": "mapping", "from": "columns"}),
            ],
            className="row",
        )
    )
    return made


def _tables(columns: Columns) -> html.Div:
    parts = []
    for at, table in enumerate(columns.plan.tables):
        form = columns.draft.forms[table.form]
        name = shown(form.sheet or form.file)
        own = [(k, b) for k, b in enumerate(columns.chosen) if b.table == at]
        roles = [(role, say(words)) for role, words in ROLES.items()]
        rows = [_row(k, block, table.role) for k, block in own[:MOST]]
        left = len(own) - MOST
        more = (
            [html.P(say_n(left, "{n} more column stays as it is; see the mapping file.",
                          "{n} more columns stay as they are; see the mapping file."),
                    className="small muted")]
            if left > 0
            else []
        )  # fmt: skip
        parts.append(
            html.Section(
                [
                    html.H2(name),
                    labelled(say("In this table"), dropdown({"role": at}, roles, table.role)),
                    html.Div(rows, className="columns-of"),
                    *more,
                ]
            )
        )
    return html.Div(parts)


def _row(place: int, block: Block, role: str) -> html.Div:
    """Give one column: its header, answers as examples, its meaning, and of ties the relation."""
    title: list[Any] = [html.B(html.Bdi(shown(block.title)))]
    if block.size > 1:
        title.append(html.Span(say_n(block.size, "{n} column", "{n} columns"), className="muted"))
    samples = ", ".join(shown(text) for text in block.samples)
    words = say("such as {samples}", samples=samples) if samples else ""
    made: list[Any] = [
        html.Div([html.Div(title, className="header"), html.Div(words, className="small muted")]),
        dropdown({"meaning": place}, choices(block, role).items(), block.meaning),
    ]
    if block.meaning in _OF_TIES:
        made.append(
            html.Label(
                [
                    html.Span(say("Relation")),
                    dcc.Input(
                        id={"relation": place},
                        value=block.relation,
                        debounce=True,
                        placeholder=say("such as advice"),
                        maxLength=60,
                    ),
                ],
                className="relation",
            )
        )
    return html.Div(made, className="column used" if block.meaning else "column")


def _relations(columns: Columns) -> list[Any]:
    """Ask of each relation whether it is formal and has a direction."""
    names = columns.relations()
    if not names:
        return []
    rows = [
        html.Div(
            [
                html.B(html.Bdi(shown(name))),
                dropdown(
                    {"fact": "formality", "of": name},
                    [(key, say(words)) for key, words in FORMALITIES.items()],
                    columns.fact(name, "formality"),
                ),
                dropdown(
                    {"fact": "directed", "of": name},
                    [(key, say(words)) for key, words in DIRECTIONS.items()],
                    columns.fact(name, "directed"),
                ),
            ],
            className="column",
        )
        for name in names
    ]
    return [html.H2(say("What the relations are")), html.Div(rows, className="columns-of")]
