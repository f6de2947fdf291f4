"""The report in a real browser: it works, it is inert, and it asks nobody for anything."""

from __future__ import annotations

import importlib.util
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tiesnet.exports import report_bytes

pytestmark = pytest.mark.browser

_spec = importlib.util.spec_from_file_location(
    "report_cases", Path(__file__).with_name("report_cases.py")
)
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)

PHONE, DESK = (390, 844), (1280, 900)


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[object]:
    chromium = needs("browser")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "valley": cases.valley(folder / "valley"),
        "hostile": cases.hostile(folder / "hostile"),
        "two": cases.pairs(folder / "two", "AB"),
        "crowd": cases.crowd(folder / "crowd"),
    }
    files = {}
    for name, survey in made.items():
        files[name] = folder / f"{name}.html"
        files[name].write_bytes(report_bytes(cases.measures_of(survey)))
    return files


class Page:
    """One opened report, with the few gestures the tests need."""

    def __init__(self, driver, path: Path, size=DESK) -> None:
        self.driver = driver
        driver.get_log("browser"), driver.get_log("performance")
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        driver.get(path.resolve().as_uri())
        self.until("return document.getElementById('canvas').dataset.ties !== undefined")

    def run(self, script: str, *values):
        return self.driver.execute_script(script, *values)

    def until(self, script: str, seconds: float = 8) -> object:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.03)
        raise AssertionError(f"did not come true: {script}")

    def one(self, selector: str):
        return self.driver.find_element("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        found = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())"
        return self.run(found, selector)

    def ties(self) -> int:
        """The number of ties the map shows, after it has drawn."""
        self.run("return new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        return int(self.one("#canvas").get_attribute("data-ties"))

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        events = [json.loads(e["message"])["message"] for e in self.driver.get_log("performance")]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]


def test_it_opens_without_an_error_and_without_a_request(browser, pages) -> None:
    for name, path in pages.items():
        page = Page(browser, path)
        assert page.errors() == [], name
        assert set(page.requests()) == {path.resolve().as_uri()}, name
        kinds = "return performance.getEntriesByType('resource').length"
        assert page.run(kinds) == 0, name


def test_the_policy_stops_what_a_name_might_smuggle_in(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    page.run(
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 1';"
        "document.body.append(s);"
        "const i = new Image(); i.src = 'https://valley.example/x.png'; document.body.append(i);"
    )
    assert page.run("return window.pwned") is None
    assert any("Content Security Policy" in message for message in page.errors())


def test_layers_switch_ties_on_and_off(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    whole = page.ties()
    assert whole > 0
    formal, informal = (page.one(f"[data-formality={f}]") for f in ("formal", "informal"))
    formal.click()
    without = page.ties()
    assert 0 < without < whole
    assert formal.get_attribute("aria-pressed") == "false"
    assert page.one("#say").get_attribute("textContent") == f"{without} ties shown"
    informal.click()
    assert page.ties() == 0
    formal.click()
    informal.click()
    assert page.ties() == whole
    page.one("[data-layer='1']").click()
    assert page.ties() < whole
    assert informal.get_attribute("aria-pressed") == "mixed"


def test_institutions_outside_and_weak_ties_can_be_hidden(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    whole = page.ties()
    page.one("[data-group=outside]").click()
    assert page.ties() == whole - 1
    page.one("[data-group=institutions]").click()
    assert page.ties() == whole - 3
    slide = "const s = document.getElementById('strength'); s.value = 4;"
    page.run(slide + "s.dispatchEvent(new Event('input'))")
    assert 0 < page.ties() < whole - 3
    assert page.texts("#strength-says") == ["5 or more"]


def test_search_opens_a_firm_by_keyboard_alone(browser, pages) -> None:
    from selenium.webdriver.common.keys import Keys

    page = Page(browser, pages["valley"])
    page.one("body").send_keys("/")
    field = page.driver.switch_to.active_element
    assert field.get_attribute("id") == "find"
    field.send_keys("FÍRM 4")
    assert page.texts("#hits li") == ["Firm 4 connected"]
    field.send_keys(Keys.ENTER)
    assert page.texts("#card h2") == ["Firm 4"]
    assert "Parts" in page.texts("#card p")[0]
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not page.one("#card").is_displayed()


def test_arrows_walk_and_enter_opens(browser, pages) -> None:
    from selenium.webdriver.common.keys import Keys

    page = Page(browser, pages["valley"])
    canvas = page.one("#canvas")
    page.run("arguments[0].focus()", canvas)
    canvas.send_keys(Keys.ARROW_RIGHT)
    first = page.one("#say").get_attribute("textContent")
    for key in (Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_DOWN, Keys.ARROW_UP):
        canvas.send_keys(key)
    assert first
    canvas.send_keys(Keys.ENTER)
    assert page.one("#card").is_displayed()


def test_the_card_tells_what_would_be_lost(browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    ties = ("AB", "BC", "CA", "AF", "FB", "CD", "DE")
    folder = cases.pairs(tmp_path / "s", *ties, directed="no")
    path.write_bytes(report_bytes(cases.measures_of(folder)))
    page = Page(browser, path)
    page.run("[...document.querySelectorAll('.firm')].find(b => b.textContent === 'C').click()")
    page.one("#card .what button").click()
    assert "2 actors would be cut off from the rest: D and E." in page.texts("#card .what")[0]


def test_a_silent_firm_keeps_its_card_empty(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    page.one("#dock-silent button").click()
    assert "Silent: asked, did not answer" in page.one("#card").text
    assert "isconnected" not in page.one("#card").text
    assert "What if it meets" not in page.one("#card").text  # who did not answer is called first


def test_tables_sort_with_unknown_last_both_ways(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    cell = "#table-firms tbody tr:not([hidden]) td:nth-child(5)"
    head = "[...document.querySelectorAll('#table-firms th .sort')].find(b => b.innerText === %r)"
    column = page.run(
        "return [...document.querySelectorAll('#table-firms thead th')]"
        ".findIndex(h => h.querySelector('.label').innerText === 'Partners') + 1"
    )
    cell = f"#table-firms tbody tr :nth-child({column})"
    for _ in range(2):
        page.run("arguments[0].click()", page.run("return " + head % "Partners"))
        values = page.texts(cell)
        known = [int(v) for v in values if v not in ("", "not known")]
        assert len(values) == 12 and len(known) == 10
        assert values[-2:] in (["", ""], ["not known", "not known"])
        assert known in (sorted(known), sorted(known, reverse=True))
    assert page.run("return document.querySelectorAll('[aria-sort]').length") == 1


def test_the_firm_stays_in_sight_and_more_columns_are_offered(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    wanted = "return [...document.querySelectorAll('#table-firms thead th')]"
    visible = f"{wanted}.filter(h => h.offsetWidth).length"
    every = page.run(f"{wanted}.length")
    assert 6 <= page.run(visible) < every
    assert page.texts("#table-firms thead th .label")[0] == "Firm"
    button = page.one("#firms .more.aside")
    assert button.text == f"Show all {every} columns"
    page.run("arguments[0].click()", button)
    assert page.run(visible) == every
    page.until("return document.querySelector('#firms .table').classList.contains('sideways')")
    assert "More columns to the right" in page.one("#firms .table").text
    page.run("document.querySelector('#firms .scroll').scrollLeft = 9999")
    page.until("return !document.querySelector('#firms .table').classList.contains('sideways')")
    left = "return arguments[0].getBoundingClientRect().left"
    cell = page.one("#table-firms tbody tr th")
    assert page.run(left, cell) == page.run(left, page.one("#firms .scroll"))


def test_heads_have_numbers_only_while_stages_have_the_colours(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    numbers = "#columns .chip:not([hidden])"
    assert page.texts(numbers) == ["1", "2", "3"]
    page.run(
        "const c = document.getElementById('colour'); c.value = 1;"
        "c.dispatchEvent(new Event('change'))"
    )
    page.ties()
    assert page.texts(numbers) == []
    assert page.texts("#swatches .chip") == ["1", "2"]


def test_on_a_phone_nothing_of_the_legend_is_out_of_sight(browser, pages) -> None:
    page = Page(browser, pages["valley"], PHONE)
    toggles = "return [...document.querySelectorAll('.legend .toggle')]"
    assert max(page.run(f"{toggles}.map(b => b.getBoundingClientRect().right)")) <= PHONE[0]


def test_names_are_whole_words_on_paper(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        broken = page.run(WORDS)
        shown = page.one("#firms .on-paper")
        assert broken == []
        assert shown.is_displayed() and "in the workbook" in shown.text
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_map_is_also_a_table(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    page.one("#as-table summary").click()
    page.until("return document.querySelectorAll('#ties tbody tr').length > 0")
    if page.one("#more-ties").is_displayed():
        page.run("arguments[0].click()", page.one("#more-ties"))
    rows = page.run("return document.querySelectorAll('#ties tbody tr').length")
    assert rows == page.ties()


def test_definitions_open_by_click_and_close_by_key(browser, pages) -> None:
    from selenium.webdriver.common.keys import Keys

    page = Page(browser, pages["valley"])
    button = page.one("#table-firms .ask")
    page.run("arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus()", button)
    button.send_keys(Keys.ENTER)
    page.until("return document.querySelector(':popover-open') !== null")
    button.send_keys(Keys.ESCAPE)
    page.until("return document.querySelector(':popover-open') === null")


def test_hostile_names_are_inert_everywhere(browser, pages) -> None:
    page = Page(browser, pages["hostile"])
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
    count = page.run("return document.querySelectorAll('[data-actor]').length")
    assert count > 20
    page.run("document.querySelectorAll('[data-actor]').forEach(b => b.click())")
    for text in ("script", "img", "شركة"):
        page.one("#find").clear()
        page.one("#find").send_keys(text)
        assert page.texts("#hits li")
    assert page.run("return window.pwned") is None
    assert page.run("return document.querySelectorAll('img, iframe, script[src]').length") == 0
    assert page.errors() == []


def test_a_phone_needs_no_sideways_scroll_and_sees_the_map_first(browser, pages) -> None:
    for name, path in pages.items():
        page = Page(browser, path, PHONE)
        assert page.run("return document.documentElement.scrollWidth") <= PHONE[0], name
        first = "return document.getElementById('first').firstElementChild.id"
        assert page.run(first) == "map", name


def test_every_text_has_enough_contrast_in_both_themes(browser, pages) -> None:
    page = Page(browser, pages["valley"])
    for theme in ("light", "dark"):
        page.run("document.documentElement.dataset.theme = arguments[0]", theme)
        time.sleep(0.3)
        assert page.run(CONTRAST) == [], theme
    page.run("document.documentElement.style.setProperty('--muted', '#777')")
    assert page.run(CONTRAST) != []


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_names_on_the_map_never_overlap(browser, pages, size) -> None:
    spy = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": SPY})
    try:
        for name in ("valley", "crowd"):
            page = Page(browser, pages[name], size)
            page.ties()
            boxes = page.run("return window.written")
            assert len(boxes) >= 3, name
            hits = [
                (one[0], two[0])
                for place, one in enumerate(boxes)
                for two in boxes[:place]
                if one[1] < two[3] and two[1] < one[3] and one[2] < two[4] and two[2] < one[4]
            ]
            assert hits == [], name
            assert all(b[1] >= 0 and b[3] <= size[0] for b in boxes), name
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", spy)


def test_a_crowd_is_drawn_in_time(browser, pages) -> None:
    page = Page(browser, pages["crowd"])
    assert page.ties() > 2000
    took = page.run(
        "const t = performance.now(); document.querySelector('[data-zoom=\"1.4\"]').click();"
        "return new Promise(r => requestAnimationFrame(() => requestAnimationFrame("
        "() => r(performance.now() - t))))"
    )
    assert took < 1000


# Keeps the box of every name written since the canvas was last cleared.
SPY = """
const proto = CanvasRenderingContext2D.prototype, { fillText, clearRect } = proto;
window.written = [];
proto.clearRect = function (...args) { window.written = []; return clearRect.apply(this, args) };
proto.fillText = function (text, x, y) {
  if (this.textAlign === 'left') {
    window.written.push([text, x, y - 6, x + this.measureText(text).width, y + 6]);
  }
  return fillText.apply(this, arguments);
};
"""

# Words of names in tables that stand on more than one line.
WORDS = """
const broken = [];
for (const firm of document.querySelectorAll('.data .firm')) {
  const text = firm.firstChild;
  for (const word of text.textContent.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
    if (lines.size > 1) broken.push(word[0]);
  }
}
return broken;
"""

# Ratio of every visible text to the colour behind it; WCAG AA asks for 4.5, 3 for large text.
CONTRAST = """
const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data] };
const light = ([r, g, b]) => { const f = v => { v /= 255;
  return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 };
  return .2126 * f(r) + .7152 * f(g) + .0722 * f(b) };
const behind = e => { for (; e; e = e.parentElement) {
  const c = getComputedStyle(e).backgroundColor; if (rgb(c)[3] > 250) return c } return 'white' };
const silent = ['SCRIPT', 'OPTION', 'NOSCRIPT'];
const bad = new Set();
for (const e of document.querySelectorAll('body *')) {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own || !e.checkVisibility() || silent.includes(e.tagName)) continue;
  const style = getComputedStyle(e), a = light(rgb(style.color)), b = light(rgb(behind(e)));
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  const least = parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
  if (ratio < least) bad.add(`${e.className || e.tagName} ${style.color} ${ratio.toFixed(2)}`);
}
return [...bad];
"""
