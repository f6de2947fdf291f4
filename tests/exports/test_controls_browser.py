"""Every control of the report and of a comparison is used, on a desk and on a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browsing import DESK, PHONE, TWICE, Opened
from tests.exports import report_cases as cases
from tests.exports.controls import CLICK, CONTROLS, FOCUSED, KEYS, SAVE, Control
from tests.inference.compared_surveys import both

from tiesnet.exports import public_survey, report_bytes
from tiesnet.exports.compare.page import comparison_page
from tiesnet.exports.report.assets import SCRIPTS, script
from tiesnet.inference import compare
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

pytestmark = pytest.mark.browser

UNKNOWN = """
([every, known]) => [...document.querySelectorAll(every)]
  .filter(e => !known.some(one => e.matches(one)) && !e.closest('.js-plotly-plot'))
  .map(e => e.outerHTML.slice(0, 120))
"""
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
PRINTED = "window.print = () => { window.printed = (window.printed ?? 0) + 1; };"


def anonymous(folder: Path) -> bytes:
    """A report of two rounds without names."""
    shown = public_survey(read_survey(cases.rounds(folder))).survey
    return report_bytes(measure(build_network(shown)), figures=False)


def compared(folder: Path) -> bytes:
    folder.mkdir()
    nets = both(folder)
    return comparison_page(compare(nets, replications=9, workers=1), nets)


def busy(folder: Path) -> bytes:
    """A report with long lists."""
    return report_bytes(cases.measures_of(cases.many_silent(folder, hub=15)), figures=False)


def valley(folder: Path) -> bytes:
    return report_bytes(cases.measures_of(cases.valley(folder)))


MADE: tuple[Callable[[Path], bytes], ...] = (valley, anonymous, busy, compared)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    found = {make.__name__: folder / f"{make.__name__}.html" for make in MADE}
    for make in MADE:
        found[make.__name__].write_bytes(make(folder / make.__name__))
    return found


class Driven(Opened):
    """A page whose controls are used one by one."""

    def __init__(self, chromium: Any, path: Path, size: tuple[int, int]) -> None:
        granted = ["clipboard-read", "clipboard-write"]
        super().__init__(chromium, path, size, reduced_motion="reduce", permissions=granted)
        self.context.set_default_timeout(15_000)
        self.run(PRINTED)
        self.run(UNFOLD)

    def unknown(self) -> list[str]:
        """What takes the focus and is in no list."""
        found: list[str] = self.run(UNKNOWN, [FOCUSED, [one.found for one in CONTROLS]])
        return found

    def afresh(self) -> None:
        """Shut what is open."""
        for _ in range(3):
            self.page.keyboard.press("Escape")
        self.run("() => { location.hash = ''; document.activeElement.blur(); }")

    def use(self, selector: str, act: str) -> None:
        one = self.page.locator(f"{selector} >> visible=true").first
        how, _, what = act.partition(":")
        if how == "press":
            one.press(what)
        elif how == "type":
            one.fill(what)
        elif how == "choose":
            other = "e => [...e.options].findLastIndex(o => o.value !== e.value)"
            one.select_option(index=one.evaluate(other))
        elif how == SAVE:
            with self.page.expect_download() as waiting:
                one.click()
            assert Path(waiting.value.path()).stat().st_size > 50
        else:
            assert how == CLICK
            one.click()

    def has(self, selector: str) -> bool:
        return bool(self.page.locator(f"{selector} >> visible=true").count())

    def changes(self, says: str, selector: str, act: str) -> None:
        """Use something, and wait until what the page says is another."""
        self.run(TWICE)  # whatever was pressed before is drawn
        before = self.run(says)
        self.use(selector, act)
        self.until(f"JSON.stringify({says}) !== {json.dumps(json.dumps(before))}", 15)

    def drive(self, control: Control) -> bool:
        """Use a control; False when the page has none."""
        self.afresh()
        selectors = [*(selector for selector, _ in control.first), control.driven or control.found]
        acts = [*(act for _, act in control.first), control.act]
        for selector, act in zip(selectors, acts, strict=True):
            if not self.has(selector):
                return False
            if selector != selectors[-1] or not control.says:
                self.use(selector, act)
        if control.says:
            self.changes(control.says, selectors[-1], control.act)
        assert self.unknown() == []
        return True


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_control_changes_what_it_is_for(chromium: Any, pages, size) -> None:
    driven: set[Control] = set()
    for name, path in pages.items():
        with Driven(chromium, path, size) as page:
            assert page.unknown() == [], name
            # What the page of a comparison does is done by fewer scripts: all of it is used again.
            left = [one for one in CONTROLS if name == "compared" or one not in driven]
            driven |= {one for one in left if page.drive(one)}
    wanted = [one for one in CONTROLS if not (size == PHONE and one.fingers)]
    assert [one.found for one in wanted if one not in driven] == []


def test_a_control_that_is_in_no_list_is_found(chromium: Any, pages) -> None:
    with Driven(chromium, pages["compared"], DESK) as page:
        page.run(
            "() => { const more = document.createElement('button');"
            " more.id = 'added'; document.body.append(more); }"
        )
        assert page.unknown() == ['<button id="added"></button>']


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_key_does_what_it_is_for(chromium: Any, pages, size) -> None:
    with Driven(chromium, pages["valley"], size) as page:
        for key, first, where, says in KEYS:
            page.afresh()
            for selector, act in first:
                page.use(selector, act)
            page.changes(says, where, f"press:{key}")


def test_no_key_is_left_out() -> None:
    text = script(SCRIPTS)
    named = {*re.findall(r"event\.key === '([^']+)'", text)}
    named |= {*re.findall(r"\b(Arrow(?:Up|Down|Left|Right))\b", text)}
    assert named == {key for key, *_ in KEYS}


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_map_is_moved_scaled_and_pressed_by_pointer(chromium: Any, pages, size) -> None:
    with Driven(chromium, pages["valley"], size) as page:
        page.page.locator("#canvas").scroll_into_view_if_needed()
        edge = page.page.locator("#canvas").bounding_box()
        x, y = edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2
        mouse = page.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 40, y + 20, steps=4)
        mouse.up()
        assert (page.drawn()["x"], page.drawn()["y"]) == ("40", "20")
        page.page.keyboard.down("Control")
        mouse.wheel(0, -200)
        page.page.keyboard.up("Control")
        page.until("Number(document.getElementById('canvas').dataset.scale) > 1.3")
        page.use("#canvas", "press:0")
        page.use("#canvas", "press:ArrowRight")
        at, name = page.drawn()["at"], page.drawn()["focus"]
        spot = dict(zip("xy", map(int, at.split()), strict=True))
        page.page.locator("#canvas").click(position=spot)
        assert page.page.inner_text("#card h2") == name
