"""Formulas: what is read, and everything that is wrong at once."""

from __future__ import annotations

import pytest

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.formula import Part, parse, parse_part


def test_a_formula_is_read_into_its_parts() -> None:
    read = parse("advice ~ supplies + same(sector) + transposed(valued(advice))")
    assert read.outcome == Part("advice")
    assert read.predictors[1] == Part("same", (Part("sector"),))
    assert read.predictors[2] == Part("transposed", (Part("valued", (Part("advice"),)),))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (" advice~supplies+same( sector ) ", "advice ~ supplies + same(sector)"),
        ("`joint project` ~ 'a+b' + same(\"x ~ y\")", '"joint project" ~ "a+b" + same("x ~ y")'),
        ("advice ~ 1 + v2.x", "advice ~ v2.x"),
        ("conseil ~ même(région) + 供应", "conseil ~ même(région) + 供应"),
    ],
)
def test_spaces_quotation_marks_and_letters(text: str, read: str) -> None:
    assert str(parse(text)) == read
    assert parse(str(parse(text))) == parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("advice", "has no ~"),
        ("", "has no ~"),
        ("a ~ b ~ c", "more than one ~"),
        ("~ b", "A name is missing in what is explained"),
        ("a ~", "A name is missing in what stands right of ~"),
        ("a ~ b +", "A name is missing in what stands right of ~"),
        ("a ~ 1", "Nothing stands right of ~"),
        ("a + b ~ c", "Left of ~ stands one name only"),
        ("a ~ b - c", "'-' has no meaning here"),
        ("a ~ same(b", "'same ( b' is neither a name nor a term"),
        ("a ~ same()", "neither a name nor a term"),
        ("a ~ same(b,)", "A name is missing in the brackets of 'same'"),
        ("a ~ joint project", "names with spaces stand in quotation marks"),
        ("a ~ (b)", "does not begin with a name"),
        ('a ~ ""', "does not begin with a name"),
        ('a ~ "b', "'\"' has no meaning here"),
        ("a ~ b + b + b", "'b' stands there 3 times"),
        ("a ~ a + b", "'a' stands there 2 times"),
        ("a ~ " + "f(" * 20 + "x" + ")" * 20, "neither a name nor a term"),
        ("a ~ b; import os", "';' has no meaning here"),
    ],
)
def test_what_cannot_be_read(text: str, words: str) -> None:
    with pytest.raises(TiesnetError) as told:
        parse(text)
    assert words in told.value.problem
    assert "Write it like" in told.value.repair


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(TiesnetError) as told:
        parse("a + b ~ c * 2 + joint project + ")
    said = told.value.problem
    assert all(word in said for word in ("one name only", "'*'", "'joint project'", "missing"))


def test_names_with_quotation_marks_can_be_read_again() -> None:
    for name in ('say "so"', "O'Neil", "a`b", "=1+1"):
        part = Part("same", (Part(name),))
        assert parse_part(str(part)) == part
    with pytest.raises(TiesnetError, match="'=' has no meaning here.*stand in quotation marks"):
        parse("advice ~ same(=1)")
