"""What the tests in a browser share: two sizes, and a tab that notes what should not happen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DESK, PHONE = (1280, 900), (390, 844)
SIZES = {"desk": DESK, "phone": PHONE}
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
TWICE = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"


class Opened:
    """A page in a context of its own, with what it logged and what it asked for."""

    def __init__(
        self, chromium: Any, path: Path, size: tuple[int, int] = DESK, **options: Any
    ) -> None:
        touch = {"has_touch": True, "is_mobile": True} if size == PHONE else {}
        view = {"width": size[0], "height": size[1]}
        self.context = chromium.new_context(viewport=view, **{**touch, **options})
        self.page = self.context.new_page()
        self.logged: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.logged.append(message.text))
        self.page.on("pageerror", lambda error: self.logged.append(str(error)))
        self.page.on("dialog", self._refuse)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = path.resolve().as_uri()
        self.page.goto(self.address)

    def _refuse(self, dialog: Any) -> None:
        """Note a box that asks or tells: none of our pages has one."""
        self.logged.append(dialog.message)
        dialog.dismiss()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.context.close()
        if kind is None:
            self.check()

    def check(self) -> None:
        """Nothing was logged, and nothing was asked for but the page itself."""
        assert self.logged == []
        assert self.outside() == []

    def outside(self) -> list[str]:
        """What was asked for beside the page."""
        own = (self.address, "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]

    def run(self, script: str, value: Any = None) -> Any:
        return self.page.evaluate(script, value)

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def drawn(self) -> dict[str, str]:
        """What the canvas of the map says it shows, after it has drawn."""
        self.page.evaluate(TWICE)
        found: dict[str, str] = self.page.evaluate(
            "({...document.getElementById('canvas').dataset})"
        )
        return found

    def until(self, condition: str, seconds: float = 60) -> Any:
        return until(self.page, condition, seconds)


def until(page: Any, condition: str, seconds: float = 60) -> Any:
    """Wait for something; our pages forbid what Playwright would use to watch it."""
    end = time.monotonic() + seconds
    while not (value := page.evaluate(condition)):
        assert time.monotonic() < end, f"did not come true: {condition}"
        page.wait_for_timeout(30)
    return value


@contextmanager
def launched(needs: Callable[[str], str]) -> Iterator[Any]:
    """Debian's Chromium without a window."""
    path = needs("browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()
