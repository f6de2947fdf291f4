"""Stages against chance: a small network whose every deal of the stages can be counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.metrics.conftest import survey

from tiesnet.diagnosis import diagnose
from tiesnet.diagnosis.chain.stage_chance import stage_chance
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network, network_from_edges

STAGES = dict.fromkeys("abc", "s") | dict.fromkeys("def", "t")
EDGES = ["ab", "bc", "ac", "de", "cd"]


def measured(edges: list[str], stages: dict[str, str]) -> Measures:
    ties = [(e[0], e[1]) for e in edges]
    net = network_from_edges(ties, sorted(stages), directed=False, stages=stages)
    return measure(net, metrics=["degree"])


def test_the_numbers_of_a_small_network() -> None:
    found = diagnose(measured(EDGES, STAGES), ["stage_test"])["stage_test"]
    row = found.table("stage_test").set_index("layer").loc["ties"]
    assert (row["firms"], row["ties"], row["within"]) == (6, 5, 4)
    # 5 ties on 15 pairs of which 6 are within a stage: 2 by chance.
    assert row["expected"] == pytest.approx(2, abs=0.1)
    assert row["ratio"] == pytest.approx(2, abs=0.1)
    deals = [within(set(half)) for half in combinations("abcdef", 3)]
    exact = 2 * np.mean([n >= 4 for n in deals])
    assert row["p"] == pytest.approx(exact, abs=0.05)
    dense = found.table("stage_densities").set_index("layer").loc["ties"]
    assert dense["same"] == pytest.approx(4 / 6)
    assert dense["different"] == pytest.approx(1 / 9)
    assert dense["odds_ratio"] == pytest.approx((4 / 2) / (1 / 8))
    assert not dense["half_added"]
    assert dense["ei"] == pytest.approx((1 - 4) / 5)
    assert dense["ei_expected"] == pytest.approx((9 - 6) / 15)
    assert not found.findings, "five ties carry no sentence"
    assert found.gaps


def within(half: set[str]) -> int:
    """Count the ties within when these three have one stage."""
    return sum((e[0] in half) == (e[1] in half) for e in EDGES)


def test_one_half_is_added_and_flagged() -> None:
    found = diagnose(measured(EDGES[:4], STAGES), ["stage_test"])["stage_test"]
    dense = found.table("stage_densities").set_index("layer").loc["ties"]
    # 4 of 6 within, 0 of 9 between: (4.5 / 2.5) / (0.5 / 9.5).
    assert dense["odds_ratio"] == pytest.approx(4.5 / 2.5 / (0.5 / 9.5))
    assert dense["half_added"]


def test_a_sentence_says_how_sure() -> None:
    stages = dict.fromkeys("abcde", "s") | dict.fromkeys("fghij", "t")
    edges = ["".join(p) for half in ("abcde", "fghij") for p in combinations(half, 2)]
    found = diagnose(measured([*edges, "af"], stages), ["stage_test"])["stage_test"]
    sentence = found.findings[0].sentence
    # 21 ties, 20 of 45 pairs within: 9.33 by chance.
    assert "20 of 21 tied pairs are of one stage, where chance would give 9." in sentence
    assert "firms work with peers more than chance would give (p = 0.0" in sentence


def test_what_was_asked_stands_beside_the_shares() -> None:
    measures = measure(build_network(survey()), metrics=["degree"])
    found = diagnose(measures, ["stage_test"])["stage_test"]
    asked = found.table("orientation_asked").set_index("layer")
    questions = ["asked_vertical", "asked_horizontal", "asked_open"]
    assert list(asked.loc["supply", questions]) == [1, 0, 0], "trade runs along the chain"
    assert list(asked.loc["peers", questions]) == [0, 1, 0], "the question asks for peers"
    assert list(asked.loc["all", questions]) == [1, 1, 2]
    # Inside: A-C, A-D, B-C, A-E of supply; A-B and C-D of peers.
    assert list(asked.loc["formal", ["horizontal", "vertical"]]) == [2, 4]
    assert asked.at["formal", "share"] == pytest.approx(2 / 6)
    rows = found.table("stage_test").set_index("layer")
    assert rows.at["peers", "remark"] == "a question itself asks for ties of one orientation"
    assert np.isnan(rows.at["formal", "p"]), "one of its questions asked for peers"
    assert "peers" not in set(found.table("stage_densities")["layer"])


def test_silent_firms_and_samples_stay_out() -> None:
    tested = stage_chance(measure(build_network(survey()), metrics=["degree"]), "supply")
    # A B C D G answered and have a stage; E was silent: A-C, A-D, B-C remain.
    assert (tested.firms, tested.pairs) == (5, 3)
    sample = measure(build_network(survey({"design": "sample"})), metrics=["degree"])
    assert stage_chance(sample, "supply").remark == "the survey does not cover the whole cluster"


def test_without_stages_it_says_what_to_ask() -> None:
    base = survey()
    actors = base.actors.assign(stage=base.actors["stage"].where(base.actors.index == ""))
    found = diagnose(
        measure(build_network(replace(base, actors=actors)), metrics=["degree"]), ["stage_test"]
    )
    said = found["stage_test"]
    assert not said.findings
    assert said.gaps[0].ask == "Ask every firm for its stage in the value chain."
