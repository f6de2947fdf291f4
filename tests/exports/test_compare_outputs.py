"""A comparison as files: the page, the workbook, and what is needed to repeat it."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.browsing import DESK, PHONE, Opened
from tests.inference.compared_surveys import NORTH, both

from tiesnet.errors import OutputError
from tiesnet.exports import write_comparison
from tiesnet.exports.compare.page import comparison_page
from tiesnet.exports.workbook.compare_book import comparison_workbook
from tiesnet.inference import BLOCKS, Outcome, compare
from tiesnet.network import Network

Pair = tuple[dict[str, Network], Outcome]
HOSTILE = "<img src=x onerror=alert(1)>"
FORMULA = "=HYPERLINK(1)"


class Reader(HTMLParser):
    """Collects what a reader sees, every tag, and the text of every cell."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).replace("\xa0", " ").split())


def compared(nets: dict[str, Network]) -> Pair:
    return nets, compare(nets, replications=29, workers=1)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return compared(both(tmp_path_factory.mktemp("pair")))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    actors = NORTH["actors"].replace("Norte Uno", f'"{HOSTILE}"').replace("Norte Dos", FORMULA)
    nets = both(tmp_path_factory.mktemp("hostile"), actors=actors.replace("moulded soles", HOSTILE))
    return compared({HOSTILE: nets["North"], FORMULA: nets["South"]})


@pytest.fixture(scope="module")
def page(pair: Pair) -> Reader:
    return Reader(comparison_page(pair[1], pair[0]))


def book_of(pair: Pair) -> Any:
    return openpyxl.load_workbook(io.BytesIO(comparison_workbook(pair[1], pair[0])))


def cells_of(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_page_says_first_what_differs_and_what_could_follow(pair: Pair, page: Reader) -> None:
    text = page.text
    for sentence in pair[1].sentences:
        assert sentence in text.replace(" : ", ": ")
    assert text.index("What was found") < text.index("What could follow")
    assert text.index("What could follow") < text.index(BLOCKS["environment"])
    places = [text.rindex(title) for title in BLOCKS.values()]
    assert places == sorted(places)
    assert "5 of 5 firms answered (100 %)" in text and "Introduce these firms" in text
    for words in ("Method", "Provenance", "Sources", "Snijders", "EU-LAC Foundation"):
        assert words in text
    assert not {"nan", "inf"} & set(text.replace("None of", "").split())
    assert "None" not in text.replace("None of", "")


def test_a_claim_leads_to_its_block(page: Reader) -> None:
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    links = [str(attrs["href"]) for tag, attrs in page.tags if tag == "a"]
    assert "#market" in links and all(link[1:] in ids for link in links)
    asked = [attrs for _, attrs in page.tags if "ask" in str(attrs.get("class")).split()]
    assert asked and {str(attrs["href"])[1:] for attrs in asked} <= ids


def test_the_page_loads_nothing(pair: Pair, page: Reader) -> None:
    whole = comparison_page(pair[1], pair[0]).decode()
    assert "https://" not in whole
    assert "http://" not in whole.replace("http://www.w3.org/2000/svg", "")
    for tag, attrs in page.tags:
        assert tag not in ("img", "iframe", "link", "object"), tag
        assert not any(name.startswith("on") or name == "style" for name in attrs), attrs


def test_hostile_names_stay_text_on_the_page(hostile: Pair) -> None:
    reader = Reader(comparison_page(hostile[1], hostile[0]))
    assert HOSTILE in reader.text and FORMULA in reader.text
    assert "img" not in {tag for tag, _ in reader.tags}
    assert sum(tag == "script" for tag, _ in reader.tags) == 2


def test_hostile_names_stay_text_in_the_workbook(hostile: Pair) -> None:
    book = book_of(hostile)
    assert not [s for s in book.sheetnames if set("<>=[]:*?/") & set(s) - {"<", ">", "="}]
    found = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("=", "<"))
    ]
    assert found and all(cell.data_type == "s" for cell in found)


def test_numbers_of_the_workbook_are_numbers_with_their_reasons(pair: Pair) -> None:
    book = book_of(pair)
    assert book.sheetnames[:6] == [
        "Summary",
        "Environment",
        "Governance",
        "Strategy",
        "Market access",
        "Raw and size-adjusted",
    ]
    rows = {row[0]: row for row in cells_of(book["Market access"]) if row[0]}
    head = rows["Measure"]
    assert head[:4] == ["Measure", "North", "South", "In"]
    assert rows["Exports per firm"][1] == pytest.approx(0.4)
    place = [row[0].value for row in book["Market access"].iter_rows()].index(
        "Exports per firm"
    ) + 1
    assert book["Market access"].cell(place, 2).number_format == "0.0%"
    environment = {row[0]: row for row in cells_of(book["Environment"]) if row[0]}
    assert environment["Firms tied to a bank or fund"][2] is None
    assert "South: the survey names no institution" in environment["Firms tied to a bank or fund"]
    summary = [row[0] for row in cells_of(book["Summary"])]
    assert pair[1].sentences[0] in summary and "References" in summary
    tested = cells_of(book["Differences tested"])
    assert any("Test: bootstrap of actors" in str(row[0]) for row in tested)


def test_the_same_comparison_gives_the_same_bytes(pair: Pair) -> None:
    nets, outcome = pair
    again = compare(nets, replications=29, workers=1)
    assert comparison_page(outcome, nets) == comparison_page(again, nets)
    assert comparison_workbook(outcome, nets) == comparison_workbook(again, nets)


def test_files_are_written_together_and_only_over_their_own(pair: Pair, tmp_path: Path) -> None:
    nets, outcome = pair
    folder = tmp_path / "out"
    paths = write_comparison(outcome, nets, folder)
    assert list(paths) == ["report.html", "comparison.xlsx", "provenance.json"]
    record = json.loads(paths["provenance.json"].read_text(encoding="utf-8"))
    assert list(record["clusters"]) == ["North", "South"]
    assert record["comparison"]["Replications"] == 29 and record["comparison"]["Seed"] == 1
    assert len(record["clusters"]["North"]["inputs"]) == 4
    assert set(record["outputs"]) == {"report.html", "comparison.xlsx"}
    write_comparison(outcome, nets, folder)
    paths["report.html"].write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"report\.html has been changed"):
        write_comparison(outcome, nets, folder)
    assert paths["report.html"].read_text(encoding="utf-8") == "mine"
    write_comparison(outcome, nets, folder, overwrite=True)
    assert paths["report.html"].read_bytes() == comparison_page(outcome, nets)


def test_withheld_names_are_in_no_file(tmp_path: Path) -> None:
    lines = NORTH["actors"].splitlines()
    actors = "\n".join(
        [f"{lines[0]},consent", *(f"{row},{'no' if 'Uno' in row else 'yes'}" for row in lines[1:])]
    )
    nets = both(tmp_path, actors=actors + "\n")
    outcome = compare(nets, metrics=["market"], replications=9, workers=1)
    paths = write_comparison(outcome, nets, tmp_path / "out")
    assert b"Norte Uno" not in paths["report.html"].read_bytes()
    book = openpyxl.load_workbook(paths["comparison.xlsx"])
    words = " ".join(str(c) for sheet in book for row in cells_of(sheet) for c in row if c)
    assert "Norte Uno" not in words and "Norte Dos" in words


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_page_works_in_a_browser(
    hostile: Pair, chromium: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(comparison_page(hostile[1], hostile[0]))
    with Opened(chromium, path, size) as shown:
        assert shown.run("document.documentElement.scrollWidth") <= size[0]
        # Sorting, definitions and the theme answer to the keyboard: they are buttons.
        shown.page.locator("#table-governance .sort").first.press("Enter")
        sort = "document.querySelector('#table-governance th').getAttribute('aria-sort')"
        assert shown.run(sort) == "ascending"
        shown.page.locator(".ask").first.press("Enter")
        assert shown.run("document.querySelector(':popover-open') !== null")
        shown.page.keyboard.press("Escape")
        shown.page.locator("#theme").press("Enter")
        assert shown.run("document.documentElement.dataset.theme") == "light"
        shown.page.locator("#theme").press("Enter")
        assert shown.run("document.documentElement.dataset.theme") == "dark"


def test_names_that_look_like_a_p_do_not_count_as_tests(tmp_path: Path) -> None:
    nets = dict(zip(("p < 1", "p = 2"), both(tmp_path).values(), strict=True))
    outcome = compare(nets, metrics=["stages"], replications=19, workers=1)
    page = comparison_page(outcome, nets).decode()
    assert "No difference of this block can be tested." in page
