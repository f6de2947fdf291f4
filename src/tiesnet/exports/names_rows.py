"""What stands in the sheet of names: columns, instructions, and a row per name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from tiesnet.language import say, word
from tiesnet.survey import (
    DECISION,
    MOST_SUGGESTED,
    NAME,
    NOTE,
    Decisions,
    Survey,
    uncertain_names,
)

DECIDED = DECISION
CHOICES = (*(f"suggestion {k}" for k in range(1, MOST_SUGGESTED + 1)), "or a name like it", "or")
COLUMNS = (
    NAME,
    "times",
    "stands in",
    "row",
    DECIDED,
    NOTE,
    *CHOICES,
    *(f"why {k}" for k in range(1, MOST_SUGGESTED + 1)),
    "why the name like it",
)
INSTRUCTIONS = (
    word(
        "Each row is a name that may be a firm under another name. Nothing here was merged. Say in "
        "the column 'decision' which firm it is; leave it empty when you do not know. The "
        "likeliest stand first; far down, most are firms of their own."
    ),
    word(
        "In 'decision' you may put: one of the suggestions of the row (choose it from the "
        "drop-down); the id or the name of any other firm of your list; another name of the data, "
        "when both are one firm outside your list; or the word new, when it is a firm of its own."
    ),
    word(
        "Save the file and give it with the survey: tiesnet report SURVEY --names FILE -o OUT. "
        "Writing the sheet again keeps your decisions and notes. You may add rows for other names."
    ),
)


def names_rows(
    survey: Survey, decisions: Decisions | None = None, every: bool = False
) -> list[dict[str, Any]]:
    """Give the rows of the sheet: uncertain names first, then those that were decided before."""
    rows = [_row(record) for record in uncertain_names(survey, every).to_dict("records")]
    listed = {row[NAME]: row for row in rows}
    places = {str(row["name"]): row for row in survey.names.to_dict("records")}
    for known in decisions.rows if decisions else ():
        if known.name not in listed and (known.decided or known.note):
            listed[known.name] = _row({"name": known.name, **places.get(known.name, {})})
            rows.append(listed[known.name])
        if known.name in listed:
            listed[known.name] |= {DECIDED: known.decided or None, NOTE: known.note or None}
    return rows


def _row(record: Mapping[Any, Any]) -> dict[str, Any]:
    like = _given(record, "like")
    row = {
        NAME: record["name"],
        "times": _given(record, "times"),
        "stands in": _where(record),
        "row": _given(record, "row") or None,
        "or a name like it": f"same as {like}" if like else None,
        "or": "new",
        "why the name like it": _given(record, "like_why"),
    }
    for k in range(1, MOST_SUGGESTED + 1):
        row[f"suggestion {k}"] = _given(record, f"suggestion_{k}")
        row[f"why {k}"] = _why(_given(record, f"why_{k}"), _given(record, f"score_{k}"))
    return row


def _given(record: Mapping[Any, Any], column: str) -> Any:
    value = record.get(column)
    return None if value is None or pd.isna(value) or value == "" else value


def _why(why: Any, score: Any) -> str | None:
    if why is None:
        return None
    return say("{score} of 100: {why}", score=round(float(score or 0) * 100), why=why)


def _where(record: Mapping[Any, Any]) -> str | None:
    parts = dict.fromkeys(_given(record, name) for name in ("sheet", "file", "table", "column"))
    found = _first(parts, 1)
    column = _given(record, "column")
    return ", ".join(filter(None, [*found, column])) or None


def _first(parts: Iterable[Any], most: int) -> list[str]:
    return [str(part) for part in parts if part][:most]
