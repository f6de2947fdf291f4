"""Clean the text of cells: spaces, control characters, spreadsheet errors, dates as names."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from tiesnet.language import say
from tiesnet.survey.coded import filled, replaced, rows_where
from tiesnet.survey.privacy.private import private_header
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.schema import TABLES
from tiesnet.survey.words import quoted

ERROR_CELLS = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
_SIGNS = frozenset("=+-@＝＋－＠")
_EDGES = (" ", "'")
_BREAKS = str.maketrans({"\n": " ", "\r": " ", "\t": " "})


def tidy(text: str) -> str:
    r"""Take off outer spaces and control characters; everything else stays as written.

    >>> tidy(" Acme\x07\n S.A.\u00a0")
    'Acme  S.A.'

    An apostrophe that keeps a spreadsheet from running a text is no part of it.

    >>> tidy("'=1+1"), tidy("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    if text.isprintable():
        return _without_guard(text.strip(" "))
    plain = text.translate(_BREAKS)
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Cc", "Cs"))
    plain = plain.strip()
    visible = any(unicodedata.category(char) != "Cf" for char in plain)
    return _without_guard(plain) if visible else ""


def _without_guard(text: str) -> str:
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in _SIGNS else text


def _untidy(texts: list[str]) -> list[str]:
    whole = "|".join(texts)
    if whole.isprintable() and not any(edge in f"|{whole}|" for edge in ("| ", " |", "|'")):
        return []
    return [t for t in texts if not t.isprintable() or t[:1] in _EDGES or t[-1:] == " "]


def _has_controls(text: str) -> bool:
    if text.isprintable():
        return False
    odd = (unicodedata.category(char) in ("Cc", "Cs") for char in text.strip().translate(_BREAKS))
    return any(odd)


def tidy_cells(table: Table, formulas: Sequence[tuple[int, str]], log: Log) -> Table:
    """Clean every cell of a table and report what had to be taken out."""
    for column in table.frame.columns:
        _say_controls(table, column, log)
    tidied = {c: replaced(table.frame[c], tidy, among=_untidy) for c in table.frame.columns}
    frame = pd.DataFrame(tidied, index=table.frame.index)
    clean = replace(table, frame=frame)
    for column in frame.columns:
        wrong = rows_where(frame[column], ERROR_CELLS.__contains__)
        text = say("The cell holds the spreadsheet error {value}; it was read as empty.")
        log.add_cells("error_cell", clean, wrong, column, text)
        if len(wrong):
            frame[column] = replaced(
                frame[column], lambda text: "" if text in ERROR_CELLS else text
            )
    for at, column in formulas:
        text = say("The cell holds a formula whose result is not stored; it was read as empty.")
        log.add_cells("formula_without_value", clean, [at], column, text)
    _say_dates(clean, log)
    return _without_empty_rows(clean, keep={at for at, _ in formulas})


def _say_controls(table: Table, column: str, log: Log) -> None:
    for at in rows_where(table.frame[column], _has_controls, among=_untidy):
        # Problems are exported, contact details never are.
        private = column.startswith("contact") or private_header(column)
        value = "" if private else tidy(str(table.frame[column].iat[at]))
        place = table.place(int(at), column, value)
        log.add(
            "control_characters",
            place,
            say(
                "Control characters were taken out of {value}.",
                value=quoted(value) if value else say("a cell"),
            ),
            say("Type the text again."),
        )


def _say_dates(table: Table, log: Log) -> None:
    """A date where a name belongs: spreadsheets turn names such as MARCH1 into dates."""
    for at, column in sorted(table.dates):
        known = TABLES[table.name].column(column)
        if known is None or not (known.type == "name" or column in ("id", "name", "organisation")):
            continue
        text = say("{value} is a date; a spreadsheet program has probably changed a name into it.")
        repair = say("Format the cell as text and type the name again.")
        log.add_cells("date_as_name", table, [at], column, text, repair)


def _without_empty_rows(table: Table, keep: set[int]) -> Table:
    if not len(table) or not len(table.frame.columns):
        return table
    kept = filled(table.frame)
    kept[list(keep)] = True
    return table.keep(kept)
