"""From view to view."""

from __future__ import annotations

from typing import Any

from dash import ALL, ClientsideFunction, Input, Output, ctx, no_update

from tiesnet.app.layout.views import VIEWS
from tiesnet.app.sessions import Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""

    def go(*_clicks: Any) -> Any:
        value = ctx.triggered[0]["value"] if ctx.triggered else None
        wanted = ctx.triggered_id["go"] if ctx.triggered_id and value else None
        return wanted if wanted in VIEWS else no_update

    app.callback(
        Output("view", "data"),
        Input({"go": ALL}, "n_clicks"),
        Input({"go": ALL, "from": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )(go)
    app.clientside_callback(
        ClientsideFunction("tiesnet", "arrived"),
        Output("sink", "dir"),
        Input("view", "data"),
        prevent_initial_call=True,
    )
