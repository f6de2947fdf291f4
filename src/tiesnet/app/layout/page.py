"""The page as it is loaded: its frame, which is filled when a session is known."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from tiesnet.app.jobs import FAILED, STOPPED, WAITING, OccupiedError
from tiesnet.app.layout.parts import button, problem, spoken
from tiesnet.app.layout.views import VIEWS
from tiesnet.app.sessions import Session
from tiesnet.app.words import shown
from tiesnet.language import LANGUAGES, in_language, localised, say, say_n

INDEX = """<!doctype html>
<html lang="en">
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/tokens.css">
{%css%}
</head>
<body>
{%app_entry%}
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""


def page(setting: Any) -> html.Div:
    """Give the frame of the page; the same for every tab, without anything of a survey."""
    with in_language(setting.lang):
        return html.Div(
            [
                *(
                    dcc.Store(id=name)
                    for name in ("session", "revision", "stamp", "fetched", "pieces")
                ),
                dcc.Store(id="view", data="start"),
                dcc.Store(id="theme", data={"choice": "system", "dark": False}),
                dcc.Store(id="uploaded"),
                dcc.Store(id="texts"),
                html.A(say("Skip to the content"), href="#main", className="skip"),
                html.Header(id="head", className="head"),
                html.Div(id="bar", className="bar-of-work", **spoken({"aria-live": "polite"})),
                html.Div(
                    [
                        html.Nav(
                            id="nav", className="views", **spoken({"aria-label": say("Views")})
                        ),
                        html.Main(
                            html.P(say("Loading …"), className="muted"), id="main", tabIndex="-1"
                        ),
                    ],
                    className="frame",
                ),
                html.P(id="away", hidden=True, **spoken({"role": "alert"})),
                html.Div(id="sink", hidden=True),
            ],
            className="page app",
        )


def head(session: Session, choice: str) -> list[Any]:
    """Give the name of the app, the languages, and the theme."""
    themes = {
        "system": say("Theme: system"),
        "light": say("Theme: light"),
        "dark": say("Theme: dark"),
    }
    languages = [
        html.Button(
            name,
            id={"lang": code},
            type="button",
            n_clicks=0,
            lang=code,
            **spoken({"aria-pressed": "true" if code == session.lang else "false"}),
        )
        for code, name in LANGUAGES.items()
    ]
    return [
        html.P([html.B("tiesnet"), html.Span(title_of(session), className="of")]),
        html.Div(
            [
                html.Div(
                    languages, className="languages", role="group",
                    **spoken({"aria-label": say("Language")}),
                ),
                button(themes.get(choice, themes["system"]), "theme-button", "theme"),
            ],
            className="end",
        ),
    ]  # fmt: skip


def title_of(session: Session) -> str:
    """Give the title of the survey, or the name of its file."""
    if session.survey is not None and session.survey.info.get("title"):
        return shown(session.survey.info["title"])
    return session.source.name if session.source is not None else ""


def nav(session: Session, now: str) -> html.Ol:
    """Give the list of views; those that have nothing to show yet cannot be chosen."""
    counts = {"problems": _serious(session), "names": _open_names(session)}
    made = []
    for view in VIEWS.values():
        words: list[Any] = [say(view.label)]
        if counts.get(view.name):
            words.append(html.Span(localised(f"{counts[view.name]:,}"), className="count"))
        current = spoken({"aria-current": "page"} if view.name == now else {})
        off = not view.ready(session)
        made.append(
            html.Li(
                html.Button(
                    words, id={"go": view.name}, type="button", n_clicks=0, disabled=off, **current
                )
            )
        )
    return html.Ol(made)


def _serious(session: Session) -> int:
    return sum(row.get("severity") != "note" for row in session.problems)


def _open_names(session: Session) -> int:
    from tiesnet.app.decisions import doubts_of

    if session.survey is None:
        return 0
    return sum(one.name not in session.decisions for one in doubts_of(session))


def bar(session: Session) -> list[Any]:
    """Say how far long work has come, or what could not be done."""
    job, said = session.job, _notice(session)
    if job is not None and job.busy:
        now = progress(session)
        share = {key: given for key, given in now["progress-share"].items() if given is not None}
        return [
            *said,
            html.Div(
                [
                    html.Span(id="progress-what", className="what", **now["progress-what"]),
                    html.Progress(
                        id="progress-share", **share | spoken({"aria-label": job.title})
                    ),
                    html.Span(
                        id="progress-part", className="part",
                        **now["progress-part"] | spoken({"aria-live": "off"}),
                    ),
                    button(say("Stop"), "stop", "plain", disabled=job.stopping),
                ],
                className="work",
            ),
        ]  # fmt: skip
    if said:
        return said
    if job is not None and job.state == FAILED:
        return [problem(job.problem)]
    if job is not None and job.state == STOPPED:
        words = say("Stopped: {what}.", what=job.title)
        return [html.Div([html.P(words), button(say("Go on"), "again", "plain")],
                         className="said note")]  # fmt: skip
    return []


def _notice(session: Session) -> list[Any]:
    """Say what could not be done; that other work was in the way, only until it has ended."""
    notice = session.notice
    over = isinstance(notice, OccupiedError) and not session.busy
    return [] if notice is None or over else [problem(notice)]


def bar_shape(session: Session) -> str:
    """Tell bars apart that differ in more than how far the work has come."""
    job = session.job
    if job is not None and job.busy:
        return f"busy|{id(job)}|{job.title}|{job.stopping}|{_notice(session)!r}"
    return repr(bar(session))


def progress(session: Session) -> dict[str, dict[str, Any]]:
    """Say how far long work has come: what the parts of the bar show, by their ids."""
    job = session.job
    if job is None or not job.busy:
        return {}
    step = job.label or job.title
    said = say("Stopping …") if job.stopping else say(step)
    if job.state == WAITING:
        said = say("Waiting for other work on this machine to end")
    known = job.total > 0
    return {
        "progress-what": {"children": job.title if said == job.title else f"{job.title} · {said}"},
        "progress-share": {
            "value": str(job.done) if known else None,
            "max": str(job.total) if known else None,
        },
        "progress-part": {"children": localised(f"{job.done:,} / {job.total:,}") if known else ""},
    }


def gone() -> html.Div:
    """Say that the session is no more."""
    return html.Div(
        [
            html.H1(say("This page was left alone for long"), id="title"),
            html.P(
                say(
                    "What it had read was deleted, so that nothing lies about. Load the page "
                    "again to begin anew."
                )
            ),
            html.A(say("Begin anew"), href="/", className="button"),
        ]
    )


def shown_words(count: int, total: int) -> str:
    """Say how many of all are shown."""
    return say_n(total, "{shown} of {n} shown", "{shown} of {n} shown", shown=count)
