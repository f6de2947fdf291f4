"""The form of columns."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input

from tiesnet.app.callbacks._act import on, pressed
from tiesnet.app.columns import (
    DIRECTIONS,
    FORMALITIES,
    ROLES,
    choices,
    draft_columns,
    give_meaning,
    give_role,
    say_of_relation,
    use_mapping,
)
from tiesnet.app.sessions import Session, Sessions

LONGEST = 60


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    value = "value"
    on(app, sessions, [Input({"role": ALL}, value)], role, click=False)
    on(app, sessions, [Input({"meaning": ALL}, value)], meaning, click=False)
    on(app, sessions, [Input({"relation": ALL}, value)], relation, click=False)
    on(app, sessions, [Input({"fact": ALL, "of": ALL}, value)], fact, click=False)
    on(app, sessions, [pressed("use-mapping")], use)


def role(session: Session, id: Any, value: Any) -> None:
    """Say what a row of a table is."""
    columns = session.columns
    if columns is not None and value in ROLES and 0 <= id["role"] < len(columns.plan.tables):
        give_role(session, id["role"], value)


def meaning(session: Session, id: Any, value: Any) -> None:
    """Give a column a meaning from its list."""
    columns = session.columns
    if columns is None or not 0 <= id["meaning"] < len(columns.chosen):
        return
    block = columns.chosen[id["meaning"]]
    if (value or "") in choices(block, columns.plan.tables[block.table].role):
        give_meaning(session, id["meaning"], value or "", block.relation)


def relation(session: Session, id: Any, value: Any) -> None:
    """Say of which relation a column tells."""
    columns = session.columns
    if columns is None or not 0 <= id["relation"] < len(columns.chosen):
        return
    block = columns.chosen[id["relation"]]
    give_meaning(session, id["relation"], block.meaning, str(value or "")[:LONGEST])


def fact(session: Session, id: Any, value: Any) -> None:
    """Say whether a relation is formal, or has a direction."""
    known = {"formality": FORMALITIES, "directed": DIRECTIONS}.get(id["fact"])
    columns = session.columns
    if known is None or columns is None or (value or "") not in known:
        return
    if id["of"] in columns.relations() and columns.fact(id["of"], id["fact"]) != (value or ""):
        say_of_relation(session, id["of"], id["fact"], value or "")


def use(session: Session, _id: Any, _value: Any) -> None:
    """Read the survey with the form."""
    draft_columns(session)
    use_mapping(session)
