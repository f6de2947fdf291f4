"""Parts of a view that change while a person writes in it: drawn without the rest."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, Output, State, no_update

from tiesnet.app.layout import firms, trials
from tiesnet.app.sessions import Sessions
from tiesnet.language import in_language

PIECES = {
    "found": ("sort", firms.found),
    "firms": ("sort", firms.rows),
    "outcomes": ("outcomes", trials.results),
}
"""The part of a session a piece is made from, and what draws it."""


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""

    def draw(_revision: Any, name: Any, ids: Any, kept: Any) -> Any:
        session = sessions.get(name)
        if session is None:
            return [no_update] * len(ids), no_update
        with in_language(session.lang):
            return pieces(session, ids, kept or {})

    app.callback(
        Output({"piece": ALL, "at": ALL}, "children"),
        Output("pieces", "data"),
        Input("revision", "data"),
        State("session", "data"),
        State({"piece": ALL, "at": ALL}, "id"),
        State("pieces", "data"),
        prevent_initial_call=True,
    )(draw)


def pieces(session: Any, ids: list[Any], kept: dict[str, int]) -> tuple[list[Any], dict[str, int]]:
    """Draw the pieces shown that are older than what they are made from."""
    made: list[Any] = []
    now = dict(kept)
    for id in ids:
        part, show = PIECES[id["piece"]]
        count = session.changes[part]
        if session.measures is None or count <= max(id["at"], kept.get(id["piece"], -1)):
            made.append(no_update)
            continue
        made.append(show(session))
        now[id["piece"]] = count
    return made, now
