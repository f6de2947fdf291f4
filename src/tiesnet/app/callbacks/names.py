"""Decisions on names."""

from __future__ import annotations

from typing import Any

from dash import ALL

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.decisions import NEW, decide, doubts_of
from tiesnet.app.reading import read_again
from tiesnet.app.sessions import Session, Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [pressed({"doubt": ALL, "offer": ALL})], choose)
    on(app, sessions, [pressed("use-names")], use)


def choose(session: Session, id: Any, _value: Any) -> None:
    """Decide a name; the same again takes it back."""
    doubts = doubts_of(session)
    if not 0 <= id["doubt"] < len(doubts):
        return
    doubt = doubts[id["doubt"]]
    if id["offer"] == -1:
        decide(session, doubt.name, NEW)
    elif 0 <= id["offer"] < len(doubt.offers):
        decide(session, doubt.name, doubt.offers[id["offer"]].decision)


def use(session: Session, _id: Any, _value: Any) -> None:
    """Read the survey with the decisions."""
    read_again(session)
