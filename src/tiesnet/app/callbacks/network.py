"""How the network is built: the round of the survey, and whose word makes a tie."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input

from tiesnet.app.callbacks._act import on
from tiesnet.app.reading import measure_again, waves_of
from tiesnet.app.sessions import Session, Sessions
from tiesnet.network import EVERY, POLICIES


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [Input({"build": ALL}, "value")], build, click=False)


def build(session: Session, id: Any, value: Any) -> None:
    """Build the network another way, and measure it again."""
    building = dict(session.building)
    waves = waves_of(session)
    if id["build"] == "wave" and value in waves:
        building["wave"] = value
        if value == waves[-1]:
            del building["wave"]
    elif id["build"] == "policy" and value in POLICIES:
        building["policies"] = {EVERY: value}
    elif id["build"] == "policy":
        building.pop("policies", None)
    if building == session.building or session.survey is None:
        return
    before, session.building = session.building, building
    try:
        measure_again(session)
    except BaseException:
        session.building = before
        raise
