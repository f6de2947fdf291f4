"""What was found, in sentences; and how the network is to be built."""

from __future__ import annotations

from typing import Any

from dash import html

from tiesnet.app.layout.parts import button, dropdown, heading, labelled, problem
from tiesnet.app.reading import waves_of
from tiesnet.app.sessions import Session
from tiesnet.app.words import shown
from tiesnet.diagnosis import Finding, Mention, findings, response
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.network import EVERY, POLICIES

POLICY_WORDS = {
    "union": word("One of both is enough"),
    "confirmed": word("Both must say so"),
    "source": word("Who the tie starts from"),
    "target": word("Who the tie points to"),
    "max": word("The stronger word"),
    "mean": word("The mean of both"),
}
MOST = 8


def show(session: Session) -> html.Div:
    """Draw it."""
    top = heading(say("What was found"))
    choices = _choices(session)
    if session.measures is None:
        said = problem(session.error) or html.P(say("The numbers are not there yet."))
        return html.Div([top, said, choices])
    return html.Div([top, *_found(session.measures), _further(), choices])


def _found(measures: Measures) -> list[Any]:
    rate = response(measures).sentence
    found = [_finding(one) for one in findings(measures)[:MOST]]
    cautions = [html.P(shown(text), className="caution") for text in measures.cautions]
    return [html.P(shown(rate), className="answer"), html.Ol(found, className="found"), *cautions]


def _finding(finding: Finding) -> html.Li:
    rest = [
        html.Bdi(shown(part.name)) if isinstance(part, Mention) else shown(part)
        for part in finding.rest
    ]
    caution = [html.P(shown(finding.caution), className="small muted")] if finding.caution else []
    return html.Li([html.B(shown(finding.claim)), *rest, *caution])


def _further() -> html.Div:
    return html.Div(
        [
            button(say("Open the report"), {"go": "report", "from": "findings"}, "main"),
            button(say("Download"), {"go": "downloads", "from": "findings"}),
        ],
        className="row",
    )


def _choices(session: Session) -> html.Section:
    """Ask for the round of the survey, and whose word makes a tie."""
    made: list[Any] = []
    if waves := waves_of(session):
        now = session.building.get("wave", waves[-1])
        made.append(
            labelled(say("Round of the survey"), dropdown({"build": "wave"},
                     [(wave, shown(wave)) for wave in waves], now))
        )  # fmt: skip
    policies = [("", say("As the survey says"))]
    policies += [(name, say(POLICY_WORDS[name])) for name in POLICIES]
    now = session.building.get("policies", {}).get(EVERY, "")
    made.append(
        labelled(
            say("When both firms report on a tie"),
            dropdown({"build": "policy"}, policies, now),
            say("Whose word makes the tie. Where a choice has no meaning, the survey’s stays."),
        )
    )
    return html.Section([html.H2(say("How the network is built")),
                         html.Div(made, className="fields")])  # fmt: skip
