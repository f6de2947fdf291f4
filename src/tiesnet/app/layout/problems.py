"""What is wrong in the data, row by row, and what was taken for granted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import html

from tiesnet.app.columns import can_map
from tiesnet.app.layout.parts import ROWS, button, heading, problem, spoken
from tiesnet.app.sessions import Session
from tiesnet.app.words import repair_here, shown
from tiesnet.language import say, say_n, word
from tiesnet.survey import SEVERITIES

_WORDS = {"error": word("Error"), "warning": word("Warning"), "note": word("Note")}


def counted(severity: str, count: int) -> str:
    """Say how many problems of a sort there are."""
    if severity == "error":
        return say_n(count, "{n} error", "{n} errors")
    if severity == "warning":
        return say_n(count, "{n} warning", "{n} warnings")
    return say_n(count, "{n} note", "{n} notes")


def show(session: Session) -> html.Div:
    """Draw it."""
    about = say(
        "What tiesnet met while it read the survey. Errors keep a row or a value out; warnings "
        "ask to be looked at; notes say what was done. Your files are never changed."
    )
    return html.Div(
        [heading(say("Problems of the data"), about), *_fatal(session), *_list(session),
         *_assumed(session), *_labels(session)]
    )  # fmt: skip


def _fatal(session: Session) -> list[Any]:
    if session.error is None:
        return []
    made: list[Any] = [problem(session.error)]
    if can_map(session):
        ask = say("If tiesnet did not understand its columns, say what they mean.")
        go = button(say("Say what its columns mean"), {"go": "columns", "from": "problems"})
        made.append(html.Div([html.Span(ask), go], className="row"))
    return made


def _list(session: Session) -> list[Any]:
    problems = session.problems
    if not problems:
        known = session.survey is not None
        return [html.P(say("No problem was found."))] if known else []
    counts = Counter(str(row["severity"]) for row in problems)
    chosen = session.shown.get("severity", "all")
    switches = [_switch("all", say("All"), chosen)]
    switches += [_switch(k, counted(k, counts[k]), chosen) for k in SEVERITIES if counts[k]]
    rows = [row for row in problems if chosen in ("all", row["severity"])]
    rows = sorted(rows, key=lambda row: SEVERITIES.index(str(row["severity"])))
    left = len(rows) - ROWS
    more = (
        [html.P(say_n(left, "{n} more is in the file of problems, under Download.",
                      "{n} more are in the file of problems, under Download."),
                className="small muted")]
        if left > 0
        else []
    )  # fmt: skip
    return [
        html.Div(
            switches, className="switches", role="group", **spoken({"aria-label": say("Show")})
        ),
        html.Ul([_row(row) for row in rows[:ROWS]], className="problems"),
        *more,
    ]


def _switch(key: str, words: str, chosen: str) -> html.Button:
    pressed = "true" if key == chosen else "false"
    return html.Button(words, id={"severity": key}, type="button", n_clicks=0,
                       **spoken({"aria-pressed": pressed}))  # fmt: skip


def _row(row: Any) -> html.Li:
    severity = str(row["severity"])
    value = shown(row.get("value"))
    parts = [
        html.Span(say(_WORDS[severity]), className=f"severity {severity}"),
        html.Span(place(row), className="where"),
    ]
    if value:
        parts.append(html.Span(html.Bdi(value), className="value"))
    repair = repair_here(row.get("repair"))
    return html.Li(
        [
            html.Div(parts, className="line"),
            html.P(shown(row.get("problem"))),
            *([html.P(repair, className="repair")] if repair else []),
        ],
        className=severity,
    )


def place(row: Any) -> str:
    """Say where a problem stands: file, sheet, row and column."""
    file, sheet = shown(row.get("file")), shown(row.get("sheet"))
    parts = [file]
    if sheet and sheet != file:
        parts.append(say("sheet {sheet}", sheet=sheet))
    if number := shown(row.get("row")):
        parts.append(say("row {row}", row=number))
    if column := shown(row.get("column")):
        parts.append(say("column {column}", column=column))
    return ", ".join(part for part in parts if part) or say("The whole survey")


def _assumed(session: Session) -> list[Any]:
    """Say what was taken for granted, while reading and while building."""
    if session.measures is not None:
        rows = session.measures.net.origin.assumptions.to_dict("records")
    elif session.survey is not None:
        rows = session.survey.assumptions.to_dict("records")
    else:
        rows = []
    if not rows:
        return []
    title = say_n(len(rows), "{n} assumption was made for you", "{n} assumptions were made for you")
    return [html.H2(title), html.Ul([html.Li(_times(row)) for row in rows], className="plain")]


def _times(row: Any) -> str:
    text, count = shown(row["assumption"]), int(row["count"])
    if count < 2 or str(count) in text:
        return text
    return say("{text} ({times} times)", text=text, times=count)


def _labels(session: Session) -> list[Any]:
    """Say whose name stands behind which label in outputs: only who holds the data sees it."""
    from tiesnet.survey import withheld

    if session.survey is None:
        return []
    names = session.survey.actors["name"]
    labels = withheld(session.survey)
    if not labels:
        return []
    rows = [
        html.Li(say("{label} is {name}.", label=label, name=shown(names[actor])))
        for actor, label in labels.items()
    ]
    return [html.H2(say("Names that reports withhold")), html.Ul(rows, className="plain")]
