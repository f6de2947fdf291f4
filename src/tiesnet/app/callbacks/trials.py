"""The choices of a test, and its run."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, State, ctx

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.callbacks.choose import keep
from tiesnet.app.layout.trials import chosen
from tiesnet.app.sessions import Session, Sessions
from tiesnet.app.trials import run_trial, trials
from tiesnet.app.trials._registry import values_of


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    on(app, sessions, [Input({"trial": ALL, "field": ALL}, "value")], choose, click=False)
    # What was written last may still be under way: the press brings the whole form along.
    form = State({"trial": ALL, "field": ALL}, "value")
    on(app, sessions, [pressed("run-trial")], run_as_shown, states=[form])


def choose(session: Session, id: Any, value: Any) -> None:
    """Choose another test, or keep what one of its fields holds."""
    if session.measures is None:
        return
    if id["field"] == "which":
        if value in trials() and value != chosen(session).name:
            keep(session, "trial", value, "trial")
        return
    trial = trials().get(id["trial"])
    if trial is None or id["field"] not in {field.key for field in trial.fields}:
        return
    values = values_of(session, trial)
    if values[id["field"]] != value:  # the form shows it already
        session.shown[f"trial/{trial.name}"] = {**values, id["field"]: value}


def run_as_shown(session: Session, id: Any, value: Any) -> None:
    """Run the test with the form as the page shows it."""
    name = chosen(session).name
    for one in ctx.states_list[0]:
        if one["id"]["trial"] == name:
            choose(session, one["id"], one.get("value"))
    run(session, id, value)


def run(session: Session, _id: Any, _value: Any) -> None:
    """Run the test that is shown."""
    run_trial(session, chosen(session).name)
