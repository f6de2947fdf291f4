"""One figure at a time, with its options."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from tiesnet.app.figures import chosen, drawn, options_of
from tiesnet.app.layout.parts import button, dropdown, heading, labelled, problem
from tiesnet.app.sessions import Session
from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.plots import PLACES, figure_config, figures, in_dark

_PICTURE = {"toImageButtonOptions": {"format": "svg", "filename": "figure"}}


def show(session: Session, dark: bool) -> html.Div:
    """Draw it."""
    name = chosen(session)
    record = figures()[name]
    return html.Div(
        [
            heading(say("Figures"), say(record.question)),
            html.Div([_which(name), *_options(session, name)], className="fields"),
            *_figure(session, name, dark),
            html.P(say(record.reading), className="small"),
        ]
    )


def _which(name: str) -> html.Div:
    listed = [
        (one.name, f"{say(one.label)} · {say(PLACES[one.chapter])}") for one in figures().values()
    ]
    return labelled(say("Figure"), dropdown({"figure": "name"}, listed, name), wide=True)


def _options(session: Session, name: str) -> list[Any]:
    made = []
    for option in options_of(session, name):
        id = {"figure": option.name}
        control = dropdown(id, option.choices, option.value, clearable=option.optional)
        made.append(labelled(option.label, control))
    return made


def _figure(session: Session, name: str, dark: bool) -> list[Any]:
    try:
        figure = drawn(session, name)
    except TiesnetError as error:
        return [problem(error, "note")]
    shown = in_dark(figure) if dark else figure
    tall = int(shown.layout.height or 560)
    config: Any = figure_config() | _PICTURE
    graph = dcc.Graph(figure=shown, config=config, id="graph", style={"height": f"{tall}px"})
    get = button(say("Download as a page"), "get-figure")
    return [html.Div(graph, className=f"figure of-{name}"), html.Div([get], className="row")]
