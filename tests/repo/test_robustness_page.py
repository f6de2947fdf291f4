"""The page on how sure ranks are shows the rates of the kept study, and the study is sound."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest


@pytest.fixture(scope="module")
def study(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "study_missing", root / "benchmarks" / "study_missing.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["study_missing"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_shows_the_kept_rates(study: ModuleType) -> None:
    kept = json.loads(study.KEPT.read_text(encoding="utf-8"))
    page = study.PAGE.read_text(encoding="utf-8")
    assert study.with_figures(page, kept) == page
    assert "<!-- figures -->" in page


def test_the_study_has_what_it_promises(study: ModuleType) -> None:
    kept = json.loads(study.KEPT.read_text(encoding="utf-8"))
    rows = kept["simulated"]["rows"]
    assert {(row["share"], row["popular"]) for row in rows} == set(study.LOSSES)
    assert {row["metric"] for row in rows} == set(study.METRICS)
    for row in rows:
        assert max(row["firms"], row["ranked"]) >= 300
    silent = [row for row in rows if row["kind"] == "silent"]
    assert min(row["firms"] for row in silent) >= 300
    off = list(study._off(kept))
    assert off and all(line in study.PAGE.read_text("utf-8") for line in off)


def test_what_the_page_says_in_words_is_what_was_found(study: ModuleType) -> None:
    kept = json.loads(study.KEPT.read_text(encoding="utf-8"))
    off = []
    for part in ("simulated", "real"):
        for row in kept[part]["rows"]:
            for kind in ("", "rank "):
                rate, held = row[f"{kind}covered"], row[f"{kind}held"]
                if rate is not None and rate < 0.87:
                    off.append((part, row["kind"], row["metric"]))
                if part == "simulated" and rate is not None and row["share"] < 0.3:
                    assert rate >= held - 0.03, row
    assert set(off) == {("real", "respondents", "harmonic_closeness")}


@pytest.mark.parametrize("family", ["stages", "hubs", "circles"])
def test_the_clusters_are_whole_and_alike_for_a_seed(study: ModuleType, family: str) -> None:
    one, two = (study.cluster(family, np.random.default_rng(4)) for _ in range(2))
    assert one.ties.equals(two.ties) and 40 <= len(one.actors) <= 80
    assert (one.respondents.states() == "answered").all()
    count = len(one.actors)
    assert 0.05 < len(one.ties) / count / (count - 1) < 0.2
    silent = study.missing(one, 0.2, True, np.random.default_rng(1))
    left = study.silenced(one, silent)
    assert silent.sum() == round(0.2 * count)
    assert not silent[left.ties["source"]].any() and len(left.ties) < len(one.ties)


def test_intervals_hold_about_what_they_state(study: ModuleType, full: bool) -> None:
    """Six clusters, 60 draws: a coarse form of the study, for the full run."""
    if not full:
        pytest.skip("part of the full run")
    hits, held, firms = 0.0, 0.0, 0.0
    for number in range(6):
        net = study.cluster("stages", np.random.default_rng((77, number)))
        for row in study.tried(net, 0.2, False, number):
            hits, held = hits + row["covered"], held + row["held"]
            firms += row["firms"]
    assert firms > 1500 and hits / firms == pytest.approx(held / firms, abs=0.04)


def test_every_rule_for_missing_answers_is_on_the_page(study: ModuleType) -> None:
    from tiesnet.inference import imputations

    page = study.PAGE.read_text(encoding="utf-8")
    for name, rule in imputations().items():
        [row] = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
        assert not rule.short or rule.short in row
