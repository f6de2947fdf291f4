"""Helpers of the shapes: what is private, and where a header is cut."""

from __future__ import annotations

import pytest

from tiesnet.survey.shapes._answers import cut_choices
from tiesnet.survey.shapes._headers import bracketed, is_private, split_block, tidy


@pytest.mark.parametrize(
    ("header", "answers", "private"),
    [
        ("E-mail", [], True),
        ("Correo electrónico", ["anonymous"], True),
        ("Recipient Last Name", ["Pérez"], True),
        ("Nombre del encuestador", ["Ana", "Ana"], True),
        ("Contact person at your firm", ["Ana"], True),
        ("How can we reach you?", ["a@b.co", "c@d.org", ""], True),
        ("Your phone, please", ["+34 600 100 200", "600100201"], True),
        ("Where are you?", ["38.345 -0.481 0 0", "38.1234,-0.4321"], True),
        ("Phone", ["1", "0", "1"], False),
        ("Phone", ["Weekly", "Never"], False),
        ("Whom do you call by phone?", ["Acme", "Beta"], False),
        ("Location", ["Alicante", "Elche"], False),
        ("Year of foundation", ["1998", "2004"], False),
        ("Name of your firm", ["Acme"], False),
        ("Sector", [], False),
    ],
)
def test_private_columns_are_told_by_header_and_answers(
    header: str, answers: list[str], private: bool
) -> None:
    assert is_private(header, answers) is private


def test_a_block_is_cut_where_its_headers_begin_to_differ() -> None:
    texts = ["Ties - in 2026 - Acme - Norte", "Ties - in 2026 - Beta", "Ties - in 2026 - "]
    assert split_block(texts) == [
        ("Ties - in 2026", "Acme - Norte"),
        ("Ties - in 2026", "Beta"),
        ("Ties - in 2026", ""),
    ]
    assert split_block(["Acme", "Beta"]) == [("Acme", ""), ("Beta", "")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Q [A] [B [C]]", ("Q [A]", ["B [C]"])),
        ("Q[A][B]", ("Q", ["A", "B"])),
        ("[A]", ("[A]", [])),
        ("Q [A", ("Q [A", [])),
        ("Q A]", ("Q A]", [])),
        ("Q [a]b]", ("Q [a]b]", [])),
        ("", ("", [])),
    ],
)
def test_brackets_are_cut_off_when_they_balance(text: str, parts: tuple[str, list[str]]) -> None:
    assert bracketed(text) == parts


def test_marks_of_web_pages_are_taken_off_headers() -> None:
    assert tidy('<p style="x">Who <b>sells</b>?</p><br/>Tell&nbsp;us &amp; all') == (
        "Who sells? Tell us & all"
    )
    assert tidy("2 < 3 and 5 > 4") == "2 < 3 and 5 > 4"


def test_choices_are_cut_around_names_that_hold_commas() -> None:
    known = {"hilados & cia, s.c.", "lopez, hijos y nietos"}
    cell = "Hilados & Cía, S.C., López, Hijos y Nietos, Acme, S.L., Beta"
    assert cut_choices(cell, ", ", known) == [
        "Hilados & Cía, S.C.",
        "López, Hijos y Nietos",
        "Acme, S.L.",
        "Beta",
    ]
