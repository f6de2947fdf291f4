"""Tables as the page shows them: headings with definitions, cells with text and sort value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tiesnet.exports.report.words import FIELD_TERMS, ORDER, SYMBOLS, is_blank, shown
from tiesnet.exports.tables import STATUS_NOTE, STATUS_WORDS
from tiesnet.exports.tables.model import Column, Kind, Table
from tiesnet.language import say, word
from tiesnet.literature import cite
from tiesnet.metrics import catalogue
from tiesnet.network import PARTLY

UNHEARD = ("silent", "not surveyed", "unclear")
STATUSES = ("connection", "connection_firms")
NAMES = ("name", "hangs_by", "source_name", "target_name")
RESTS_ON_ANSWERS = ("rank", "main_role")
NONE_IF_EMPTY = ("hangs_by", "cut_off_firms", *RESTS_ON_ANSWERS)
PICKED = ("stage", "kind", "severity", "layer", "relation", "formality", "status")
NOT = word("not known")
LONG = 60  # characters from which a text column takes the width of a paragraph
WORDY = 24  # characters from which it takes the width of a few words


@dataclass(frozen=True)
class Term:
    """What a term means.

    Attributes
    ----------
    title, definition, reading, formula, source : str
        In plain words; empty where there is nothing to say.
    metric : str
        Name in the catalogue, of which the chapter on methods says more.
    part : str
        Anchor of the part of the page that explains it at length, without the "#".
    """

    title: str
    definition: str
    reading: str = ""
    formula: str = ""
    source: str = ""
    metric: str = ""
    part: str = ""


@dataclass
class Terms:
    """The definitions the page needs, each once."""

    found: dict[str, Term] = field(default_factory=dict)
    _keys: dict[Term, str] = field(default_factory=dict)

    def of(self, table: str, column: Column, otherwise: Term | None = None) -> str:
        """Give the id of a column's definition, or of what explains all numbers of its table."""
        if column.metric in catalogue():
            return self.metric(column.metric)
        if column.definition:
            term = Term(column.label, column.definition, source=column.source)
            return self.add(f"t-{table}-{column.key}", term)
        if otherwise is None or column.kind == "text":
            return ""
        return self.add(f"t-{table}", otherwise)

    def metric(self, name: str) -> str:
        """Give the id of the definition of a measure."""
        record = catalogue()[name]
        reading = say(record.reading)
        self.found[f"t-{name}"] = Term(
            say(record.label),
            say(record.definition),
            f"{reading} {say(STATUS_NOTE)}" if name in STATUSES else reading,
            say(record.formula).split("\n\n")[0],
            cite(", ".join(record.source)),
            name,
        )
        return f"t-{name}"

    def add(self, key: str, term: Term) -> str:
        """Keep a term; one that means the same already keeps its id."""
        kept = self._keys.setdefault(term, key)
        self.found[kept] = term
        return kept


@dataclass(frozen=True)
class Cell:
    """One cell: what is shown, what it sorts by, whose card it opens, what explains it."""

    text: str
    sort: str | None = None
    actor: int | None = None
    symbol: str = ""
    term: str = ""
    heard: str = ""
    names: tuple[dict[str, Any], ...] = ()
    asked: str = ""


@dataclass(frozen=True)
class Page:
    """What tables need to know of the page: which actors the map has, which terms are defined."""

    places: Mapping[str, int]
    by_name: Mapping[str, int]
    terms: Terms

    def actor(self, row: Any, column: Column, text: str) -> int | None:
        """Find the actor a cell names."""
        if column.key == "name" and str(row) in self.places:
            return self.places[str(row)]
        return self.by_name.get(text) if column.actor or column.key in NAMES else None

    def actors(self, text: str) -> tuple[dict[str, Any], ...]:
        """Split a list of names, so that each can open its card."""
        names = text.split("; ") if text else []
        return tuple({"text": name, "actor": self.by_name.get(name)} for name in names)


def page_of(actors: pd.DataFrame) -> Page:
    """Index the actors by id, and by name where the name is unique."""
    places = {str(actor): place for place, actor in enumerate(actors.index)}
    names = actors["name"].map(shown)
    single = ~names.duplicated(keep=False)
    by_name = {n: p for p, (n, one) in enumerate(zip(names, single, strict=True)) if one}
    return Page(places, by_name, Terms())


def table_view(
    table: Table,
    page: Page,
    *,
    first: tuple[str, ...] = (),
    leave_out: Collection[str] = (),
    search: str = "",
    printed: int = 9,
    brief: bool = False,
    about: Term | None = None,
) -> dict[str, Any]:
    """Prepare a table for the page.

    Parameters
    ----------
    table : Table
        What is shown.
    page : Page
        The actors of the map and the terms collected so far.
    first : tuple of str
        Column keys that come first.
    leave_out : collection of str
        Column keys not shown here.
    search : str
        The placeholder of a search field; none by default.
    printed : int, default 9
        Columns that fit on paper; the others are in the workbook.
    brief : bool, default False
        Show only the columns of `first` until the others are asked for.
    about : Term, optional
        What explains the numbers of columns that have no definition of their own.
    """
    kept = [column for column in table.columns if column.key not in leave_out]
    kept = [column for column in kept if not _all_blank(table, column)]
    kept.sort(key=lambda c: first.index(c.key) if c.key in first else len(first))
    rows = [
        [_cell(table, page, number, label, row, column) for column in kept]
        for number, (label, row) in enumerate(zip(table.rows.index, _records(table), strict=True))
    ]
    late = [brief and column.key not in first for column in kept]
    about = about or _about(table)
    headers = [_header(table, page, c, n < printed, late[n], about) for n, c in enumerate(kept)]
    return {
        "key": table.key,
        "title": table.title,
        "note": table.note,
        "search": search,
        "why": [shown(why) for why in table.rows.get("why_empty", [""] * len(rows))],
        "headers": headers,
        "units": any(h["unit"] or h["term"] for h in headers),
        "head": next((n for n, c in enumerate(kept) if c.key in ("name", "source_name")), 0),
        "rows": rows,
        "unprinted": max(0, len(kept) - printed),
        "brief": any(late),
    }


def _about(table: Table) -> Term | None:
    """Explain the numbers of a table by how it is to be read."""
    said = " ".join(part for part in (table.question, table.reading) if part)
    return Term(table.title, said) if table.reading else None


def _all_blank(table: Table, column: Column) -> bool:
    return all(is_blank(value) for value in table.rows[column.key].tolist())


def _records(table: Table) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in table.rows.to_dict("records")]


def _header(
    table: Table, page: Page, column: Column, printed: bool, late: bool, about: Term | None
) -> dict[str, Any]:
    marks = [*([] if printed else ["extra"]), *(["late"] if late else [])]
    style = _style(table, column)
    return {
        "label": column.label,
        "unit": column.unit,
        "term": page.terms.of(table.key, column, about),
        "style": " ".join([style, *marks]).strip(),
        "pick": style == "status" or column.key in PICKED or column.key.endswith("_stage"),
    }


def _style(table: Table, column: Column) -> str:
    if column.kind != "text":
        return "n"
    if column.key in NAMES:
        return "name"
    if column.key in (*STATUSES, "answered"):
        return "status"
    longest = max((len(str(v)) for v in table.rows[column.key].tolist()), default=0)
    return "long" if longest > LONG else "wordy" if longest > WORDY else ""


def _cell(
    table: Table, page: Page, number: int, label: Any, row: Mapping[str, Any], column: Column
) -> Cell:
    value = row[column.key]
    kind: Kind = table.kind(number, column)
    text = shown(value, kind)
    if (str(label), column.key) in table.at_least:
        return Cell(f"≥ {text}", _sort(value, "")) if text else Cell("", "", heard=say(NOT))
    if column.key in STATUSES:
        place = str(ORDER.get(text, len(ORDER))) if text else ""
        said, mark = STATUS_WORDS.get(text, text), SYMBOLS.get(text, "")
        known = FIELD_TERMS.get(text, "")
        return Cell(say(said) if said else "", place, symbol=mark, term=say(known) if known else "")
    heard = "" if text else _heard(row, column)
    if column.actors:
        return Cell(text, "" if heard else None, heard=heard, names=page.actors(text))
    if column.kind != "text":
        return Cell(text, _sort(value, text), heard=heard)
    if column.words:
        return Cell(say(text) if text else "", "" if heard else None, heard=heard)
    asked = page.terms.metric(str(label)) if _is_measure(column, label) else ""
    actor = page.actor(label, column, text)
    return Cell(text, "" if heard else None, actor, heard=heard, asked=asked)


def _is_measure(column: Column, label: Any) -> bool:
    """Tell whether a cell names the measure its row is about."""
    return column.key == "label" and str(label) in catalogue()


def _heard(row: Mapping[str, Any], column: Column) -> str:
    """Say what an empty cell means to those who hear the page."""
    if str(row.get("connection")) in UNHEARD:
        return say(NOT)
    partly = str(row.get("answered")) == PARTLY
    if partly and column.key in RESTS_ON_ANSWERS:
        return say(NOT)
    if column.key in NONE_IF_EMPTY:
        return say("none")
    if column.kind == "text":
        return ""
    return say("not defined") if column.metric in catalogue() and not partly else say(NOT)


def _sort(value: Any, text: str) -> str | None:
    """Say by what number a cell sorts; nothing where the cell shows just that."""
    if is_blank(value):
        return ""
    number = f"{float(value):.9g}"
    return None if number == text else number
