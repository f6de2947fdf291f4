"""On the simulated valley, report and workbook name exactly the planted firms."""

from __future__ import annotations

import json
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

import tiesnet

ROOT = Path(__file__).parents[2]
KEY = json.loads((ROOT / "surveys/footwear-valley/answer-key.json").read_text(encoding="utf-8"))
NAMES = KEY["names"]

PLANTED = {
    "isolate": set(KEY["isolates"]),
    "outside the main component": {k for part in KEY["outside_main_component"] for k in part},
    "hangs by one tie": set(KEY["hang_by_one_tie"]),
    "hangs by one actor": set(KEY["hang_by_one_actor"]),
}
HANGS_BY = KEY["hang_by_one_tie"] | KEY["hang_by_one_actor"]


class Rows(HTMLParser):
    """The words of every row of one table, given by its id."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self.table, self.inside, self.rows = table, False, []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.inside = dict(attrs).get("id") == self.table
        if tag == "tr" and self.inside:
            self.rows.append([])
        if tag in ("td", "th") and self.inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("valley") / "out"
    net = tiesnet.build_network(tiesnet.read_survey(ROOT / "surveys/footwear-valley"))
    tiesnet.write_outputs(tiesnet.measure(net), folder)
    return folder


@cache
def workbook(outputs: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(outputs / "metrics.xlsx")


def sheet(outputs: Path, title: str, table: str) -> list[dict[str, object]]:
    """Read one table of the workbook as rows by the first line of their headers."""
    page = workbook(outputs)[title]
    head, *rows = page[page.tables[table].ref]
    names = [str(cell.value).split("\n")[0] for cell in head]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def page_rows(outputs: Path, table: str) -> list[list[str]]:
    parser = Rows(table)
    parser.feed((outputs / "report.html").read_text(encoding="utf-8"))
    return parser.rows[1:]


def names(ids: object) -> set[str]:
    return {NAMES[k] for k in ids}  # type: ignore[attr-defined]


def test_the_workbook_names_the_disconnected(outputs: Path) -> None:
    rows = sheet(outputs, "Disconnected", "Disconnected")
    found: dict[object, set[object]] = {}
    for row in rows:
        found.setdefault(row["How it is disconnected"], set()).add(row["Firm"])
    assert found == {word: names(ids) for word, ids in PLANTED.items()}
    hangs = {row["Firm"]: row["Hangs by"] for row in rows if row["Hangs by"]}
    assert hangs == {NAMES[a]: NAMES[b] for a, b in HANGS_BY.items()}


def test_the_page_names_the_disconnected(outputs: Path) -> None:
    text = [" ".join(row) for row in page_rows(outputs, "table-disconnected")]
    everyone = names(set().union(*PLANTED.values()))
    assert len(text) == len(everyone)
    for name in everyone:
        assert sum(name in row for row in text) >= 1, name


def test_no_silent_firm_is_called_disconnected(outputs: Path) -> None:
    silent = names(KEY["silent"])
    assert {row["Firm"] for row in sheet(outputs, "Disconnected", "Silent")} == silent
    firms = {row["Firm"]: row for row in sheet(outputs, "Firms", "Firms")}
    assert {name for name, row in firms.items() if row["Connection"] == "silent"} == silent
    listed = {row["Firm"] for row in sheet(outputs, "Disconnected", "Disconnected")}
    assert not listed & silent
    page = {name for name in silent for row in page_rows(outputs, "table-disconnected")
            if name in row}  # fmt: skip
    assert not page


def test_the_status_of_every_firm_is_the_planted_one(outputs: Path) -> None:
    firms = {row["Firm"]: row for row in sheet(outputs, "Firms", "Firms")}
    assert len(firms) == KEY["counts"]["firms"]
    for actor, word in KEY["connection"].items():
        if NAMES[actor] in firms:
            assert firms[NAMES[actor]]["Connection"] == word, actor
    assert {n for n, row in firms.items() if row["Answered"] == "partly"} == names(KEY["partly"])


def test_the_brokers_and_the_cut_firm(outputs: Path) -> None:
    top = [row["Firm"] for row in sheet(outputs, "Brokers", "Brokers")][:3]
    assert set(top) == names(KEY["top_betweenness_of_firms"])
    assert top[0] == NAMES[KEY["broker_between_groups"]["firm"]]
    risk = sheet(outputs, "Brokers", "Risks")[0]
    assert NAMES[KEY["cut_firm"]["firm"]] in risk.values()
    lost = next(str(v) for v in risk.values() if "," in str(v))
    assert set(lost.removeprefix("5 actors would be cut off: ").split(", ")) == names(
        KEY["cut_firm"]["cuts_off"]
    )
    assert NAMES[KEY["cut_firm"]["firm"]] in " ".join(page_rows(outputs, "table-risks")[0])


def test_the_gatekeepers_lead_their_role(outputs: Path) -> None:
    rows = sheet(outputs, "Brokers", "Roles")
    role = next(name for name in rows[0] if name == "Role")
    leaders = [row["Firm"] for row in rows if str(row[role]).lower() == "gatekeeper"]
    assert set(leaders[:2]) == names(KEY["gatekeepers"])


def test_who_is_tied_in_only_through_institutions(outputs: Path) -> None:
    through = names(KEY["without_institutions"]["isolates"])
    rows = sheet(outputs, "Disconnected", "ThroughInstitutions")
    assert {row["Firm"] for row in rows if row["Without institutions"] == "isolate"} == through
    firms = {row["Firm"]: row for row in sheet(outputs, "Firms", "Firms")}
    alone = {name for name, row in firms.items() if row["Without institutions"] == "isolate"}
    assert alone == through | names(KEY["isolates"])
    page = {row[0] for row in page_rows(outputs, "table-through_institutions")}
    assert page == through
