"""The first page of the report on paper, in the language that needs most room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.browsing import Opened

from tiesnet.exports import report_bytes
from tiesnet.language import in_language
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

pytestmark = pytest.mark.browser
PAPER = (688, 1001)  # A4 without the margins, in pixels of a page


@pytest.fixture(scope="module")
def report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    measures = measure(build_network(read_survey(root / "surveys" / "footwear-valley")))
    path = tmp_path_factory.mktemp("paper") / "report.html"
    with in_language("es"):
        path.write_bytes(report_bytes(measures, figures=False))
    return path


def test_the_map_and_who_is_beside_it_fit_on_the_first_page(chromium, report: Path) -> None:
    with Opened(chromium, report, PAPER) as shown:
        shown.page.emulate_media(media="print")
        shown.page.wait_for_timeout(300)
        bottom = shown.page.evaluate(
            "document.getElementById('map').getBoundingClientRect().bottom + scrollY"
        )
        assert 500 < bottom < PAPER[1]


def test_the_list_stands_on_a_page_of_its_own_unless_areas_share_it(chromium, report: Path) -> None:
    with Opened(chromium, report, PAPER) as shown:
        shown.page.emulate_media(media="print")
        before = "getComputedStyle(document.getElementById('todo')).breakBefore"
        areas = "document.querySelectorAll('.docks > div').length"
        assert shown.page.evaluate(areas) < 4
        assert shown.page.evaluate(before) == "page"
        pages = _pages(shown)
        # A fourth area does not fit on the first page: the list follows it, and no page is added.
        shown.page.evaluate("document.querySelector('.docks').append("
                            "document.querySelector('.docks > div').cloneNode(true))")  # fmt: skip
        assert shown.page.evaluate(before) == "auto"
        assert _pages(shown) == pages > 2


def _pages(shown: Opened) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", shown.page.pdf(prefer_css_page_size=True)))


def test_a_table_is_not_cut_behind_its_heading(chromium, report: Path) -> None:
    with Opened(chromium, report, PAPER) as shown:
        shown.page.emulate_media(media="print")
        first = "getComputedStyle(document.querySelector('.chapter tbody tr')).breakBefore"
        assert shown.page.evaluate(first) == "avoid"
        assert (
            shown.page.evaluate("getComputedStyle(document.querySelector('h3')).breakInside")
            == "avoid"
        )
