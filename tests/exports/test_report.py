"""The report as text: safe, complete, the same every time, in every kind of survey."""

from __future__ import annotations

import base64
import hashlib
import html
import importlib.util
import json
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tiesnet import OutputError, TiesnetError, measure, network_from_edges, write_report
from tiesnet.exports import report_bytes
from tiesnet.exports.report.figures import packed
from tiesnet.exports.report.mapdata import safe_json
from tiesnet.exports.report.words import shown
from tiesnet.literature import bibtex, sources
from tiesnet.plots import drawing_script

_spec = importlib.util.spec_from_file_location(
    "report_cases", Path(__file__).with_name("report_cases.py")
)
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)

CASES = {
    "valley": cases.valley,
    "two firms": lambda folder: cases.pairs(folder, "AB"),
    "undirected": lambda folder: cases.pairs(folder, "AB", "BC", "CA", "CD", directed="no"),
    "informal only": lambda folder: cases.pairs(folder, "AB", "CD", formality="informal"),
    "few answers": lambda folder: cases.few_answers(folder),
}


class Reader(HTMLParser):
    """Collects what a reader sees, and every attribute."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._quiet = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._quiet += tag in ("script", "style")

    def handle_endtag(self, tag):
        self._quiet -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._quiet:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page_of(folder: Path) -> str:
    return report_bytes(cases.measures_of(folder)).decode()


def unpacked(page: str, name: str) -> str:
    found = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', page)
    return zlib.decompress(base64.b64decode(found[1])).decode()


def hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


@pytest.fixture(scope="module")
def valley(tmp_path_factory) -> str:
    return page_of(cases.valley(tmp_path_factory.mktemp("valley")))


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> str:
    measures = cases.measures_of(cases.valley(tmp_path_factory.mktemp("bare")))
    return report_bytes(measures, figures=False).decode()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("hostile")
    return page_of(cases.hostile(folder))


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_survey_gives_a_page_in_plain_words(name: str, tmp_path: Path) -> None:
    page = page_of(CASES[name](tmp_path / "survey"))
    reader = Reader(page)
    assert not re.search(r"\b(nan|inf|None|null|NaT|undefined|e-\d\d)\b", reader.text)
    one_of_many = r"(?<![.,\d])1 (firms?|actors?|pairs?|steps?|ties|people|rows|relations|things)\b"
    sentences = Reader(re.sub(r"<table.*?</table>", "", page, flags=re.DOTALL)).text
    many = [found[0] for found in re.finditer(one_of_many, sentences)]
    assert [words for words in many if words.endswith("s")] == []
    assert not re.search(r"\b1 (have|are|were)\b", sentences)
    for question in ("Who is disconnected?", "All firms", "Problems and assumptions"):
        assert question in reader.text
    ids = [attrs["id"] for _, attrs in reader.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for tag, attrs in reader.tags if tag == "a"]
    assert [link for link in links if link.removeprefix("#") not in ids] == []
    asked = [attrs["popovertarget"] for _, attrs in reader.tags if "popovertarget" in attrs]
    assert set(asked) <= set(ids)


def test_a_network_made_in_python_has_a_report() -> None:
    net = network_from_edges([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")], directed=False)
    reader = Reader(report_bytes(measure(net)).decode())
    assert "Ties of a cluster" in reader.text
    assert not re.search(r"\b(nan|inf|None|null)\b", reader.text)


def test_a_network_without_ties_has_a_report() -> None:
    page = report_bytes(measure(network_from_edges([], nodes=["a", "b"]))).decode()
    assert {node["place"] for node in data_of(page)["nodes"]} == {"isolate"}
    assert data_of(page)["ties"] == []


def test_the_same_survey_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = cases.valley(tmp_path / "survey")
    assert page_of(folder) == page_of(folder)


def test_the_policy_allows_the_one_script_and_the_one_style(valley: str, bare: str) -> None:
    for page, drawing, empty in (
        (valley, [unpacked(valley, "packed-drawing")], [""]),
        (bare, [], []),
    ):
        found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        policy = html.unescape(found[1])
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert (
            rules.pop("default-src")
            == rules.pop("base-uri")
            == rules.pop("form-action")
            == "'none'"
        )
        for kind, pattern, more in (
            ("script-src", r"<script>(.*?)</script>", drawing),
            ("style-src", r"<style>(.*?)</style>", empty),
        ):
            blocks = re.findall(pattern, page, re.DOTALL)
            assert len(blocks) == 1
            assert rules.pop(kind) == " ".join(map(hashed, [*blocks, *more]))
        assert rules == ({"img-src": "data: blob:"} if drawing else {})


def test_the_drawing_script_is_the_one_installed(valley: str) -> None:
    assert unpacked(valley, "packed-drawing") == drawing_script()


def test_figures_stand_in_their_chapters_and_only_where_the_survey_carries_them(
    valley: str, tmp_path: Path
) -> None:
    drawn = json.loads(unpacked(valley, "packed-figures"))["figures"]
    two = page_of(cases.pairs(tmp_path / "two", "AB"))
    fewer = json.loads(unpacked(two, "packed-figures"))["figures"] if "packed-fig" in two else {}
    assert {"brokers", "stage_matrix", "layer_overlap"} <= set(drawn)
    assert "stage_matrix" not in fewer and set(fewer) < set(drawn)
    for page, made in ((valley, drawn), (two, fewer)):
        assert set(re.findall(r'data-figure="(\w+)"', page)) == set(made)
    chapter = valley[valley.index('<article class="chapter" id="chain"') :]
    assert 'data-figure="stage_matrix"' in chapter[: chapter.index("</article>")]


def test_every_figure_has_its_question_reading_answer_and_downloads(valley: str) -> None:
    reader = Reader(valley)
    shown_figures = re.findall(r'<div class="drawing".*?</figcaption>', valley, re.DOTALL)
    assert shown_figures
    assert all("How to read this" in one for one in shown_figures)
    assert valley.count(">The figure as a table<") == len(shown_figures)
    takes = [attrs["data-take"] for _, attrs in reader.tags if attrs.get("data-take")]
    assert takes == ["png", "svg"] * len(shown_figures)
    said = [attrs["aria-label"] for _, attrs in reader.tags if attrs.get("role") == "img"]
    assert len(said) == len(shown_figures)
    answer = re.search(r'id="h-chain".*?<p class="answer">(.*?)</p>', valley, re.DOTALL)[1]
    words = " ".join(Reader(answer).text.split())
    matrix = next(text for text in said if text.startswith("Which stages work with which?"))
    assert words in matrix


def test_a_page_without_figures_has_all_its_tables(valley: str, bare: str) -> None:
    tables = [re.findall(r'<table class="data" id="([^"]+)"', page) for page in (valley, bare)]
    assert tables[0] == tables[1]
    assert 'id="packed-' in valley and 'id="packed-' not in bare
    assert "data-figure=" not in bare
    assert len(bare) < len(valley) - 1_500_000


def test_the_numbers_of_a_figure_are_those_of_the_measures(root: Path) -> None:
    measures = cases.measures_of(root / "surveys" / "footwear-valley")
    content = json.loads(unpacked(report_bytes(measures).decode(), "packed-figures"))["figures"]
    heads, rows = content["stage_matrix"]["heads"], content["stage_matrix"]["rows"]
    table = measures.tables[("all", "stage_matrix")]
    assert heads[1:] == [row[0] for row in rows]
    told = [value for row in rows for value in row[1:]]
    assert told == pytest.approx(list(table["density"]), abs=1e-4)
    names = dict(measures.net.actors["name"])
    place = content["holes_plane"]["heads"].index("Constraint (low: open circle)")
    own = {
        row[content["holes_plane"]["heads"].index("Name")]: row[place]
        for row in content["holes_plane"]["rows"]
    }
    constraint = measures.actors[("all", "constraint_ego")]
    assert len(own) > 30
    for actor, value in constraint.dropna().items():
        if names[actor] in own:
            assert own[names[actor]] == pytest.approx(value, rel=1e-3)


def test_what_is_packed_is_the_same_every_time_and_names_in_it_stay_text(hostile: str) -> None:
    assert packed("ä" * 50) == packed("ä" * 50)
    content = unpacked(hostile, "packed-figures")
    assert not set("<>&") & set(content)
    for one in json.loads(content)["figures"].values():
        texts = json.dumps([one["data"], one["layout"]])
        assert not re.search(r"<(script|img|a|b onmouse|svg)", texts)


def test_definitions_stand_once_and_every_question_mark_leads_to_one(valley: str) -> None:
    reader = Reader(valley)
    asked = [attrs["href"] for tag, attrs in reader.tags if "ask" in (attrs.get("class") or "")]
    ids = {attrs["id"] for _, attrs in reader.tags if attrs.get("id")}
    assert len(asked) > 40
    assert {link.removeprefix("#") for link in asked} <= ids
    heads = re.findall(r'<th scope="col" class="n[^"]*">.*?</th>', valley)
    without = [head for head in heads if 'class="ask' not in head]
    assert len(without) < len(heads) / 10


def test_the_paragraph_for_a_paper_says_what_was_done(root: Path) -> None:
    page = page_of(root / "surveys" / "footwear-valley")
    start = page.index('id="paragraph"')
    text = Reader(page[start : page.index("</div>", start)]).text
    for said in (
        "56 of 62 firms answered (90 %)",
        "Formal ties: Sells to and Joint project.",
        "Advice: only the word of the firm the tie starts from counts (source).",
        "Effective size (Burt 1992; Borgatti 1997)",
        "tiesnet",
        "Random draws start from seed 1.",
    ):
        assert said in text
    assert "None" not in text


def test_bibtex_holds_exactly_the_sources_listed(valley: str) -> None:
    entries = re.search(r'id="bibtex"[^>]*>(.*?)</pre>', valley, re.DOTALL)[1]
    keys = re.findall(r"^@\w+\{([^,]+),", html.unescape(entries), re.MULTILINE)
    start = valley.index("Sources as a list")
    listed = valley[start : valley.index("</ul>", start)].count("<li>")
    assert len(keys) == len(set(keys)) == listed
    assert "burt1992" in keys and set(keys) < set(sources())


def test_bibtex_of_an_unknown_source_is_refused() -> None:
    with pytest.raises(TiesnetError, match="not in the literature"):
        bibtex(["nobody1900"])
    assert bibtex(["burt1992", "burt1992"]).count("@") == 1


def test_nothing_is_loaded_and_no_style_or_handler_stands_in_the_markup(hostile: str) -> None:
    for tag, attrs in Reader(hostile).tags:
        assert tag not in ("img", "link", "iframe", "object", "base", "form", "source")
        assert not [name for name in attrs if name.startswith("on") or name in ("style", "src")]
        if tag in ("a", "use"):
            assert attrs["href"].startswith("#")
    assert "http://" not in hostile.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in hostile


def test_hostile_names_stay_text(hostile: str) -> None:
    reader = Reader(hostile)
    names = [node["name"] for node in data_of(hostile)["nodes"]]
    shown_names = [name for name in cases.HOSTILE if name.isprintable()]
    assert len(shown_names) >= 9
    for name in shown_names:
        assert name in names
        assert " ".join(name.split()) in reader.text
    script = [tag for tag, _ in reader.tags].count("script")
    assert script == 5  # what is said, the map, the figures, what draws them, what runs


def test_json_in_the_page_cannot_end_its_script() -> None:
    text = safe_json({"a": "</script><!--\u2028&"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script><!--\u2028&"}
    with pytest.raises(ValueError):
        safe_json(float("nan"))


def test_who_is_silent_and_who_is_isolated_stands_beside_the_map(valley: str) -> None:
    data = data_of(valley)
    nodes = {node["name"]: node for node in data["nodes"]}
    across = dict(zip(nodes, data["layouts"][0]["x"], strict=True))
    assert nodes["Firm 9"]["place"] == "isolate"
    assert nodes["Firm 9"]["status"].startswith("Disconnected")
    for name in ("Firm 10", "Firm 11"):
        assert nodes[name]["place"] == "silent"
        assert across[name] is None
        assert "isconnected" not in nodes[name]["status"]
    assert not nodes["Far buyer"]["inside"]
    assert across["Far buyer"] == 10_000
    assert "10 of 12 firms answered" in Reader(valley).text


def test_only_who_answered_is_called_disconnected(root: Path) -> None:
    page = page_of(root / "surveys" / "footwear-valley")
    data = data_of(page)
    table = page[page.index('id="table-disconnected"') :]
    rows = table[: table.index("</table>")]
    named = {data["nodes"][int(k)]["name"] for k in re.findall(r'data-actor="(\d+)"', rows)}
    silent = {n["name"] for n in data["nodes"] if n["answered"] == "silent"}
    assert named and silent and not named & silent
    called = {n["name"] for n in data["nodes"] if "isconnected" in n["status"]}
    assert called and called <= named
    assert {n["answered"] for n in data["nodes"] if n["name"] in called} == {"answered"}


def test_chapters_answer_in_a_sentence(valley: str) -> None:
    text = Reader(valley).text
    assert "Of 12 firms, 9 are connected, 1 is disconnected and 2 are silent." in text
    assert re.search(r"of the pairs that are known, \d+ % are tied", text)


def test_stages_are_columns_from_left_to_right(valley: str) -> None:
    data = data_of(valley)
    assert [stage["label"] for stage in data["stages"]] == ["Hides", "Parts", "Shoes"]
    placed = list(zip(data["nodes"], data["layouts"][0]["x"], strict=True))
    columns = [[x for n, x in placed if n["stage"] == k and n["place"] == "map"] for k in range(3)]
    assert max(columns[0]) < min(columns[1]) and max(columns[1]) < min(columns[2])


def test_colours_and_sizes_offer_what_differs(valley: str) -> None:
    data = data_of(valley)
    assert data["colours"][0]["key"] == "stage"
    offered = {c["key"] for c in data["colours"]}
    assert "location" in offered
    # All firms on the map answered, and who did not is beside it.
    assert not {"answered", "respondent"} & offered
    assert all(2 <= len(c["values"]) <= 8 for c in data["colours"])
    assert "name" not in {c["key"] for c in data["colours"]}
    assert {"partners", "betweenness", "size"} <= {s["key"] for s in data["numbers"] if s["marks"]}
    labels = [one["label"] for one in (*data["colours"], *data["numbers"])]
    assert len(labels) == len(set(labels))


def test_strength_is_graded_in_steps_of_the_common_scale(valley: str) -> None:
    data = data_of(valley)
    assert data["grades"] == ["any", "2 or more", "3 or more", "4 or more", "5 or more"]
    for *_, layer, grade, weight in data["ties"]:
        graded = data["layers"][layer]["graded"]
        assert (grade is None) == (not graded)
        assert not graded or int(weight) == grade + 1


def test_a_lower_bound_says_so(valley: str) -> None:
    row = valley[valley.index('id="table-firms"') :]
    row = row[row.index(">Firm 10<") :]
    row = row[: row.index("</tr>")]
    assert "≥" in row
    assert '<span class="hear">not known</span>' in row


def test_silence_is_mentioned_only_where_there_is_any(valley: str, tmp_path: Path) -> None:
    page = page_of(cases.pairs(tmp_path / "s", "AB", "BC", "CA"))
    # What a diagnosis does with silent firms is explained on every page.
    heard = Reader(re.sub(r'<details class="about.*?</details>', "", page, flags=re.DOTALL))
    assert "ilent firm" in Reader(valley).text
    assert "ilent firm" not in heard.text.split("Methods, definitions and sources")[-2]


def test_why_reports_cannot_be_compared_is_not_made_up(tmp_path: Path) -> None:
    text = Reader(page_of(cases.pairs(tmp_path / "s", "AB", "BC"))).text
    assert "The survey does not say who reported a tie" in text
    assert "put to one end" not in text


def test_few_answers_are_said_on_the_first_screen(valley: str, tmp_path: Path) -> None:
    page = page_of(cases.few_answers(tmp_path / "s"))
    head = page[page.index("<header>") : page.index("</header>")]
    assert "Only 2 of 4 firms answered" in head
    assert 'class="few' not in valley


def test_a_name_with_a_comma_is_whole_in_the_list_of_calls(tmp_path: Path) -> None:
    page = page_of(cases.few_answers(tmp_path / "s"))
    calls = page[page.index("Call these firms") : page.index("</aside>", page.index("Call these"))]
    assert "named by 1: Alfa, S.A.</small>" in calls


def test_the_first_page_says_whom_to_introduce(root: Path) -> None:
    page = page_of(root / "surveys" / "footwear-valley")
    start = page.index("Introduce these firms")
    pairs = Reader(page[start : page.index("</ul>", start)]).text
    assert page[start : page.index("</ul>", start)].count("<li>") == 5
    assert (
        "Taller Pimpolina to Calzados Aguarrica neighbouring stages (Stitching, Assembly)" in pairs
    )
    assert "Ask Asociación de Zapateros del Almadre , to which both belong." in pairs
    assert "Introduce Taller Pimpolina to Calzados Aguarrica first" in Reader(page).text
    assert page.index("Call these firms") < start < page.index("Watch these risks")


def test_who_is_tied_only_to_the_silent_is_no_isolate(tmp_path: Path) -> None:
    page = page_of(cases.few_answers(tmp_path / "s"))
    nodes = {node["name"]: node for node in data_of(page)["nodes"]}
    assert nodes["Alfa, S.A."]["place"] == "beside"
    assert nodes["Delta"]["place"] == "isolate"
    assert "no tie at all" not in nodes["Alfa, S.A."]["status"]
    dock = page[page.index('id="dock-beside"') :]
    assert "Alfa, S.A." in dock[: dock.index("</ul>")]
    alone = page[page.index('id="dock-isolate"') :]
    assert "Alfa" not in alone[: alone.index("</ul>")]
    assert 'title="isolate"' in page


def test_the_header_counts_assumptions_and_a_part_lists_the_choices(root: Path) -> None:
    measures = cases.measures_of(root / "surveys" / "florentine-families")
    page = report_bytes(measures).decode()
    count = len(measures.net.origin.assumptions)
    assert f"{count} assumptions made" in page[: page.index("</header>")]
    part = page[page.index(">How reports became ties</h3>") :]
    assert part[: part.index("</table>")].count("<tr") == len(measures.net.origin.choices) + 1


def test_no_cut_goes_through_equal_ranks_of_brokers() -> None:
    ring = [(f"firm {k:02d}", f"firm {(k + 1) % 20:02d}") for k in range(20)]
    page = report_bytes(measure(network_from_edges(ring, directed=False))).decode()
    table = page[page.index('id="table-brokers"') :]
    assert table[: table.index("</table>")].count("<tr") == 21


def test_leaders_of_each_role_have_their_table(valley: str) -> None:
    assert ">Who leads in each role</h3>" in valley
    assert 'id="table-roles"' in valley


def test_the_card_says_years_shares_and_people_once(tmp_path: Path) -> None:
    actors = [["id", "name", "size", "founded", "exports"], ["a", "A", "12", "1966", "0.29"]]
    actors += [["b", "B", "4", "2001", "0"]]
    ties = [["source", "target", "relation"], ["a", "b", "supply"]]
    folder = cases.write_survey(tmp_path / "s", actors=actors, ties=ties)
    node = data_of(page_of(folder))["nodes"][0]
    assert dict(node["about"]) == {"Founded": "1966", "Exports": "29 %"}
    assert "12 people" in node["line"]


def test_counts_of_pairs_say_of_how_many(valley: str) -> None:
    figures = re.findall(r"<li><b>([\d,]+)</b>(with [^<]*)<a", valley)
    assert len(figures) == 3
    assert all(re.search(r"of the [\d,]+ pairs known in both", text) for _, text in figures)
    assert "Here a pair counts only if it is known in both kinds" in Reader(valley).text


def test_the_ratio_of_the_sentence_can_be_found(root: Path) -> None:
    text = Reader(page_of(root / "surveys" / "footwear-valley")).text
    said = re.findall(r"(\d[\d.]*) times as likely (?:between|within)", text)
    chapter = text[text.index("The numbers in the sentence") :]
    assert len(said) >= 2
    for ratio in said:
        assert f"so {ratio} times as likely" in chapter


def test_stages_that_are_known_are_not_called_unknown(tmp_path: Path) -> None:
    actors = [["id", "stage"], ["a", "hides"], ["b", "shoes"]]
    ties = [["source", "target", "relation"], ["a", "b", "supply"]]
    folder = cases.write_survey(tmp_path / "s", actors=actors, ties=ties)
    assert "Stages are not known" not in Reader(page_of(folder)).text
    bare = Reader(page_of(cases.pairs(tmp_path / "bare", "AB"))).text
    assert "Stages are not known, so this cannot be said." in bare


def test_columns_left_out_on_paper_are_said(valley: str) -> None:
    assert re.search(r"\d+ more columns in the workbook", valley)


def test_what_is_none_is_not_heard_as_unknown(valley: str) -> None:
    table = valley[valley.index('id="table-firms"') :]
    row = table[table.index(">Firm 9<") :]
    row = row[: row.index("</tr>")]
    assert '<span class="hear">none</span>' in row
    assert "not known" not in row.split('data-v="0"')[0]


def test_who_answered_in_part_is_no_firm_without(tmp_path: Path) -> None:
    """What it did not tell is unknown: it is neither none nor undefined, and may be more."""
    folder = cases.valley(tmp_path / "s")
    given = [["f4", "supply", "answered"], ["f4", "advice", "silent"]]
    cases.write_survey(folder, responses=[["actor", "relation", "state"], *given])
    page = page_of(folder)
    table = page[page.index('id="table-firms"') :]
    row = table[table.index(">Firm 4<") :]
    row = row[: row.index("</tr>")]
    assert "not defined" not in row and row.count(">not known<") >= 5
    assert row.count(">none<") <= 1  # it is connected: it hangs by nobody
    (card,) = [one for one in data_of(page)["nodes"] if one["name"] == "Firm 4"]
    assert "This firm answered in part" in card["status"]
    named = {label: value for label, value, *_ in card["facts"]}["Named by"]
    assert re.fullmatch(r"≥ \d+", named) and named in row
    silent = next(one for one in data_of(page)["nodes"] if one["answered"] == "silent")
    assert [value[:2] for label, value, *_ in silent["facts"]] == ["≥ "]


def test_contacts_are_not_in_it(tmp_path: Path) -> None:
    ties = [["source", "target", "relation"], ["a", "b", "supply"]]
    actors = [["id", "name", "contact"], ["a", "A", "ana@valley.example"], ["b", "B", "555"]]
    folder = cases.write_survey(tmp_path / "s", actors=actors, ties=ties)
    assert "ana@valley.example" not in page_of(folder)


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    net = network_from_edges([("a", "b"), ("b", "c")])
    path = tmp_path / "report.html"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_report(measure(net), path)
    assert path.read_text(encoding="utf-8") == "mine"
    write_report(measure(net), path, overwrite=True)
    assert path.read_bytes().startswith(b"<!doctype html>")


def test_a_valley_of_eighty_stays_a_small_attachment(root: Path) -> None:
    measures = cases.measures_of(root / "surveys" / "footwear-valley")
    assert len(report_bytes(measures, figures=False)) < 1_400_000
    assert len(report_bytes(measures)) < 3_600_000  # two million of them draw the figures


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (float("nan"), "number", ""),
        (float("inf"), "number", ""),
        (None, "text", ""),
        (0.0, "count", "0"),
        (1e-5, "number", "< 0.01"),
        (1234.0, "count", "1,234"),
        (0.5, "percent", "50 %"),
        (0.0001, "percent", "< 0.1 %"),
        (-0.25, "number", "−0.25"),
        (("a", "b"), "text", "a, b"),
        (True, "text", "yes"),
    ],
)
def test_values_in_words(value: object, kind: str, text: str) -> None:
    assert shown(value, kind) == text
