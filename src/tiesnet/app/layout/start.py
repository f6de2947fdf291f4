"""Open a survey: drop files, choose them, or take a sample."""

from __future__ import annotations

from typing import Any

from dash import html

from tiesnet.app.columns import can_map
from tiesnet.app.layout.parts import button, heading, problem
from tiesnet.app.reading import waves_of
from tiesnet.app.samples import SAMPLES
from tiesnet.app.sessions import Session
from tiesnet.app.words import shown
from tiesnet.language import say, say_n


def show(session: Session) -> html.Div:
    """Draw it."""
    about = say("Everything is computed on this machine. Nothing leaves it.")
    if session.source is None:
        return html.Div([heading(say("Open a survey"), about), *_open()])
    top = heading(say("The survey"))
    return html.Div([top, *_now(session), html.H2(say("Open another survey")), *_open()])


def _open() -> list[Any]:
    """Offer to open files, or a sample."""
    kinds = say(
        "An Excel workbook, CSV files, a zip or a folder of them, the export of a survey tool, or "
        "a file of a network program."
    )
    drop = [
        html.P(say("Drop the files of the survey here"), className="drop-words"),
        html.Div(id="pickers", className="pickers"),
        html.P(kinds, className="small muted"),
        html.P(id="limit", className="small muted"),
    ]
    return [
        html.Div(drop, id="drop", className="drop"),
        html.P(id="upload-says", className="said-upload", role="status"),
        html.H2(say("Or try a sample")),
        html.Ul([_sample(name) for name in SAMPLES], className="samples"),
    ]


def _sample(name: str) -> html.Li:
    sample = SAMPLES[name]
    return html.Li(
        [
            button(say(sample.label), {"sample": name}, "link"),
            html.Span(say(sample.about), className="small muted"),
        ]
    )


def _now(session: Session) -> list[Any]:
    """Say what was opened and how far it has come."""
    if session.source is None:
        return []
    if session.error is not None:
        ways = [button(say("See its problems"), {"go": "problems", "from": "start"})]
        if can_map(session):
            words = say("Say what its columns mean")
            ways.append(button(words, {"go": "columns", "from": "start"}))
        return [html.Div([problem(session.error), html.Div(ways, className="row")])]
    survey = session.survey
    if survey is None:
        return [html.P(say("Reading {name} …", name=session.source.name))]
    facts = [
        say_n(len(survey.actors), "{n} actor", "{n} actors"),
        say_n(len(survey.ties), "{n} report of a tie", "{n} reports of ties"),
        say_n(len(survey.relations), "{n} relation", "{n} relations"),
    ]
    if waves := waves_of(session):
        facts.append(say_n(len(waves), "{n} round", "{n} rounds"))
    title = shown(survey.info.get("title")) or session.source.name
    ready = session.measures is not None
    more = (
        [button(say("See what was found"), {"go": "findings", "from": "start"}, "main")]
        if ready
        else []
    )
    return [
        html.Div(
            [html.H2(title), html.P(" · ".join(facts)), html.Div(more, className="row")],
            className="opened",
        )
    ]  # fmt: skip
