"""The same numbers under every policy, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.diagnosis.quality_survey import measures_in, survey_in

from tiesnet.diagnosis import diagnose
from tiesnet.errors import TiesnetError
from tiesnet.metrics import measure, under_policies
from tiesnet.network import EVERY, POLICIES, build_network, chosen_policies, unfit

# Ties by hand; see quality_survey. Trade: A-B and C-A by both ends, A-C and A-D by the seller, B-C
# by the buyer. Joint work: A-B by both; A-C, B-D, A-E, B-E by one. Advice: A-B, B-C inside.
TIES = {
    "sells": {"union": 5, "confirmed": 2, "source": 4, "target": 3, "max": 5, "mean": 5},
    "joint": {"union": 5, "confirmed": 1, "max": 5, "mean": 5},
    "advice": {"union": 2, "source": 2, "max": 2, "mean": 2},
}


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return under_policies(survey_in(tmp_path_factory.mktemp("policies") / "s"), ["n_ties"])


@pytest.mark.parametrize("layer", TIES)
def test_ties_under_each_policy(numbers: pd.DataFrame, layer: str) -> None:
    row = numbers[numbers["layer"] == layer].iloc[0]
    known = {policy: row[policy] for policy in POLICIES if not pd.isna(row[policy])}
    assert known == TIES[layer]
    assert row["difference"] == max(known.values()) - min(known.values())
    assert row["differs"] == (row["difference"] > 0)
    assert row["actor"] is None
    if layer == "joint":
        assert row["remark"].startswith("source and target are left out, since it has no arrows,")
    if layer == "advice":
        assert "only the end the arrow starts from was asked" in row["remark"]


def test_unions_keep_what_has_no_other_policy(numbers: pd.DataFrame) -> None:
    row = numbers[numbers["layer"] == "all"].iloc[0]
    # Arrows along the flow; joint work counts both ways. Union: trade AB, CA, AC, AD, BC; joint
    # AB, AC, BD, AE, BE both ways; advice turned round: BA, CB. In all AB, BA, AC, CA, AD, BC, CB,
    # BD, DB, AE, EA, BE, EB.
    assert row["union"] == 13
    # Confirmed: trade AB, CA; joint AB both ways; advice BA, CB as before: AB, BA, CA, CB.
    assert row["confirmed"] == 4
    assert "keep their own policy" in row["remark"]


def test_numbers_of_actors_and_words(tmp_path: Path) -> None:
    rows = under_policies(survey_in(tmp_path / "s"), ["degree", "connection"], ["all"])
    own = rows[rows["metric"] == "degree"].set_index("actor")
    assert own.at["A", "union"] == 4 and own.at["A", "confirmed"] == 2
    assert own.at["A", "difference"] == 2
    words = rows[rows["metric"] == "connection"].set_index("actor")
    assert words.at["F", "union"] == words.at["F", "confirmed"] == "isolate"
    assert not words.at["F", "differs"] and np.isnan(words.at["F", "difference"])


def test_every_column_is_what_the_policy_gives(tmp_path: Path) -> None:
    survey = survey_in(tmp_path / "s")
    rows = under_policies(survey, ["density_known", "strength"], ["sells"]).set_index("metric")
    for policy in POLICIES:
        made = measure(build_network(survey, {"sells": policy}), ["sells"],
                       ["density_known", "strength"])  # fmt: skip
        assert rows.at["density_known", policy] == made.network.at["density_known", "sells"]
        strength = rows.loc["strength"].set_index("actor")[policy].astype(float)
        pd.testing.assert_series_equal(
            strength, made.actors[("sells", "strength")], check_names=False, check_index_type=False
        )


def test_the_diagnosis_says_whether_it_matters(tmp_path: Path) -> None:
    found = diagnose(measures_in(tmp_path / "s"), ["policies"])["policies"]
    rows = found.table("policies").set_index(["layer", "what"])
    assert rows.loc[("sells", "Ties"), ["union", "confirmed", "source", "target"]].tolist() == [
        5, 2, 4, 3,
    ]  # fmt: skip
    assert np.isnan(rows.at[("joint", "Ties"), "source"])
    assert ("advice", "Ties") not in rows.index, "only one end was asked"
    assert rows.at[("all", "Firms called disconnected"), "union"] == 1
    said = [one.sentence for one in found.findings]
    assert said[0] == (
        "Whose word makes a tie matters in 2 relations: “Sells to” has 2 ties by both ends' word "
        "and 5 by either end's word; “Joint work” has 1 tie by both ends' word and 5 by either "
        "end's word."
    )
    capped = diagnose(measures_in(tmp_path / "t"), ["policies"], {"policies": {"most_reports": 3}})[
        "policies"
    ]
    assert not capped.findings and "more than 3 reports" in capped.gaps[0].what


def test_the_choice_of_the_user_stays_and_is_named(tmp_path: Path) -> None:
    survey = survey_in(tmp_path / "s")
    net = build_network(survey, {"advice": "union", EVERY: "confirmed"})
    assert net.origin.parameters["policies"] == {
        "sells": "confirmed",
        "joint": "confirmed",
        "advice": "union",
    }
    said = net.origin.choices.set_index("code").loc["policy", "choice"].tolist()
    assert said[0].endswith("(confirmed). This is your choice; the survey says union.")
    found = diagnose(measure(net, metrics=["answered"]), ["policies"])["policies"]
    used = found.table("policies").set_index(["layer", "what"])["used"]
    assert used["sells", "Ties"] == "both ends' word"
    # Advice stays as chosen while the others are compared.
    assert found.table("policies").set_index(["layer", "what"]).at[("all", "Ties"), "union"] == 13
    plain = build_network(survey).origin.choices
    assert not plain["choice"].str.contains("your choice").any()


def test_which_policies_have_a_meaning(tmp_path: Path) -> None:
    survey = survey_in(tmp_path / "s")
    assert {name: set(left) for name, left in unfit(survey).items()} == {
        "sells": set(),
        "joint": {"source", "target"},
        "advice": {"confirmed", "target"},
    }
    assert chosen_policies(survey, {EVERY: "target"}) == {"sells": "target"}
    for wrong in ({"sell": "union"}, {"sells": "loudest"}, {"joint": "source"}):
        with pytest.raises(TiesnetError):
            build_network(survey, wrong)
