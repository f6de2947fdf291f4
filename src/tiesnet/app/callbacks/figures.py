"""Which figure, with which options; and the figure as a page of its own."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.callbacks.choose import keep
from tiesnet.app.figures import chosen, drawn, options_of
from tiesnet.app.sessions import Session, Sessions
from tiesnet.plots import figures


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [Input({"figure": ALL}, "value")], choose, click=False)
    on(app, sessions, [pressed("get-figure")], get)


def choose(session: Session, id: Any, value: Any) -> None:
    """Show another figure, or the same with another option."""
    if session.measures is None:
        return
    if id["figure"] == "name":
        if value in figures() and value != chosen(session):
            keep(session, "figure/name", value, "figure")
        return
    name = chosen(session)
    known = {option.name: option for option in options_of(session, name)}
    option = known.get(id["figure"])
    if option is None or option.value == value:
        return
    if option.choices and value is not None and value not in [key for key, _ in option.choices]:
        return
    keep(session, f"figure/{name}/{option.name}", value, "figure")


def get(session: Session, _id: Any, _value: Any) -> None:
    """Hand over the figure as a page that works on its own."""
    from tiesnet.exports import save_figure

    name = chosen(session)
    path = session.fresh("download") / f"{name}.html"
    session.ready = save_figure(drawn(session, name), path)
    session.changed("ready")
