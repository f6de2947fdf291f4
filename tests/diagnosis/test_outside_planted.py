"""The planted holders of outside knowledge are found, in the surveys and in thinned copies."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tiesnet.diagnosis.holding.loss import loss
from tiesnet.diagnosis.outside.cognitive import GATEKEEPER, STAR
from tiesnet.diagnosis.outside.cognitive_roles import cognitive_roles
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

PLANTED = ("sinos-like-exporters", "compatriots-abroad")


ROOT = Path(__file__).parents[2]


@cache
def survey_of(name: str) -> Survey:
    return read_survey(str(ROOT / "surveys" / name))


@cache
def key_of(name: str) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(
        (ROOT / "surveys" / name / "answer-key.json").read_text("utf-8")
    )
    return key


def roles(survey: Survey) -> dict[str, set[str]]:
    measures = measure(build_network(survey), layers=["all"], metrics=["degree"])
    table = cognitive_roles(measures, replications=1).table("cognitive_roles")
    return {role: set(table.loc[table["role"] == role, "actor"]) for role in (GATEKEEPER, STAR)}


@pytest.mark.parametrize("name", PLANTED)
def test_gatekeepers_and_stars_are_those_planted(name: str) -> None:
    key = key_of(name)
    found = roles(survey_of(name))
    assert found[GATEKEEPER] == set(key["gatekeepers"])
    if "external_star" in key:
        assert found[STAR] == set(key["external_star"])


@pytest.mark.parametrize("name", PLANTED)
def test_gatekeepers_are_found_with_a_tenth_of_the_reports_gone(name: str) -> None:
    key = key_of(name)
    planted, base = set(key["gatekeepers"]), survey_of(name)
    missed = false = 0
    for seed in range(10):
        draw = np.random.default_rng(seed).random(len(base.ties)) >= 0.1
        found = roles(replace(base, ties=base.ties[draw].reset_index(drop=True)))[GATEKEEPER]
        missed += len(planted - found)
        false += len(found - planted)
    # By chance all links of a gatekeeper can be among the tenth that is gone.
    assert missed <= 1
    assert false == 0


def test_the_cut_firm_is_the_gravest_loss() -> None:
    for name in ("footwear-valley", "sinos-like-exporters"):
        key = key_of(name)
        measures = measure(build_network(survey_of(name)), layers=["all"], metrics=["degree"])
        rows = loss(measures).table("loss")
        firms = rows[rows["kind"] == "firm"].iloc[0]
        assert firms["actor"] == key["cut_firm"]["firm"]
        assert set(firms["who"]) == set(key["cut_firm"]["cuts_off"])
