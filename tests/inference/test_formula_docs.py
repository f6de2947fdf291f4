"""What the pages say of regressions over pairs: every term, and the rates that are kept."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tiesnet.inference.models.terms import TERMS


@pytest.fixture(scope="module")
def study(root: Path) -> ModuleType:
    path = root / "benchmarks" / "study_mrqap.py"
    spec = importlib.util.spec_from_file_location("study_mrqap", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["study_mrqap"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_and_the_help_name_every_term(root: Path) -> None:
    from tiesnet.cli.mrqap import mrqap

    page = (root / "docs" / "formulas.md").read_text(encoding="utf-8")
    table = re.findall(r"`(\w+)\(", "\n".join(re.findall(r"^\|.*\|$", page, re.MULTILINE)))
    assert set(table) == set(TERMS)
    told = str(mrqap.help)
    assert [name for name in TERMS if f"{name}(" not in told and name != "strength"] == []


def test_the_page_has_the_kept_rates(study: ModuleType) -> None:
    kept = json.loads(study.KEPT.read_text(encoding="utf-8"))
    page = study.PAGE.read_text(encoding="utf-8")
    assert study.written(study.section(kept)) == page
    assert {(row["family"], row["case"]) for row in kept} == {
        (family, case) for family in study.OFTEN for case in study.CASES
    }
    assert min(row["networks"] for row in kept) >= 500


def test_rates_are_those_of_the_method(study: ModuleType) -> None:
    one, again = (study.rates("linear", "actors", 12) for _ in range(2))
    assert one == again and one["networks"] == 12
    silent = study.made_up(np.random.default_rng(1), study.CASES["popular"], "count")
    assert (silent.groups < 0).sum() == study.ACTORS // 5
    assert len(np.unique(silent.rows)) == study.ACTORS - study.ACTORS // 5
    assert len(np.unique(silent.cols)) == study.ACTORS
