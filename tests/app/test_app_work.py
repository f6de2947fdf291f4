"""What happens meanwhile, and what is handed over: in a real browser."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
from tests.app.conftest import NAMES
from tests.app.test_app_browser import Tab
from tests.browsing import DESK, SIZES, until

from tiesnet.app import reading, serving
from tiesnet.app.downloads import items
from tiesnet.app.words import shown
from tiesnet.exports import report_bytes
from tiesnet.network import build_network
from tiesnet.survey import read_survey

pytestmark = pytest.mark.browser
BUSY = "Something else is still being done."
SMALL = "source,target,relation\na,b,advice\nb,c,advice\n"


@pytest.fixture(params=SIZES.values(), ids=list(SIZES))
def tab(request: pytest.FixtureRequest, chromium: Any, server: Any) -> Iterator[Tab]:
    made = Tab(chromium, server.url.partition("?")[0], request.param)
    yield made
    made.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Work that goes on until it is let go."""
    free, whole = threading.Event(), reading._whole

    def waits(session: Any) -> None:
        assert free.wait(120)
        whole(session)

    monkeypatch.setattr(reading, "_whole", waits)
    yield free
    free.set()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.csv"
    path.write_text(SMALL)
    return path


def test_a_second_survey_waits_for_the_first(tab: Tab, held: threading.Event, small: Path) -> None:
    tab.send(small)
    tab.page.wait_for_selector(".work")
    top = tab.page.locator("main h1").bounding_box()
    other = small.with_name("other.csv")
    other.write_text(SMALL.replace("advice", "sells"))
    tab.send(other)
    tab.page.wait_for_selector(f"text={BUSY}")
    assert tab.page.locator("#stop").is_visible()
    assert not tab.wide()
    held.set()
    tab.page.wait_for_selector(".opened button.main", timeout=120_000)
    tab.idle()
    assert BUSY not in tab.text("body")
    assert "small" in tab.text(".opened") and "other" not in tab.text(".opened")
    assert tab.page.locator("main h1").bounding_box()["y"] == top["y"], "work moves the page"


def test_a_page_loaded_again_finds_its_work(tab: Tab, held: threading.Event, small: Path) -> None:
    tab.send(small)
    tab.page.wait_for_selector(".work")
    tab.page.reload()
    tab.pending.clear()  # what the page had asked for before is no longer waited for
    tab.page.wait_for_selector(".work")
    held.set()
    tab.page.wait_for_selector(".opened button.main", timeout=120_000)
    tab.idle()
    assert "2 reports of ties" in tab.text()


def test_a_page_closed_during_work_leaves_the_others_alone(
    tab: Tab, held: threading.Event, small: Path
) -> None:
    other = tab.new(tab.home)
    tab.send(small)
    tab.page.wait_for_selector(".work")
    tab.page.close()
    tab.pending.clear()  # what it had asked for is no longer waited for
    tab.page = other
    tab.send(small)
    tab.page.wait_for_selector(".work")
    held.set()
    tab.page.wait_for_selector(".opened button.main", timeout=120_000)
    assert "2 reports of ties" in tab.text()


def test_a_view_that_is_slow_shows_that_it_comes(
    tab: Tab, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiesnet.app.layout import downloads

    free, show = threading.Event(), downloads.show

    def slow(session: Any) -> Any:
        assert free.wait(120)
        return show(session)

    monkeypatch.setattr(downloads, "show", slow)
    tab.open(small)
    busy = "document.getElementById('main').ariaBusy === 'true'"
    assert not tab.page.evaluate(busy)
    tab.page.locator(".views button", has_text="Download").click()
    until(tab.page, busy)
    free.set()
    tab.page.wait_for_selector(".items button")
    until(tab.page, f"!({busy})")
    tab.go("Download")  # where one is already nothing is drawn
    assert not tab.page.evaluate(busy)


def test_an_app_that_was_ended_is_said(chromium: Any) -> None:
    with serving(port=0) as (address, server):
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        tab = Tab(chromium, address.url, DESK)
        tab.idle()
        assert not tab.page.locator("#away").is_visible()
        server.shutdown()
        thread.join()
    tab.page.wait_for_selector("#away:has-text('tiesnet does not answer')", timeout=60_000)
    tab.context.close()  # that nobody answers is in the console


def test_words_and_colours_on_every_screen(tab: Tab) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    for theme, colour in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 26)")):
        tab.page.click("#theme-button")
        until(tab.page, f"{paper} === '{colour}'")
        tab.page.wait_for_selector(f"#theme-button:has-text('Theme: {theme}')")
    words = {"es": "Abrir", "pt": "Abrir", "it": "Apri", "en": "Open a survey"}
    for lang, said in words.items():
        tab.page.click(f'.languages button[lang="{lang}"]')
        tab.page.wait_for_selector(f"main h1:has-text('{said}')")
        tab.idle()
        assert tab.page.evaluate("document.documentElement.lang") == lang
        assert not tab.wide()


def test_each_file_is_what_the_library_writes(
    chromium: Any, server: Any, survey: Path, tmp_path: Path
) -> None:
    tab = Tab(chromium, server.url.partition("?")[0], DESK)
    tab.open(*sorted(survey.iterdir()))
    tab.go("Download")
    buttons = tab.page.locator(".items button")
    names = [json.loads(one)["get"] for one in buttons.evaluate_all("all => all.map(e => e.id)")]
    assert set(names) == {name for name in items() if name in CHECKS} | {"everything"}
    net = build_network(read_survey(survey))
    for name, check in CHECKS.items():
        press = tab.page.locator(f"""[id*='"get":"{name}"']""")
        check(tab.download(press.click, tmp_path), net)
        tab.idle()
    tab.close()


def _report(path: Path, net: Any) -> None:
    from tiesnet.metrics import measure

    text, own = (data.decode() for data in (path.read_bytes(), report_bytes(measure(net))))
    assert text.count("<h2") == own.count("<h2") > 5
    assert text.count("<tr") == own.count("<tr") > 20


def _workbook(path: Path, net: Any) -> None:
    book = openpyxl.load_workbook(path)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    texts = {str(cell).lstrip("'") for cell in cells}
    assert {shown(name).lstrip("'") for name in NAMES[5:]} <= texts
    assert not any(
        cell.data_type == "f" and "evil" in str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    )


def _sheets(path: Path, net: Any) -> None:
    with zipfile.ZipFile(path) as made:
        pages = [one for one in made.namelist() if one.endswith(".html")]
        answered = int((net.actors["respondent"] == "yes").sum())
        assert len(pages) == answered + 1, "a page per firm that answered, and an index"
        assert all(b"<h1" in made.read(one) for one in pages)


def _network(path: Path, net: Any) -> None:
    graph = nx.read_graphml(path, force_multigraph=True)
    assert graph.number_of_nodes() == len(net.actors)
    assert graph.number_of_edges() > 20


def _check(path: Path, net: Any) -> None:
    sheet = openpyxl.load_workbook(path)
    texts = {str(cell) for one in sheet for row in one.iter_rows(values_only=True) for cell in row}
    wanted = [row["problem"] for row in net.origin.survey.problems.to_dict("records")]
    assert wanted and all(any(one in text for text in texts) for one in wanted)


def _pseudonymised(path: Path, net: Any) -> None:
    with zipfile.ZipFile(path) as made:
        passed = [one for one in made.namelist() if one.startswith("to pass on/")]
        tables = b"".join(made.read(one) for one in passed if one.endswith(".csv")).decode()
        assert "f1" not in tables.split() and not any(name in tables for name in NAMES)
        key = next(one for one in made.namelist() if one.endswith("key.csv"))
        assert "Calzados Luz" in made.read(key).decode()


CHECKS: dict[str, Callable[[Path, Any], None]] = {
    "report": _report,
    "workbook": _workbook,
    "sheets": _sheets,
    "network": _network,
    "check": _check,
    "pseudonymised": _pseudonymised,
}
