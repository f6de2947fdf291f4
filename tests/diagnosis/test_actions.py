"""Recommendations: each rests on a condition that holds in the other diagnoses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.outside import outside_survey

from tiesnet.diagnosis import diagnose
from tiesnet.diagnosis.kind.actions import RULES
from tiesnet.literature import sources
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import read_survey


@pytest.fixture(scope="module")
def exporters(root: object) -> Measures:
    return measure(build_network(read_survey(f"{root}/surveys/sinos-like-exporters")))


def test_every_rule_is_complete() -> None:
    assert len({rule.condition for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.action.endswith(".")
        assert set(rule.source.split(", ")) <= set(sources())


def test_actions_follow_from_the_evidence(exporters: Measures) -> None:
    found = diagnose(exporters, ["actions", "representation", "chain_shape"])
    due = found["actions"].table("actions").set_index("condition")
    members = found["representation"].table("representation").set_index("group")["share"]
    assert members["members"] < 0.5
    few = "The cluster organisation represents few firms"
    assert due.at[few, "evidence"] == "39 % of the firms are members"
    assert "missing" in due.index[due["action"].str.contains("missing links")][0]
    checked = found["actions"].table("actions_checked").set_index("condition")["holds"]
    assert len(checked) == len(RULES)
    assert set(due.index) == set(checked.index[checked == "yes"])
    assert checked["A survival cluster"] == "no"


def test_cut_offs_decide(exporters: Measures) -> None:
    options = {"actions": {"represented": 0.2, "governed": 0.1}}
    due = diagnose(exporters, ["actions"], options)["actions"].table("actions")
    assert "The cluster organisation represents few firms" not in set(due["condition"])
    assert "Many supplies are quasi-hierarchies" in set(due["condition"])


def test_what_is_not_known_is_not_called_no() -> None:
    net = network_from_edges([("a", "b"), ("b", "c")], list("abc"), directed=False)
    checked = diagnose(measure(net), ["actions"])["actions"].table("actions_checked")
    holds = checked.set_index("condition")["holds"]
    assert holds["Newcomers need a way in"] == "not known"
    assert holds["Many supplies are quasi-hierarchies"] == "not known"
    # a and c hang by one tie; b is tied to both.
    assert holds["Many firms are disconnected"] == "yes"


def test_firms_that_were_never_asked_do_not_count_as_silent_or_heard() -> None:
    told = outside_survey(["ab deal", "bc deal"], "abcdef", silent="c")
    states = told.responses["state"].where(~told.responses["actor"].isin(["d", "e"]), "not_asked")
    scales = told.relations.assign(trust_min=1.0, trust_max=5.0)
    survey = replace(told, relations=scales, responses=told.responses.assign(state=states))
    checked = diagnose(measure(build_network(survey)), ["actions"])["actions"]
    row = checked.table("actions_checked").set_index("condition").loc["Many firms did not answer"]
    assert (row["holds"], row["evidence"]) == ("yes", "1 of 4 firms asked was silent")
