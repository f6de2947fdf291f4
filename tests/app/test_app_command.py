"""The command: one line with the address, one clear error without Dash."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tiesnet.app import Address
from tiesnet.cli.group import tiesnet
from tiesnet.errors import TiesnetError
from tiesnet.language import language


class _Server:
    def serve_forever(self) -> None:
        return


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Serve nothing; tell what was asked for."""
    found: dict[str, Any] = {"opened": []}

    @contextmanager
    def serving(survey: Path | None, port: int, largest: int) -> Iterator[Any]:
        found.update(survey=survey, port=port, largest=largest, lang=language())
        yield Address("http://127.0.0.1:8051/", 8051, port), _Server()

    monkeypatch.setattr("tiesnet.app.serving", serving)
    monkeypatch.setattr("webbrowser.open", found["opened"].append)
    return found


def test_it_says_where_it_is_and_opens_it(asked: dict[str, Any], survey: Path) -> None:
    done = CliRunner().invoke(tiesnet, ["app", str(survey), "--largest", "5", "--lang", "es"])
    assert done.exit_code == 0, done.output
    assert len(done.output.splitlines()) == 2
    assert "8050" in done.output and "http://127.0.0.1:8051/" in done.output
    assert asked["opened"] == ["http://127.0.0.1:8051/"]
    assert (asked["survey"], asked["largest"], asked["lang"]) == (survey, 5, "es")


def test_one_line_when_the_port_is_free(asked: dict[str, Any]) -> None:
    done = CliRunner().invoke(tiesnet, ["app", "--no-open", "--port", "8051"])
    assert done.output == "tiesnet is open at http://127.0.0.1:8051/ (Ctrl-C ends it)\n"
    assert asked["opened"] == []


def test_without_dash_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, *more: None if name == "dash" else real(name)
    )
    done = CliRunner().invoke(tiesnet, ["app"])
    assert isinstance(done.exception, TiesnetError)
    assert "tiesnet[app]" in str(done.exception)
