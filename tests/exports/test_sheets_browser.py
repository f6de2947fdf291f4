"""The page of a firm in a real browser: one page of paper, no sideways scrolling, no errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.exports.test_sheets import _measured, _study

from tiesnet.exports import Sheet, sheets_of
from tiesnet.exports.sheets.meetings import Meeting
from tiesnet.exports.sheets.model import Group
from tiesnet.exports.sheets.page import density, sheet_bytes
from tiesnet.language import in_language

pytestmark = pytest.mark.browser
LONG = "Compañía Industrial de Calzados y Complementos del Valle, SA"
WHY = "neighbouring stages (Components, Stitching); same place (Villalmadre); both in Asociación X"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    found = sheets_of(_measured(_study(tmp_path_factory.mktemp("sheets") / "study")))
    return next(one for one in found if one.firm == "a")


def crowded(one: Sheet) -> Sheet:
    """Give a firm that knows everybody, in every relation, by long names."""
    partners = tuple(replace(one.partners[0], name=LONG, informal="both") for _ in range(60))
    names = tuple(partner.name for partner in partners)
    return replace(
        one,
        name=LONG,
        partners=partners,
        groups=tuple(Group(f"Relation {k}: from this firm", k % 2 == 0, names) for k in range(12)),
        numbers=tuple(
            replace(one.numbers[0], label="Knows somebody there " * 2) for _ in range(12)
        ),
        meetings=(Meeting(LONG, WHY, LONG),) * 3,
        unnamed_meetings=2,
        offers="wax " * 37,
        seeks="wax " * 37,
        notes=one.notes * 4,
    )


@pytest.mark.parametrize("change", [lambda one: one, crowded])
def test_a_sheet_prints_on_one_page_and_loses_nothing(
    chromium: Any, sheet: Sheet, tmp_path: Path, change: Callable[[Sheet], Sheet]
) -> None:
    path = tmp_path / "sheet.html"
    path.write_bytes(sheet_bytes(change(sheet)))
    page = chromium.new_page(viewport={"width": 703, "height": 1000})
    page.emulate_media(media="print")
    page.goto(path.as_uri())
    inner, outer = page.evaluate(
        "[document.querySelector('.sheet').scrollHeight,"
        "document.querySelector('.sheet').clientHeight]"
    )
    assert inner <= outer
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_sheet_fits_the_screen_without_error_or_request(
    chromium: Any, sheet: Sheet, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "sheet.html"
    full = crowded(sheet)
    long = replace(full.numbers[0], label='=HYPERLINK("http://valley.example/of-one-word")')
    path.write_bytes(sheet_bytes(replace(full, numbers=(*full.numbers[:-1], long))))
    page = chromium.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == [] and asked == [path.as_uri()]
    page.close()


def test_a_full_page_has_smaller_print(sheet: Sheet) -> None:
    assert density(sheet, 200) == "roomy"
    assert density(crowded(sheet), 200) == "crowded"


def test_no_word_of_a_heading_is_broken(chromium: Any, sheet: Sheet, tmp_path: Path) -> None:
    """Words of Italian are longer than those of English; the first column has room for them."""
    path = tmp_path / "sheet.html"
    with in_language("it"):
        path.write_bytes(sheet_bytes(sheet))
    page = chromium.new_page(viewport={"width": 900, "height": 1000})
    page.goto(path.as_uri())
    high, line = page.evaluate(
        "[e => e.clientHeight, e => parseFloat(getComputedStyle(e).lineHeight)]"
        ".map(of => of(document.querySelector('thead th.own')))"
    )
    assert "Questa impresa" in page.locator("thead th.own").inner_text()
    assert high < 3 * line
    widths = "['tbody th', 'table'].map(one => document.querySelector(one).clientWidth)"
    label, table = page.evaluate(widths)
    assert label > 0.2 * table
    page.close()
