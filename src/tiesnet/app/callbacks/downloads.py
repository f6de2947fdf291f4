"""Files are made when they are asked for, and handed over when they are ready."""

from __future__ import annotations

from typing import Any

from dash import ALL, ClientsideFunction, Input, Output, State, no_update

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.downloads import items, prepare, prepare_outcome
from tiesnet.app.sessions import Session, Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [pressed({"get": ALL, "from": ALL})], get)
    on(app, sessions, [pressed({"outcome": ALL})], outcome)

    def ready(_revision: Any, name: Any, fetched: Any) -> Any:
        session = sessions.get(name)
        count = session.changes["ready"] if session is not None else 0
        if session is None or session.ready is None or count == (fetched or {}).get("count", 0):
            return no_update
        return {"count": count, "address": f"/download/{session.id}?{count}"}

    app.callback(
        Output("fetched", "data"),
        Input("revision", "data"),
        State("session", "data"),
        State("fetched", "data"),
    )(ready)
    app.clientside_callback(
        ClientsideFunction("tiesnet", "fetch"),
        Output("sink", "accessKey"),
        Input("fetched", "data"),
        prevent_initial_call=True,
    )


def get(session: Session, id: Any, _value: Any) -> None:
    """Begin to make a file."""
    item = items().get(id["get"])
    if item is not None and item.offered(session):
        prepare(session, item.name)


def outcome(session: Session, id: Any, _value: Any) -> None:
    """Hand over one result."""
    if isinstance(id["outcome"], int):
        prepare_outcome(session, id["outcome"])
