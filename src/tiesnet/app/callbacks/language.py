"""The language of the page."""

from __future__ import annotations

from typing import Any

from dash import ALL

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.jobs import OccupiedError
from tiesnet.app.reading import read_again
from tiesnet.app.sessions import Session, Sessions
from tiesnet.language import LANGUAGES, in_language, say


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [pressed({"lang": ALL})], choose)


def choose(session: Session, id: Any, _value: Any) -> None:
    """Go on in another language; what the survey says of itself is read anew.

    Raises
    ------
    OccupiedError
        Long work is still being done, whose words would be in two languages.
    """
    lang = id["lang"]
    if lang not in LANGUAGES or lang == session.lang:
        return
    if session.busy:
        raise OccupiedError(say("The language cannot change while something is being done."))
    session.lang = lang
    session.columns = session.columns if session.columns and session.columns.edited else None
    session.changed("survey", "measures", "columns")
    with in_language(lang):
        if session.source is not None:
            read_again(session)
