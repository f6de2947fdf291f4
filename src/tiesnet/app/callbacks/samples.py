"""Open a sample."""

from __future__ import annotations

from typing import Any

from dash import ALL

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.reading import open_sample
from tiesnet.app.samples import SAMPLES
from tiesnet.app.sessions import Session, Sessions


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [pressed({"sample": ALL})], choose)


def choose(session: Session, id: Any, _value: Any) -> None:
    """Open the sample that was pressed."""
    if id["sample"] in SAMPLES:
        open_sample(session, id["sample"])
