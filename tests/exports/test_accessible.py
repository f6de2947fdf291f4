"""The report and those who do not see it, or not well: axe finds nothing serious."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from tests.exports import report_cases as cases

from tiesnet.exports import report_bytes

pytestmark = pytest.mark.browser

LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
SERIOUS = ("moderate", "serious", "critical")
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accessible")
    path = folder / "report.html"
    path.write_bytes(report_bytes(cases.measures_of(cases.valley(folder / "valley"))))
    return path


@pytest.fixture(scope="module")
def findings(page_file: Path, chromium: Any) -> dict[str, list[dict]]:
    """What axe finds in each look, everything unfolded and a figure drawn."""
    from axe_playwright_python.sync_playwright import Axe

    found = {}
    for name, look in LOOKS.items():
        # axe is put into the page, which its own policy would not allow.
        context = chromium.new_context(bypass_csp=True, **look)
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.evaluate(OPEN)
        page.locator("[data-figure]").first.scroll_into_view_if_needed()
        page.locator("svg.main-svg").first.wait_for(timeout=30_000)
        found[name] = Axe().run(page).response["violations"]
        context.close()
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(findings: dict[str, list[dict]], look: str) -> None:
    told = [
        (one["id"], one["impact"], one["nodes"][0]["html"])
        for one in findings[look]
        if one["impact"] in SERIOUS
    ]
    assert told == []


def test_headings_follow_each_other(page_file: Path) -> None:
    page = page_file.read_text(encoding="utf-8")
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [b for a, b in itertools.pairwise(levels) if b > a + 1] == []
