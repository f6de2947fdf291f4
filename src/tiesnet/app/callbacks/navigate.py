"""From view to view."""

from __future__ import annotations

from typing import Any

from dash import ALL, ClientsideFunction, Input, Output

from tiesnet.app.sessions import Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    # In the browser: an answer of the server would be dropped when the list is drawn meanwhile.
    app.clientside_callback(
        ClientsideFunction("tiesnet", "go"),
        Output("view", "data"),
        Input({"go": ALL}, "n_clicks"),
        Input({"go": ALL, "from": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("tiesnet", "arrived"),
        Output("sink", "dir"),
        Input("view", "data"),
        prevent_initial_call=True,
    )
