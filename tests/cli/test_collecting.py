"""Circles of objects are looked for rarely while a report is made, and as usual afterwards."""

from __future__ import annotations

import atexit
import gc
from typing import Any

import pytest

from tiesnet.cli import main
from tiesnet.cli.collecting import collecting_rarely


def test_the_usual_pace_comes_back() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ValueError, match="stopped"), collecting_rarely():
        assert gc.get_threshold()[0] > usual[0]
        raise ValueError("stopped")
    assert gc.get_threshold() == usual


def test_nothing_is_looked_for_when_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_end: list[Any] = []
    monkeypatch.setattr(atexit, "register", at_the_end.append)
    with pytest.raises(SystemExit):
        main(["metrics", "degree"])
    assert gc.freeze in at_the_end
