"""Typing of columns by the schema: choices, yes and no, numbers, the user's own attributes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.coded import per_value, text_or_missing
from tiesnet.survey.numbers import attribute, number_column
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.schema import CHOICES, TABLES
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import TEXT, shortened

NUMBERS = ("number", "amount", "share", "year")
_NOTHING = frozenset({"-", "–", "?", "na", "n/a", "n.a.", "nd", "n.d.", "s/d"})


def choice_column(table: Table, column: str, choice: str, log: Log) -> pd.Series:
    """Read a column as one of the values of a choice; empty where none was meant."""
    texts = table.text(column)
    values = per_value(texts, lambda text: read_choice(choice, text) or "")
    given = per_value(texts, lambda text: text.casefold() not in _NOTHING and text != "", bool)
    wrong = np.flatnonzero((given & (values == "")).to_numpy())
    allowed = ", ".join(CHOICES.get(choice, ("yes", "no")))
    label = shortened(table.labels.get(column, column))
    text = say("{{value}} is no {label} that is known; the cell was read as empty.", label=label)
    log.add_cells(
        "invalid_value", table, wrong, column, text, say("Use one of: {allowed}.", allowed=allowed)
    )
    return values


def yesno_column(table: Table, column: str, log: Log) -> pd.Series:
    """Read a column as true, false or missing."""
    words = choice_column(table, column, "yesno", log)
    return words.map({"yes": True, "no": False}).astype("boolean")


def typed(table: Table, column: str, log: Log) -> pd.Series:
    """Read a column by its type in the schema; a column of the user's own by what it holds."""
    known = TABLES[table.name].column(column)
    texts = table.text(column)
    if known is None:
        numbers = attribute(texts)
        return text_or_missing(texts) if numbers is None else numbers
    if known.type in NUMBERS:
        return number_column(table, column, known.type, log)
    if known.type == "yesno":
        return yesno_column(table, column, log)
    if known.type in CHOICES:
        return text_or_missing(choice_column(table, column, known.type, log))
    return text_or_missing(texts)


def typed_frame(table: Table, log: Log, skip: tuple[str, ...] = ()) -> pd.DataFrame:
    """Read all columns of a table by their types."""
    columns = {name: typed(table, name, log) for name in table.frame.columns if name not in skip}
    frame = pd.DataFrame(columns, index=table.frame.index)
    for column in TABLES[table.name].columns:
        if column.required and column.name not in frame.columns and column.name not in skip:
            frame[column.name] = pd.Series(pd.NA, index=frame.index, dtype=TEXT)
    return frame
