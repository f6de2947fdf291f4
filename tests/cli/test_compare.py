"""``tiesnet compare``: what it shows, writes and refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.inference.compared_surveys import NORTH, SOUTH, write

FEW = ("--replications", "9", "--workers", "1", "--layer", "advice")


@pytest.fixture
def surveys(tmp_path: Path) -> list[Path]:
    return [write(tmp_path / "north", NORTH), write(tmp_path / "south", SOUTH)]


def test_it_shows_the_blocks_side_by_side(run: Callable[..., Any], surveys: list[Path]) -> None:
    shown = run("compare", *surveys, *FEW)
    assert shown.code == 0
    assert shown.out.startswith("north and south compared")
    for words in ("International market access", "Exports per firm", "Whom to introduce", "40 %"):
        assert words in shown.out
    named = run("compare", *surveys, *FEW, "--label", "Coast", "--label", "Coast")
    assert named.out.startswith("Coast and Coast (2) compared")


def test_it_writes_a_folder(run: Callable[..., Any], surveys: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run("compare", *surveys, *FEW, "-o", out)
    assert first.code == 0 and "Written:" in first.out
    assert sorted(path.name for path in out.iterdir()) == [
        "comparison.xlsx",
        "provenance.json",
        "report.html",
    ]
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run("compare", *surveys, *FEW, "-o", out).code == 0
    assert before == {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "report.html").write_text("mine", encoding="utf-8")
    refused = run("compare", *surveys, *FEW, "-o", out)
    assert refused.code == 2 and "report.html" in refused.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda north, south: (north,), "two clusters at least"),
        (lambda north, south: (north, south, "--label", "A"), "--label came 1 times for 2 surveys"),
        (
            lambda north, south: (north, south, *("--wave", "1") * 3),
            "--wave came 3 times for 2 surveys",
        ),
        (lambda north, south: (north, south, "--open"), "--open needs a folder"),
        (
            lambda north, south: (north, south, "--label", "", "--label", "B"),
            "A --label is empty",
        ),
        (lambda north, south: (north, south, "--layer", "gossip"), "No cluster has a layer"),
    ],
)
def test_what_is_refused(
    run: Callable[..., Any],
    surveys: list[Path],
    given: Callable[..., tuple[Any, ...]],
    said: str,
) -> None:
    refused = run("compare", *given(*surveys))
    assert refused.code == 2 and said in refused.err
    assert "Traceback" not in refused.err
