"""What all tests share: the shared data, and tools that may be missing on a machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browsing import launched

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
R_PACKAGES = ("sna", "network", "igraph")


def _which(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def _r() -> str | None:
    """Rscript, when the packages the comparisons need are installed."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return None
    wanted = "', '".join(R_PACKAGES)
    question = f"quit(status = !all(c('{wanted}') %in% rownames(installed.packages())))"
    answer = subprocess.run([rscript, "-e", question], capture_output=True, check=False)
    return rscript if answer.returncode == 0 else None


TOOLS: dict[str, tuple[Callable[[], str | None], str]] = {
    "browser": (lambda: _which(CHROMIUM), "Chromium is not installed"),
    "office": (lambda: _which(("soffice", "libreoffice")), "LibreOffice is not installed"),
    "peers": (_r, "R with the packages sna, network and igraph is not installed"),
}
_found: dict[str, str | None] = {}
# The tests run side by side themselves; those of the second process ask for it.
os.environ["TIESNET_WORKERS"] = "1"


def needs(tool: str) -> str:
    """Path of a tool ("browser", "office", "peers"); without it the test skips, or fails when full.

    Use it through the fixture ``needs``: ``soffice = needs("office")``.
    """
    find, missing = TOOLS[tool]
    if tool not in _found:
        _found[tool] = find()
    path = _found[tool]
    if path is None:
        if is_full():
            pytest.fail(f"{missing}, and this is the full run", pytrace=False)
        pytest.skip(missing)
    return path


def is_full() -> bool:
    """Whether every tool is expected to be there (``make test-full``)."""
    return os.environ.get("TIESNET_FULL") == "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked browser, office or peers needs that tool."""
    for tool in TOOLS:
        if item.get_closest_marker(tool):
            needs(tool)


def pytest_report_header() -> str:
    """Say which run this is."""
    return "full run: browser, office and R are required" if is_full() else "plain run"


@pytest.fixture(name="needs", scope="session")
def needs_fixture() -> Callable[[str], str]:
    """The helper `needs`, for tests that want the tool's path."""
    return needs


@pytest.fixture(scope="module")
def chromium(needs: Callable[[str], str]) -> Iterator[Any]:
    """One browser for the tests of a file; while it runs no other can be started."""
    with launched(needs) as browser:
        yield browser


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether this is the full run."""
    return is_full()


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Networks with reference values, kept beside the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the shared data with reference values are not beside the repository")
    return SHARED_DATA
