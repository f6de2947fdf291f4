"""The card of a firm, its two questions, the search and the first page, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from scipy import sparse
from tests.browsing import DESK, PHONE, Opened

from tiesnet import measure, network_from_edges
from tiesnet.diagnosis import diagnose, removal
from tiesnet.diagnosis.holding.without import without
from tiesnet.diagnosis.introductions.two_steps import TwoSteps
from tiesnet.diagnosis.outside.outside import outside_of
from tiesnet.exports import report_bytes
from tiesnet.exports.report.standing import Standing
from tiesnet.metrics import catalogue, cut_off
from tiesnet.network import adjacency, build_network
from tiesnet.plots import network_frame
from tiesnet.survey import read_survey

pytestmark = pytest.mark.browser

SURVEYS = ("footwear-valley", "compatriots-abroad")


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple]:
    folder = tmp_path_factory.mktemp("cards")
    found = {}
    for name in SURVEYS:
        measures = measure(build_network(read_survey(root / "surveys" / name)))
        path = folder / f"{name}.html"
        path.write_bytes(report_bytes(measures, figures=False))
        found[name] = measures, path
    return found


@pytest.fixture
def valley(chromium, made) -> Iterator[object]:
    yield from _opened(chromium, made["footwear-valley"][1], DESK)


@pytest.fixture
def phone(chromium, made) -> Iterator[object]:
    yield from _opened(chromium, made["footwear-valley"][1], PHONE)


def _opened(chromium, path: Path, size: tuple[int, int]) -> Iterator[object]:
    """A report, opened; a page that logs anything or asks for anything fails."""
    with Opened(chromium, path, size) as shown:
        shown.page.wait_for_selector("#canvas[data-ties]")
        yield shown.page


def find(page, name: str) -> None:
    """Open a card by the search, as a reader would who knows the name."""
    page.keyboard.press("Escape")
    page.fill("#find", name)
    page.press("#find", "Enter")
    assert page.inner_text("#card h2") == name


# Asks every actor inside that may leave, and reads what the card answers.
ASK_ALL = """
names => names.map(name => {
  const field = document.getElementById('find');
  field.value = name;
  field.dispatchEvent(new Event('input'));
  const press = key => field.dispatchEvent(new KeyboardEvent('keydown', {key}));
  const all = [...document.querySelectorAll('#hits li span')];
  for (let k = 0; k < all.findIndex(e => e.textContent === name); k++) press('ArrowDown');
  press('Enter');
  const button = [...document.querySelectorAll('.ask-what button')]
    .find(b => b.textContent === 'What if it leaves?');
  if (!button || document.querySelector('#card h2').textContent !== name) return null;
  button.click();
  const said = [...document.querySelectorAll('#answer > p')].map(p => p.textContent);
  const rows = [...document.querySelectorAll('#answer tbody tr')]
    .map(row => [...row.cells].slice(1).map(cell => Number(cell.textContent.replaceAll(',', ''))));
  const first = document.querySelector('#answer > p');
  const cut = [...first.querySelectorAll('.firm')].map(b => b.textContent);
  return {said, rows, cut};
})
"""


@pytest.mark.parametrize("name", SURVEYS)
def test_what_is_lost_agrees_with_the_diagnosis_for_every_actor(chromium, made, name: str) -> None:
    measures, path = made[name]
    net = measures.net.inside().layer("all")
    out, risk = outside_of(measures.net.layer("all")), removal(measures)
    names = net.actors["name"].astype(str)
    state = net.respondents.states().to_numpy()
    page = next(opened := _opened(chromium, path, DESK))
    answers = page.evaluate(ASK_ALL, names.tolist())
    asked = 0
    for place, (actor, answer) in enumerate(zip(names.index, answers, strict=True)):
        beside = without(net, out, str(actor))
        if answer is None:
            assert not without_ties(net, place)
            continue
        asked += 1
        order = (beside.groups, beside.alone, beside.largest, beside.reaching, beside.near)
        assert answer["rows"] == [list(pair) for pair in order], names[actor]
        broken = cut_off(net, place)
        if len(broken.largest) > 1:
            assert f"into {len(broken.largest)} parts of {broken.largest[0]}" in answer["said"][0]
            continue
        certain = [int(k) for part in broken.parts for k in part if state[k] == "answered"]
        every = sum(len(part) for part in (*broken.parts, *broken.perhaps))
        assert number(answer["said"][0]) == len(certain), names[actor]
        assert set(answer["cut"]) <= {names.iloc[k] for k in certain}
        assert len(answer["cut"]) == min(12, len(certain))
        perhaps = [text for text in answer["said"] if text.startswith("Perhaps")]
        assert sum(number(text) for text in perhaps) == every - len(certain)
        if actor in risk.index:
            assert number(answer["said"][0]) == risk.at[actor, "cuts_off"]
    assert asked > 50
    next(opened, None)


def number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def without_ties(net, place: int) -> bool:
    tied = adjacency(net)
    return bool((tied + tied.T)[[place]].nnz)


# Asks what if one met another, by the field on the card.
MEET = """
([one, other]) => {
  const take = (field, hits, name) => {
    field.value = name;
    field.dispatchEvent(new Event('input'));
    const all = [...document.querySelectorAll(`${hits} li span`)];
    for (let k = 0; k < all.findIndex(e => e.textContent === name); k++)
      field.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown'}));
    field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}));
  };
  take(document.getElementById('find'), '#hits', one);
  [...document.querySelectorAll('.ask-what button')].at(-1).click();
  take(document.getElementById('whom'), '#whom-hits', other);
  return {
    said: [...document.querySelectorAll('#answer > p')].map(p => p.textContent),
    rows: [...document.querySelectorAll('#answer tbody tr')].map(row =>
      [...row.cells].slice(1).map(c => c.textContent.replaceAll(',', ''))),
  };
}
"""


def with_tie(net, one: int, other: int):
    """The arrows of a network, with a tie of two added that counts both ways."""
    ends = [(int(a), int(b)) for a, b in zip(*adjacency(net).nonzero(), strict=True)]
    every = range(len(net.actors))
    added = [*ends, (one, other), (other, one)]
    return [network_from_edges(edges, nodes=list(every), directed=True) for edges in (ends, added)]


def circles(net, place: int) -> list[float]:
    return [
        float(catalogue()[name].function(net.layer("all")).iloc[place])
        for name in ("effective_size", "constraint_ego")
    ]


@pytest.mark.parametrize("name", SURVEYS)
def test_what_a_meeting_changes_agrees_with_the_measures(chromium, made, name: str) -> None:
    measures, path = made[name]
    net = measures.net.inside().layer("all")
    tied = adjacency(net)
    flat = sparse.csr_array((tied + tied.T) != 0)
    known = net.respondents.observed().to_numpy(dtype=bool) | (flat.sum(axis=1) > 0)
    names, gains = net.actors["name"].astype(str), TwoSteps(flat).gains()
    proposed = diagnose(measures, ["introductions"])["introductions"].table("introductions_all")
    pairs = (
        net.actors.index.get_indexer(proposed["one"]),
        net.actors.index.get_indexer(proposed["other"]),
    )
    page = next(opened := _opened(chromium, path, DESK))
    chosen = [*zip(*pairs, strict=True)][:6] + open_pairs(flat, net, 6)
    assert len(chosen) >= 8
    for one, other in chosen:
        answer = page.evaluate(MEET, [names.iloc[one], names.iloc[other]])
        before, after = nx.from_scipy_sparse_array(flat), nx.from_scipy_sparse_array(flat)
        after.add_edge(one, other)
        kept = np.flatnonzero(known)
        graphs = [graph.subgraph(kept) for graph in (before, after)]
        if nx.has_path(before, one, other):
            steps = nx.shortest_path_length(before, one, other)
            assert f"They are {steps} steps apart now." in answer["said"][1]
        else:
            assert "no way leads from one to the other now." in answer["said"][1]
        more = next(text for text in answer["said"] if "more would be within two steps" in text)
        assert number(more) == gains[one, other]
        expected = [
            [nx.number_connected_components(graph) for graph in graphs],
            [mean_steps(graph) for graph in graphs],
            [nx.global_efficiency(graph) for graph in graphs],
        ]
        nets = with_tie(net, one, other)
        for end in (one, other):
            expected += [list(pair) for pair in zip(*(circles(n, end) for n in nets), strict=True)]
        assert len(answer["rows"]) == len(expected)
        for row, values in zip(answer["rows"], expected, strict=True):
            for text, value in zip(row, values, strict=True):
                assert (text == "–") if np.isnan(value) else abs(float(text) - value) < 0.00501
    next(opened, None)


def mean_steps(graph: nx.Graph) -> float:
    found = [
        steps
        for one, ways in nx.all_pairs_shortest_path_length(graph)
        for other, steps in ways.items()
        if one != other
    ]
    return float(np.mean(found))


def open_pairs(flat, net, most: int) -> list[tuple[int, int]]:
    """Some firms that answered and are not tied, chosen by a rule."""
    seen = np.flatnonzero(
        net.respondents.observed().to_numpy(dtype=bool) & (net.actors["kind"] == "firm").to_numpy()
    )
    pairs = [(int(a), int(seen[-1 - 3 * k])) for k, a in enumerate(seen[:: len(seen) // most])]
    return [(a, b) for a, b in pairs if a != b and not flat[a, b]]


def test_numbers_of_the_card_are_those_of_the_measures(valley, made) -> None:
    measures, _ = made["footwear-valley"]
    whole = measures.actors["all"]
    frame = network_frame(measures)
    for actor in ("garbena", "quintarba", "dulzaina"):
        find(valley, str(frame.nodes.at[actor, "name"]))
        value, place = (valley.locator(f"#card dl >> nth=0 >> dd >> nth={k}") for k in (0, 1))
        assert valley.inner_text("#card dt >> nth=0") == "Partners"
        assert value.inner_text() == f"{whole.at[actor, 'degree']:.0f}"
        firms = frame.nodes.index[frame.nodes["inside"] & (frame.nodes["kind"] == "firm")]
        heard = whole.loc[firms][(whole.loc[firms, "answered"] == "answered").to_numpy()]
        known = heard["degree"].dropna()
        share = (known < known[actor]).sum() / (len(known) - 1)
        words = "more than every other firm" if share == 1 else f"{100 * share:.0f} % of firms"
        assert words in place.inner_text()
        bar = place.locator("rect").get_attribute("width")
        assert float(bar) == pytest.approx(60 * share, abs=0.05)
        assert f"Compared with the {len(heard)} firms that answered in full." in valley.inner_text(
            "#card"
        )


def test_roles_are_those_of_the_brokers(made) -> None:
    measures, _ = made["footwear-valley"]
    roles = Standing(measures, network_frame(measures)).roles("corvanda")
    assert [label for label, *_ in roles] == [
        "Representative",
        "Coordinator",
        "Gatekeeper",
        "Consultant",
        "Liaison",
    ]
    assert roles[0][1] == "16 times"


def test_escape_closes_the_card_and_the_focus_returns(valley) -> None:
    opener = valley.locator("#found .firm").first
    opener.focus()
    valley.keyboard.press("Enter")
    assert valley.evaluate("document.activeElement.textContent") == "×"
    valley.locator("#card .meets .firm").first.press("Enter")  # another card from this one
    valley.keyboard.press("Escape")
    assert valley.locator("#card").is_hidden()
    assert valley.evaluate("document.activeElement.textContent") == opener.inner_text()


def test_search_finds_inside_names_without_accents_and_says_the_status(valley) -> None:
    valley.keyboard.press("/")
    assert valley.evaluate("document.activeElement.id") == "find"
    valley.keyboard.type("cluster")
    assert "Clúster Calzado del Almadre" in valley.inner_text("#hits li >> nth=0")
    assert "cluster organisation" in valley.inner_text("#hits li >> nth=0")
    valley.fill("#find", "nordlicht")
    assert "outside the cluster" in valley.inner_text("#hits")
    valley.fill("#find", "nevadera")
    assert "silent" in valley.inner_text("#hits")
    valley.fill("#find", "taller")
    first = valley.inner_text("#hits li[aria-selected=true] span")
    valley.keyboard.press("ArrowDown")
    second = valley.inner_text("#hits li[aria-selected=true] span")
    assert first != second
    valley.keyboard.press("Enter")
    assert valley.inner_text("#card h2") == second
    valley.keyboard.press("/")
    valley.keyboard.type("qqqq")
    assert valley.inner_text("#hits") == "No such name"
    valley.keyboard.press("Escape")
    assert valley.locator("#hits").is_hidden() and valley.input_value("#find") == ""


def test_partners_say_who_names_whom(valley, made) -> None:
    measures, _ = made["footwear-valley"]
    find(valley, "Botas Garbeña")
    rows = valley.locator("#card section", has=valley.locator("h3", has_text="Partners"))
    text = rows.inner_text()
    assert "it names them" in text
    reported = measures.net.origin.reported
    own = reported[(reported["source"] == "garbena") | (reported["target"] == "garbena")]
    both = own[own["reported"] == "both"]
    assert len(both) > 0
    partner = both.iloc[0]["source"] if both.iloc[0]["target"] == "garbena" else None
    partner = partner or both.iloc[0]["target"]
    name = str(measures.net.actors.at[partner, "name"])
    more = rows.locator(".more")
    if more.count():
        more.first.click()
    item = rows.locator("li", has_text=name)
    assert item.locator(".way .hear").text_content() == "each names the other"


def test_a_definition_opens_from_the_card_and_leads_to_its_chapter(valley) -> None:
    find(valley, "Botas Garbeña")
    valley.locator("#card .term", has_text="Effective size").click()
    said = valley.locator(":popover-open")
    assert "Burt" in said.inner_text() and "1 - sum" in said.inner_text().replace("−", "-")
    said.locator("a").last.click()
    shown = valley.locator("#methods", has_text="Effective size")
    assert shown.count() == 1
    assert valley.evaluate("document.querySelector(':popover-open')") is None


def test_layers_switched_off_change_the_answer(valley) -> None:
    find(valley, "Botas Garbeña")
    valley.click(".ask-what button >> nth=0")
    whole = valley.inner_text("#answer")
    valley.click("[data-formality=informal]")
    assert valley.inner_text("#answer") != whole
    assert valley.get_attribute(".ask-what button >> nth=0", "aria-pressed") == "true"
    valley.click("[data-formality=informal]")
    assert valley.inner_text("#answer") == whole
    valley.click(".ask-what button >> nth=0")
    assert valley.inner_text("#answer") == ""


class Clicks:
    """Counts what a reader presses, and allows three."""

    def __init__(self, page) -> None:
        self.page, self.count = page, 0

    def on(self, locator) -> None:
        locator.click()
        self.count += 1
        assert self.count <= 3


def in_sight(page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    return box is not None and box["y"] < page.viewport_size["height"] and box["y"] > -200


def test_the_disconnected_firms_are_found_within_three_clicks(valley, made) -> None:
    measures, _ = made["footwear-valley"]
    clicks = Clicks(valley)
    clicks.on(valley.locator("#found a", has_text="firms are disconnected"))
    valley.wait_for_timeout(300)
    assert in_sight(valley, "#disconnected h2")
    status = measures.actors[("all", "connection")]
    off = status[status.isin(["isolate", "outside the main component", "hangs by one tie"])]
    firms = measures.net.actors.loc[off.index].query("kind == 'firm'")["name"]
    table = valley.inner_text("#table-disconnected")
    assert len(firms) == 10 and all(name in table for name in firms)


def test_the_best_introduction_is_found_within_three_clicks(valley, made) -> None:
    measures, _ = made["footwear-valley"]
    best = diagnose(measures, ["introductions"])["introductions"].table("introductions").iloc[0]
    names = measures.net.actors["name"]
    clicks = Clicks(valley)
    clicks.on(valley.locator("[data-meet]").first)
    card = valley.inner_text("#card")
    assert names[best["one"]] in card and names[best["other"]] in card
    assert f"{best['gain']:.0f} pairs more would be within two steps." in card


def test_what_breaks_without_the_cluster_office_is_found_within_three_clicks(valley, made) -> None:
    measures, _ = made["footwear-valley"]
    loss = diagnose(measures, ["loss"])["loss"].table("loss").iloc[0]
    assert loss["actor"] == "cluster"
    clicks = Clicks(valley)
    row = valley.locator("#todo li", has_text="Clúster Calzado del Almadre")
    row = row.filter(has=valley.locator("[data-leave]"))
    assert f"{loss['two_steps']:.0f} pairs of others would be farther apart" in row.inner_text()
    clicks.on(row.locator("[data-leave]"))
    assert valley.inner_text("#card h2") == "Clúster Calzado del Almadre"
    assert "Nobody that answered would be cut off." in valley.inner_text("#answer")


def test_calls_stand_in_the_order_of_the_diagnosis(valley, made) -> None:
    measures, _ = made["footwear-valley"]
    rows = diagnose(measures, ["call_first"])["call_first"].table("call_first")
    names = measures.net.actors["name"].reindex(rows["actor"]).tolist()
    calls = valley.locator("#todo section").first.locator("li > .firm, li > .keep > .firm")
    assert calls.all_inner_texts() == names


def test_on_the_phone_the_card_is_a_sheet_that_leaves_the_map_in_sight(phone) -> None:
    phone.locator("#dock-silent button").first.click()
    phone.keyboard.press("Escape")
    find(phone, "Botas Garbeña")
    phone.wait_for_timeout(600)
    for _ in range(50):  # the page scrolls gently to the map; a busy machine takes its time
        card, canvas = (phone.locator(one).bounding_box() for one in ("#card", "#canvas"))
        if 0 <= canvas["y"] < card["y"] - 150:
            break
        phone.wait_for_timeout(200)
    assert card["y"] >= 0.5 * PHONE[1]
    assert 0 <= canvas["y"] < card["y"] - 150, (card, canvas)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_the_list_prints_on_one_page_with_boxes_to_tick(valley) -> None:
    whole = pages_of(valley.pdf(prefer_css_page_size=True))
    valley.evaluate("document.documentElement.dataset.only = 'todo'")
    assert pages_of(valley.pdf(prefer_css_page_size=True)) == 1
    assert whole > 5
    valley.evaluate("document.documentElement.dataset.only = 'todo'")  # printing forgets it
    valley.emulate_media(media="print")
    box = "getComputedStyle(document.querySelector('#todo li'), '::before').borderTopStyle"
    assert valley.evaluate(box) == "solid"
    assert valley.locator("#found").is_hidden() and valley.locator("#todo").is_visible()


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
