"""Our pages and those who do not see them, or not well: axe finds nothing serious."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.exports import report_cases as cases
from tests.exports.test_sheets import _measured, _study
from tests.inference.compared_surveys import both

from tiesnet.exports import report_bytes, write_sheets
from tiesnet.exports.compare.page import comparison_page
from tiesnet.inference import compare

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
def findings(page_file: Path, chromium: Any) -> dict[str, list[tuple[str, str, str]]]:
    """What axe finds in each look, everything unfolded and a figure drawn."""

    def draw(page: Any) -> None:
        page.locator("[data-figure]").first.scroll_into_view_if_needed()
        page.locator("svg.main-svg").first.wait_for(timeout=30_000)

    return {name: found(chromium, page_file, look, draw) for name, look in LOOKS.items()}


def found(
    chromium: Any, path: Path, look: dict[str, Any], before: Callable[[Any], None] | None = None
) -> list[tuple[str, str, str]]:
    """Give what axe finds in a page, everything unfolded."""
    from axe_playwright_python.sync_playwright import Axe

    # axe is put into the page, which its own policy would not allow.
    context = chromium.new_context(bypass_csp=True, **look)
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate(OPEN)
    if before is not None:
        before(page)
    violations = Axe().run(page).response["violations"]
    context.close()
    return [
        (one["id"], one["impact"], one["nodes"][0]["html"])
        for one in violations
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(findings: dict[str, list[tuple[str, str, str]]], look: str) -> None:
    assert findings[look] == []


@pytest.fixture(scope="module")
def other_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A sheet of a firm, the index of all, and a comparison."""
    folder = tmp_path_factory.mktemp("others")
    written = write_sheets(_measured(_study(folder / "study")), folder / "sheets")
    pages = sorted(path for path in (folder / "sheets").glob("*.html") if path.stem != "index")
    assert written and pages
    nets = both(folder)
    comparison = folder / "comparison.html"
    comparison.write_bytes(comparison_page(compare(nets, replications=29, workers=1), nets))
    return {"sheet": pages[0], "index": folder / "sheets" / "index.html", "comparison": comparison}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("page", ["sheet", "index", "comparison"])
def test_axe_finds_nothing_in_the_other_pages(
    other_pages: dict[str, Path], chromium: Any, page: str, look: str
) -> None:
    assert found(chromium, other_pages[page], LOOKS[look]) == []


def test_headings_follow_each_other(page_file: Path) -> None:
    page = page_file.read_text(encoding="utf-8")
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [b for a, b in itertools.pairwise(levels) if b > a + 1] == []
