"""While long work goes on: how far it has come; Stop; what to do when it has ended."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, no_update

from tiesnet.app.callbacks._act import fresh, on, pressed
from tiesnet.app.layout.page import bar
from tiesnet.app.sessions import Session, Sessions
from tiesnet.language import in_language


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""

    def look(_ticks: Any, name: Any, seen: Any) -> Any:
        session = sessions.get(name)
        if session is None:
            return [], fresh(), no_update
        now = f"{session.busy}|{sum(session.changes.values())}"
        with in_language(session.lang):
            return bar(session), fresh() if now != seen else no_update, now

    app.callback(
        Output("bar", "children", allow_duplicate=True),
        Output("revision", "data", allow_duplicate=True),
        Output("sink", "className"),
        Input("tick", "n_intervals"),
        State("session", "data"),
        State("sink", "className"),
        prevent_initial_call=True,
    )(look)
    on(app, sessions, [pressed("stop")], stop)
    on(app, sessions, [pressed("again")], go_on)


def stop(session: Session, _id: Any, _value: Any) -> None:
    """Ask the work of the session to stop."""
    if session.job is not None and session.busy:
        session.job.stop()
        session.changed("job")


def go_on(session: Session, _id: Any, _value: Any) -> None:
    """Do again what was stopped half-way."""
    if session.last is not None:
        session.start(*session.last)
