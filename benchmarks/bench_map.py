"""How fast the map of ties of the report opens and moves, in a headless Chromium.

Made-up clusters of 500 firms with 6 relations and of 5,000 firms with 20,000 ties. Measured is the
page with its map alone, whose cards, chapters and tables are left out, and for 500 firms the whole
page as a reader gets it. *Interactive* is when the first picture is drawn and keys are listened to;
*frames a second* are counted over four seconds of dragging, after which the map is drawn in full
again.
"""

from __future__ import annotations

import csv
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from made_surveys import make_survey

from tiesnet.exports.report import mapdata, page
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

SIZES = {"500 firms, 6 relations": (500, 6000, 6), "5,000 firms": (5000, 20_000, 2)}
FRAMES, INTERACTIVE, LARGEST = 30.0, 1.0, 6.0
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
METRICS = ["degree", "named_by", "betweenness_normalised", "effective_size", "constraint_ego",
           "core_number", "community", "answered", "connection", "hangs_by"]  # fmt: skip
STAGES = ("hides", "parts", "sewing", "shoes", "brands")
DRAG = """async () => {
  const canvas = document.getElementById('canvas'), edge = canvas.getBoundingClientRect();
  canvas.setPointerCapture = () => {};
  const fire = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type,
    { pointerId: 1, pointerType: 'mouse', clientX: x, clientY: y, bubbles: true }));
  const at = t => [edge.left + edge.width * (0.5 + 0.45 * Math.sin(2 * t)),
    edge.top + edge.height * (0.5 + 0.2 * Math.cos(1.3 * t))];
  fire('pointerdown', ...at(0));
  const gaps = [];
  let last = 0;
  const start = performance.now();
  await new Promise(done => {
    const step = now => {
      if (last) gaps.push(now - last);
      last = now;
      fire('pointermove', ...at((now - start) / 1000));
      if (now - start < 4000) requestAnimationFrame(step); else done();
    };
    requestAnimationFrame(step);
  });
  fire('pointerup', ...at(4));
  return gaps;
}"""


def cluster(firms: int, ties: int, relations: int) -> Measures:
    """Make a cluster whose firms trade with the next stage and talk to their like."""
    generator = random.Random(1)
    rows: set[tuple[str, str, str]] = set()
    while len(rows) < ties:
        one = generator.randrange(firms)
        ahead = firms // len(STAGES) if generator.random() < 0.6 else 0
        other = (one + ahead + int(generator.gauss(0, firms * 0.05))) % firms
        if one != other:
            rows.add((f"f{one}", f"f{other}", f"relation {generator.randrange(relations)}"))
    tables = {
        "actors": [("id", "stage")]
        + [(f"f{k}", STAGES[k * len(STAGES) // firms]) for k in range(firms)],
        "stages": [("id", "order"), *((stage, k) for k, stage in enumerate(STAGES))],
        "ties": [("source", "target", "relation"), *sorted(rows)],
        "relations": [("id", "formality", "directed")]
        + [(f"relation {k}", "informal" if k % 2 else "formal", "yes") for k in range(relations)],
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in tables.items():
            with open(Path(folder) / f"{name}.csv", "w", newline="", encoding="utf-8") as handle:
                csv.writer(handle).writerows(lines)
        return measure(build_network(read_survey(folder)), metrics=METRICS)


@contextmanager
def map_alone() -> Iterator[None]:
    """Leave out of the page whatever is not the map."""
    nothing: dict[str, Any] = {"calls": [], "meetings": [], "risks": [], "then": [], "more": 0}

    def cards(measures: Measures, frame: Any) -> list[dict[str, Any]]:
        card = dict.fromkeys(("line", "short", "status", "word", "symbol", "offers", "seeks"), "")
        lists: dict[str, Any] = {name: [] for name in ("facts", "roles", "meets", "about")}
        rank = frame.nodes["partners"].fillna(0)
        return [card | lists | {"ring": False, "told": False, "rank": float(v)} for v in rank]

    def whatif(measures: Measures, frame: Any) -> dict[str, Any]:
        told: list[list[int]] = [[] for _ in range(len(frame.layers))]
        return {"seen": [1] * len(frame.nodes), "told": told, "doubts": [], "compared": 0}

    with (
        mock.patch.object(mapdata, "actor_cards", cards),
        mock.patch.object(page, "whatif_data", whatif),
        mock.patch.object(page, "chapters", lambda *_, **__: []),
        mock.patch.object(page, "found", lambda *_, **__: []),
        mock.patch.object(page, "to_do", lambda *_, **__: nothing),
    ):
        yield


def opened(browser: Any, path: Path) -> tuple[float, list[float]]:
    """Give the seconds until the map is drawn, and the milliseconds between frames."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.add_init_script(
        "new MutationObserver((_, o) => { const c = document.getElementById('canvas');"
        "if (c && c.dataset.ties) { window.drawnAt = performance.now(); o.disconnect(); } })"
        ".observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ties'] })"
    )
    tab.goto(path.as_uri())
    tab.wait_for_selector("#canvas[data-ties]", timeout=60_000)
    seconds = float(tab.evaluate("window.drawnAt")) / 1000
    gaps: list[float] = tab.evaluate(DRAG)
    tab.close()
    return seconds, gaps


def rows() -> list[dict[str, Any]]:
    """Measure both sizes; without Chromium there is nothing to measure."""
    chromium = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if chromium is None:
        print("The map was not measured: Chromium is not installed.")
        return []
    from playwright.sync_api import sync_playwright

    found = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        options = {"executable_path": chromium, "args": ["--no-sandbox", "--disable-gpu"]}
        browser = tool.chromium.launch(**options)
        for number, (size, made) in enumerate(SIZES.items()):
            path = Path(folder) / f"{number}.html"
            with map_alone():
                path.write_bytes(page.report_bytes(cluster(*made), figures=False))
            seconds, gaps = opened(browser, path)
            found += _told(size, path.stat().st_size / 1e6, seconds, sorted(gaps), number == 0)
        found.append(_whole(browser, Path(folder)))
        browser.close()
    return found


def _whole(browser: Any, folder: Path) -> dict[str, Any]:
    """Open a page with everything in it; the median of three."""
    ties = make_survey(folder / "survey", 500, 6, 5)
    path = folder / "whole.html"
    net = build_network(read_survey(folder / "survey"))
    path.write_bytes(page.report_bytes(measure(net)))
    size = path.stat().st_size / 1e6
    seconds = statistics.median(opened(browser, path)[0] for _ in range(3))
    return {
        "operation": f"whole page, interactive ({size:.2f} MB)",
        "size": f"500 firms, 6 relations, {ties:,} ties",
        "who": "tiesnet",
        "seconds": seconds,
        "ratio": None,
        "goal": f"at most {INTERACTIVE:g} s, {LARGEST:g} MB",
        "met": seconds <= INTERACTIVE and size <= LARGEST,
    }


def _told(
    size: str, bytes_: float, seconds: float, gaps: list[float], small: bool
) -> list[dict[str, Any]]:
    frames = 1000 * len(gaps) / sum(gaps)
    slow = gaps[int(len(gaps) * 0.95)]
    keys = ("operation", "size", "who", "seconds", "ratio", "goal", "met")
    told = [
        (f"map, frames a second while dragging (95 % within {slow:.0f} ms)", size, "tiesnet",
         1 / frames, frames, f"at least {FRAMES:g} frames a second", frames >= FRAMES),
        (f"map, interactive ({bytes_:.2f} MB)", size, "tiesnet", seconds, None,
         f"at most {INTERACTIVE:g} s, {LARGEST:g} MB" if small else "",
         seconds <= INTERACTIVE and bytes_ <= LARGEST if small else None),
    ]  # fmt: skip
    return [dict(zip(keys, row, strict=True)) for row in told]


def main() -> int:
    kept = True
    for row in rows():
        number = f"{row['ratio']:.1f} frames/s" if row["ratio"] else f"{row['seconds']:.2f} s"
        goal = f"; {row['goal']}: {'kept' if row['met'] else 'BROKEN'}" if row["goal"] else ""
        print(f"{row['size']}: {row['operation']}: {number}{goal}")
        kept = kept and row["met"] is not False
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
