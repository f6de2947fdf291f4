"""Missing links, single suppliers, jumps and markets, on chains small enough to see."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from tests.metrics.chains import chain_network, chain_survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.chain.chain_links import MISSING, NOBODY, UNSURE, link_table, odd_ties
from tiesnet.diagnosis.chain.chain_markets import chain_view, markets, unnamed_ties
from tiesnet.diagnosis.chain.chain_sources import hanging, inputs, lone_inputs
from tiesnet.metrics import measure
from tiesnet.network import Network, build_network, network_from_edges, supply_arcs, trade
from tiesnet.survey import read_survey

# Three firms at each of hides, soles, shoes; no brand.
STAGES = dict.fromkeys("abc", "hide") | dict.fromkeys("def", "sole") | dict.fromkeys("ghi", "shoe")


def said(net: Network, **options: object) -> Diagnosis:
    chosen = {"chain_shape": options} if options else None
    return diagnose(measure(net, metrics=["degree"]), ["chain_shape"], chosen)["chain_shape"]


def sentences(found: Diagnosis) -> dict[str, str]:
    return {one.key: one.sentence for one in found.findings}


def links(net: Network, fewest: int = 1) -> list[dict[str, object]]:
    made = link_table(trade(net).inside(), level=0.05, fewest=fewest, replications=199, seed=1)
    return made.to_dict("records")


def test_expected_ties_of_a_link() -> None:
    net = chain_network(["ad", "ae", "bd", "cf", "gh"], STAGES)
    hides, soles, brands = links(net)
    # 4 ties over 9 + 9 pairs of neighbouring places: 2 expected in each. No firm makes brands.
    assert (hides["ties"], hides["known"], hides["expected"], hides["ratio"]) == (4, 9, 2.0, 2.0)
    assert (soles["ties"], soles["known"], soles["expected"]) == (0, 9, 2.0)
    assert soles["says"] == MISSING and brands["says"] == NOBODY
    words = sentences(said(net, fewest=1, replications=99))
    assert words["chain_empty_stage"] == "1 stage of the chain has no firm inside: Brand."
    assert words["chain_missing"] == (
        "No supply tie leads from Sole to Shoe, where about 2 would be expected."
    )


def test_pairs_nobody_told_of_are_no_missing_link() -> None:
    # Both ends silent: of soles and shoes only d answered, so 3 of 9 pairs are known.
    hides, soles, _ = links(chain_network(["ad"], STAGES, silent="efghi"))
    assert (hides["known"], soles["known"]) == (9, 3)
    assert soles["expected"] == pytest.approx(1 * 3 / 12)
    found = said(chain_network(["ad", "bd"], STAGES, silent="efghi"), fewest=1, replications=19)
    assert "chain_missing" not in sentences(found)  # half a tie expected: nothing is said
    assert any("6 firms did not answer" in text for text in found.cautions) is False
    assert any("5 firms did not answer" in text for text in found.cautions)


def test_a_tie_of_firms_that_did_not_answer_in_full_is_no_missing_link() -> None:
    base = chain_survey(["ad", "bd", "cf", "eg"], STAGES)
    # e and g each answered whom they sell to in part: what they reported stands, nothing is known.
    states = base.responses.copy()
    states.loc[states["actor"].isin(list("defghi")), "state"] = "partly"
    net = build_network(replace(base, responses=states))
    _, soles, _ = links(net)
    assert (soles["ties"], soles["reported"], soles["known"]) == (0, 1, 0)
    states.loc[states["actor"].isin(list("df")), "state"] = "answered"
    net = build_network(replace(base, responses=states))
    _, soles, _ = links(net)
    # d and f answered: 6 of 9 pairs are known, none is tied; e supplies g, in a pair not known.
    assert (soles["ties"], soles["reported"], soles["known"]) == (0, 1, 6)
    assert soles["says"] == UNSURE
    assert "chain_missing" not in sentences(said(net, fewest=1, replications=9))


def test_a_firm_at_both_places_bridges_them() -> None:
    net = chain_network(["ad"], STAGES | {"d": "sole; shoe"})
    assert [link["both"] for link in links(net)] == [0, 1, 0]
    # d counts at both places: 3 x 3 pairs of soles and soles-to-shoes less d with itself.
    assert links(net)[1]["known"] == 3 * 4 - 1


def test_a_weak_link_is_found_by_the_test() -> None:
    names = {"hide": "abcdef", "sole": "ghijkl", "shoe": "mnopqr"}
    stages = {firm: stage for stage, firms in names.items() for firm in firms}
    ties = ["".join(tie) for tie in product("abcdef", "ghijk")] + ["gm"]
    order = {"hide": 1.0, "sole": 2.0, "shoe": 3.0}
    found = said(chain_network(ties, stages, order=order), replications=499)
    assert sentences(found)["chain_weak"].startswith(
        "1 supply tie leads from Sole to Shoe, where about 16 would be expected (p = 0.0"
    )
    same = said(chain_network(ties, stages, order=order), replications=499)
    assert sentences(same) == sentences(found)


def test_stages_of_one_order_share_a_place() -> None:
    order = {"hide": 1.0, "sole": 1.0, "shoe": 2.0}
    net = chain_network(["ag", "dh", "ad"], STAGES, order=order)
    (only,) = links(net)
    assert (only["earlier"], only["ties"], only["known"]) == ("Hide / Sole", 2, 18)
    assert odd_ties(trade(net)).empty


def test_jumps_and_ties_against_the_order() -> None:
    net = chain_network(["ag", "ad", "ga"], STAGES)
    found = odd_ties(trade(net))
    assert found[["supplier", "buyer", "places"]].to_numpy().tolist() == [
        ["g", "a", -2],
        ["a", "g", 2],
    ]
    words = sentences(said(net, fewest=2, replications=9))
    assert words["chain_jumps"] == (
        "1 supply tie jumps over a stage (33 %), and 1 runs against the order of the stages."
    )
    # a and g supply each other: 2 of the 3 ties are in a circle.
    assert words["chain_flow"].startswith("33 % of the supply ties inside are part of no circle")


def test_who_hangs_on_whom() -> None:
    net = chain_network(["ad", "ae", "of", "bg", "og", "ah"], STAGES, outside="o", silent="h")
    found = hanging(trade(net))
    assert found[["supplier", "where", "firms", "who"]].to_numpy().tolist() == [
        ["a", "inside", 2, ("d", "e")],  # h is silent: it may have other suppliers
        ["o", "outside", 1, ("f",)],
    ]
    words = sentences(said(chain_network(["ad", "ae", "af", "ag", "bh", "ch"], STAGES)))
    assert words["chain_single"] == (
        "4 of 5 firms that buy hang on one supplier; Firm a is the only supplier of 4 of them."
    )
    assert "chain_single" not in sentences(said(chain_network(["ad", "ae"], STAGES)))


def test_a_stage_that_hangs_on_one_supplier() -> None:
    found = lone_inputs(trade(chain_network(["ad", "ae", "ag", "bh"], STAGES)))
    assert found.to_numpy().tolist() == [["hide", "sole", "a", "inside", 2]]


def test_a_silent_buyer_can_refute_that_a_stage_hangs_on_one_supplier() -> None:
    # f is silent; b says that it sells to f.
    found = lone_inputs(trade(chain_network(["ad", "ae", "bf"], STAGES, silent="f")))
    assert found.empty
    found = lone_inputs(trade(chain_network(["ad", "ae", "af"], STAGES, silent="f")))
    assert found["firms"].tolist() == [2]  # only d and e told


def test_who_hangs_is_counted_as_in_the_list_of_suppliers() -> None:
    base = chain_survey(["ad", "ae", "af", "bg", "ch", "bh"], STAGES)
    states = base.responses.copy()
    # d says from whom it buys and not to whom it sells: what it buys is known.
    states.loc[(states["actor"] == "d") & (states["relation"] == "sells"), "state"] = "silent"
    found = said(build_network(replace(base, responses=states)))
    assert sentences(found)["chain_single"] == (
        "4 of 5 firms that buy hang on one supplier; Firm a is the only supplier of 3 of them."
    )


def test_inputs_bought_outside_only() -> None:
    stages = STAGES | {"o": "brand"}
    sector = {"p": "glue", "a": "glue"}
    net = chain_network(["ad", "od", "oe", "pg", "qg"], stages, outside="opq", sector=sector)
    found = inputs(trade(net)).set_index("input")
    assert found.at["Brand", "says"] == "bought outside only; nobody inside makes it"
    assert found.at["glue", "says"] == "bought outside only"  # a is of that sector
    assert found.at["Hide", "says"] == ""
    assert found.at["Brand", "buyers_outside"] == 2
    result = said(net)
    assert sentences(result)["chain_outside"] == (
        "1 input is bought outside the cluster only: glue."
    )
    assert sentences(result)["chain_empty_stage"].endswith("Brand (2 firms buy from it outside).")
    assert any("Of 1 supplier outside" in gap.what for gap in result.gaps)


def test_each_market_has_its_chain() -> None:
    ties = [
        ("a", "d", 10.0, "us"), ("d", "g", 40.0, "us"), ("g", "o", 150.0, "us"),
        ("b", "e", 10.0, "home"), ("e", "b", 5.0, "home"), ("c", "h", None, "home"),
        ("a", "d", 30.0, "home"), ("c", "f"),
    ]  # fmt: skip
    view = trade(chain_network(ties, STAGES | {"o": "brand"}, outside="o"))
    found = markets(view).set_index("chain")
    assert supply_arcs(chain_view(view, "us").inside()).shape[0] == 2
    # us: a to d to g to o. Levels 0, 1, 2 inside; o buys 150 of 200; (.05^2 + .2^2 + .75^2).
    us = found.loc["us"]
    assert (us["firms"], us["ties"], us["outside"], us["stages"]) == (3, 2, 1, 3)
    assert (us["absent"], us["level"], us["incoherence"]) == ("Brand", 2, 0)
    assert (us["buyer"], us["share"], us["by"], us["missing"]) == ("o", 0.75, "value", 0)
    assert us["concentration"] == pytest.approx(0.0025 + 0.04 + 0.5625)
    assert us["single"] == 2  # d and g
    # home: a value is missing, so ties count: d, e, b and h buy once each. Nothing leads from
    # soles to shoes.
    home = found.loc["home"]
    assert (home["by"], home["share"], home["missing"]) == ("ties", 0.25, 1)
    assert home["concentration"] == pytest.approx(0.25)
    assert home["buyer"] != home["buyer"]  # empty: four are as large
    assert unnamed_ties(view) == 1  # c to f


def test_without_trade_or_stages_it_says_what_to_ask() -> None:
    none = said(network_from_edges([("a", "b")]))
    assert not none.tables and not none.findings
    assert none.gaps[0].ask.startswith("Ask every firm to whom it sells")
    bare = said(chain_network(["ab", "bc"]))
    whats = [gap.what for gap in bare.gaps]
    assert "Missing links between stages cannot be seen." in whats
    assert "Chains cannot be told apart by destination market." in whats
    one = said(chain_network(["ab"], dict.fromkeys("ab", "hide"), order={"hide": 1.0}))
    assert one.table("chain_links").empty
    sold = said(chain_network(["ab", "bo"], outside="o", buys=False))
    assert "Which firms hang on one supplier cannot be said." in [gap.what for gap in sold.gaps]


def test_a_sample_has_no_levels() -> None:
    survey = chain_survey(["ad", "dg"], STAGES)
    object.__setattr__(survey, "info", {"design": "sample"})
    found = said(build_network(survey))
    assert found.table("chain_firms")["level"].isna().all()
    assert "incoherence" not in found.table("chain_numbers").columns


def test_planted_gaps_of_the_exporters_are_found(root: Path) -> None:
    folder = root / "surveys/sinos-like-exporters"
    key = json.loads((folder / "answer-key.json").read_text(encoding="utf-8"))
    net = build_network(read_survey(folder))
    found = said(net)
    stages = found.table("chain_stages").set_index("stage")
    assert stages.index[stages["firms"] == 0].tolist() == [key["missing_stage"]]
    view = trade(net)
    words = net.origin.survey.stages["label"]  # type: ignore[union-attr]
    missing = found.table("chain_links").query("says == @MISSING")
    assert missing[["earlier", "later"]].to_numpy().tolist() == [
        [words[stage] for stage in key["missing_link"]]
    ]
    pairs = {(who, row.supplier) for row in hanging(view).itertuples() for who in row.who}
    assert set(key["single_sourced"].items()) <= pairs
    odd = found.table("chain_odd")
    against = odd.loc[odd["places"] < 0, ["supplier", "buyer"]].to_numpy().tolist()
    assert against == key["supply_against_stage_order"]
    assert set(found.table("chain_markets")["chain"]) == {"us", "europe", "domestic"}


def test_a_survey_without_firms_inside_has_an_empty_chain() -> None:
    found = said(chain_network(["ad"], STAGES, outside="abcdefghi"))
    assert found.table("chain_firms").empty and "chain_single" not in sentences(found)
