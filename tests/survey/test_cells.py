"""Numbers, choices and names in the many ways people write them."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from tiesnet.survey.cells import tidy
from tiesnet.survey.numbers import attribute, parse_numbers
from tiesnet.survey.schema import CHOICES, TABLES
from tiesnet.survey.synonyms import column_words, table_words
from tiesnet.survey.values import VALUE_WORDS, read_choice
from tiesnet.survey.words import fold, name_key


def one(text: str, kind: str = "number") -> tuple[float, str]:
    parsed = parse_numbers(pd.Series([text], dtype=object), kind)
    return parsed.values.iat[0], parsed.how.iat[0]


@pytest.mark.parametrize(
    ("text", "kind", "value", "how"),
    [
        ("3", "number", 3, "plain"),
        ("-3.5", "number", -3.5, "plain"),
        ("\u22123", "number", -3, "plain"),
        ("3,5", "number", 3.5, "comma"),
        (",5", "number", 0.5, "comma"),
        ("1.234,5", "number", 1234.5, "thousands"),
        ("1,234.5", "number", 1234.5, "thousands"),
        ("1.234.567", "number", 1234567, "thousands"),
        ("1.234", "number", 1.234, "plain"),
        ("1,234", "number", 1.234, "comma"),
        ("1,234", "amount", 1234, "ambiguous"),
        ("1,234,567", "amount", 1234567, "thousands"),
        ("€ 1 200", "amount", 1200, "plain"),
        ("1\u00a0200,50 €", "amount", 1200.5, "comma"),
        ("12 %", "share", 0.12, "percent"),
        ("0,5", "share", 0.5, "comma"),
        ("2019-03-01", "year", 2019, "plain"),
        ("1998", "year", 1998, "plain"),
        ("1e3", "number", 1000, "plain"),
    ],
)
def test_numbers(text: str, kind: str, value: float, how: str) -> None:
    assert one(text, kind) == (value, how)


@pytest.mark.parametrize("text", ["inf", "-inf", "0x1F", "1_000", "3 4", "abc", "1,2,3"])
def test_what_is_no_number(text: str) -> None:
    value, how = one(text)
    assert math.isnan(value)
    assert how == "wrong"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1e999", "number"),
        ("-1.1e12", "number"),
        ("2e15", "amount"),
        ("1" + ".000" * 200, "number"),
        ("1" + ",000" * 200, "amount"),
        ("9e14%", "share"),
    ],
)
def test_what_is_too_large(text: str, kind: str) -> None:
    value, how = one(text, kind)
    assert math.isnan(value)
    assert how == "huge"


@pytest.mark.parametrize("text", ["", "NA", "n/a", "-", "NS/NC", "nan", "null"])
def test_not_given(text: str) -> None:
    value, how = one(text)
    assert math.isnan(value)
    assert how in ("empty", "not given")


@pytest.mark.parametrize(
    ("cells", "numeric"),
    [
        (["1", "", "2.5"], True),
        (["1,5", "2"], True),
        (["1,250", "2"], False),
        (["007", "1"], False),
        (["red", "1"], False),
        (["", ""], False),
        (["NA", "1"], False),
        (["1.5", "2,5"], False),
    ],
)
def test_own_columns_are_numbers_only_when_all_cells_are(cells: list[str], numeric: bool) -> None:
    assert (attribute(pd.Series(cells, dtype=object)) is not None) == numeric


@pytest.mark.parametrize(
    ("choice", "text", "value"),
    [
        ("yesno", "Sí", "yes"),
        ("yesno", "não", "no"),
        ("yesno", "1.0", "yes"),
        ("yesno", "-1", None),
        ("yesno", "2", None),
        ("respondent", "parcialmente", "partly"),
        ("state", "No respondió", "silent"),
        ("state", "not asked", "not_asked"),
        ("kind", "Cámara", "association"),
        ("flow", "contra la flecha", "against_arrow"),
        ("orientation", "ORIZZONTALE", "horizontal"),
        ("combine", "or", "union"),
    ],
)
def test_choices(choice: str, text: str, value: str | None) -> None:
    assert read_choice(choice, text) == value


def test_every_word_of_a_choice_means_one_value() -> None:
    for choice, values in VALUE_WORDS.items():
        words = [(fold(w) or w.strip(), v) for v, text in values.items() for w in text.split(",")]
        assert len({word for word, _ in words}) == len(set(words)), choice
        assert set(values) == set(CHOICES.get(choice, ("yes", "no")))


def test_every_column_and_table_is_found_by_its_own_name() -> None:
    for name, table in TABLES.items():
        assert table_words()[fold(name)] == name
        sure, _ = column_words(name)
        assert all(sure[fold(column.name)] == column.name for column in table.columns)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Café", "Cafe\u0301"),
        ("ACME S.A.", "acme  s.a."),
        ("Peñalver", "PENALVER"),
        ("Acme\u00a0Sur", "Acme Sur"),
        ("Ac\u200bme", "Acme"),
        ("Straße", "STRASSE"),
        ("ＡＣＭＥ", "acme"),
    ],
)
def test_spellings_of_one_name(one: str, two: str) -> None:
    assert name_key(one) == name_key(two)


def test_different_names_stay_different() -> None:
    names = ["Acme", "Acme 2", "Acme S.A.", "Acme-2", "\u0410cme", "A&B", "A y B"]
    assert len({name_key(name) for name in names}) == len(names)


def test_tidy_keeps_names_verbatim() -> None:
    for name in ("=1+1", "<b>x</b>", "O'Brien", "Ａcme", "\u202eemca", "a  b"):
        assert tidy(name) == name
    assert tidy("\u200b\u00a0") == ""
    assert tidy("a\nb") == "a b"
