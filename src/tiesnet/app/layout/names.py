"""Decide which names are the same firm."""

from __future__ import annotations

from typing import Any

from dash import html

from tiesnet.app.decisions import NEW, Doubt, doubts_of
from tiesnet.app.layout.parts import button, heading, spoken
from tiesnet.app.sessions import Session
from tiesnet.app.words import shown
from tiesnet.language import say, say_n

PAGE = 25
"""Names shown at once."""


def show(session: Session) -> html.Div:
    """Draw it."""
    about = say(
        "Names that may be a firm under another name. Nothing was merged. Decide what you know, "
        "leave the rest open, then read the survey again."
    )
    doubts = doubts_of(session)
    return html.Div([heading(say("Uncertain names"), about), *_body(session, doubts), _bring()])


def _bring() -> html.Div:
    return html.Div(
        [
            html.H2(say("A sheet of names you have filled in")),
            html.Div(id="names-picker", className="pickers"),
        ]
    )


def _body(session: Session, doubts: list[Doubt]) -> list[Any]:
    listed = {one.name for one in doubts}
    others = [name for name in session.decisions if name not in listed]
    if not doubts and not others:
        return [html.P(say("No name is uncertain."))]
    start = _start(session, len(doubts))
    rows = [_row(session, start + k, one) for k, one in enumerate(doubts[start : start + PAGE])]
    return [
        *_state(session, doubts, others),
        html.Ul(rows, className="doubts"),
        *_pages(start, len(doubts)),
    ]


def _start(session: Session, total: int) -> int:
    page = int(session.shown.get("names/page", 0))
    return max(0, min(page, (total - 1) // PAGE)) * PAGE if total else 0


def _state(session: Session, doubts: list[Doubt], others: list[str]) -> list[Any]:
    """Say how many are decided, and offer to read with the decisions."""
    decided = sum(one.name in session.decisions for one in doubts)
    words = say_n(
        len(doubts), "{decided} of {n} name decided.", "{decided} of {n} names decided.",
        decided=decided,
    )  # fmt: skip
    more = (
        [html.P(say_n(len(others), "{n} more decision came with your sheet.",
                      "{n} more decisions came with your sheet."), className="small muted")]
        if others
        else []
    )  # fmt: skip
    pending = session.decisions != session.applied
    use = button(say("Read the survey with these decisions"), "use-names", "main",
                 disabled=not pending)  # fmt: skip
    get = button(say("Download the sheet of names"), {"get": "names", "from": "names"},
                 disabled=not session.decisions)  # fmt: skip
    return [html.P(words), *more, html.Div([use, get], className="row")]


def _row(session: Session, place: int, doubt: Doubt) -> html.Li:
    decided = session.decisions.get(doubt.name, "")
    where = [part for part in (shown(doubt.place), _times(doubt.times)) if part]
    offers = [
        _offer(place, k, say("Same as {name}", name=shown(one.name)), one.decision, decided, why=(
            _why(one.score, one.why)))
        for k, one in enumerate(doubt.offers)
    ]  # fmt: skip
    offers.append(_offer(place, -1, say("A firm of its own"), NEW, decided))
    title = [html.B(html.Bdi(shown(doubt.name))), html.Span(" · ".join(where), className="where")]
    return html.Li(
        [html.Div(title, className="line"), html.Ul(offers, className="offers")],
        className="decided" if decided else "",
    )


def _times(count: int) -> str:
    return say_n(count, "named {n} time", "named {n} times") if count else ""


def _why(score: float, why: str) -> str:
    if not score:
        return shown(why)
    return say("{score} of 100: {why}", score=round(100 * score), why=shown(why))


def _offer(
    place: int, number: int, words: str, decision: str, decided: str, why: str = ""
) -> html.Li:
    pressed = "true" if decision == decided else "false"
    press = html.Button(words, id={"doubt": place, "offer": number}, type="button", n_clicks=0,
                        **spoken({"aria-pressed": pressed}))  # fmt: skip
    return html.Li([press, *([html.Span(why, className="small muted")] if why else [])])


def _pages(start: int, total: int) -> list[Any]:
    if total <= PAGE:
        return []
    end = min(start + PAGE, total)
    words = say_n(total, "{first} to {last} of {n}", "{first} to {last} of {n}",
                  first=start + 1, last=end)  # fmt: skip
    back = button(say("Before"), {"page": start // PAGE - 1}, "plain", disabled=start == 0)
    on = button(say("Next"), {"page": start // PAGE + 1}, "plain", disabled=end >= total)
    return [html.Div([back, html.Span(words), on], className="row")]
