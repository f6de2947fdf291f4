"""The page of benchmarks is made from the kept results, and every goal has its row and reason."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def run(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", root / "benchmarks" / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["run"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_is_the_kept_results(run: ModuleType) -> None:
    assert run.PAGE.read_text(encoding="utf-8") == run.text(run.kept())


def test_benchmarks_beside_peers_are_kept(run: ModuleType) -> None:
    assert {part.file for part in run.PARTS} == set(run.kept())


def test_every_goal_missed_has_its_reason(run: ModuleType) -> None:
    rows = [row for result in run.kept().values() for row in result["rows"]]
    goals = [row for row in rows if row["met"] is not None]
    wanted = {"holes", "triad census", "E-I index, mean and variance", "a CSV file of ties"}
    assert wanted <= {row["operation"] for row in goals}
    for row in goals:
        assert row["met"] or run.REASONS.get((row["operation"], row["who"])), row
