"""A table as a journal prints it: few columns, p with its error, everything else in a note."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from tiesnet.exports.tables.evidence import shown_evidence
from tiesnet.exports.tables.model import Column, Table
from tiesnet.exports.text import plain_value
from tiesnet.inference import Evidence, Outcome
from tiesnet.language import localised, say, word
from tiesnet.literature import cite

MINUS = "\N{MINUS SIGN}"
SIDES = ("p_greater", "p_less")
LONGEST = 40  # rows that fit on a page
_ERROR_NOTE = word("In parentheses behind p: its Monte-Carlo standard error.")


@dataclass(frozen=True)
class Printed:
    """A table as text.

    Attributes
    ----------
    title : str
    heads : tuple of str
        One line each.
    rows : tuple of tuple of str
        Numbers with three decimals; a negative one begins with a minus sign, not a hyphen.
    right : tuple of bool
        Which columns are numbers.
    note : str
        What belongs below.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    note: str = ""


def printed(outcome: Outcome, one: Evidence) -> Printed:
    """Give a table of an outcome as a paper prints it.

    Where a two-sided p stands, those of one side are left out, and its error follows it in
    parentheses.
    """
    table = shown_evidence(outcome.net, one)
    cells = with_errors(table)
    left = SIDES if "p" in cells else ()
    kept = [column for column in table.columns if column.key in cells and column.key not in left]
    notes = [table.reading, table.note]
    if "p" in cells and len(cells) < len(table.columns):
        notes.append(say(_ERROR_NOTE))
    if outcome.source:
        notes.append(say("Sources: {sources}.", sources=cite(", ".join(outcome.source))))
    return Printed(
        table.title,
        tuple(_head(column) for column in kept),
        tuple(zip(*(cells[column.key] for column in kept), strict=True)),
        tuple(column.kind != "text" for column in kept),
        " ".join(note for note in notes if note),
    )


def with_errors(table: Table) -> dict[str, list[str]]:
    """Give the cells of a table as text, by column; the error of p follows p in parentheses."""
    cells = {column.key: texts(table, column) for column in table.columns}
    if "p" in cells and "p_error" in cells:
        pairs = zip(cells["p"], cells.pop("p_error"), strict=True)
        cells["p"] = [f"{p} ({error})" if p and error else p for p, error in pairs]
    return cells


def printed_tables(outcome: Outcome) -> list[Printed]:
    """Give the tables of an outcome that belong into a paper, the main one first.

    These are those that are open at once where an outcome is shown; lists of details are in the
    workbook.
    """
    shown = [one for one in outcome.tables if len(one.rows)]
    return [printed(outcome, one) for k, one in enumerate(shown) if not k or one.shown == "page"]


def pages(table: Printed, most: int = LONGEST) -> list[Printed]:
    """Cut a long table into parts that fit on a page; the note stands below the last."""
    starts = range(0, len(table.rows), most)
    parts = [replace(table, rows=table.rows[start : start + most], note="") for start in starts]
    parts[1:] = [
        replace(part, title=say("{title} (continued)", title=table.title)) for part in parts[1:]
    ]
    return [*parts[:-1], replace(parts[-1], note=table.note)]


def texts(table: Table, column: Column) -> list[str]:
    """Give the cells of a column as text; a lower bound says so."""
    values = [plain_value(value) for value in table.rows[column.key]]
    kinds = [table.kind(place, column) for place in range(len(values))]
    whole = all(float(v).is_integer() for v in values if isinstance(v, int | float))
    cells = [
        figure(value, "count" if whole and kind == "number" else kind)
        for value, kind in zip(values, kinds, strict=True)
    ]
    least = [(str(label), column.key) in table.at_least for label in table.rows.index]
    return [f"≥ {cell}" if low and cell else cell for cell, low in zip(cells, least, strict=True)]


def figure(value: Any, kind: str) -> str:
    """Give a number with the digits a paper gives it; what is not known is empty.

    >>> figure(-0.12345, "number"), figure(0.0004, "p"), figure(0.0004, "number")
    ('−0.123', '< 0.001', '4.0e−04')
    >>> figure(1234.5, "number"), figure(0.256, "percent"), figure(None, "number")
    ('1,234.5', '25.6 %', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    return localised(_digits(float(value), kind)).replace("-", MINUS)


def _digits(value: float, kind: str) -> str:
    if kind == "p":
        return "< 0.001" if 0 < value < 0.001 else f"{value:.3f}"
    if kind == "percent":
        return f"{100 * value:.1f} %"
    if kind == "count":
        return f"{value:,.0f}"
    size = abs(value)
    if size and (size < 0.0005 or size >= 1e9 or not math.isfinite(value)):
        return f"{value:.1e}"
    return f"{value:.3f}" if size < 1000 else f"{value:,.1f}"


def _head(column: Column) -> str:
    """Give label and unit on one line; a unit the label names already is not said again."""
    unit = "" if column.unit == "%" or column.unit in column.label.casefold() else column.unit
    return f"{column.label} ({unit})" if unit else column.label
