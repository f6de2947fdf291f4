"""Sort a table by one of its headings; again the other way round."""

from __future__ import annotations

from typing import Any

from dash import ALL

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.layout.firms import table_of
from tiesnet.app.sessions import Session, Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [pressed({"sort": ALL, "key": ALL})], by)


def by(session: Session, id: Any, _value: Any) -> None:
    """Sort the firms: numbers begin with the largest, words with A."""
    key = id["key"]
    columns = {column.key: column for column in table_of(session).columns}
    if key not in columns:
        return
    before = session.shown.get("sort")
    first = columns[key].kind != "text"
    down = not before[1] if before and before[0] == key else first
    session.shown["sort"] = (key, down)
    session.changed("sort")
