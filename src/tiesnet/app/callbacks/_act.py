"""What a person does to a session: looked up, done in its language, told when it fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from dash import Input, Output, State, ctx, no_update

from tiesnet.app.sessions import Session, Sessions
from tiesnet.errors import TiesnetError
from tiesnet.language import in_language

Act = Callable[..., None]


def fresh() -> str:
    """Give a text that was never given before, so that listeners are told."""
    return str(time.monotonic_ns())


def on(app: Any, sessions: Sessions, inputs: Sequence[Any], act: Act, click: bool = True) -> None:
    """Let an act follow on what a person does.

    Parameters
    ----------
    inputs : sequence of Input
        What is listened to.
    act : callable
        Takes the session, what was triggered (its id) and its value.
    click : bool
        Whether it is a press of a button, which counts only when it was pressed: buttons that
        appear tell of themselves too.
    """

    def react(*given: Any) -> Any:
        session = sessions.get(given[-1])
        value = ctx.triggered[0]["value"] if ctx.triggered else None
        if session is None or ctx.triggered_id is None or (click and not value):
            return no_update
        return did(session, act, ctx.triggered_id, value)

    app.callback(
        Output("revision", "data", allow_duplicate=True),
        *inputs,
        State("session", "data"),
        prevent_initial_call=True,
    )(react)


def did(session: Session, act: Act, id: Any, value: Any) -> Any:
    """Do something; the page is told when the session changed."""
    before = sum(session.changes.values())
    with in_language(session.lang):
        try:
            if session.notice is not None:
                session.notice = None
                session.changed("notice")
            act(session, id, value)
        except TiesnetError as error:
            session.notice = error
            session.changed("notice")
    return fresh() if sum(session.changes.values()) != before else no_update


def pressed(id: Any) -> Input:
    """Listen to presses of a button."""
    return Input(id, "n_clicks")
