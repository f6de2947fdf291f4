"""Circles of objects are looked for rarely while a report is made, and as usual afterwards."""

from __future__ import annotations

import gc

import pytest

from tiesnet.cli.collecting import collecting_rarely


def test_the_usual_pace_comes_back() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ValueError, match="stopped"), collecting_rarely():
        assert gc.get_threshold()[0] > usual[0]
        raise ValueError("stopped")
    assert gc.get_threshold() == usual
