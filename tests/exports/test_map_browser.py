"""The map of ties in a real browser: layouts, filters, waves, legends, docks, phone and paper."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.browsing import DESK, PHONE, Opened
from tests.exports import report_cases as cases

from tiesnet.exports import report_bytes
from tiesnet.exports.report import page as report_page
from tiesnet.exports.report.assets import SCRIPTS, script

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages without chapters: the map is what is looked at."""
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "rounds": cases.rounds(folder / "rounds"),
        "silent": cases.many_silent(folder / "silent"),
        "valley": cases.valley(folder / "valley"),
        "crowd": cases.crowd(folder / "crowd"),
    }
    patch = pytest.MonkeyPatch()
    patch.setattr(report_page, "chapters", lambda *args, **options: [])
    files = {}
    for name, survey in made.items():
        files[name] = folder / f"{name}.html"
        files[name].write_bytes(report_bytes(cases.measures_of(survey), figures=False))
    patch.undo()
    return files


class Map(Opened):
    """An opened page whose map does not move by itself."""

    def __init__(
        self, chromium: Any, path: Path, size: tuple[int, int] = DESK, **more: Any
    ) -> None:
        super().__init__(chromium, path, size, reduced_motion="reduce", **more)
        self.page.wait_for_selector("#canvas[data-ties]")

    def data(self) -> dict[str, Any]:
        return json.loads(self.page.locator("#data").text_content())

    def layout(self, label: str) -> dict[str, str]:
        self.page.select_option("#layout", label=label)
        return self.drawn()

    def places(self) -> dict[str, str]:
        """Walk over the map by keys and note where each firm met stands."""
        found = {}
        self.page.focus("#canvas")
        for key in ["ArrowRight"] * 6 + ["ArrowLeft"] * 6 + ["ArrowDown"] * 4 + ["ArrowUp"] * 4:
            self.page.keyboard.press(key)
            said = self.drawn()
            found[said["focus"]] = said["at"]
        self.page.evaluate("document.activeElement.blur()")
        return found


def test_no_name_is_declared_twice_in_the_scripts() -> None:
    """They share one closure: a second function of a name would silently replace the first."""
    found: dict[str, int] = {}
    text = script(SCRIPTS)
    for one in re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", text, re.MULTILINE):
        found[one] = found.get(one, 0) + 1
    assert [name for name, times in found.items() if times > 1] == []
    assert {"openCard", "partnersOf", "shown", "visible", "paint", "state"} <= set(found)


def test_every_layout_is_drawn_and_moves_everybody(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        labels = [one["label"] for one in page.data()["layouts"]]
        assert labels == page.texts("#layout option")
        assert labels[:2] == ["value chain", "free"]
        assert {"geographic", "grouped by leader", "rings by coreness"} <= set(labels)
        seen = set()
        for label in labels:
            said = page.layout(label)
            assert int(said["nodes"]) == 11 and int(said["ties"]) > 10
            seen.add(said["layout"])
            places = page.places()
            assert len(places) > 3, label
            for at in places.values():
                x, y = map(int, at.split())
                assert 0 <= x <= 852 and 0 <= y <= 720
        assert len(seen) == len(labels)
        assert page.page.evaluate("window.pwned") is None


def test_stage_heads_stand_over_lanes_only_and_the_note_tells_of_the_others(
    chromium, pages
) -> None:
    with Map(chromium, pages["rounds"]) as page:
        assert page.texts("#columns .name") == ["Hides", "Parts", "Shoes"]
        assert not page.page.is_visible("#reading")
        page.layout("free")
        assert not page.page.is_visible("#columns")
        assert "Near firms are tied" in page.page.inner_text("#reading")
        # Without heads the colours need a key.
        assert page.texts("#swatches .swatch") == ["1\nHides", "2\nParts", "3\nShoes"]


def test_a_map_by_coordinates_has_a_scale(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        said = page.layout("geographic")
        assert re.fullmatch(r"\d+ k?m", said["kilometres"])
        page.page.click("[data-zoom='1.4']")
        page.page.click("[data-zoom='1.4']")
        page.page.click("[data-zoom='1.4']")
        page.page.click("[data-zoom='1.4']")
        assert page.drawn()["kilometres"] != said["kilometres"]


def test_waves_are_switched_and_nobody_moves(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        data = page.data()
        assert data["rounds"] == ["2023", "2025"] and data["round"] == 1
        assert page.texts(".rounds .seg button") == ["2023", "2025"]
        now = page.drawn()
        assert now["round"] == "2025"
        assert int(now["ties"]) == sum(tie[5] == 1 for tie in data["ties"])
        assert page.texts("#dock-absent button") == ["Firm 10"]
        before = page.places()
        page.page.click("[data-round='0']")
        then = page.drawn()
        assert then["round"] == "2023"
        assert int(then["ties"]) == sum(tie[5] == 0 for tie in data["ties"])
        assert page.texts("#dock-absent button") == ["Firm 11"]
        assert page.texts("#dock-silent button") == ["Firm 9"]
        assert "This is 2023" in page.page.inner_text("#reading")
        assert "tell of 2025" in page.page.inner_text("#reading")
        after = page.places()
        shared = set(before) & set(after)
        assert len(shared) >= 3
        assert {name: before[name] for name in shared} == {name: after[name] for name in shared}
        heard = page.page.text_content("#say")
        assert heard


def test_a_card_tells_of_the_wave_shown(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        page.page.click("[data-round='0']")
        page.page.click("#dock-silent button")
        text = page.page.inner_text("#card")
        assert "2023: silent" in text
        assert "Effective size" not in text
        page.page.keyboard.press("Escape")
        page.page.click("[data-round='1']")
        page.page.fill("#find", "Firm 9")
        page.page.keyboard.press("Enter")
        text = page.page.inner_text("#card")
        assert "2023" not in text and "silent" not in text


def test_strength_and_layers_filter_within_the_wave(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        whole = int(page.drawn()["ties"])
        strong = (
            "const s = document.getElementById('strength'); s.value = 3;"
            "s.dispatchEvent(new Event('input'))"
        )
        page.page.evaluate(strong)
        some = int(page.drawn()["ties"])
        data = page.data()
        assert (
            some == sum(t[5] == 1 and t[3] is not None and t[3] >= 3 for t in data["ties"]) < whole
        )
        page.page.click("[data-formality=formal]")
        assert page.drawn()["ties"] == "0"
        assert page.page.text_content("#say") == "0 ties shown"


def test_numbers_are_shades_with_their_limits(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        page.page.select_option("#colour", label="Partners")
        said = page.drawn()
        assert said["colour"] == "partners"
        wanted = next(one for one in page.data()["numbers"] if one["key"] == "partners")
        labels = [text.split("\n")[-1] for text in page.texts("#swatches .swatch")]
        assert labels == wanted["classes"] and 2 <= len(labels) <= 5
        colours = page.page.evaluate(
            "[...document.querySelectorAll('#swatches .chip')]"
            ".map(c => getComputedStyle(c).backgroundColor)"
        )
        assert len(set(colours)) == len(colours)
        page.page.click("[data-round='0']")
        page.page.select_option("#colour", label="Coreness")
        assert page.texts("#swatches .swatch")[-1] == "not computed for this wave"


def test_a_legend_entry_singles_its_group_out(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        page.layout("free")
        second = page.page.locator("#swatches .swatch").nth(1)
        second.click()
        pressed = page.page.locator("#swatches [aria-pressed=true]")
        assert pressed.all_inner_texts() == ["2\nParts"]
        labels = int(page.drawn()["labels"])
        pressed.click()
        assert page.page.locator("#swatches [aria-pressed=true]").count() == 0
        assert int(page.drawn()["labels"]) > labels


def test_sizes_have_a_legend_that_follows(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        marks = next(one["marks"] for one in page.data()["numbers"] if one["key"] == "size")
        page.page.select_option("#size", label="Employees")
        assert page.texts("#sizes > span") == [text for _, text in reversed(marks)]
        radii = page.page.evaluate(
            "[...document.querySelectorAll('#sizes circle')].map(c => +c.getAttribute('r'))"
        )
        assert radii == sorted(radii) and radii[0] < radii[-1]
        page.page.select_option("#size", label="one for all")
        assert not page.page.is_visible("#sizes")
        assert page.drawn()["size"] == ""


def test_long_areas_show_their_start_and_open(chromium, pages) -> None:
    with Map(chromium, pages["silent"]) as page:
        assert page.texts("#docks .count") == ["40"]
        items = page.page.locator("#dock-silent .dock[data-actor]:visible")
        assert items.count() == 24
        page.page.click("#dock-silent [data-more]")
        assert items.count() == 40
        high = page.page.evaluate("document.getElementById('dock-silent').clientHeight")
        assert high <= 240
        assert page.page.evaluate("document.activeElement.dataset.actor") is not None


def test_a_tie_of_a_silent_firm_is_lit_from_its_button(chromium, pages) -> None:
    with Map(chromium, pages["valley"]) as page:
        page.page.hover("#dock-silent button >> nth=0")
        assert page.drawn()["focus"] == page.texts("#dock-silent button span")[0]


def test_a_crowd_moves_as_a_picture_and_rests_in_full(chromium, pages) -> None:
    with Map(chromium, pages["crowd"]) as page:
        edge = page.page.locator("#canvas").bounding_box()
        mouse = page.page.mouse
        middle = (edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2)
        mouse.move(*middle)
        mouse.down()
        mouse.move(middle[0] + 60, middle[1] + 30, steps=5)
        moved = page.drawn()
        assert moved["x"] == "60" and moved["y"] == "30"
        mouse.up()
        page.page.wait_for_selector("#canvas[data-quick=false]")
        assert int(page.drawn()["labels"]) > 0
        # Pointing at a firm lights it; the canvas knows whom.
        page.page.keyboard.press("0")
        at = page.places()
        name, place = next(iter(at.items()))
        x, y = map(int, place.split())
        page.page.click("[data-zoom='0']")
        mouse.move(5, 5)
        page.page.locator("#canvas").hover(position={"x": x, "y": y})
        assert page.drawn()["focus"] == name


@pytest.mark.parametrize("name", ["rounds", "valley", "silent"])
def test_on_a_phone_controls_are_large_and_whole_words(chromium, pages, name: str) -> None:
    with Map(chromium, pages[name], PHONE) as page:
        labels = page.texts("#layout option")
        for label in labels:
            if len(labels) > 1:
                page.layout(label)
            assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
            small = page.page.evaluate(SMALL)
            assert small == [], label
        assert page.page.evaluate(OVERLAPS) == []


def test_heads_without_room_are_numbers_with_a_key(chromium, pages, tmp_path: Path) -> None:
    with Map(chromium, pages["valley"], PHONE) as page:
        texts = page.texts("#columns button")
        wide = page.page.evaluate(EDGES)
        for one, two in zip(sorted(wide), sorted(wide)[1:], strict=False):
            assert one[1] <= two[0] + 1
        assert len(texts) == 3


def test_two_fingers_scale_the_map(chromium, pages) -> None:
    with Map(chromium, pages["valley"], PHONE) as page:
        page.page.evaluate(PINCH)
        assert float(page.drawn()["scale"]) > 1.5


def test_on_paper_the_map_has_its_words(chromium, pages) -> None:
    with Map(chromium, pages["rounds"]) as page:
        page.layout("rings by coreness")
        page.page.emulate_media(media="print")
        assert page.page.is_visible("#layout") and page.page.is_visible("#colour")
        assert not page.page.is_visible("#find") and not page.page.is_visible("#as-table")
        assert page.texts(".rounds .seg button:visible") == ["2025"]
        page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.page.evaluate("document.getElementById('canvas').width") == 3 * 688
        page.page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.page.emulate_media(media="screen")
        assert page.page.evaluate("document.getElementById('canvas').width") < 3 * 688


def test_in_the_dark_every_text_of_the_map_is_readable(chromium, pages) -> None:
    with Map(chromium, pages["rounds"], color_scheme="dark") as page:
        page.page.select_option("#colour", label="Partners")
        page.drawn()
        assert page.page.evaluate(CONTRAST) == []


SMALL = """
[...document.querySelectorAll('#map button, #map select, #map input')].filter(e => {
  const r = e.getBoundingClientRect();
  const seen = r.width && r.height && getComputedStyle(e).visibility !== 'hidden';
  return seen && r.height < 39.5 && !e.closest('#ties');
}).map(e => `${e.tagName} ${e.textContent.trim().slice(0, 20)} ${e.offsetHeight}`)"""

OVERLAPS = """(() => {
  const parts = '.toggle, .swatch, label, .dock, .search, .seg'.split(', ').map(s => `#map ${s}`);
  const all = [...document.querySelectorAll(parts.join(', '))]
    .map(e => [e.textContent.trim().slice(0, 20), e.getBoundingClientRect()])
    .filter(([, r]) => r.width && r.height);
  const across = (p, q) => p.left < q.right - 1 && q.left < p.right - 1;
  const down = (p, q) => p.top < q.bottom - 1 && q.top < p.bottom - 1;
  return all.flatMap(([a, p], i) => all.slice(i + 1)
    .filter(([, q]) => across(p, q) && down(p, q)).map(([b]) => [a, b]));
})()"""

CONTRAST = """(() => {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = colour => {
    pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const bend = v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = parts => parts.map(v => bend(v / 255))
    .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return '#000';
  };
  const text = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  return [...document.querySelectorAll('#map *')].filter(e => e.offsetWidth && text(e)).map(e => {
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(rgb(ground(e)))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.textContent.trim().slice(0, 30)];
  }).filter(([ratio]) => ratio < 4.5);
})()"""

EDGES = """[...document.querySelectorAll('#columns button')]
  .map(b => b.getBoundingClientRect()).map(r => [r.left, r.right])"""

PINCH = """() => {
  const canvas = document.getElementById('canvas');
  canvas.setPointerCapture = () => {};
  const fire = (type, id, x) => canvas.dispatchEvent(new PointerEvent(type,
    { pointerId: id, pointerType: 'touch', clientX: x, clientY: 300, bubbles: true }));
  fire('pointerdown', 1, 150);
  fire('pointerdown', 2, 200);
  fire('pointermove', 2, 300);
  fire('pointerup', 1, 150);
  fire('pointerup', 2, 300);
}"""
