"""Drawing: each part of the page, when what it is made from changed."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from dash import Input, Output, State, no_update

from tiesnet.app.callbacks._act import revision
from tiesnet.app.layout.page import bar, bar_shape, gone, head, nav
from tiesnet.app.layout.parts import problem
from tiesnet.app.layout.views import FIRST, VIEWS, View
from tiesnet.app.sessions import Session, Sessions
from tiesnet.errors import TiesnetError
from tiesnet.language import in_language


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""

    def draw(name: Any, _revision: Any, view: Any, theme: Any, stamp: Any) -> Any:
        if name is None:
            return (no_update,) * 5
        session = sessions.get(name)
        if session is None:
            with in_language(setting.lang):
                return gone(), [], [], [], None
        return drawn(session, str(view), theme or {}, stamp)

    app.callback(
        Output("main", "children"),
        Output("nav", "children"),
        Output("head", "children"),
        Output("bar", "children"),
        Output("stamp", "data"),
        Input("session", "data"),
        Input("revision", "data"),
        Input("view", "data"),
        Input("theme", "data"),
        State("stamp", "data"),
    )(draw)


def drawn(session: Session, wanted: str, theme: dict[str, Any], seen: Any) -> tuple[Any, ...]:
    """Draw a session: each part only when it is another one or has changed.

    What is drawn anew loses the focus and a press that has begun.

    Returns
    -------
    main, nav, head, bar, stamp
        What is shown, or that it stays; and what it was drawn from.
    """
    at = revision(session)  # before it is drawn: what changes meanwhile is drawn again
    seen = seen if isinstance(seen, dict) else {}
    view = _view(session, wanted, str(seen.get("main", "")).partition("|")[0])
    dark = bool(theme.get("dark"))
    with in_language(session.lang):
        now = {"revision": at, "main": f"{view.name}|{session.lang}|{session.stamp(view.parts)}"}
        now["main"] += f"|{dark}" if view.themed else ""
        main: Any = no_update
        if now["main"] != seen.get("main"):
            try:
                main = view.show(session, dark)
            except TiesnetError as error:
                main = problem(error)
        views = nav(session, view.name)
        top = head(session, str(theme.get("choice", "system")))
        now |= {"nav": _mark(repr(views)), "head": _mark(repr(top))}
        now["bar"] = _mark(bar_shape(session))
        return (
            main,
            views if now["nav"] != seen.get("nav") else no_update,
            top if now["head"] != seen.get("head") else no_update,
            bar(session) if now["bar"] != seen.get("bar") else no_update,
            now,
        )


def _view(session: Session, wanted: str, before: str) -> View:
    """Give the view to be shown; what could not be done in the one before is not said any more."""
    view = VIEWS.get(wanted, VIEWS[FIRST])
    if not view.ready(session):
        view = VIEWS[FIRST]
    if before and before != view.name:
        session.notice = None
    return view


def _mark(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
