"""Read numbers as people write them: decimal commas, thousands, percent, money."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.language import say, word
from tiesnet.survey.coded import distinct, split
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import counted, quoted

NOT_GIVEN = frozenset(
    {"", "-", "–", "—", ".", "?", "na", "n/a", "n.a.", "n.d.", "nd", "s/d", "s.d.", "ns", "nc"}
    | {"ns/nc", "none", "null", "nan", "missing", "don't know", "no sabe", "não sabe", "non so"}
)
# Beyond these no answer is possible: amounts are money and counts, the rest strengths and shares.
LARGEST, LARGEST_AMOUNT = 1e12, 1e15
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_LINES = re.compile(rf"({_PLAIN.pattern}\n)*+{_PLAIN.pattern}")
_COMMA = re.compile(r"[+-]?(\d+(,\d*)?|,\d+)")
_DOTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_MONEY = re.compile(r"[\s\u00a0\u202f'’]|[€$£¥]|(?<=\d)\s*(EUR|USD)$|^(EUR|USD|R\$|US\$)\s*")
_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_CODE = re.compile(r"[+-]?0\d+")
_YEAR = re.compile(r"(\d{4})-\d{2}-\d{2}.*")


class Parsed(NamedTuple):
    """A column of numbers: values, how each was read, and which cells are no number."""

    values: pd.Series
    ways: np.ndarray
    codes: np.ndarray

    @property
    def how(self) -> pd.Series:
        """How each cell was read."""
        return pd.Series(self.ways[self.codes], index=self.values.index)

    def where(self, way: str) -> np.ndarray:
        """Positions of the cells read in this way."""
        found = self.ways == way
        return np.flatnonzero(found[self.codes]) if found.any() else np.zeros(0, dtype=np.intp)


def parse_numbers(texts: pd.Series, kind: str = "number") -> Parsed:
    """Read a column of texts as numbers.

    ``how`` each distinct text was read: plain, comma (decimal comma), thousands, ambiguous,
    percent, empty, wrong, or huge (beyond any answer that is possible, and therefore left empty).
    """
    readings = {"amount": _amount, "share": _share, "year": _year, "number": _number}
    codes, unique = split(texts)
    lines = "\n".join(unique)
    if lines.count("\n") < len(unique) and _LINES.fullmatch(lines):  # nothing but plain numbers
        values = np.fromiter(map(float, unique), dtype=float, count=len(unique))
        how = np.full(len(unique), "plain", dtype=object)
    else:
        pairs = [readings[kind](str(value)) for value in unique]
        values = np.array([value for value, _ in pairs], dtype=float)
        how = np.array([way for _, way in pairs], dtype=object)
    huge = np.abs(values) > (LARGEST_AMOUNT if kind == "amount" else LARGEST)
    values[huge], how[huge] = np.nan, "huge"
    return Parsed(pd.Series(values[codes], index=texts.index), how, codes)


def _number(text: str) -> tuple[float, str]:
    if text.casefold() in NOT_GIVEN:
        return float("nan"), "empty" if text == "" else "not given"
    text = text.replace("\u2212", "-")
    if _PLAIN.fullmatch(text):
        return float(text), "plain"
    if _COMMA.fullmatch(text):
        return float(text.replace(",", ".")), "comma"
    if _DOTS.fullmatch(text):
        return float(text.replace(".", "").replace(",", ".")), "thousands"
    if _COMMAS.fullmatch(text):
        return float(text.replace(",", "")), "thousands"
    return float("nan"), "wrong"


def _amount(text: str) -> tuple[float, str]:
    """Counts and money: a comma before exactly three digits is taken for thousands."""
    bare = _MONEY.sub("", text)
    if _COMMAS.fullmatch(bare):
        sure = bare.count(",") > 1 or "." in bare
        return float(bare.replace(",", "")), "thousands" if sure else "ambiguous"
    return _number(bare if bare else text)


def _share(text: str) -> tuple[float, str]:
    if text.endswith("%"):
        value, way = _number(text[:-1].strip())
        return value / 100, "percent" if way != "wrong" else "wrong"
    return _number(text)


def _year(text: str) -> tuple[float, str]:
    date = _YEAR.fullmatch(text)
    return (float(date.group(1)), "plain") if date else _number(text)


def number_column(
    table: Table, column: str, kind: str, log: Log, code: str = "not_a_number"
) -> pd.Series:
    """Read a column as numbers and report every cell that is none."""
    texts = table.text(column)
    parsed = parse_numbers(texts, kind)
    wrong = say("{value} is no number; the cell was read as empty.")
    log.add_cells(code, table, parsed.where("wrong"), column, wrong)
    huge = say(
        "{value} is larger than any number that is possible here; the cell was read as empty."
    )
    log.add_cells("number_too_large", table, parsed.where("huge"), column, huge)
    unsure = say("{value} may have thousands or decimals; it was read with thousands.")
    log.add_cells("ambiguous_number", table, parsed.where("ambiguous"), column, unsure)
    if kind == "amount":
        _say_points(table, column, texts, log)
    _assume_ways(parsed, table.labels.get(column, column), table.name, log)
    return parsed.values


def _say_points(table: Table, column: str, texts: pd.Series, log: Log) -> None:
    """Amounts that all have a point before exactly three digits may mean thousands."""
    pointed = [value for value in distinct(texts) if "." in value]
    if pointed and all(_ONE_POINT.fullmatch(value) for value in pointed):
        at = np.flatnonzero(texts.isin(pointed).to_numpy())
        text = say("{value} may have thousands or decimals; it was read with decimals.")
        log.add_cells("ambiguous_number", table, at, column, text)


def _assume_ways(parsed: Parsed, label: str, table: str, log: Log) -> None:
    for way, code, text in (
        (
            "comma",
            "decimal_comma",
            word("In column {column} of {table}, a comma was read as the decimal sign ({cells})."),
        ),
        (
            "thousands",
            "thousands",
            word(
                "In column {column} of {table}, signs between thousands were taken out ({cells})."
            ),
        ),
        (
            "not given",
            "not_given",
            word(
                "In column {column} of {table}, words and signs for 'not given' were read as empty "
                "({cells})."
            ),
        ),
    ):
        if count := len(parsed.where(way)):
            cells = counted(count, "cell")
            said = say(text, column=quoted(label), table=table, cells=cells)
            log.assume(code, said, count)


def attribute(texts: pd.Series) -> pd.Series | None:
    """Numbers of a column of the user's own when every filled cell is one, else nothing.

    Codes such as 007 and very long ones stay text, and so do numbers whose comma could mean
    thousands.
    """
    unique = [value for value in distinct(texts) if value]
    if not unique:
        return None
    plain = all(_PLAIN.fullmatch(value) for value in unique)
    comma = not plain and all(_COMMA.fullmatch(value) for value in unique)
    if not (plain or comma) or any(_CODE.fullmatch(value) for value in unique):
        return None
    if comma and all(_COMMAS.fullmatch(value) for value in unique if "," in value):
        return None
    parsed = parse_numbers(texts, "amount" if plain else "number")
    unread = len(parsed.where("wrong")) + len(parsed.where("huge"))
    return None if unread else parsed.values
