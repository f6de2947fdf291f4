"""Governance of a small cluster of exporters, and the upgrading its firms report."""

from __future__ import annotations

from typing import Any

import pytest
from tests.diagnosis.trade_survey import measured

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.production.upgrading import reported_upgrading

# q1 to q6 make what a buyer abroad specifies, 80 of their 100 in sales; m1 to m6 sell standard
# goods to a shop abroad; n1 designs with q1. Own owns 70 % of h, which sells to it.
ACTORS: dict[str, dict[str, Any]] = {
    **{f"q{k}": {"sales": 100.0, "upgrading_functional": "no", "upgrading_process": "yes"}
       for k in range(1, 7)},
    **{f"m{k}": {"sales": 100.0, "upgrading_functional": "sí, own brand",
                 "upgrading_process": "0"} for k in range(1, 7)},
    "n1": {"sales": 50.0, "upgrading_functional": "1"},
    "h": {"upgrading_product": "yes"},
    "own": {},
    "buyer": {"in_cluster": False, "respondent": None},
    "shop": {"in_cluster": False, "respondent": None},
}  # fmt: skip
TIES: list[dict[str, Any]] = [
    *({"source": f"q{k}", "target": "buyer", "spec_by": "buyer", "value": 80.0, "chain": "US"}
      for k in range(1, 7)),
    *({"source": f"m{k}", "target": "shop", "spec_by": "standard", "value": 90.0,
       "chain": "home"} for k in range(1, 7)),
    {"source": "q1", "target": "shop", "spec_by": "standard", "value": 10.0, "chain": "home"},
    {"source": "n1", "target": "q1", "spec_by": "joint"},
    {"source": "h", "target": "own", "owner": "own", "ownership": 0.7},
    {"source": "m1", "target": "q1"},
]  # fmt: skip


def found(name: str, actors: Any = ACTORS, ties: Any = TIES) -> Diagnosis:
    return diagnose(measured(actors, ties), [name])[name]


def test_forms_of_the_cluster_count_buyers_abroad() -> None:
    made = found("governance")
    forms = made.table("governance").set_index("form")
    # 15 ties told: 6 quasi-hierarchies, 7 market, 1 network, 1 hierarchy; one is not told.
    assert forms["ties"].to_dict() == {
        "hierarchy": 1, "quasi-hierarchy": 6, "network": 1, "market": 7, "undetermined": 1,
    }  # fmt: skip
    assert forms.at["quasi-hierarchy", "share"] == pytest.approx(6 / 15)
    assert forms.at["quasi-hierarchy", "value"] == 480
    assert forms.loc["market", ["inside", "outside", "suppliers"]].tolist() == [0, 7, 7]
    assert forms["governed"].tolist() == [True, True, True, False, None]
    (finding,) = made.findings
    assert finding.claim.startswith("8 of 15 trade ties whose form is told (53 %) are governed")
    assert finding.sentence.endswith(
        "in 1 one owns at least half of the other (hierarchy). 7 are market ties."
    )


def test_chains_have_their_own_shares() -> None:
    chains = found("governance").table("governance_chains").set_index("chain")
    assert chains.at["US", "quasi-hierarchy"] == 1.0
    assert chains.loc["home", ["ties", "told", "market"]].tolist() == [7, 7, 1.0]


def test_firms_ties_and_reasons() -> None:
    made = found("governance")
    firms = made.table("governance_firms").set_index("firm")
    # q1 sells 80 in the quasi-hierarchy and 10 in the market.
    assert firms.at["q1", "prevails"] == "quasi-hierarchy"
    assert firms.loc["q1", ["quasi-hierarchy", "market", "told"]].tolist() == [1, 1, 2]
    assert firms.loc[["buyer", "own"], "governs"].tolist() == [6, 1]
    assert "shop" not in firms.index  # outside, and it governs nobody
    reasons = made.table("governance_reasons")
    assert reasons["reason"].tolist() == ["who specifies is not told, or the ends differ"]
    ties = made.table("governance_ties")
    assert ties.loc[0, ["supplier", "owner", "owned"]].tolist() == ["h", "own", "h"]


def test_what_is_missing_is_asked_for() -> None:
    bare = [{k: v for k, v in row.items() if k in ("source", "target")} for row in TIES]
    made = found("governance", ties=bare)
    assert not made.findings and "who specifies" in made.gaps[0].what
    no_sales = {k: {c: v for c, v in row.items() if c != "sales"} for k, row in ACTORS.items()}
    made = found("governance", actors=no_sales)
    assert "Of 6 ties in which the buyer specifies" in " ".join(gap.what for gap in made.gaps)
    assert made.table("governance").set_index("form").at["quasi-hierarchy", "ties"] == 0
    made = found("governance", ties=[{"source": "q1", "target": "m1", "relation": "joint"}])
    assert not made.tables and "no tie between a buyer and a supplier" in made.gaps[0].what


def test_upgrading_stands_beside_what_is_expected() -> None:
    made = found("upgrading")
    table = made.table("upgrading").set_index(["form", "kind"])
    quasi = table.loc[("quasi-hierarchy", "Functional")]
    assert quasi[["expected", "firms", "told", "report"]].tolist() == ["hindered", 6, 6, 0]
    market = table.loc[("market", "Functional")]
    assert market[["expected", "told", "report", "share"]].tolist() == ["open", 6, 6, 1.0]
    assert table.loc[("hierarchy", "Product"), "expected"] == "no prediction"
    assert table.loc[("hierarchy", "Product"), "report"] == 1
    assert table.loc[("network", "Inter-sectoral"), "expected"] == "no prediction"
    assert table.loc[("network", "Process"), "told"] == 0


def test_upgrading_by_destination() -> None:
    rows = found("upgrading").table("upgrading_chains").set_index(["chain", "kind"])
    # q1 sells 80 for the US and 10 at home: it counts with the US.
    assert rows.loc[("US", "Functional"), ["firms", "told", "report"]].tolist() == [6, 6, 0]
    assert rows.loc[("home", "Functional"), ["firms", "report", "share"]].tolist() == [6, 6, 1.0]


def test_the_contrast_is_tested_by_shuffling_forms() -> None:
    made = found("upgrading")
    rows = made.table("upgrading_contrast").set_index("kind")
    # 6 against 6 apart in full: 2 of 924 ways to shuffle are as far, p is near 2 x 1/924.
    assert rows.at["Functional", "p"] < 0.02
    assert rows.at["Product", "remark"] == "too few firms tell"
    (finding,) = made.findings
    assert finding.sentence.startswith(
        "0 of 6 firms that sell mostly in quasi-hierarchies report functional upgrading (design, "
        "marketing), and 6 of 6 in market ties; Humphrey and Schmitz expect this (p = 0.00"
    )


def test_words_of_upgrading_are_yes_no_or_not_known() -> None:
    told = reported_upgrading(measured(ACTORS, TIES).net)
    assert told["functional"][["q1", "m1", "n1", "own"]].tolist() == [False, True, True, None]
    assert told["process"]["m1"] is False
    assert told["intersectoral"].isna().all()


def test_without_upgrading_there_is_a_gap() -> None:
    plain = {k: {c: v for c, v in row.items() if "upgrading" not in c} for k, row in ACTORS.items()}
    made = found("upgrading", actors=plain)
    assert not made.tables and "no firm tells of its upgrading" in made.gaps[0].what


def test_a_silent_supplier_is_read_from_its_buyers() -> None:
    actors = ACTORS | {"n1": {"respondent": "no"}}
    ties = [row | {"reported_by": "q1"} if row["source"] == "n1" else
            row | {"reported_by": row["source"]} for row in TIES]  # fmt: skip
    forms = found("governance", actors=actors, ties=ties).table("governance").set_index("form")
    assert forms.at["network", "ties"] == 1
