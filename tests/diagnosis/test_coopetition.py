"""Competitors with a tie: the small survey of the measures, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.metrics.conftest import survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.metrics import measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import Survey


def found(made: Survey, **options: object) -> Diagnosis:
    measures = measure(build_network(made), metrics=["degree"])
    return diagnose(measures, ["coopetition"], {"coopetition": options})["coopetition"]


def test_pairs_and_shares() -> None:
    one = found(survey(), fewest_pairs=2)
    # A-B both sell to C; C-D and D-E buy from A; E did not answer about trade.
    listed = one.table("coopetition_pairs").set_index(["one", "other"])
    assert list(listed.index) == [("A", "B"), ("C", "D"), ("D", "E")]
    assert listed.at[("A", "B"), "buyers"] == ("C",)
    assert listed.at[("C", "D"), "suppliers"] == ("A",)
    assert listed.at[("C", "D"), "kinds"] == "informal exchange, joint action"
    assert list(listed["told"]) == [True, True, False]
    summary = one.table("coopetition").set_index("what")
    columns = ["pairs", "told", "sharing"]
    assert list(summary.loc["tied horizontally", columns]) == [3, 2, 2]
    assert list(summary.loc["of these by joint action", columns]) == [2, 2, 2], "peers: A-B, C-D"
    # A and B, C and D are the pairs of one stage that answered; G is alone in its stage.
    assert list(summary.loc["all, tied or not", columns]) == [2, 2, 2]
    assert [f.sentence for f in one.findings] == [
        "2 of 2 tied pairs of peers share a buyer or a supplier (100 %); of all pairs of one stage "
        "100 % do."
    ]
    assert one.cautions[0].startswith("In 1 pair of tied peers")


def test_two_pairs_carry_no_sentence() -> None:
    assert not found(survey()).findings


def test_many_firms_are_not_compared_with_all() -> None:
    summary = found(survey(), most_firms=3).table("coopetition")
    assert summary["what"].tolist() == ["tied horizontally", "of these by joint action"]


def test_without_trade_it_says_what_to_ask() -> None:
    base = survey()
    made = replace(
        base,
        relations=base.relations.drop(index="supply"),
        ties=base.ties[base.ties["relation"] != "supply"],
        responses=base.responses[base.responses["relation"] != "supply"],
    )
    one = found(made)
    assert one.table("coopetition").empty and not one.findings
    assert "no trade was asked for" in one.gaps[0].what


def test_without_peers_nothing_is_claimed() -> None:
    net = network_from_edges([("a", "b")])
    one = diagnose(measure(net, metrics=["degree"]), ["coopetition"])["coopetition"]
    assert one.gaps and not one.findings
    assert one.table("coopetition_pairs").empty


def test_a_sample_is_not_compared_with_all_pairs() -> None:
    summary = found(survey({"design": "sample"})).table("coopetition")
    assert "all, tied or not" not in set(summary["what"])
    assert summary["share"].iloc[0] == pytest.approx(1)
