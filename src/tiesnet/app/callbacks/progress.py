"""Long work is stopped, or taken up again; what the page draws is told to the script."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Input, Output

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.sessions import Session, Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    # The script asks the server how far work has come, one question after the other.
    app.clientside_callback(
        ClientsideFunction("tiesnet", "asked"),
        Output("sink", "className"),
        Input("revision", "data"),
        Input("stamp", "data"),
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
