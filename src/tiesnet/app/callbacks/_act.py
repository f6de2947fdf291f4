"""What a person does to a session: looked up, done in its language, told when it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import Input, Output, State, ctx, no_update

from tiesnet.app.sessions import Session, Sessions
from tiesnet.errors import TiesnetError
from tiesnet.language import in_language

Act = Callable[..., None]


def revision(session: Session) -> str:
    """Give a text that is another one whenever anything of a session is.

    The page keeps the one it was drawn with and compares: what it missed, because an answer came
    when the next press was under way, is made good.
    """
    return f"{session.id[:8]}|{session.busy}|{sum(session.changes.values())}"


def on(
    app: Any,
    sessions: Sessions,
    inputs: Sequence[Any],
    act: Act,
    click: bool = True,
    states: Sequence[Any] = (),
) -> None:
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
    states : sequence of State, optional
        What the act reads of the page besides, in ``ctx.states_list``.
    """

    def react(*given: Any) -> Any:
        session, known = sessions.get(given[-2]), given[-1]
        value = ctx.triggered[0]["value"] if ctx.triggered else None
        if session is None:
            return no_update
        if ctx.triggered_id is not None and (value or not click):
            did(session, act, ctx.triggered_id, value)
        now = revision(session)
        return now if now != known else no_update

    app.callback(
        Output("revision", "data", allow_duplicate=True),
        *inputs,
        *states,
        State("session", "data"),
        State("revision", "data"),
        prevent_initial_call=True,
    )(react)


def did(session: Session, act: Act, id: Any, value: Any) -> None:
    """Do something; what cannot be done is said in the page."""
    with in_language(session.lang):
        try:
            if session.notice is not None:
                session.notice = None
                session.changed("notice")
            act(session, id, value)
        except TiesnetError as error:
            session.notice = error
            session.changed("notice")


def pressed(id: Any) -> Input:
    """Listen to presses of a button."""
    return Input(id, "n_clicks")
