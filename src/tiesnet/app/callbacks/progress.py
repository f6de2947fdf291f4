"""While long work goes on: how far it has come; Stop; what to do when it has ended."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Input, Output, State, no_update

from tiesnet.app.callbacks._act import on, pressed, revision
from tiesnet.app.layout.page import progress
from tiesnet.app.sessions import Session, Sessions
from tiesnet.language import in_language


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""

    def look(_ticks: Any, name: Any, known: Any) -> Any:
        session = sessions.get(name)
        if session is None:
            return no_update, "gone"
        now = revision(session)
        with in_language(session.lang):
            return progress(session), now if now != known else no_update

    app.callback(
        Output("progress", "data"),
        Output("revision", "data", allow_duplicate=True),
        Input("tick", "n_intervals"),
        State("session", "data"),
        State("revision", "data"),
        prevent_initial_call=True,
    )(look)
    # Only words and numbers change: a button that is drawn anew cannot be pressed meanwhile.
    app.clientside_callback(
        ClientsideFunction("tiesnet", "progress"),
        Output("sink", "className"),
        Input("progress", "data"),
        prevent_initial_call=True,
    )
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
