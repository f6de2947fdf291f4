"""The firms, one row each; sorted by any heading, found by a part of their name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import dcc, html

from tiesnet.app.layout.parts import ROWS, grid, heading, piece
from tiesnet.app.sessions import Session
from tiesnet.exports import Table
from tiesnet.language import say, say_n


def show(session: Session) -> html.Div:
    """Draw it."""
    about = say("Press a heading to sort. What is not known stands last.")
    search = html.Label(
        [
            html.Span(say("Search by name")),
            dcc.Input(
                id={"set": "firms/search"},
                type="search",
                value=session.shown.get("firms/search", ""),
                debounce=0.3,
                maxLength=100,
            ),
        ],
        className="field",
    )
    return html.Div(
        [
            heading(say("Firms"), about),
            html.Div([search, piece(session, "found", "sort", found(session))], className="row"),
            piece(session, "firms", "sort", rows(session)),
        ]
    )


def found(session: Session) -> html.Span:
    """Say how many firms are listed."""
    table = table_of(session)
    words = say_n(len(table.rows), "{shown} of {n} firm", "{shown} of {n} firms",
                  shown=len(listed(session).rows))  # fmt: skip
    return html.Span(words, role="status", className="muted")


def rows(session: Session) -> html.Div:
    """Draw the firms searched for, sorted."""
    sort = session.shown.get("sort")
    return grid(listed(session), rows=ROWS, sort=sort, sortable="firms", caption=False)


def listed(session: Session) -> Table:
    """Give the rows that are searched for."""
    return matching(table_of(session), str(session.shown.get("firms/search", "")))


def table_of(session: Session) -> Table:
    """Give the table of the firms: that of the workbook."""
    from tiesnet.exports import firms_table

    measures = session.measures
    assert measures is not None
    made: Table = session.remembered("firms", lambda: firms_table(measures))
    return made


def matching(table: Table, search: str) -> Table:
    """Give the rows in whose texts a word stands."""
    wanted = search.casefold().strip()
    if not wanted:
        return table
    keys = [column.key for column in table.columns if column.kind == "text"]
    rows: Any = table.rows[keys].astype("object").map(lambda value: wanted in str(value).casefold())
    return replace(table, rows=table.rows[rows.any(axis=1)], row_kinds=())
