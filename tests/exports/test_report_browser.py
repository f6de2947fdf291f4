"""The report in a real browser: it works, it is inert, and it asks nobody for anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browsing import DESK, PHONE, Opened
from tests.exports import report_cases as cases

from tiesnet.exports import report_bytes

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "valley": cases.valley(folder / "valley"),
        "hostile": cases.hostile(folder / "hostile"),
        "two": cases.pairs(folder / "two", "AB"),
        "crowd": cases.crowd(folder / "crowd", firms=300, ties=2400),
    }
    files = {}
    for name, survey in made.items():
        files[name] = folder / f"{name}.html"
        files[name].write_bytes(report_bytes(cases.measures_of(survey)))
    return files


class Page(Opened):
    """One opened report; the test fails when it logs anything or asks for anything."""

    def __init__(self, chromium, path: Path, size=DESK, **options) -> None:
        super().__init__(chromium, path, size, **options)
        self.page.wait_for_selector("#canvas[data-ties]")

    def ties(self) -> int:
        """The number of ties the map shows, after it has drawn."""
        return int(self.drawn()["ties"])

    def said(self) -> str:
        return str(self.page.text_content("#say"))

    def pressed(self, selector: str) -> str | None:
        return self.page.get_attribute(selector, "aria-pressed")

    def focused(self, what: str = "id") -> str:
        return str(self.run(f"document.activeElement.{what}"))


def test_it_opens_without_an_error_and_without_a_request(chromium, pages) -> None:
    for path in pages.values():
        with Page(chromium, path) as page:
            page.drawn()
            assert page.asked == [page.address]
            assert page.run("performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize(("firms", "respondent"), [(1, "yes"), (3, "yes"), (3, "no")])
def test_a_survey_without_ties_opens_and_is_used_without_an_error(
    chromium, tmp_path: Path, size, firms: int, respondent: str
) -> None:
    path = tmp_path / "page.html"
    measures = cases.measures_of(cases.untied(tmp_path / "s", firms, respondent))
    path.write_bytes(report_bytes(measures, figures=False))
    with Page(chromium, path, size) as page:
        assert page.ties() == 0
        page.page.locator(".dock").first.click()
        assert page.texts("#card h2") == ["Firm 0"]
        page.page.keyboard.press("Escape")
        page.page.focus("#canvas")
        for key in ("ArrowRight", "Enter", "+", "0"):
            page.page.keyboard.press(key)


def test_the_policy_stops_what_a_name_might_smuggle_in(chromium, pages) -> None:
    page = Page(chromium, pages["valley"])
    page.run(
        "() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1';"
        "document.body.append(s); const i = new Image(); i.src = 'https://valley.example/x.png';"
        "document.body.append(i) }"
    )
    page.drawn()
    assert page.run("window.pwned") is None
    assert sum("Content Security Policy" in message for message in page.logged) >= 2
    page.context.close()


def test_layers_switch_ties_on_and_off(chromium, pages) -> None:
    formal, informal = "[data-formality=formal]", "[data-formality=informal]"
    with Page(chromium, pages["valley"]) as page:
        whole = page.ties()
        assert whole > 0
        page.page.click(formal)
        without = page.ties()
        assert 0 < without < whole
        assert page.pressed(formal) == "false"
        assert page.said() == f"{without} ties shown"
        page.page.click(informal)
        assert page.ties() == 0
        page.page.click(formal)
        page.page.click(informal)
        assert page.ties() == whole
        page.page.click("[data-layer='1']")
        assert page.ties() < whole
        assert page.pressed(informal) == "mixed"


def test_institutions_outside_and_weak_ties_can_be_hidden(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        whole = page.ties()
        page.page.click("[data-group=outside]")
        assert page.ties() == whole - 1
        page.page.click("[data-group=institutions]")
        assert page.ties() == whole - 3
        page.page.locator("#strength").fill("4")
        assert 0 < page.ties() < whole - 3
        assert page.texts("#strength-says") == ["5 or more"]


def test_search_opens_a_firm_by_keyboard_alone(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        page.page.keyboard.press("/")
        assert page.focused() == "find"
        page.page.keyboard.type("FÍRM 4")
        assert page.texts("#hits li") == ["Firm 4 connected"]
        page.page.keyboard.press("Enter")
        assert page.texts("#card h2") == ["Firm 4"]
        assert "Parts" in page.texts("#card p")[0]
        page.page.keyboard.press("Escape")
        assert page.page.is_hidden("#card")


def test_arrows_walk_and_enter_opens(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        page.page.focus("#canvas")
        page.page.keyboard.press("ArrowRight")
        assert page.said()
        for key in ("ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowUp"):
            page.page.keyboard.press(key)
        page.page.keyboard.press("Enter")
        assert page.page.is_visible("#card")


def test_the_card_tells_what_would_be_lost(chromium, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    ties = ("AB", "BC", "CA", "AF", "FB", "CD", "DE")
    folder = cases.pairs(tmp_path / "s", *ties, directed="no")
    path.write_bytes(report_bytes(cases.measures_of(folder), figures=False))
    with Page(chromium, path) as page:
        page.run("[...document.querySelectorAll('.firm')].find(b => b.textContent === 'C').click()")
        page.page.locator("#card .what button").first.click()
        said = page.page.inner_text("#card .what")
        assert "2 actors would be cut off from the rest: D and E." in said


def test_a_silent_firm_keeps_its_card_empty(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        page.page.locator("#dock-silent button").first.click()
        card = page.page.inner_text("#card")
        assert "Silent: asked, did not answer" in card
        assert "isconnected" not in card
        assert "What if it meets" not in card  # who did not answer is called first


def test_tables_sort_with_unknown_last_both_ways(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        labels = page.texts("#table-firms thead th .label")
        cell = f"#table-firms tbody tr :nth-child({labels.index('Partners') + 1})"
        head = page.page.locator("#table-firms th .sort", has_text="Partners").first
        seen = []
        for _ in range(2):
            head.click()
            values = page.texts(f"{cell}:is(td, th)")
            known = [int(v) for v in values if v not in ("", "not known")]
            assert len(values) == 12 and len(known) == 10
            assert values[-2:] in (["", ""], ["not known", "not known"])
            assert known in (sorted(known), sorted(known, reverse=True))
            seen.append(known)
        assert seen[0] == seen[1][::-1]
        assert page.run("document.querySelectorAll('[aria-sort]').length") == 1


def test_the_firm_stays_in_sight_and_more_columns_are_offered(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        wanted = "[...document.querySelectorAll('#table-firms thead th')]"
        visible = f"{wanted}.filter(h => h.offsetWidth).length"
        every = page.run(f"{wanted}.length")
        assert 6 <= page.run(visible) < every
        assert page.texts("#table-firms thead th .label")[0] == "Firm"
        button = page.page.locator("#firms .more.aside")
        assert button.inner_text() == f"Show all {every} columns"
        button.click()
        assert page.run(visible) == every
        sideways = "document.querySelector('#firms .table').classList.contains('sideways')"
        page.until(sideways)
        assert "More columns to the right" in page.page.inner_text("#firms .table")
        page.run("document.querySelector('#firms .scroll').scrollLeft = 9999")
        page.until(f"!{sideways}")
        left = "e => e.getBoundingClientRect().left"
        first, frame = "#table-firms tbody tr th", "#firms .scroll"
        cell, edge = (page.page.locator(one).first.evaluate(left) for one in (first, frame))
        assert cell == edge


def test_a_long_table_is_laid_out_when_it_comes_near(chromium, pages) -> None:
    """A page of many firms opens at once; what is far below waits."""
    laid = "document.querySelector('#table-firms').checkVisibility({contentVisibilityAuto: true})"
    with Page(chromium, pages["crowd"], PHONE) as page:
        assert not page.run(laid)
        page.run("document.getElementById('firms').scrollIntoView()")
        page.until(laid)
        page.until("document.querySelector('#firms .table').classList.contains('sideways')")
        assert page.page.locator("#firms .scroll[tabindex='0'][role=region]").count() == 1
        assert "More columns to the right" in page.page.inner_text("#firms .table")
        assert page.page.locator("#table-firms tbody tr >> visible=true").count() == 16
        page.page.emulate_media(media="print")
        page.run("scrollTo(0, 0)")
        page.until(laid)


def test_heads_have_numbers_only_while_stages_have_the_colours(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        numbers = "#columns .chip:not([hidden])"
        assert page.texts(numbers) == ["1", "2", "3"]
        page.page.select_option("#colour", "1")
        page.drawn()
        assert page.texts(numbers) == []
        assert page.texts("#swatches .chip") == ["1", "2"]


def test_on_a_phone_nothing_of_the_legend_is_out_of_sight(chromium, pages) -> None:
    with Page(chromium, pages["valley"], PHONE) as page:
        right = "all => all.map(b => b.getBoundingClientRect().right)"
        assert max(page.page.eval_on_selector_all(".legend .toggle", right)) <= PHONE[0]


def test_names_are_whole_words_on_paper(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        page.page.emulate_media(media="print")
        assert page.run(WORDS) == []
        shown = page.page.locator("#firms .on-paper")
        assert shown.is_visible() and "in the workbook" in shown.inner_text()


def test_the_map_is_also_a_table(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        page.page.click("#as-table summary")
        rows = "document.querySelectorAll('#ties tbody tr').length"
        page.until(f"{rows} > 0")
        assert page.run(rows) < page.ties()
        page.page.click("#more-ties")
        assert page.run(rows) == page.ties()
        assert page.page.is_hidden("#more-ties")


def test_definitions_open_by_click_and_close_by_key(chromium, pages) -> None:
    with Page(chromium, pages["valley"]) as page:
        button = page.page.locator("#table-firms .ask").first
        button.focus()
        page.page.keyboard.press("Enter")
        page.until("document.querySelector(':popover-open') !== null")
        page.page.keyboard.press("Escape")
        page.until("document.querySelector(':popover-open') === null")


def test_hostile_names_are_inert_everywhere(chromium, pages) -> None:
    with Page(chromium, pages["hostile"]) as page:
        page.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
        count = page.run("document.querySelectorAll('[data-actor]').length")
        assert count > 20
        page.run("document.querySelectorAll('[data-actor]').forEach(b => b.click())")
        for text in ("script", "img", "شركة"):
            page.page.fill("#find", text)
            assert page.texts("#hits li")
        assert page.run("window.pwned") is None
        assert page.run("document.querySelectorAll('img, iframe, script[src]').length") == 0


def test_a_phone_needs_no_sideways_scroll_and_sees_the_map_first(chromium, pages) -> None:
    for name, path in pages.items():
        with Page(chromium, path, PHONE) as page:
            assert page.run("document.documentElement.scrollWidth") <= PHONE[0], name
            first = "document.getElementById('first').firstElementChild.id"
            assert page.run(first) == "map", name


def test_every_text_has_enough_contrast_in_both_themes(chromium, pages) -> None:
    # Without motion no text is on its way from one colour to the other when it is looked at.
    with Page(chromium, pages["valley"], reduced_motion="reduce") as page:
        for theme in ("light", "dark"):
            page.run("name => { document.documentElement.dataset.theme = name }", theme)
            page.drawn()
            assert page.run(CONTRAST) == [], theme
        page.run("document.documentElement.style.setProperty('--muted', '#777')")
        assert page.run(CONTRAST) != []


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_names_on_the_map_never_overlap(chromium, pages, size) -> None:
    for name in ("valley", "crowd"):
        with Page(chromium, pages[name], size) as page:
            page.context.add_init_script(SPY)
            page.page.reload()
            page.page.wait_for_selector("#canvas[data-ties]")
            page.drawn()
            boxes = page.run("window.written")
            assert len(boxes) >= 3, name
            hits = [
                (one[0], two[0])
                for place, one in enumerate(boxes)
                for two in boxes[:place]
                if one[1] < two[3] and two[1] < one[3] and one[2] < two[4] and two[2] < one[4]
            ]
            assert hits == [], name
            assert all(b[1] >= 0 and b[3] <= size[0] for b in boxes), name


def test_a_crowd_is_drawn_in_time(chromium, pages) -> None:
    with Page(chromium, pages["crowd"]) as page:
        assert page.ties() > 2000
        took = page.run(
            "() => { const t = performance.now();"
            "document.querySelector('[data-zoom=\"1.4\"]').click();"
            "return new Promise(r => requestAnimationFrame(() => requestAnimationFrame("
            "() => r(performance.now() - t)))) }"
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
WORDS = """() => {
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
}"""

# Ratio of every visible text to the colour behind it; WCAG AA asks for 4.5, 3 for large text.
CONTRAST = """() => {
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
}"""
