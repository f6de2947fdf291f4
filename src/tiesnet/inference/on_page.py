"""How the results of tests show themselves in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.language import say, say_n
from tiesnet.shown import MOST_COLUMNS, card, rows, share

if TYPE_CHECKING:
    from tiesnet.inference.evidence import Evidence, Field
    from tiesnet.inference.outcome import Outcome

_LONGEST = 60  # rows made ready; the table shows fewer and counts the rest


def outcome_card(outcome: Outcome) -> str:
    """Write what was found, the first rows of the main table, and what to keep in mind."""
    names: Mapping[str, str] = {}
    if outcome.net is not None:
        names = outcome.net.actors["name"].astype("str").to_dict()
    main = [one for one in outcome.tables if len(one.rows)][:1]
    counts = [
        say_n(len(one.rows), "{title}: {n} row", "{title}: {n} rows", title=say(one.title))
        for one in outcome.tables
        if len(one.rows)
    ]
    table = evidence_rows(main[0], names) if main else ""
    return card(say(outcome.title), counts, outcome.sentences, table, outcome.cautions)


def evidence_card(one: Evidence) -> str:
    """Write the first rows of a table of evidence."""
    return card(say(one.title), table=evidence_rows(one), quiet=[say(one.reading)])


def evidence_rows(one: Evidence, names: Mapping[str, str] | None = None) -> str:
    """Write the first rows of a table of evidence; columns that are empty are left out."""
    fields = [
        field
        for field in one.fields
        if field.kind != "code" and field.key in one.rows and one.rows[field.key].notna().any()
    ][:MOST_COLUMNS]
    shown = one.rows.head(_LONGEST)
    cells = [
        [_cell(row[field.key], field, names or {}) for field in fields]
        for row in shown.to_dict("records")
    ]
    return rows([say(field.label) for field in fields], cells)


def _cell(value: Any, field: Field, names: Mapping[str, str]) -> Any:
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(str(names.get(one, one)) for one in value)
    if value is None or pd.isna(value):
        return None
    if field.kind == "percent":
        return share(float(value))
    if field.kind == "actor":
        return str(names.get(str(value), value))
    if field.kind == "flag":
        return bool(value)
    if isinstance(value, str):
        return value
    return float(value)
