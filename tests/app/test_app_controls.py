"""Every control of the app is named here and used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.app.conftest import TYPED
from tests.app.test_app_browser import Tab
from tests.browsing import DESK, PHONE, until

from tiesnet.app.decisions import NEW, sheet_of
from tiesnet.app.words import shown
from tiesnet.diagnosis import findings
from tiesnet.exports import firms_table, table_texts, write_names
from tiesnet.metrics import measure
from tiesnet.network import EVERY, build_network
from tiesnet.survey import read_survey

pytestmark = pytest.mark.browser

FOCUSED = (
    "a, button, input, select, textarea, summary, iframe, [tabindex], [role=option],"
    " [role=button], [role=slider], [contenteditable]"
)
UNKNOWN = """
([every, known]) => [...document.querySelectorAll(every)]
  .filter(e => e.checkVisibility() && !known.some(one => e.matches(one)))
  .map(e => e.outerHTML.slice(0, 160))
"""
# What a key cannot come to, and should.
UNREACHED = """
[...document.querySelectorAll('a[href], button, input, summary')]
  .filter(e => e.checkVisibility() && e.tabIndex < 0 && !e.matches('.dash-dropdown-focus-target'))
  .map(e => e.outerHTML.slice(0, 160))
"""
DROP = """() => {
  const files = new DataTransfer();
  files.items.add(new File(['source,target,relation\\na,b,advice\\nb,c,advice\\n'], 'ties.csv'));
  document.getElementById('drop').dispatchEvent(
    new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
}"""
# Another element in the place of the button, as when Dash draws it anew.
RENEWED = """() => {
  const old = document.querySelector('.views button:hover');
  const fresh = old.cloneNode(true);
  fresh.addEventListener('click', () => { window.renewed = (window.renewed || 0) + 1; });
  old.replaceWith(fresh);
}"""
VIEW = "document.querySelector('.views [aria-current]').id"
MAIN = "document.getElementById('main').innerText"


def of(**parts: Any) -> str:
    """Find what has this id; None stands for any value."""
    if None in parts.values():
        return "".join(f"""[id*='"{key}":']""" for key in parts)
    return f"[id='{json.dumps(parts, sort_keys=True, separators=(',', ':'))}']"


def pressed(selector: str) -> str:
    return f"[...document.querySelectorAll({selector!r})].map(e => e.ariaPressed).join()"


# The view, what finds a control, how it is used, and what must be another then; "" is a file.
DRIVEN: tuple[tuple[str, str, str, str], ...] = (
    ("Survey", "a.skip", "press:Enter", "location.hash"),
    ("Survey", of(go="findings", **{"from": "start"}), "click", VIEW),
    ("Problems", of(severity=None), "click:last", pressed(of(severity=None))),
    ("Columns", of(show="columns/anyway"), "click", MAIN),
    ("Names", of(doubt=None, offer=None), "click", pressed(of(doubt=None, offer=None))),
    ("Names", of(page=None), "click:last", MAIN),
    ("Names", of(get="names", **{"from": "names"}), "save", ""),
    ("Findings", of(go="report", **{"from": "findings"}), "click", VIEW),
    ("Findings", of(go="downloads", **{"from": "findings"}), "click", VIEW),
    ("Report", of(get="report", **{"from": "report"}), "save", ""),
    ("Figures", of(figure="name"), "choose", MAIN),
    ("Figures", "#get-figure", "save", ""),
    ("Figures", ".modebar-btn[data-title^=Download], .modebar-btn", "save", ""),
    ("Firms", "tbody summary", "click", "document.querySelectorAll('details[open]').length"),
    ("Firms", of(set="firms/search"), "type:Vega", "document.querySelectorAll('tbody tr').length"),
    ("Firms", of(key=None, sort=None), "click", "document.querySelectorAll('[aria-sort]').length"),
    ("Firms", ".scroll", "press:ArrowRight", "document.querySelector('.scroll').scrollLeft"),
    ("Tests", of(field="which", trial=""), "choose", MAIN),
)
# Used by the tests named, which are in this folder.
ELSEWHERE = {
    of(go=None): "test_from_a_survey_to_its_files",
    of(get=None, **{"from": "downloads"}): "test_from_a_survey_to_its_files",
    "#theme-button": "test_tabs_are_apart_and_remember",
    of(lang=None): "test_tabs_are_apart_and_remember",
    of(build=None): "test_the_choices_of_a_network_are_those_of_the_api",
    "#use-names, #run-trial, #stop, .outcome button": "test_from_a_survey_to_its_files",
    "iframe.report": "test_from_a_survey_to_its_files",
    of(figure=None): "test_from_a_survey_to_its_files",
    of(trial=None, field=None): "test_from_a_survey_to_its_files",
    of(meaning=None): "test_a_form_is_mapped_and_read",
    of(role=None): "test_the_role_of_a_table_is_chosen",
    of(relation=None): "test_a_form_is_mapped_and_read",
    of(fact=None): "test_the_role_of_a_table_is_chosen",
    "#use-mapping": "test_a_form_is_mapped_and_read",
    of(get="mapping", **{"from": "columns"}): "test_a_form_is_mapped_and_read",
    of(go="columns", **{"from": "start"}): "test_a_form_is_mapped_and_read",
    of(go="columns", **{"from": "problems"}): "test_the_role_of_a_table_is_chosen",
    "#pickers input": "test_from_a_survey_to_its_files",
    "#mapping-picker input": "test_a_mapping_and_decided_names_are_brought",
    "#names-picker input": "test_a_mapping_and_decided_names_are_brought",
    of(sample=None): "test_a_sample_is_opened_and_its_work_stopped_and_taken_up",
    "#again": "test_a_sample_is_opened_and_its_work_stopped_and_taken_up",
    "a[href^='/report/']": "test_the_choices_of_a_network_are_those_of_the_api",
}
# Parts of the lists of Dash, which are used through their buttons, what plotly tells for a moment,
# and places for the focus.
PARTS = (
    ".dash-dropdown-wrapper *, .dash-dropdown-content, .dash-dropdown-content *, .notifier-close,"
    " #main, #title"
)


class Used(Tab):
    """A tab whose controls are used one by one."""

    def unknown(self) -> list[str]:
        known = [*(one for _, one, *_ in DRIVEN), *ELSEWHERE, PARTS]
        found: list[str] = self.page.evaluate(UNKNOWN, [FOCUSED, known])
        return found

    def use(self, selector: str, act: str, folder: Path) -> None:
        how, _, what = act.partition(":")
        seen = self.page.locator(f"{selector} >> visible=true")
        one = seen.last if what == "last" else seen.first
        if how == "press":
            one.press(what)
        elif how == "type":
            one.fill(what)
        elif how == "choose":
            self.pick(one)
        elif how == "save":
            assert self.download(one.click, folder).stat().st_size > 50
        else:
            one.click()

    def pick(self, one: Any) -> None:
        """Choose by keys alone: the next in a list."""
        one.focus()
        self.page.keyboard.press("Enter")
        # The list takes the focus a moment after it opens.
        until(self.page, "document.activeElement.closest('.dash-dropdown-content') !== null")
        other = self.page.locator(".dash-dropdown-option:not(.selected) input").first
        other.focus()
        self.page.keyboard.press("Space")
        self.page.wait_for_selector(".dash-dropdown-option", state="detached")

    def changes(self, selector: str, act: str, says: str, folder: Path) -> None:
        before = json.dumps(self.page.evaluate(says)) if says else ""
        self.use(selector, act, folder)
        if says:
            until(self.page, f"JSON.stringify({says}) !== {json.dumps(before)}", 20)
        self.idle()


@pytest.fixture
def used(request: pytest.FixtureRequest, chromium: Any, server: Any) -> Iterator[Used]:
    size = getattr(request, "param", DESK)
    made = Used(chromium, server.url.partition("?")[0], size)
    yield made
    made.close()


@pytest.mark.parametrize("used", [DESK, PHONE], ids=["desk", "phone"], indirect=True)
def test_every_control_changes_what_it_is_for(
    used: Used, survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiesnet.app.layout.names.PAGE", len(TYPED) - 1)
    assert used.unknown() == []
    used.open(*sorted(survey.iterdir()))
    now = ""
    for view, selector, act, says in DRIVEN:
        if view != now or says == VIEW:
            used.go(view)
        now = view
        used.changes(selector, act, says, tmp_path)
        assert used.unknown() == [], view
        assert used.page.evaluate(UNREACHED) == [], view


def test_the_choices_of_a_network_are_those_of_the_api(used: Used, survey: Path) -> None:
    used.open(*sorted(survey.iterdir()))
    used.go("Findings")
    used.choose("Round of the survey", "2024")
    used.idle()
    net = build_network(read_survey(survey), wave="2024")
    for one in findings(measure(net))[:8]:
        assert shown(one.claim) in used.text()
    used.choose("When both firms report on a tie", "Both must say so")
    used.idle()
    net = build_network(read_survey(survey), wave="2024", policies={EVERY: "confirmed"})
    confirmed = measure(net)
    for one in findings(confirmed)[:8]:
        assert shown(one.claim) in used.text()
    used.go("Firms")
    cells = table_texts(firms_table(confirmed))
    degrees = next(c.key for c in firms_table(confirmed).columns if c.kind == "count")
    place = list(cells).index(degrees) + 1
    column = used.page.locator(f"tbody td:nth-child({place})")
    assert column.all_inner_texts() == cells[degrees]
    used.go("Report")
    link = used.page.locator("a[href^='/report/']")
    with used.context.expect_page() as waiting:
        link.click()
    waiting.value.locator("#canvas[data-ties]").wait_for()


def test_the_role_of_a_table_is_chosen(used: Used, form: Path) -> None:
    used.send(form)
    used.page.wait_for_selector("text=Say what its columns mean")
    used.idle()
    used.go("Problems")
    used.use(of(go="columns", **{"from": "problems"}), "click", form.parent)
    used.page.wait_for_selector(".column")
    used.idle()
    assert used.unknown() == []
    for header, meaning in (("Razon", "The firm that answers"), ("P7", "a firm that is named")):
        row = used.page.locator(".column", has=used.page.get_by_text(header, exact=True)).first
        row.locator(".dash-dropdown").click()
        used.page.locator(".dash-dropdown-option", has_text=meaning).first.click()
        used.idle()
    used.page.locator(".relation input").fill("advice")
    used.page.locator(".relation input").press("Enter")
    used.page.wait_for_selector("text=What the relations are")
    used.idle()
    for kind in (of(fact=None), of(role=None)):
        until(used.page, f"document.querySelectorAll({kind!r}).length > 0")
        used.changes(kind, "choose", MAIN, form.parent)
    assert used.unknown() == []


def test_a_sample_is_opened_and_its_work_stopped_and_taken_up(used: Used) -> None:
    used.use(of(sample="florentine-families"), "click", Path())
    used.page.click("#stop")
    used.page.wait_for_selector("#again")
    assert used.unknown() == []
    used.page.click("#again")
    used.page.wait_for_selector(".opened button.main", timeout=120_000)
    used.idle()
    assert "16 actors" in used.text()


def test_a_mapping_and_decided_names_are_brought(
    used: Used, form: Path, survey: Path, tmp_path: Path
) -> None:
    used.send(form)
    used.page.wait_for_selector("text=Say what its columns mean")
    used.idle()
    used.go("Columns")
    broken = tmp_path / "broken.toml"
    broken.write_text("x = = 1")
    used.send(broken, where="mapping-picker")
    used.page.wait_for_selector("main .said.error:has-text('broken.toml')")
    used.idle()
    assert used.unknown() == []
    used.go("Survey")
    used.open(*sorted(survey.iterdir()))
    sheet = tmp_path / "names.xlsx"
    write_names(read_survey(survey), sheet, sheet_of({TYPED[0]: NEW}, sheet))
    used.go("Names")
    used.send(sheet, where="names-picker")
    used.page.wait_for_selector("text=1 of 3 names decided.")
    used.idle()
    assert used.unknown() == []


def test_nothing_that_is_written_or_pressed_is_lost(used: Used, survey: Path) -> None:
    used.open(*sorted(survey.iterdir()))
    used.go("Firms")
    used.page.locator("input[type=search]").click()
    for letter in "vega":
        used.page.keyboard.type(letter)
        used.page.wait_for_timeout(450)  # longer than it waits before it searches
    until(used.page, "document.querySelectorAll('tbody tr').length === 1")
    assert used.page.evaluate("document.activeElement.value") == "vega"
    used.idle()
    # The list of views is drawn anew between press and release.
    used.page.locator(".views button", has_text="Findings").hover()
    used.page.mouse.down()
    used.page.evaluate(RENEWED)
    used.page.mouse.up()
    assert used.page.evaluate("window.renewed") == 1


def test_a_number_is_written_and_checked(used: Used, survey: Path) -> None:
    used.open(*sorted(survey.iterdir()))
    used.go("Tests")
    box = used.page.locator(".field", has_text="How often chance is drawn").locator("input")
    assert used.page.locator("input[type=number]").count() == 0
    box.fill("many")
    used.page.click("#run-trial")  # what was written counts, also when it was not left before
    used.page.wait_for_selector("text=A whole number from 1 to 100,000 was expected.")
    used.idle()


def test_files_are_dropped(used: Used) -> None:
    used.idle()
    used.page.evaluate(DROP)
    used.page.wait_for_selector(".opened button.main", timeout=120_000)
    assert "2 reports of ties" in used.text()


def test_what_is_used_elsewhere_is() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    text += Path(__file__).with_name("test_app_browser.py").read_text(encoding="utf-8")
    assert all(f"def {name}(" in text for name in ELSEWHERE.values())
