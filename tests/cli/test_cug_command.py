"""``tiesnet cug``: shown on the terminal, written to a file, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

FEW = ("--replications", "19", "--workers", "1")


def test_measures_are_shown_beside_chance(run: Callable[..., Any], root: Path) -> None:
    words = ("--layer", "advice", "--metric", "transitivity", "--condition", "dyads")
    ran = run("cug", root / "surveys" / "footwear-valley", *words, *FEW)
    assert ran.code == 0, ran.err
    assert "Advice, Transitivity" in ran.out and "Against" in ran.out


def test_options_of_measures_and_files(run: Callable[..., Any], root: Path, tmp_path: Path) -> None:
    survey, out = root / "surveys" / "footwear-valley", tmp_path / "cug.csv"
    words = ("--layer", "advice", "--metric", "gatekeeper", "--option", "gatekeeper.by=kind")
    ran = run("cug", survey, *words, *FEW, "-o", out)
    assert ran.code == 0 and out.exists(), ran.err


def test_a_mistyped_measure_is_answered_with_the_nearest(
    run: Callable[..., Any], root: Path
) -> None:
    ran = run("cug", root / "surveys" / "footwear-valley", "--metric", "transitivty", *FEW)
    assert ran.code == 2 and "Did you mean 'transitivity'" in ran.err
