"""Make the pictures of the documentation again: ``python docs/screenshots.py`` (some: ``... app``).

Needs Chromium, and LibreOffice and pdftoppm for the workbook. What is shown is the sample survey of
the footwear valley, so that the pictures change only when the looks do. They are WebP, which
Chromium writes by itself, and together stay under `MOST_BYTES`.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiesnet.app import serving
from tiesnet.exports import write_report, write_sheets, write_workbook
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.plots import figure_bytes, figures
from tiesnet.survey import read_survey

HERE = Path(__file__).resolve().parent
IMAGES, SURVEYS = HERE / "images", HERE.parent / "surveys"
MOST_BYTES, QUALITY = 1_500_000, 58
DESK, PHONE = (1280, 800), (390, 844)
FIRM = "Suelas Quintarba"
MAPS = {"lanes": "value chain", "rings": "rings by coreness", "groups": "grouped by leader"}
OWN = {"wave_changes": "sinos-like-exporters"}
"""Figures that need another sample than the valley."""
WAIT = 120_000  # milliseconds


class Camera:
    """A browser that takes pictures, and the folder of what it looks at."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.measured: dict[str, Measures] = {}

    def measures(self, name: str = "footwear-valley") -> Measures:
        """Measure a sample once."""
        if name not in self.measured:
            self.measured[name] = measure(build_network(read_survey(SURVEYS / name)))
        return self.measured[name]

    def page(self, address: str, size: tuple[int, int] = DESK, **options: Any) -> Any:
        """Open a page in a window of its own."""
        touch = {"has_touch": True, "is_mobile": True} if size == PHONE else {}
        view = {"width": size[0], "height": size[1]}
        page = self.browser.new_context(viewport=view, **touch, **options).new_page()
        page.goto(address)
        page.wait_for_timeout(800)
        return page

    def take(self, name: str, page: Any, of: Any = None, most: int = 10_000) -> None:
        """Write what the window shows, or one element down to a height, as WebP."""
        options: dict[str, Any] = {"format": "webp", "quality": QUALITY}
        if of is not None:
            of.evaluate("e => e.scrollIntoView({ block: 'center' })")
            page.mouse.move(0, 0)
            page.wait_for_timeout(500)
            box = of.evaluate(
                "e => { const b = e.getBoundingClientRect();"
                " return { x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height } }"
            )
            box["height"] = min(box["height"], most)
            options |= {"clip": box | {"scale": 1}, "captureBeyondViewport": True}
        shot = page.context.new_cdp_session(page).send("Page.captureScreenshot", options)
        (IMAGES / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))

    def show(self, name: str, data: bytes, kind: str, width: int) -> None:
        """Write a picture of another kind as WebP, this wide."""
        page = self.browser.new_page(viewport={"width": width, "height": 400})
        source = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        page.set_content(
            f'<body style="margin:0"><img style="display:block;width:{width}px" src="{source}">'
        )
        page.wait_for_function("document.images[0].complete && document.images[0].naturalWidth")
        self.take(name, page, page.locator("img"))
        page.close()


def report(camera: Camera) -> None:
    """The first screen in light, dark and on a phone; map, card, chapter and table; paper."""
    address = write_report(camera.measures(), camera.folder / "report.html", True).as_uri()
    page = camera.page(address)
    camera.take("report-light", page)
    camera.take("report-dark", camera.page(address, color_scheme="dark"))
    camera.take("report-phone", camera.page(address, PHONE))
    for name, words in MAPS.items():
        page.select_option("#layout", label=words)
        page.wait_for_timeout(900)
        camera.take(f"report-map-{name}", page, page.locator("#map"), 560)
    page.select_option("#layout", index=0)
    page.locator("#todo button", has_text="What if it leaves?").first.click()
    page.wait_for_timeout(900)
    camera.take("report-card", page, page.locator("#map"), 560)
    page.keyboard.press("Escape")
    chain = page.locator("#chain .main").first
    camera.take("report-chapter", page, chain)
    figure = page.locator("#f-chain_flow")
    figure.evaluate("e => e.scrollIntoView()")
    page.wait_for_selector("#f-chain_flow .done")
    camera.take("report-figure", page, figure)
    camera.take("report-table", page, page.locator("#firms"))
    page = camera.page(address)
    pdf = camera.folder / "report.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    camera.show("report-paper", _page_of(pdf), "image/png", 620)


def sheet(camera: Camera) -> None:
    """The page of one firm."""
    folder = camera.folder / "sheets"
    write_sheets(camera.measures(), folder, firms=[FIRM])
    [path] = [one for one in folder.glob("*.html") if one.name != "index.html"]
    page = camera.page(path.as_uri(), (860, 900))
    camera.take("sheet", page, page.locator("main"))


def workbook(camera: Camera) -> None:
    """The dashboard of the workbook, as LibreOffice prints it."""
    book = write_workbook(camera.measures(), camera.folder / "metrics.xlsx", True)
    office = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"
    profile = f"-env:UserInstallation={(camera.folder / 'profile').as_uri()}"
    where = ["--headless", "--convert-to", "pdf", "--outdir", str(camera.folder)]
    subprocess.run([office, profile, *where, str(book)], check=True, capture_output=True)
    pdf = book.with_suffix(".pdf")
    read = subprocess.run(["pdftotext", "-l", "9", str(pdf), "-"], check=True, capture_output=True)
    pages = [text.strip().splitlines() for text in read.stdout.decode().split("\f")]
    number = next(k for k, lines in enumerate(pages, start=1) if "Dashboard" in lines[-3:])
    camera.show("workbook", _page_of(pdf, number), "image/png", 900)


def app(camera: Camera) -> None:
    """The views of the app."""
    with serving(None, port=0) as (address, server):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = camera.page(address.url, (1200, 760))
        page.wait_for_selector("main h1")
        camera.take("app-start", page)
        page.wait_for_selector("#pickers input", state="attached")
        page.set_input_files(
            "#pickers input >> nth=0", [SURVEYS / "footwear-valley.xlsx"], timeout=WAIT
        )
        page.wait_for_selector(".opened button.main", timeout=WAIT)
        for view in ("Problems", "Findings", "Tests"):
            page.locator(".views button", has_text=view).click()
            page.wait_for_selector(f'.views [aria-current="page"]:has-text("{view}")')
            page.wait_for_timeout(1500)
            page.wait_for_selector(".work", state="detached", timeout=WAIT)
            page.wait_for_timeout(800)
            if view == "Tests":
                page.get_by_role("button", name="Run the test").click()
                page.locator("main table").first.wait_for(timeout=WAIT)
            page.mouse.move(0, 0)
            page.wait_for_timeout(500)
            camera.take(f"app-{view.lower()}", page)
        server.shutdown()


def gallery(camera: Camera) -> None:
    """Every figure."""
    for name, record in figures().items():
        measures = camera.measures(OWN.get(name, "footwear-valley"))
        own = {"firm": FIRM} if "firm" in record.options else {}
        drawn = figure_bytes(record.function(measures, **own), "svg")
        camera.show(f"figure-{name.replace('_', '-')}", drawn, "image/svg+xml", 640)


def _page_of(pdf: Path, number: int = 1) -> bytes:
    made = pdf.with_suffix("")
    command = ["pdftoppm", "-r", "110", "-png", "-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run([*command, str(pdf), str(made)], check=True)
    return made.with_suffix(".png").read_bytes()


PARTS: dict[str, Callable[[Camera], None]] = {
    "report": report, "sheet": sheet, "workbook": workbook, "app": app, "figures": gallery,
}  # fmt: skip


def main(wanted: list[str]) -> int:
    """Take the pictures wanted, and say how large all are together."""
    from playwright.sync_api import sync_playwright

    browsers = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    chromium = next((path for name in browsers if (path := shutil.which(name))), None)
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        arguments = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        browser = play.chromium.launch(executable_path=chromium, args=arguments)
        camera = Camera(browser, Path(folder))
        for name in wanted or list(PARTS):
            PARTS[name](camera)
            print(f"{name}: done", flush=True)
        browser.close()
    size = sum(path.stat().st_size for path in IMAGES.glob("*.webp"))
    print(f"{size:,} bytes of at most {MOST_BYTES:,}")
    return int(size > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
