"""The chapters in a real browser: figures, definitions, tables, paper; nothing asked of anybody."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest
from tests.browsing import DESK, PHONE, Opened
from tests.exports import report_cases as cases

from tiesnet.exports import report_bytes
from tiesnet.metrics import Measures

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measures]:
    folder = tmp_path_factory.mktemp("chapters")
    return {
        "valley": cases.measures_of(cases.valley(folder / "valley")),
        "hostile": cases.measures_of(cases.hostile(folder / "hostile")),
        "two": cases.measures_of(cases.pairs(folder / "two", "AB")),
    }


@pytest.fixture(scope="module")
def files(measured, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, measures in measured.items():
        (folder / f"{name}.html").write_bytes(report_bytes(measures))
    return {name: folder / f"{name}.html" for name in measured}


class Chapters(Opened):
    """A page whose figures can be brought into sight."""

    def figure(self, key: str):
        """Bring a figure into sight and wait until it is drawn."""
        self.page.evaluate(
            "k => { for (let e = document.getElementById(k); e; e = e.parentElement)"
            " if (e.tagName === 'DETAILS') e.open = true;"
            " document.getElementById(k).scrollIntoView(); }",
            f"f-{key}",
        )
        drawing = self.page.locator(f'[data-figure="{key}"]')
        drawing.locator("svg.main-svg").first.wait_for(timeout=20_000)
        return drawing


@pytest.fixture
def opened(chromium, files) -> Iterator[Callable[..., Chapters]]:
    with ExitStack() as pages:

        def open_page(name: str, size=DESK, **options) -> Chapters:
            return pages.enter_context(Chapters(chromium, files[name], size, **options))

        yield open_page


def test_every_figure_is_drawn_without_an_error_and_without_a_request(opened, files) -> None:
    for name in files:
        shown = opened(name)
        keys = shown.page.eval_on_selector_all(
            "[data-figure]", "all => all.map(e => e.dataset.figure)"
        )
        assert keys or name == "two"
        for key in keys:
            drawing = shown.figure(key)
            assert drawing.locator(".sheet").get_attribute("role") == "img"
        assert shown.logged == [], name
        assert shown.outside() == [], name
        assert shown.page.evaluate("window.pwned === undefined")


def test_what_draws_is_not_run_before_a_figure_comes_near(opened) -> None:
    shown = opened("valley")
    assert shown.page.evaluate("typeof Plotly") == "undefined"
    shown.figure("brokers")
    assert shown.page.evaluate("typeof Plotly") == "object"


def test_figures_turn_with_the_theme(opened) -> None:
    shown = opened("valley")
    shown.figure("stage_matrix")
    ground = "document.querySelector('[data-figure=stage_matrix] .main-svg').style.background"
    assert shown.page.evaluate(ground) == "rgb(255, 255, 255)"
    shown.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    shown.until(f"{ground} === 'rgb(20, 23, 26)'")
    assert shown.logged == []


def test_figures_are_taken_as_png_and_svg(opened) -> None:
    shown = opened("valley")
    drawing = shown.figure("stage_matrix")
    starts = {"png": b"\x89PNG", "svg": b"<svg"}
    for kind, start in starts.items():
        with shown.page.expect_download() as waiting:
            drawing.locator(f'[data-take="{kind}"]').click()
        assert waiting.value.suggested_filename == f"tiesnet-stage-matrix.{kind}"
        assert Path(waiting.value.path()).read_bytes().startswith(start)
    assert shown.logged == []


def test_a_figure_is_also_a_table_with_the_same_numbers(opened, measured) -> None:
    shown = opened("valley")
    drawing = shown.figure("stage_matrix")
    fold = drawing.locator("xpath=following-sibling::details")
    fold.locator("summary").click()
    fold.locator("table").wait_for()
    told = fold.locator("tbody td").evaluate_all("all => all.map(e => Number(e.dataset.v))")
    table = measured["valley"].tables[("all", "stage_matrix")]
    assert told == pytest.approx(list(table["density"]), abs=1e-4)


def test_a_phone_sees_figures_without_sideways_scroll(opened) -> None:
    shown = opened("valley", PHONE)
    drawing = shown.figure("brokers")
    assert drawing.locator(".main-svg").first.bounding_box()["width"] <= 390
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_question_mark_opens_its_definition_by_pointer_and_by_key(opened) -> None:
    shown = opened("valley")
    ask = shown.page.locator("#table-brokers a.ask").nth(1)
    meaning = shown.page.locator("#meaning")
    target = shown.page.locator(f"[id='{ask.get_attribute('href').removeprefix('#')}']")
    ask.click()
    assert meaning.is_visible()
    title = target.locator("h4").text_content()
    assert meaning.inner_text().startswith(title)
    shown.page.keyboard.press("Escape")
    assert meaning.is_hidden()
    ask.focus()
    shown.page.keyboard.press("Enter")
    assert meaning.is_visible() and meaning.evaluate("e => e === document.activeElement")
    shown.page.keyboard.press("Escape")
    assert ask.evaluate("e => e === document.activeElement")
    shown.page.mouse.move(5, 5)
    ask.hover()
    meaning.wait_for(state="visible", timeout=3000)
    meaning.locator("a").click()
    target.wait_for(state="visible")
    assert target.is_visible() and meaning.is_hidden()


def test_a_table_is_searched_and_filtered(opened) -> None:
    shown = opened("valley")
    table = shown.page.locator(".table", has=shown.page.locator("#table-firms"))
    field = table.locator("input[type=search]")
    field.fill("firm 1")
    visible = table.locator("tbody tr:visible th[scope=row]")
    assert set(visible.all_inner_texts()) == {"Firm 1", "Firm 10", "Firm 11"}
    assert table.locator(".count").inner_text() == "3 of 12"
    field.fill("")
    stage = table.locator("select").last
    stage.select_option("Parts")
    assert table.locator("tbody tr:visible").count() == 4
    stage.select_option("")
    assert table.locator("tbody tr:visible").count() == 12


def test_a_table_is_saved_with_all_digits_and_nothing_that_runs(opened, measured) -> None:
    shown = opened("hostile")
    table = shown.page.locator(".table", has=shown.page.locator("#table-firms"))
    with shown.page.expect_download() as waiting:
        table.get_by_role("button", name="CSV").click()
    assert waiting.value.suggested_filename == "tiesnet-firms.csv"
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1 and len(rows) == 13
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if re.match(r"[=+@\t＝＋－＠]", cell)]
    assert [cell for cell in cells if cell.startswith("'=")]
    place = next(k for k, head in enumerate(rows[0]) if head.startswith("Constraint"))
    told = sorted(float(row[place]) for row in rows[1:] if row[place])
    own = measured["hostile"].actors[("all", "constraint_ego")].dropna()
    firms = own[measured["hostile"].net.actors.loc[own.index, "kind"] == "firm"]
    assert told == pytest.approx(sorted(firms), rel=1e-8)
    assert shown.logged == []


def test_a_table_is_copied(opened, chromium) -> None:
    shown = opened("valley", permissions=["clipboard-read", "clipboard-write"])
    table = shown.page.locator(".table", has=shown.page.locator("#table-disconnected"))
    table.get_by_role("button", name="Copy").click()
    table.get_by_role("button", name="Copied").wait_for()
    pasted = shown.page.evaluate("navigator.clipboard.readText()")
    assert "Firm 9" in pasted and "\t" in pasted.splitlines()[0]
    shown.page.locator('[data-copy="bibtex"]').evaluate("e => e.closest('details').open = true")
    shown.page.locator('[data-copy="bibtex"]').click()
    shown.page.get_by_role("button", name="Copied").first.wait_for()
    assert shown.page.evaluate("navigator.clipboard.readText()").startswith("@")


def test_a_reader_without_scripts_has_all_tables_and_ways_to_definitions(opened) -> None:
    shown = opened("valley", java_script_enabled=False)
    assert shown.page.locator("#table-firms tbody tr").count() == 12
    assert shown.page.locator(".figure:visible").count() == 0
    assert shown.page.locator("#paragraph").is_visible()
    href = shown.page.locator("#table-brokers a.ask").first.get_attribute("href")
    assert shown.page.locator(f"[id='{href.removeprefix('#')}']").count() == 1


def test_on_paper_figures_are_light_and_controls_are_gone(opened) -> None:
    shown = opened("valley", color_scheme="dark")
    shown.figure("stage_matrix")
    shown.figure("brokers")
    shown.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown.page.emulate_media(media="print", color_scheme="light")
    width = "document.querySelector('[data-figure=brokers] .main-svg').getAttribute('width')"
    assert shown.page.evaluate(width) == "680"
    ground = "document.querySelector('[data-figure=brokers] .main-svg').style.background"
    assert shown.page.evaluate(ground) == "rgb(255, 255, 255)"
    for control in (".take", ".tools", ".ask", ".more", "#theme"):
        assert shown.page.locator(f"{control}:visible").count() == 0, control
    assert shown.page.locator("[data-figure=brokers] .sheet").is_visible()
    shown.page.emulate_media(media="screen", color_scheme="dark")
    shown.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert shown.page.evaluate(ground) == "rgb(20, 23, 26)"


def test_paper_does_not_wait_for_figures_that_nobody_saw(opened) -> None:
    shown = opened("valley")
    drawn = "document.querySelectorAll('.drawing.done').length"
    assert shown.page.evaluate(drawn) == 0
    closed = "document.querySelectorAll('details:not([open]) .drawing').length"
    every = "document.querySelectorAll('.drawing').length"
    shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (
        shown.page.evaluate(drawn) == shown.page.evaluate(every) - shown.page.evaluate(closed) > 3
    )
    shown.page.emulate_media(media="print")
    tall = "[...document.querySelectorAll('.done .main-svg')].map(e => +e.getAttribute('height'))"
    assert max(shown.page.evaluate(tall)) <= 700
    assert shown.logged == []


def test_rows_of_a_figure_keep_their_height_on_a_phone(opened) -> None:
    shown = opened("valley", size=PHONE)
    shown.figure("roles")
    names = shown.page.locator("[data-figure=roles] .yaxislayer-above text")
    boxes = sorted(
        (names.nth(k).bounding_box() for k in range(names.count())), key=lambda box: box["y"]
    )
    assert len(boxes) > 3
    assert all(one["y"] + one["height"] <= other["y"] + 2 for one, other in pairwise(boxes))
    legend = shown.page.locator("[data-figure=roles] .legend").bounding_box()
    title = shown.page.locator("[data-figure=roles] .xtitle").bounding_box()
    assert title["y"] + title["height"] <= legend["y"] + 2


def test_it_makes_a_pdf_with_page_numbers(opened) -> None:
    shown = opened("valley")
    shown.figure("brokers")
    data = shown.page.pdf(prefer_css_page_size=True)
    assert data.startswith(b"%PDF")
    found = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", data) or re.findall(
        rb"/MediaBox\s*\[([^\]]*)\]", b"".join(_streams(data))
    )
    width, height = (float(part) for part in found[0].split()[2:])
    assert (round(width), round(height)) == (595, 842)


def _streams(data: bytes) -> Iterator[bytes]:
    """Give what the compressed parts of a PDF hold."""
    for part in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompress(part)
        except zlib.error:
            continue
