"""Reports become ties by the policy of their relation; numbers checked by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.network import Network, build_network

_spec = importlib.util.spec_from_file_location("small", Path(__file__).with_name("small.py"))
small = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(small)


def arcs(net: Network, layer: str) -> dict[tuple[str, str], float]:
    ids = net.actors.index
    ties = net.ties[net.ties["layer"] == layer]
    return {(ids[t.source], ids[t.target]): t.weight for t in ties.itertuples()}


def test_an_inverse_question_is_the_same_tie() -> None:
    net = build_network(small.survey())
    assert list(net.layers.index) == ["sells", "advice", "friends"]
    tie = net.ties[net.ties["layer"] == "sells"].iloc[0]
    assert (tie.source, tie.target) == (0, 1)
    assert (tie.source_report, tie.target_report, tie.weight) == (3, 4, 4)
    assert tie.status == "both ends say so"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("union", {("A", "B"): 4, ("B", "C"): 2}),
        ("max", {("A", "B"): 4, ("B", "C"): 2}),
        ("mean", {("A", "B"): 3.5, ("B", "C"): 2}),
        ("source", {("A", "B"): 3, ("B", "C"): 2}),
        ("target", {("A", "B"): 4}),
        ("confirmed", {("A", "B"): 3}),
    ],
)
def test_policies(policy: str, expected: dict[tuple[str, str], float]) -> None:
    net = build_network(small.survey(), policies={"sells": policy})
    assert arcs(net, "sells") == expected


def test_confirmed_keeps_apart_what_a_silent_firm_cannot_confirm() -> None:
    net = build_network(small.survey(), policies={"sells": "confirmed"})
    apart = net.origin.unconfirmable
    assert apart[["source", "target", "reported"]].to_numpy().tolist() == [["B", "C", "source"]]
    assert "unconfirmable" in set(net.origin.assumptions["code"])


def test_a_silent_end_whose_word_decides_leaves_a_tie_undecided() -> None:
    ties = small.reports(("A", "C", "gives", 2, "A"), ("A", "B", "gives", 2, "A"))
    table = small.relations()
    table.loc["gives"] = table.loc["buys"]
    table.loc["gives", ["inverse_of", "content"]] = ["advice", "knowledge"]
    state = {"A": "answered", "B": "answered", "C": "silent", "D": "answered", "E": "not_asked"}
    answers = pd.DataFrame(
        [(a, r, None, s) for a, s in state.items() for r in table.index],
        columns=["actor", "relation", "wave", "state"],
    )
    net = build_network(small.survey(ties, relations=table, responses=answers))
    # A gives advice to both. B answered and asks nobody; C never said.
    assert net.ties.empty
    apart = net.origin.unconfirmable
    assert apart[["source", "target", "reported"]].to_numpy().tolist() == [["C", "A", "target"]]
    listed = net.origin.assumptions.set_index("code")
    assert listed.at["unconfirmable", "count"] == 1


def test_confirmed_cannot_count_rows_without_reporter() -> None:
    ties = small.reports(("A", "B", "friends", 1, None), ("B", "A", "friends", 1, None))
    net = build_network(small.survey(ties), policies={"friends": "confirmed"})
    assert net.ties.empty and len(net.origin.unconfirmable) == 1
    assert "third_party" not in set(net.origin.assumptions["code"])
    net = build_network(small.survey(ties), policies={"friends": "union"})
    assert net.ties["status"].tolist() == ["it is not said who reported it"]


def test_a_yes_without_strength_beside_a_no_has_no_strength() -> None:
    ties = small.reports(("A", "B", "sells", None, "A"), ("B", "A", "buys", 0, "B"))
    net = build_network(small.survey(ties))
    assert len(net.ties) == 1 and np.isnan(net.ties["weight"].iloc[0])
    assert net.ties["target_report"].iloc[0] == 0


def test_what_was_reported_stays_whatever_the_policy() -> None:
    ties = small.reports(("A", "B", "sells", 3, "A"), ("B", "A", "buys", 0, "B"))
    net = build_network(small.survey(ties), policies={"sells": "target"})
    assert net.ties.empty
    assert net.origin.reported["status"].tolist() == ["the other end says no"]


def test_an_answered_no_is_no_tie_and_contradicts_the_other_end() -> None:
    ties = small.reports(("A", "B", "sells", 3, "A"), ("B", "A", "buys", 0, "B"))
    net = build_network(small.survey(ties))
    assert net.ties["status"].tolist() == ["the other end says no"]
    assert arcs(build_network(small.survey(ties), policies={"sells": "mean"}), "sells") == {
        ("A", "B"): 1.5
    }
    assert arcs(build_network(small.survey(ties), policies={"sells": "target"}), "sells") == {}
    only_no = small.reports(("A", "B", "sells", 0, "A"))
    assert build_network(small.survey(only_no)).ties.empty


@pytest.mark.parametrize(
    ("tie", "status"),
    [
        (("B", "C", "sells", 2, "B"), "the other end did not answer"),
        (("A", "B", "sells", 2, "A"), "the other end did not name it"),
        (("A", "B", "advice", 2, "A"), "the other end was not asked"),
        (("A", "B", "sells", 2, "D"), "reported by others"),
    ],
)
def test_status_of_a_tie_reported_once(tie: tuple[object, ...], status: str) -> None:
    assert build_network(small.survey(small.reports(tie))).ties["status"].tolist() == [status]


def test_undirected_rows_in_either_order_are_one_tie() -> None:
    ties = small.reports(("B", "A", "friends", 2, "B"), ("A", "B", "friends", 5, "A"))
    net = build_network(small.survey(ties))
    assert arcs(net, "friends") == {("A", "B"): 5}
    assert net.ties["source_report"].tolist() == [5]


def test_a_report_by_neither_end_counts_only_where_anyone_may_speak() -> None:
    ties = small.reports(("A", "B", "sells", 2, "D"), ("A", "B", "advice", 2, "D"))
    net = build_network(small.survey(ties))
    assert arcs(net, "sells") == {("A", "B"): 2}
    assert arcs(net, "advice") == {}
    listed = net.origin.assumptions.set_index("code")
    assert listed.at["third_party", "count"] == 1


def test_source_policy_makes_no_sense_without_arrows_and_says_so() -> None:
    net = build_network(small.survey())
    assert net.layers.at["friends", "combine"] == "union"
    assert "policy_undirected" in set(net.origin.assumptions["code"])


def test_orientation_by_rule() -> None:
    net = build_network(small.survey())
    rows = {
        (t.layer, net.actors.index[t.source], net.actors.index[t.target]): (
            t.orientation,
            t.rule,
            t.upstream,
        )
        for t in net.ties.itertuples()
    }
    assert rows[("advice", "A", "E")] == ("institutional", 1, 0)
    assert rows[("sells", "B", "C")] == ("vertical", 3, 1)
    assert rows[("friends", "A", "B")] == ("vertical", 4, 1)
    assert rows[("advice", "A", "D")] == ("undetermined", 5, 0)


def test_a_declared_orientation_goes_before_trade_and_by_stage_goes_to_the_stages() -> None:
    declared = small.relations()
    declared.loc[["sells", "buys"], "orientation"] = "horizontal"
    net = build_network(small.survey(relations=declared))
    assert set(net.ties.loc[net.ties["layer"] == "sells", "orientation"]) == {"horizontal"}
    declared.loc[["sells", "buys"], "orientation"] = "by_stage"
    net = build_network(small.survey(relations=declared))
    sells = net.ties[net.ties["layer"] == "sells"]
    # A (s1) to B (s2) is vertical; B (s2) and C (s2 and s3) share a stage.
    assert sells["orientation"].tolist() == ["vertical", "horizontal"]
    assert sells["rule"].tolist() == [4, 4]


def test_same_order_in_another_stage_is_lateral() -> None:
    stages = pd.DataFrame(
        {"order": [1, 1, 3], "label": list("xyz")}, index=pd.Index(["s1", "s2", "s3"], name="id")
    )
    net = build_network(small.survey(small.reports(("A", "B", "advice", 1, "A")), stages=stages))
    assert net.ties["orientation"].tolist() == ["lateral"]


def test_other_stages_without_an_order_are_undetermined() -> None:
    stages = pd.DataFrame(
        {"order": pd.array([None, None, None], dtype="Int64"), "label": list("xyz")},
        index=pd.Index(["s1", "s2", "s3"], name="id"),
    )
    ties = small.reports(("A", "B", "advice", 1, "A"), ("B", "C", "advice", 1, "B"))
    net = build_network(small.survey(ties, stages=stages))
    assert net.ties["orientation"].tolist() == ["undetermined", "horizontal"]
    assert net.ties["upstream"].tolist() == [0, 0]


def test_reach_and_contacts() -> None:
    table = small.actors()
    table.loc["B", "in_cluster"] = False
    net = build_network(small.survey(actors=table))
    assert net.ties.set_index("layer")["reach"].to_dict()["friends"] == "external"
    assert "contact" not in net.actors.columns


def test_the_last_wave_is_shown_unless_another_is_asked_for() -> None:
    ties = small.reports(("A", "B", "sells", 1, "A"), ("A", "C", "sells", 1, "A"))
    ties["wave"] = ["wave 9", "wave 10"]
    net = build_network(small.survey(ties))
    assert arcs(net, "sells") == {("A", "C"): 1}
    assert "last_wave" in set(net.origin.assumptions["code"])
    assert arcs(build_network(small.survey(ties), wave="wave 9"), "sells") == {("A", "B"): 1}
    ties["wave"] = ["9", None]
    net = build_network(small.survey(ties))
    assert net.origin.assumptions.set_index("code").at["no_wave", "count"] == 1


def test_who_belongs_to_other_waves_only_is_left_out() -> None:
    ties = small.reports(("A", "B", "sells", 1, "A"), ("A", "E", "sells", 1, "A"))
    ties["wave"] = ["1", "2"]
    waves = pd.concat([small.responses().assign(wave=wave) for wave in ("1", "2")])
    gone = waves["actor"].isin(["B", "D"]) & waves["wave"].eq("2")
    waves.loc[gone, "state"] = "not_asked"
    net = build_network(small.survey(ties, responses=waves))
    # B was named in the first wave only and D asked in the first only; C is silent in both.
    assert list(net.actors.index) == ["A", "C", "E"]
    assert net.origin.assumptions.set_index("code").at["other_waves", "count"] == 2
    assert list(build_network(small.survey(ties, responses=waves), wave="1").actors.index) == [
        "A",
        "B",
        "C",
        "D",
    ]


def test_firms_in_several_stages_are_said() -> None:
    listed = build_network(small.survey()).origin.assumptions.set_index("code")
    assert listed.at["first_stage", "count"] == 1


@pytest.mark.parametrize(
    "options",
    [{"policies": {"sells": "loudest"}}, {"policies": {"nope": "union"}}, {"wave": "7"}],
)
def test_unknown_choices_are_refused_with_the_known_ones(options: dict[str, object]) -> None:
    with pytest.raises(TiesnetError) as error:
        build_network(small.survey(), **options)
    assert error.value.repair


def test_a_survey_without_ties_is_a_network_without_ties() -> None:
    net = build_network(small.survey(small.reports()))
    assert net.ties.empty and len(net.actors) == 5
    assert np.isnan(net.layers["scale_min"]).sum() == 0
    for name in ("formal", "informal", "all"):
        assert net.layer(name).ties.empty
