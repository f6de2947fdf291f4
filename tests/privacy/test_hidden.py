"""Names inside texts are found and replaced, however they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tiesnet.survey import Hidden
from tiesnet.survey.privacy.private import private_header

HOSTILE = (
    "Ñandú & Hijos, S.A.",
    '=HYPERLINK("http://x","Acme")',
    'O\'Brien "Sons"',
    "</x><b>&amp;Corp",
    "東方公司",
    "Кожа-Люкс ООО",
    "İstanbul Deri",
    "Straße und Söhne GmbH",
    "שלום בע״מ",
    "a;b,c|d Ltd",
    "Müller",
    "N.V. Ĳsselmeer",
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["NFC", "NFD", "upper", "lower", "spaced"])
def test_a_name_is_found_in_any_dress(name: str, form: str) -> None:
    dressed = {
        "upper": name.upper(),
        "lower": name.lower(),
        "spaced": "  ".join(name.split()),
    }.get(form) or unicodedata.normalize(form, name)
    clean = Hidden({name: "F01"}).text(f"Bought from {dressed} in May")
    assert "F01" in clean
    assert not Hidden({name: "F01"}).names_in(clean)
    assert clean.startswith("Bought from ") and clean.endswith(" in May")


def test_only_whole_words_are_names() -> None:
    hidden = Hidden({"Sol": "F02", "Acme": "F01", "Acme Export": "F03"})
    assert hidden.text("Girasol, parasol and SOL.") == "Girasol, parasol and F02."
    assert hidden.text("Acme Export and acme") == "F03 and F01"
    assert hidden.text("info@acme.com") == "info@F01.com"


def test_short_names_are_replaced_where_they_are_meant() -> None:
    hidden = Hidden({"BP": "F01", "12": "F02", "la": "F03", "?": "F04"})
    assert hidden.text("BP sells") == "F01 sells"
    assert hidden.text("row 12 names '12'") == "row 12 names 'F02'"
    assert hidden.text("la firma") == "la firma"
    assert hidden.text("la") == "F03"
    assert hidden.text("?") == "F04"
    assert hidden.text("why?") == "why?"


NAME = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@given(st.lists(NAME, min_size=1, max_size=5), st.text(max_size=30), st.text(max_size=30))
def test_no_name_is_left(names: list[str], before: str, after: str) -> None:
    hidden = Hidden({name: f"Q{k:02}" for k, name in enumerate(names)})
    assume(not hidden.names_in(" ".join(f"Q{k:02}" for k in range(len(names)))))
    for name in names:
        clean = hidden.text(f"{before} {name} {after}")
        assert not hidden.names_in(clean)


@pytest.mark.parametrize(
    "header",
    ["E-mail", "Correo electrónico", "Teléfono 2", "Mobile phone", "IP Address", "GPS (lat)",
     "Contact person", "Dirección", "Home address", "Nombre del entrevistado", "First name",
     "_gps_latitude", "CNPJ", "Partita IVA", "WhatsApp"],
)  # fmt: skip
def test_private_headers(header: str) -> None:
    assert private_header(header)


@pytest.mark.parametrize(
    "header",
    ["Frequency of contact", "sector", "size", "Location", "Phones produced", "strength", "name",
     "Type of person in charge", "website", "export share", "mailing frequency"],
)  # fmt: skip
def test_public_headers(header: str) -> None:
    assert not private_header(header)
