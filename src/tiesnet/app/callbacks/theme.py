"""Light, dark, or as the system has it: decided in the browser."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Input, Output, State

from tiesnet.app.sessions import Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    app.clientside_callback(
        ClientsideFunction("tiesnet", "theme"),
        Output("theme", "data"),
        Input("theme-button", "n_clicks"),
        State("theme", "data"),
    )
