"""Joint action, exchange and talk; the bodies in which firms meet: worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from tests.metrics.conftest import survey

from tiesnet.diagnosis.chain.tie_kinds import co_members, multilateral_groups, tie_kinds
from tiesnet.network import build_network, network_from_edges, tie_parts


def counts(kinds: pd.DataFrame) -> dict[str, int]:
    return {str(kind): int(n) for kind, n in kinds["kind"].value_counts().items()}


def test_kinds_follow_the_content() -> None:
    net = build_network(survey())
    kinds = tie_kinds(net)
    # 2 peers; 5 supply; 6 advice and 3 friendships (C-D is named by both ends).
    assert counts(kinds) == {"joint action": 2, "exchange": 5, "informal exchange": 9}
    assert len(kinds) == len(tie_parts(net))
    union = net.layer("formal").inside()
    assert counts(tie_kinds(union)) == {"joint action": 2, "exchange": 4}, "X is outside"
    assert set(tie_kinds(union)["formality"]) == {"formal"}
    ends = net.actors.index[kinds.loc[~kinds["bilateral"], "target"]]
    assert sorted(ends) == ["U", "Y"], "advice of a research body and of an association"


def test_trade_specified_jointly_is_joint_action() -> None:
    base = survey()
    spec = [None] * len(base.ties)
    spec[0], spec[1] = "joint", "buyer"  # A to C jointly; D sets what A makes for it.
    net = build_network(replace(base, ties=base.ties.assign(spec_by=spec)))
    supply = tie_kinds(net.layer("supply"))
    at = net.actors.index
    joint = supply[supply["kind"] == "joint action"]
    assert [(at[t.source], at[t.target]) for t in joint.itertuples()] == [("A", "C")]
    assert counts(supply) == {"exchange": 4, "joint action": 1}
    assert counts(tie_kinds(net.layer("all")))["joint action"] == 3


def test_a_union_made_in_python_says_nothing_of_content() -> None:
    net = network_from_edges([("a", "b")])
    assert counts(tie_kinds(net)) == {"joint action": 1}, "an edge list stands for cooperation"
    assert counts(tie_kinds(net.layer("all"))) == {"unknown": 1}


def bodies(*rows: tuple[str, str]) -> pd.DataFrame:
    base = survey()
    joined = pd.DataFrame(list(rows), columns=["actor", "organisation"])
    return multilateral_groups(build_network(replace(base, affiliations=joined)).inside())


def test_bodies_of_three_or_more_firms() -> None:
    # Answered or on record: A B C D G, F (partly) and E, through its memberships: 7 firms.
    found = bodies(
        *(("C", "makers"), ("D", "makers"), ("E", "makers")),
        *(("A", "guild"), ("C", "guild"), ("D", "guild")),
        *(("C", "circle"), ("D", "circle"), ("F", "circle")),
        *(("A", "pair"), ("B", "pair"), ("U", "pair"), ("X", "pair")),
        *((firm, "all of us") for firm in "ABCD"),
    )
    assert found["firms"].to_dict() == {
        "makers": 3,
        "guild": 3,
        "circle": 3,
        "pair": 2,
        "all of us": 4,
    }
    assert found["orientation"].to_dict() == {
        "makers": "horizontal",  # all make shoes
        "guild": "vertical",  # leather and shoes
        "circle": "undetermined",  # the stage of F is not known
        "pair": "horizontal",
        "all of us": "vertical",
    }
    # 4 of 7 is over half; U is no firm and X is outside.
    assert found["apart"].to_dict() == {
        "makers": "",
        "guild": "",
        "circle": "",
        "pair": "too small",
        "all of us": "holds over half of the firms",
    }


def test_the_cluster_organisation_stands_apart() -> None:
    base = survey({"cluster_organisation": "office"})
    rows = [("C", "office"), ("D", "office"), ("A", "office")]
    joined = pd.DataFrame(rows, columns=["actor", "organisation"])
    net = build_network(replace(base, affiliations=joined)).inside()
    groups = multilateral_groups(net)
    assert groups.at["office", "apart"] == "the cluster organisation"
    assert co_members(groups, net).empty


def test_pairs_that_meet() -> None:
    rows = [("D", "guild"), ("A", "guild"), ("C", "guild")]
    joined = pd.DataFrame(rows, columns=["actor", "organisation"])
    net = build_network(replace(survey(), affiliations=joined)).inside()
    pairs = co_members(multilateral_groups(net), net)
    at = net.actors.index
    assert [(at[p.low], at[p.high]) for p in pairs.itertuples()] == [
        ("A", "C"),
        ("A", "D"),
        ("C", "D"),
    ]
    assert set(pairs["orientation"]) == {"vertical"}


def test_several_stages_share_one() -> None:
    base = survey()
    actors = base.actors.assign(stage=base.actors["stage"].where(base.actors.index != "A", None))
    actors.loc["A", "stage"] = "leather; shoes"
    rows = [("A", "club"), ("C", "club"), ("D", "club")]
    joined = pd.DataFrame(rows, columns=["actor", "organisation"])
    net = build_network(replace(base, actors=actors, affiliations=joined)).inside()
    assert multilateral_groups(net).at["club", "orientation"] == "horizontal"
