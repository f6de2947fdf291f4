"""Whether ranks survive missing answers, and results the choices made with a survey."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.metrics.conftest import kind

from tiesnet.diagnosis import Mention, diagnose, findings
from tiesnet.errors import TiesnetError
from tiesnet.inference import rank_intervals
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey


@pytest.fixture(scope="module")
def valley(root: Path) -> Measures:
    return measure(build_network(read_survey(root / "surveys" / "footwear-valley")))


def test_ranks_have_intervals_that_hold_the_rank_of_who_answered(valley: Measures) -> None:
    found = diagnose(valley, ["rank_spread"], {"rank_spread": {"draws": 20}})["rank_spread"]
    near = found.table("ranks_near")
    named = {part.id for one in findings(valley) for part in one.rest if isinstance(part, Mention)}
    assert ((near["rank_low"] <= 10) | near["actor"].isin(named)).all()
    assert named <= set(near["actor"])
    ranked = near.dropna(subset=["rank_low"])  # nobody asked those that have none
    assert (ranked["rank_low"] <= ranked["rank_high"]).all()
    assert len(ranked) > 30
    assert {"alzamar"} <= set(found.table("ranks_firms")["actor"])
    assert found.parameters["Draws"] == 20
    partners, between = (one.sentence for one in found.findings)
    assert partners.startswith("Of the 5 actors with most partners")
    assert "Suelas Quintarba stays first in every draw." in between


def test_where_everybody_answered_nothing_can_move(root: Path) -> None:
    families = measure(build_network(read_survey(root / "surveys" / "florentine-families")))
    found = diagnose(families, ["rank_spread"])["rank_spread"]
    assert not found.tables
    assert not found.findings


def test_a_union_seen_as_one_relation_is_not_filled_in() -> None:
    with pytest.raises(TiesnetError, match="'formal' is a union of relations"):
        rank_intervals(kind("formal"), ["degree"], draws=20)


def test_large_networks_are_left_to_the_command(valley: Measures) -> None:
    small = {name: {"most_actors": 20} for name in ("rank_spread", "choices", "tie_model")}
    for found in diagnose(valley, list(small), small).values():
        assert not found.tables
        assert "'tiesnet " in found.cautions[0]


def test_what_holds_under_every_choice_is_told_from_what_does_not(valley: Measures) -> None:
    found = diagnose(valley, ["choices"])["choices"]
    rows = found.table("choices_holds")
    assert (rows["combinations"] == 15).all()
    assert rows["share"].between(0, 1).all()
    partners, between = (one.sentence for one in found.findings)
    assert partners.startswith("Partners: Taller Dulzaina is first in all 15 ways")
    assert between.startswith("Betweenness: Suelas Quintarba is first in all 15 ways")
