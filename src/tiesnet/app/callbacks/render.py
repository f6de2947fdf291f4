"""Drawing: each part of the page, when what it is made from changed."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, no_update

from tiesnet.app.layout.page import bar, gone, head, nav
from tiesnet.app.layout.parts import problem
from tiesnet.app.layout.views import FIRST, VIEWS
from tiesnet.app.sessions import Session, Sessions
from tiesnet.errors import TiesnetError
from tiesnet.language import in_language


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""

    def draw(name: Any, _revision: Any, view: Any, theme: Any, stamp: Any) -> Any:
        if name is None:
            return (no_update,) * 6
        session = sessions.get(name)
        if session is None:
            with in_language(setting.lang):
                return gone(), [], [], [], None, True
        return drawn(session, str(view), theme or {}, stamp)

    app.callback(
        Output("main", "children"),
        Output("nav", "children"),
        Output("head", "children"),
        Output("bar", "children"),
        Output("stamp", "data"),
        Output("tick", "disabled"),
        Input("session", "data"),
        Input("revision", "data"),
        Input("view", "data"),
        Input("theme", "data"),
        State("stamp", "data"),
    )(draw)


def drawn(session: Session, wanted: str, theme: dict[str, Any], stamp: Any) -> tuple[Any, ...]:
    """Draw a session: the view only when it is another one or has changed."""
    view = VIEWS.get(wanted, VIEWS[FIRST])
    if not view.ready(session):
        view = VIEWS[FIRST]
    dark = bool(theme.get("dark"))
    with in_language(session.lang):
        now = f"{view.name}|{session.lang}|{session.stamp(view.parts)}"
        now += f"|{dark}" if view.themed else ""
        main: Any = no_update
        if now != stamp:
            try:
                main = view.show(session, dark)
            except TiesnetError as error:
                main = problem(error)
        choice = str(theme.get("choice", "system"))
        return (
            main,
            nav(session, view.name),
            head(session, choice),
            bar(session),
            now,
            not session.busy,
        )
