"""Tiesnet itself, from the files to the measures, names what is planted and nobody else."""

from __future__ import annotations

import pandas as pd
import pytest

from tiesnet.diagnosis import brokers, disconnected, risks
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey


@pytest.fixture(scope="module", params=["footwear-valley", "footwear-valley.xlsx"])
def survey(request: pytest.FixtureRequest, root) -> Survey:
    return read_survey(root / "surveys" / request.param)


@pytest.fixture(scope="module")
def measures(root) -> Measures:
    return measure(build_network(read_survey(root / "surveys" / "footwear-valley")))


def test_the_only_problems_are_the_planted_ones(survey: Survey, valley) -> None:
    problems = survey.problems
    assert set(problems["severity"]) == {"warning"}
    assert problems["code"].value_counts().to_dict() == {
        "contradictory_reports": len(valley.key["contradictory"]),
        # both ends report the one tie
        "supply_against_stage_order": 2 * len(valley.key["supply_against_stage_order"]),
    }
    assert survey.assumptions.empty


def test_folder_and_workbook_read_alike(root) -> None:
    names = ("footwear-valley", "florentine-families", "sinos-like-exporters", "compatriots-abroad")
    for name in names:
        one = read_survey(root / "surveys" / name)
        other = read_survey(root / "surveys" / f"{name}.xlsx")
        for table in ("actors", "relations", "stages", "responses", "affiliations"):
            pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))
        where = ["file", "sheet"]
        pd.testing.assert_frame_equal(one.ties.drop(columns=where), other.ties.drop(columns=where))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        (
            "sinos-like-exporters",
            # Both ends report the one tie against the order, in both rounds.
            {"contradictory_reports": 3, "supply_against_stage_order": 4, "several_waves": 1},
        ),
        ("compatriots-abroad", {"contradictory_reports": 2, "similar_names": 1}),
    ],
)
def test_other_surveys_read_without_errors_and_guesses(root, name: str, codes) -> None:
    survey = read_survey(root / "surveys" / name)
    assert "error" not in set(survey.problems["severity"])
    assert survey.problems["code"].value_counts().to_dict() == codes
    assert survey.assumptions.empty
    said = set(build_network(survey).origin.assumptions["code"])
    assert said == ({"last_wave", "other_waves"} if survey.ties["wave"].notna().any() else set())


@pytest.mark.parametrize("name", ["sinos-like-exporters", "compatriots-abroad"])
def test_every_status_is_the_answer_key(root, bench, name: str) -> None:
    key = bench.key_of(name)
    table = measure(build_network(read_survey(root / "surveys" / name)), layers=["all"]).actors[
        "all"
    ]
    assert table["connection"].to_dict() == key["connection"]
    assert table["connection_firms"].dropna().to_dict() == key["connection_firms"]


def test_florentine_assumptions_are_said(root) -> None:
    survey = read_survey(root / "surveys" / "florentine-families")
    assert survey.problems.empty
    assert set(survey.assumptions["code"]) == {"kind_firm", "all_inside", "fully_observed"}


def test_connection_is_the_answer_key(measures: Measures, valley) -> None:
    table = measures.actors["all"]
    assert table["connection"].to_dict() == valley.key["connection"]
    assert table["connection_firms"].dropna().to_dict() == valley.key["connection_firms"]


def test_no_silent_or_unclear_firm_is_called_disconnected(measures: Measures, valley) -> None:
    key = valley.key
    named = set(disconnected(measures).index)
    outside = {firm for part in key["outside_main_component"] for firm in part}
    planted = {*key["isolates"], *outside, *key["hang_by_one_tie"], *key["hang_by_one_actor"]}
    assert named == planted
    assert not named & {*key["silent"], *key["unclear"]}


def test_the_cut_firm_is_the_gravest_risk(measures: Measures, valley) -> None:
    worst = risks(measures).iloc[0]
    assert worst.name == valley.key["cut_firm"]["firm"]
    assert set(worst["who_ids"]) == set(valley.key["cut_firm"]["cuts_off"])


def test_brokers_and_gatekeepers(measures: Measures, valley) -> None:
    ranked = brokers(measures)
    top = valley.key["top_betweenness_of_firms"]
    assert list(ranked.index[: len(top)]) == top
    keepers = ranked["gatekeeper"].nlargest(2).index
    assert set(keepers) == set(valley.key["gatekeepers"])
    assert (ranked.loc[keepers, "main_role"] == "gatekeeper").all()
