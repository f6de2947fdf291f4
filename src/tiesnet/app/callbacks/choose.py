"""Small choices within a view: which problems are shown, what is searched, which page."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.sessions import Session, Sessions
from tiesnet.survey import SEVERITIES

LONGEST = 200


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [pressed({"severity": ALL})], severity)
    on(app, sessions, [pressed({"page": ALL})], page)
    on(app, sessions, [pressed({"show": ALL})], show)
    on(app, sessions, [Input({"set": ALL}, "value")], search, click=False)


def keep(session: Session, key: str, value: Any, part: str = "shown") -> None:
    """Keep a choice, and say so only when it is another one."""
    if session.shown.get(key) != value:
        session.shown[key] = value
        session.changed(part)


def severity(session: Session, id: Any, _value: Any) -> None:
    """Show problems of one sort, or all."""
    if id["severity"] in ("all", *SEVERITIES):
        keep(session, "severity", id["severity"])


def page(session: Session, id: Any, _value: Any) -> None:
    """Show another page of uncertain names."""
    if isinstance(id["page"], int):
        keep(session, "names/page", max(0, id["page"]))


def show(session: Session, id: Any, _value: Any) -> None:
    """Show what is usually not needed."""
    if id["show"] == "columns/anyway":
        keep(session, "columns/anyway", True)


def search(session: Session, id: Any, value: Any) -> None:
    """Search among the firms."""
    if id["set"] == "firms/search":
        wanted = str(value or "")[:LONGEST]
        if session.shown.get("firms/search", "") != wanted:
            keep(session, "firms/search", wanted, "sort")
