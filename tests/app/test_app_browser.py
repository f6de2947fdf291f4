"""The page in a real browser: every control, on a desk and on a phone; nothing from outside."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.app.conftest import NAMES, TYPED
from tests.browsing import DESK, PHONE, until

from tiesnet.app.words import shown
from tiesnet.diagnosis import findings
from tiesnet.exports import table_texts
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.plots import figures
from tiesnet.progress import tell
from tiesnet.survey import read_names, read_survey

pytestmark = pytest.mark.browser

# Whether the page shows what the server has, and no work goes on.
STILL = """async () => {
  const headers = { 'X-Session': sessionStorage.getItem('tiesnet-session') };
  const answer = await fetch('/state', { headers });
  const now = answer.ok ? await answer.json() : {};
  return !now.busy && now.revision === document.body.dataset.revision
    && !document.querySelector('.work');
}"""
LONG = 120_000  # milliseconds: a busy machine is slow, and nothing here is about speed


class Tab:
    """A tab with the few gestures the tests need; it notes what should not happen."""

    def __init__(self, browser: Any, url: str, size: tuple[int, int], **more: Any) -> None:
        self.home = url.partition("?")[0]
        view = {"width": size[0], "height": size[1]}
        touch = {"has_touch": True, "is_mobile": True} if size == PHONE else {}
        options = {**touch, "accept_downloads": True, **more}
        self.context = browser.new_context(viewport=view, **options)
        self.context.set_default_timeout(45_000)
        self.wrong: list[str] = []
        self.pending: set[Any] = set()
        self.page = self.new(url)

    def new(self, url: str) -> Any:
        page = self.context.new_page()
        page.on("console", lambda said: self._note(said.type in ("error", "warning"), said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("dialog", lambda dialog: self._note(True, dialog.message))
        page.on("request", lambda one: self._note(not self._own(one.url), one.url))
        page.on("request", self._begun)
        page.on("response", lambda one: self.pending.discard(one.request))
        page.on("requestfailed", lambda one: self.pending.discard(one))
        page.goto(url)
        page.wait_for_selector("main h1")
        return page

    def _own(self, url: str) -> bool:
        return url.startswith((self.home, "data:", "blob:", "about:"))

    def _begun(self, one: Any) -> None:
        if "_dash-update" in one.url:
            self.pending.add(one)

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.wrong.append(what)

    def text(self, selector: str = "main") -> str:
        return str(self.page.inner_text(selector))

    def go(self, name: str) -> None:
        button = self.page.locator(".views button", has_text=name)
        button.click()
        self.page.wait_for_selector(f'.views [aria-current="page"]:has-text("{name}")')
        self.idle()

    def idle(self) -> None:
        """Wait until nothing is asked of the server, no work goes on, and it stays so."""
        end, quiet = time.monotonic() + LONG / 1000, 0
        while quiet < 3:
            assert time.monotonic() < end, f"it does not end: {self.pending}"
            self.page.wait_for_timeout(50)
            still = not self.pending and self.page.evaluate(STILL)
            quiet = quiet + 1 if still else 0

    def send(self, *paths: Path, where: str = "pickers") -> None:
        self.page.wait_for_selector(f"#{where} input", state="attached")
        self.page.set_input_files(f"#{where} input >> nth=0", [str(path) for path in paths])

    def open(self, *paths: Path) -> None:
        self.send(*paths)
        self.page.wait_for_selector(".opened button.main", timeout=LONG)
        self.idle()

    def choose(self, label: str, wanted: str, within: str = "main") -> None:
        """Choose from a list by the words a person reads."""
        field = self.page.locator(f"{within} .field", has=self.page.get_by_text(label, exact=True))
        field.first.locator(".dash-dropdown").click()
        self.page.locator(".dash-dropdown-option", has_text=wanted).first.click()
        self.page.keyboard.press("Escape")
        self.idle()

    def download(self, press: Callable[[], None], folder: Path) -> Path:
        with self.page.expect_download(timeout=LONG) as started:
            press()
        path = folder / started.value.suggested_filename
        started.value.save_as(path)
        return path

    def wide(self) -> bool:
        """Whether the page can be moved sideways."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
            )
        )

    def close(self) -> None:
        self.context.close()
        assert self.wrong == []


def _axe(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"iframes": False}).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def tab(request: pytest.FixtureRequest, chromium: Any, server: Any) -> Iterator[Tab]:
    made = Tab(chromium, server.url.partition("?")[0], request.param)
    yield made
    made.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Tests of the app do not end before this is set."""
    free = threading.Event()

    def waits(*told: Any) -> None:
        assert free.wait(120)
        tell(*told)

    monkeypatch.setattr("tiesnet.app.trials._registry.tell", waits)
    return free


def test_from_a_survey_to_its_files(
    tab: Tab, survey: Path, tmp_path: Path, held: threading.Event
) -> None:
    assert _axe(tab.page) == []
    tab.open(*sorted(survey.iterdir()))
    measures = measure(build_network(read_survey(survey)))
    tab.go("Problems")
    for row in measures.net.origin.survey.problems.to_dict("records"):
        assert " ".join(shown(row["problem"]).split()) in tab.text()
    tab.page.click('.switches button:has-text("error")')
    tab.idle()
    assert "warning" not in tab.text(".problems").lower()
    tab.go("Findings")
    assert all(shown(one.claim) in tab.text() for one in findings(measures))
    assert _axe(tab.page) == []
    tab.go("Firms")
    _firms(tab, measures)
    tab.go("Figures")
    _figures(tab)
    tab.go("Report")
    frame = tab.page.frame_locator("iframe.report")
    frame.locator("h1").wait_for(timeout=LONG)
    assert frame.locator("h1").inner_text()
    assert frame.locator("#canvas").is_visible()
    assert tab.page.evaluate("window.hacked") is None
    tab.go("Names")
    _names(tab, tmp_path)
    tab.go("Tests")
    _tests(tab, tmp_path, held)
    tab.go("Download")
    got = tab.download(tab.page.locator(".items button.main").click, tmp_path)
    with zipfile.ZipFile(got) as made:
        assert {"report.html", "metrics.xlsx", "names.xlsx"} <= set(made.namelist())
    assert not tab.wide()


def _firms(tab: Tab, measures: Any) -> None:
    from tiesnet.exports import firms_table

    cells = table_texts(firms_table(measures))
    key = next(iter(cells))
    shown_rows = [one.split("\t")[0] for one in tab.page.locator("tbody tr").all_inner_texts()]
    assert [one.strip() for one in shown_rows] == [shown(text).strip() for text in cells[key]]
    partners = next(k for k, c in enumerate(firms_table(measures).columns) if c.kind == "count")
    column = f"tbody td:nth-child({partners + 1})"
    code = firms_table(measures).columns[partners].key
    assert tab.page.locator(column).all_inner_texts() == cells[code]
    tab.page.locator("thead button").nth(partners).click()
    tab.page.wait_for_selector('th[aria-sort="descending"]')
    numbers = [int(text) for text in tab.page.locator(column).all_inner_texts() if text]
    assert numbers == sorted(numbers, reverse=True)
    tab.page.fill('input[type="search"]', "calzados")
    until(tab.page, "document.querySelectorAll('tbody tr').length === 1")
    tab.page.fill('input[type="search"]', "")
    until(tab.page, "document.querySelectorAll('tbody tr').length > 5")
    assert _axe(tab.page) == []
    assert not tab.wide()


def _figures(tab: Tab) -> None:
    tab.page.wait_for_selector(".js-plotly-plot .main-svg")
    assert NAMES[0] in tab.page.locator(".figure").inner_text() or tab.page.locator("canvas")
    tab.choose("Figure", figures()["adjacency"].label)
    until(tab.page, "document.querySelector('.of-adjacency .js-plotly-plot .main-svg') !== null")
    tab.choose("Grouped by", "Stage")
    tab.idle()
    tab.page.wait_for_selector(".of-adjacency .js-plotly-plot .main-svg")
    assert _axe(tab.page) == []


def _names(tab: Tab, folder: Path) -> None:
    assert all(name in tab.text() for name in TYPED)
    tab.page.locator(".offers button").first.click()
    tab.page.wait_for_selector('.offers [aria-pressed="true"]')
    assert _axe(tab.page) == []
    got = tab.download(tab.page.get_by_text("Download the sheet of names").click, folder)
    assert sum(bool(row.decided) for row in read_names(got).rows) == 1
    tab.idle()
    tab.page.click("#use-names")
    tab.page.wait_for_selector(".work")
    tab.idle()
    assert "1 of 3 names decided" in tab.text()
    assert tab.page.is_disabled("#use-names")


def _tests(tab: Tab, folder: Path, held: threading.Event) -> None:
    tab.choose("Question", "What goes with having a tie")
    tab.page.wait_for_selector("text=Or write a formula")
    box = tab.page.locator(".field", has_text="How often chance is drawn").locator("input")
    box.fill("999")
    box.press("Enter")
    tab.idle()
    tab.page.click("#run-trial")
    tab.page.click("#stop")
    tab.page.wait_for_selector("#stop:disabled")
    held.set()
    tab.page.wait_for_selector("text=Stopped")
    assert tab.page.locator(".outcome").count() == 0
    box.fill("99")
    box.press("Enter")
    tab.idle()
    tab.page.click("#run-trial")
    tab.page.wait_for_selector(".outcome table")
    assert _axe(tab.page) == []
    got = tab.download(tab.page.locator(".outcome .row button").click, folder)
    assert got.name == "mrqap.xlsx"


def test_a_form_is_mapped_and_read(tab: Tab, form: Path, tmp_path: Path) -> None:
    tab.send(form)
    tab.page.get_by_text("Say what its columns mean").click()
    tab.page.wait_for_selector(".column")
    assert _axe(tab.page) == []
    for header, meaning in (("Razon", "The firm that answers"), ("P7", "a firm that is named")):
        row = tab.page.locator(".column", has=tab.page.get_by_text(header, exact=True)).first
        row.locator(".dash-dropdown").click()
        tab.page.locator(".dash-dropdown-option", has_text=meaning).first.click()
        tab.idle()
    box = tab.page.locator(".relation input")
    box.fill("advice")
    box.press("Enter")
    tab.page.wait_for_selector("text=What the relations are")
    assert not tab.wide()
    got = tab.download(tab.page.get_by_text("Download the mapping file").click, tmp_path)
    assert len(read_survey(form, mapping=got).ties) == 10
    tab.idle()
    tab.page.click("#use-mapping")
    tab.page.wait_for_selector('.views button:has-text("Names"):enabled')
    tab.idle()
    tab.go("Survey")
    assert "10 reports of ties" in tab.text()


def test_what_cannot_be_read_and_what_is_too_large_is_said(tab: Tab, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    tab.send(bad)
    tab.page.wait_for_selector(".said.error")
    assert "is no Excel workbook" in tab.text()
    assert tab.page.locator("text=Say what its columns mean").count() == 0
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 1_300_000)
    sent: list[str] = []
    tab.page.on("request", lambda one: sent.append(one.url) if "/upload" in one.url else None)
    tab.send(large)
    tab.page.wait_for_selector("#upload-says.wrong")
    assert "larger than 1 MB" in tab.text("#upload-says")
    assert sent == []


def test_tabs_are_apart_and_remember(chromium: Any, server: Any, survey: Path) -> None:
    one = Tab(chromium, server.url, DESK, color_scheme="dark")
    one.page.wait_for_selector("text=raw.csv")  # the survey of the address
    second = one.new(one.home)
    assert "raw.csv" not in second.inner_text("body")
    one.page.reload()
    one.page.wait_for_selector("text=raw.csv")
    first, other = (
        page.evaluate("sessionStorage.getItem('tiesnet-session')") for page in (one.page, second)
    )
    assert first != other
    copied = one.context.new_page()
    copied.add_init_script(f"sessionStorage.setItem('tiesnet-session', '{first}')")
    copied.goto(one.home)
    copied.wait_for_selector("main h1")
    assert "raw.csv" not in copied.inner_text("body")
    one.page.click('.languages button[lang="es"]')
    one.page.wait_for_selector('.languages [lang="es"][aria-pressed="true"]')
    assert one.page.evaluate("document.documentElement.lang") == "es"
    assert second.locator('.languages [lang="en"][aria-pressed="true"]').count() == 1
    paper = "getComputedStyle(document.body).backgroundColor"
    assert one.page.evaluate(paper) == "rgb(20, 23, 26)"
    second.click("#theme-button")
    until(second, f"{paper} === 'rgb(255, 255, 255)'")
    one.close()


def test_it_can_be_used_by_keyboard(chromium: Any, server: Any) -> None:
    tab = Tab(chromium, server.url.partition("?")[0], DESK)
    tab.page.wait_for_selector("#pickers input", state="attached")
    seen = []
    for _ in range(14):
        tab.page.keyboard.press("Tab")
        seen.append(tab.page.evaluate("document.activeElement.textContent.trim()"))
    for wanted in ("Skip to the content", "Español", "Survey", "A footwear valley"):
        assert wanted in seen
    tab.close()
