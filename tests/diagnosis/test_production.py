"""Main partners, leaders, tiers and groups, on a cluster small enough to follow with a finger."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from tests.diagnosis.trade_survey import made, measured

from tiesnet.diagnosis import diagnose
from tiesnet.diagnosis.production.production_form import (
    HORIZONTAL,
    MIXED,
    UNDETERMINED,
    VERTICAL,
    organisation,
    verdict,
)
from tiesnet.language import in_language
from tiesnet.metrics import catalogue, measure, production_groups
from tiesnet.network import build_network
from tiesnet.survey import read_survey

# a, b, c sell most to L; d sells most to a; e, f, g sell most to M; h and i to each other.
# L buys most from a. M is silent: what it buys is known from those who sell to it.
STAGES = dict.fromkeys("abcdefghij", "parts") | {"L": "goods", "M": "goods", "i": "goods"}
SALES = [
    ("a", "L", 90), ("a", "M", 10), ("b", "L", 50), ("b", "i", 20), ("c", "L", 30),
    ("d", "a", 40), ("e", "M", 60), ("f", "M", 5), ("g", "M", 7), ("h", "i", 80),
]  # fmt: skip


def actors(**other: Any) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {name: {"stage": s} for name, s in STAGES.items()}
    rows["M"]["respondent"] = "no"
    for name, row in other.items():
        rows.setdefault(name, {}).update(row)
    return rows


def ties(*more: dict[str, Any]) -> list[dict[str, Any]]:
    sold = [{"source": a, "target": b, "value": float(v), "strength": 1.0} for a, b, v in SALES]
    return [*sold, *more]


def test_each_firm_follows_its_main_partner_to_a_leader() -> None:
    table = production_groups(build_network(made(actors(), ties())))
    assert table["main_partner"].dropna().to_dict() == {
        "a": "L", "b": "L", "c": "L", "d": "a", "e": "M", "f": "M", "g": "M", "h": "i", "i": "h",
        "L": "a",
    }  # fmt: skip
    # L and M are the main partner of three firms each; M did not answer and leads all the same.
    assert table.index[table["position"] == "leader"].tolist() == ["L", "M"]
    assert table.loc[["L", "a", "d", "M", "e"], "tier"].tolist() == [0, 1, 2, 0, 1]
    assert table.at["d", "leader"] == "L"
    # h and i are each other's; j sells to nobody.
    assert table.loc[["h", "i", "j"], "position"].tolist() == ["independent"] * 3
    assert table.at["h", "reason"] == "main partners run in a circle"
    assert table.at["j", "reason"] == "no vertical tie inside the cluster"


def test_groups_make_the_organisation_mixed() -> None:
    found = diagnose(measured(actors(), ties()), ["production_organisation"])[
        "production_organisation"
    ]
    whole = found.table("production").iloc[0]
    # 12 firms. M leads, so that its place is known though it is silent: L, a, b, c, d; M, e, f, g.
    assert whole[["firms", "known", "grouped", "groups"]].tolist() == [12, 12, 9, 2]
    assert whole["largest"] == pytest.approx(5 / 12)
    assert whole["verdict"] == MIXED
    # Eight tied pairs lie in a group (aL bL cL da eM fM gM) but aM: 7 of 8 inside.
    assert whole["inside"] == pytest.approx(7 / 8)
    # 7/8 - sum of squares of the shares of ends: (aL2 bL cL da: a 3, L 3, b 1, c 1, d 1 = 9 ends;
    # M 4, e, f, g = 7 ends) of 16.
    assert whole["modularity"] == pytest.approx(7 / 8 - (9 / 16) ** 2 - (7 / 16) ** 2)
    leaders = found.table("production_leaders").set_index("leader")
    assert leaders.loc["L", ["followers", "sell", "group", "tiers"]].tolist() == [3, 3, 5, 2]
    assert leaders.loc["L", ["inside", "others"]].tolist() == [4, 1]
    assert leaders.at["L", "members"] == ("a", "b", "c", "d")
    between = found.table("production_between").iloc[0]
    assert between[["vertical", "pairs", "leaders"]].tolist() == [1, 1, False]
    (finding,) = found.findings
    assert finding.sentence == (
        "2 leader firms have groups of their own, together 9 of 12 firms (75 %): Firm L and "
        "Firm M. Production is organised in a mixed way. 88 % of the tied pairs among their firms "
        "lie in a group."
    )


def test_stages_have_their_own_verdict() -> None:
    rows = diagnose(measured(actors(), ties()), ["production_organisation"])[
        "production_organisation"
    ].table("production")
    parts = rows.set_index("where").loc["parts"]
    # a to h and j without i: nine firms, of which a, b, c, d and e, f, g are in a group.
    assert parts[["firms", "grouped", "groups"]].tolist() == [9, 7, 2]
    assert rows.set_index("where").at["goods", "verdict"] == "too few firms known"


def test_a_silent_firm_has_no_known_main_partner() -> None:
    rows = actors(a={"respondent": "no"})
    reported = [row | {"reported_by": row["target"]} if row["source"] == "a" else row
                for row in ties()]  # fmt: skip
    table = production_groups(build_network(made(rows, reported)))
    # L says that a sells to it, but a's largest partner may be another; L keeps only b and c.
    assert table.at["a", "main_partner"] is None
    assert table.loc[["a", "b", "d", "L"], "position"].tolist() == ["unknown"] * 4
    assert table.at["d", "reason"] == "an answer on the way is missing"
    assert table.at["L", "followers"] == 2


def test_equal_partners_a_buyer_first_and_counted() -> None:
    rows = {name: {"stage": "parts"} for name in "abcxy"} | {"z": {"stage": "goods"}}
    sold = [("x", "a", 3), ("a", "z", 3), ("b", "z", 2), ("b", "y", 2), ("c", "z", 1)]
    told = [{"source": a, "target": b, "strength": float(s)} for a, b, s in sold]
    table = production_groups(build_network(made(rows, told)))
    # a: supplier x and buyer z are equal, the buyer counts; b: z has three partners, y one.
    assert table.loc[["a", "b"], "main_partner"].tolist() == ["z", "z"]
    assert table.loc[["a", "b", "c"], "equal"].tolist() == [2, 2, 1]
    assert table.loc["z", ["followers", "sure_followers"]].tolist() == [3, 1]
    found = diagnose(measured(rows, told), ["production_organisation"])["production_organisation"]
    assert any(said.startswith("2 firms have several main partners") for said in found.cautions)
    assert "Fewest firms with a known place" in found.parameters and found.gaps


def test_values_come_before_strength_and_outsiders_do_not_count() -> None:
    rows = {name: {"stage": "parts"} for name in "ab"} | {
        "z": {"stage": "goods"},
        "X": {"stage": "goods", "in_cluster": False, "respondent": None},
    }
    told = [
        {"source": "a", "target": "b", "strength": 5.0, "value": 10.0},
        {"source": "a", "target": "z", "strength": 1.0, "value": 20.0},
        {"source": "a", "target": "X", "strength": 5.0, "value": 900.0},
    ]
    net = build_network(made(rows, told))
    assert production_groups(net).at["a", "main_partner"] == "z"
    assert "X" not in production_groups(net).index
    assert catalogue()["main_partner"].function(net.layer("all").inside())["a"] == "Firm z"


def test_verdicts_by_the_first_rule_that_applies() -> None:
    assert verdict(20, [3], 5, 0.2, 0.5) == HORIZONTAL
    assert verdict(20, [3], 0, 0.2, 0.5) == UNDETERMINED
    assert verdict(20, [4], 5, 0.2, 0.5) == UNDETERMINED  # 20 % is not under 20 %
    assert verdict(20, [10], 5, 0.2, 0.5) == VERTICAL
    assert verdict(20, [12, 4], 5, 0.2, 0.5) == VERTICAL
    assert verdict(20, [10, 10], 5, 0.2, 0.5) == MIXED  # two groups hold half each
    assert verdict(20, [6, 5], 5, 0.2, 0.5) == MIXED
    assert verdict(0, [], 5, 0.2, 0.5) == UNDETERMINED


def test_without_vertical_ties_there_is_a_gap() -> None:
    found = diagnose(measured(actors(), []), ["production_organisation"])["production_organisation"]
    assert not found.findings and not found.tables
    assert "no vertical tie" in found.gaps[0].what


def test_a_sample_says_nothing_of_the_whole() -> None:
    measures = measured(actors(), ties(), info={"design": "sample"})
    found = diagnose(measures, ["production_organisation"])["production_organisation"]
    assert "sample" in found.gaps[0].what and not found.findings


def test_leaders_planted_in_the_footwear_valley_are_found(root: Any) -> None:
    measures = measure(
        build_network(read_survey(root / "surveys/footwear-valley")), metrics=["degree"]
    )
    leaders = diagnose(measures, ["production_organisation"])["production_organisation"].table(
        "production_leaders"
    )
    assert set(leaders["leader"]) == {"aguarrica", "huellamar", "herbanova"}
    assert leaders.set_index("leader")["followers"].to_dict() == {
        "aguarrica": 5, "huellamar": 4, "herbanova": 5,
    }  # fmt: skip


def test_leaders_and_tiers_planted_among_the_exporters_are_found(root: Any) -> None:
    folder = root / "surveys/sinos-like-exporters"
    key = json.loads((folder / "answer-key.json").read_text(encoding="utf-8"))
    table = production_groups(build_network(read_survey(folder)))
    assert set(table.index[table["position"] == "leader"]) == set(key["leaders"])
    for leader, tiers in key["tiers"].items():
        group = table[(table["leader"] == leader) & (table["tier"] > 0)]
        assert group["tier"].astype(int).to_dict() == tiers


def test_the_whole_cluster_is_said_in_the_language() -> None:
    firms = pd.DataFrame(
        {"position": ["leader", "follower"], "leader": ["a", "a"], "stage": ["1", "1"]},
        index=["a", "b"],
    )
    pairs = pd.DataFrame({"low": ["a"], "high": ["b"], "horizontal": [True]})
    with in_language("it"):
        assert organisation(firms, pairs, 0.4, 0.5)["where"].tolist() == ["L'intero cluster", "1"]
