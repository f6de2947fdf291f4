"""Pieces that several views are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import dcc, html

from tiesnet.app.sessions import Session
from tiesnet.app.words import repair_here, shown, typeset
from tiesnet.errors import TiesnetError
from tiesnet.exports import Table, table_texts
from tiesnet.language import say, say_n

_WHY = "why_empty"
ROWS = 200
"""Rows of a table shown at once."""


def heading(title: str, about: str = "") -> html.Div:
    """Give the title of a view and what it is for."""
    words = [html.H1(title, id="title", tabIndex="-1")]
    return html.Div([*words, *([html.P(about, className="about")] if about else [])])


def problem(error: TiesnetError | None, level: str = "error") -> html.Div | None:
    """Show what could not be done, and how to repair it."""
    if error is None:
        return None
    repair = [html.P(repair_here(error.repair))] if error.repair else []
    return html.Div([html.P(html.B(shown(error.problem))), *repair], className=f"said {level}")


def button(words: str, id: Any, kind: str = "", **more: Any) -> html.Button:
    """Give a button."""
    return html.Button(words, id=id, className=kind, type="button", n_clicks=0, **more)


def labelled(words: str, control: Any, note: str = "", wide: bool = False) -> html.Div:
    """Put a label above a control, and a note below it."""
    small = [html.Div(note, className="small muted")] if note else []
    text = html.Div(words, className="label")
    return html.Div([text, control, *small], className="field wide" if wide else "field")


def number_box(id: Any, value: Any) -> dcc.Input:
    """Ask for a whole number; what comes is checked where it is used.

    The number field of Dash has buttons in English, and empties itself where no largest is given.
    """
    return dcc.Input(
        id=id,
        type="text",
        inputMode="numeric",
        value="" if value is None else str(value),
        debounce=True,
        maxLength=12,
    )


def piece(session: Session, name: str, part: str, children: Any) -> html.Div:
    """Hold what is drawn anew without the rest of its view when a part of the session changes."""
    return html.Div(children, id={"piece": name, "at": session.changes[part]})


def dropdown(id: Any, choices: Iterable[tuple[str, str]], value: Any, **more: Any) -> dcc.Dropdown:
    """Give a list to choose from; in the language of the page."""
    options = [{"label": label, "value": key} for key, label in choices]
    settings: dict[str, Any] = {
        "clearable": False,
        "searchable": len(options) > 8,
        "placeholder": say("Choose"),
        "maxHeight": 360,
        "labels": {
            "select_all": say("Select all"),
            "deselect_all": say("Select none"),
            "selected_count": say("{num_selected} selected", num_selected="{num_selected}"),
            "search": say("Search"),
            "clear_search": say("Clear search"),
            "clear_selection": say("Clear selection"),
            "no_options_found": say("Nothing found"),
        },
    }
    known = set(dcc.Dropdown()._prop_names)
    settings = {key: given for key, given in (settings | more).items() if key in known}
    return dcc.Dropdown(id=id, options=options, value=value, **settings)


def spoken(given: Mapping[str, Any]) -> dict[str, Any]:
    """Give attributes whose names are no words of Python, such as aria-label."""
    return dict(given)


def grid(
    table: Table,
    *,
    rows: int = ROWS,
    sort: tuple[str, bool] | None = None,
    sortable: str = "",
    caption: bool = True,
) -> html.Div:
    """Show a table as the report does; headings are buttons where it can be sorted.

    Parameters
    ----------
    table : Table
    rows : int
        Most rows shown.
    sort : (key, descending), optional
        How it is sorted now.
    sortable : str
        The name under which sorting is asked for; "" when it cannot be.
    caption : bool
        Whether the title stands above.
    """
    part = sorted_table(table, sort).part(0, rows)
    cells = table_texts(part)
    columns = [column for column in part.columns if column.key in cells]
    head = html.Tr([_head(column, sort, sortable) for column in columns])
    texts: list[list[Any]] = [_column(column, cells[column.key]) for column in columns]
    kinds = ["" if column.kind == "text" else "number" for column in columns]
    body = [
        html.Tr([_cell(text, kinds[at], at == 0) for at, text in enumerate(row)])
        for row in zip(*texts, strict=True)
    ]
    title = [html.Caption(shown(table.title))] if caption else []
    made = html.Table([*title, html.Thead(head), html.Tbody(body)])
    left = len(table.rows) - len(body)
    more = [html.P(left_words(left), className="small muted")] if left > 0 else []
    notes = [html.P(words, className="small muted") for words in (table.note,) if words]
    scroll = html.Div(made, className="scroll", tabIndex="0", role="region",
                      **spoken({"aria-label": table.title}))  # fmt: skip
    return html.Div([scroll, *more, *notes], className="grid")


def left_words(left: int) -> str:
    """Say how many rows are not shown."""
    return say_n(left, "{n} more row is in the workbook.", "{n} more rows are in the workbook.")


def sorted_table(table: Table, sort: tuple[str, bool] | None) -> Table:
    """Sort a table; what is not known stands last in both directions."""
    from dataclasses import replace

    if sort is None or sort[0] not in table.rows:
        return table
    values = table.rows[sort[0]]
    if values.dtype.kind not in "iufb":
        blank = values.isna() | values.astype("object").map(lambda v: str(v).strip() == "")
        values = values.astype("object").map(lambda v: str(v).casefold()).where(~blank)
    positions = pd.Series(range(len(values)), index=values.index)
    order = pd.DataFrame({"value": values.to_numpy(), "at": positions.to_numpy()}).sort_values(
        "value", ascending=not sort[1], kind="stable", na_position="last"
    )["at"]
    kinds = tuple(table.row_kinds[at] for at in order) if table.row_kinds else ()
    return replace(table, rows=table.rows.iloc[order.to_numpy()], row_kinds=kinds)


def _head(column: Any, sort: tuple[str, bool] | None, sortable: str) -> html.Th:
    words: list[Any] = [shown(column.label)]
    if column.unit:
        words.append(html.Span(column.unit, className="unit"))
    kind = "" if column.kind == "text" else "number"
    if not sortable:
        return html.Th(words, className=kind, scope="col", title=column.definition or None)
    now = sort is not None and sort[0] == column.key
    said = ("descending" if sort[1] else "ascending") if sort is not None and now else "none"
    id = {"sort": sortable, "key": column.key}
    return html.Th(
        html.Button(words, id=id, type="button", n_clicks=0, title=column.definition or None),
        className=f"{kind} {said}".strip(),
        scope="col",
        **spoken({"aria-sort": said} if now else {}),
    )


def _column(column: Any, texts: Sequence[str]) -> list[Any]:
    if column.key == _WHY:  # long, and seldom asked for
        return [
            html.Details([html.Summary(say("Why")), shown(text)]) if text else "" for text in texts
        ]
    said = [shown(say(text) if column.words and text else text) for text in texts]
    return said if column.kind == "text" else [typeset(text) for text in said]


def _why(text: str) -> Any:
    return html.Details([html.Summary(say("Why")), text]) if text else ""


def _cell(text: Any, kind: str, first: bool) -> Any:
    if first:
        return html.Th(text, className=kind, scope="row")
    return html.Td(text, className=kind)
