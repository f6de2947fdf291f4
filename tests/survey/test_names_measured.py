"""What is promised of the matching of names: no wrong merges, the right firm among the first three.

Measured by benchmarks/names.py, on institutions settled by hand and on made names of firms.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

PRECISION, AMONG_THREE = 0.995, 0.90


@pytest.fixture(scope="module")
def names(root: Path) -> ModuleType:
    """The benchmark."""
    folder = root / "benchmarks"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("names_benchmark", folder / "names.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["names_benchmark"] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


def _check_tiers(rows: list[dict]) -> None:
    for row in rows:
        assert row["precision"] is None or row["precision"] >= PRECISION, row


def test_institutions_settled_by_hand(names: ModuleType, shared_data: Path) -> None:
    path = shared_data / "raw-surveys" / "eu_organisation_names" / "names.csv"
    if not path.exists():
        pytest.skip("the typed names of institutions are not there")
    found = names.measured(path, draws=4)
    assert (found["records"], found["institutions"]) == (4333, 1716)
    _check_tiers(found["tiers"])
    for part in found["suggested"]:
        assert part["records"] >= AMONG_THREE
        assert part["among three, sharing"] >= AMONG_THREE
    every, unseen, _ = found["suggested"]
    assert every["merged or among three"] >= AMONG_THREE
    assert unseen["merged or among three"] >= 0.89  # the half that was not looked at
    assert every["among three, left"] >= 0.83


def test_made_names(names: ModuleType) -> None:
    found = names.measured_made(range(100, 103))  # not the draws of the page
    _check_tiers(found["tiers"])
    merged = {row["tier"]: row["right"] for row in found["tiers"]}
    assert min(merged[tier] for tier in ("spelling", "words", "form")) > 100
    assert found["suggested"][0]["among three, left"] >= AMONG_THREE


def test_the_page_has_the_kept_figures(names: ModuleType) -> None:
    kept = json.loads(names.KEPT.read_text(encoding="utf-8"))
    page = names.PAGE.read_text(encoding="utf-8")
    assert names.text(kept) in page and names.with_figures(page, kept) == page
