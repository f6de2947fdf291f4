"""Stages reached, peers beside chance, competitors, strengths by kind: counted by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from tests.metrics.conftest import survey

from tiesnet.metrics import catalogue
from tiesnet.metrics._coopetition import coopetition_pairs
from tiesnet.network import Network, build_network, network_from_edges


def value(name: str, net: Network) -> dict[str, float]:
    column = catalogue()[name].function(net)
    return {str(actor): float(number) for actor, number in column.items()}


def test_stages_reached(valley: Network) -> None:
    found = value("stages_reached", valley.layer("supply").inside())
    # A sells to C, D and E, all shoes; C buys from A and B, both leather; G has no tie.
    assert (found["A"], found["C"], found["G"]) == (1, 1, 0)
    assert np.isnan(found["E"]), "silent"
    found = value("stages_reached", valley.layer("all").inside())
    # B: A (leather) and C (shoes). D: A, C and E.
    assert (found["B"], found["D"]) == (2, 2)
    assert np.isnan(found["A"]), "F asks it for advice, and the stage of F is not known"


def test_a_partner_in_two_stages_reaches_both() -> None:
    base = survey()
    actors = base.actors.assign(stage=base.actors["stage"].replace({"shoes": "shoes; brands"}))
    net = build_network(replace(base, actors=actors)).layer("supply").inside()
    assert value("stages_reached", net)["B"] == 2


def test_peers_beside_all_firms(valley: Network) -> None:
    found = value("horizontal_over_expected", valley.layer("friends").inside())
    # A is tied to B and E: half are of leather; of B, C, D, E, G one is: 1/2 over 1/5.
    assert found["A"] == pytest.approx(2.5)
    # C is tied to D alone; of A, B, D, E, G two make shoes: 1 over 2/5.
    assert found["C"] == pytest.approx(2.5)
    assert np.isnan(found["G"]) and np.isnan(found["E"])


def test_peers_over_expected_leaves_out_pairs_that_are_not_known(valley: Network) -> None:
    # Advice goes by the asker's word: only A, B, C, D and G told.
    found = value("horizontal_over_expected", valley.layer("advice").inside())
    # D asks C and E; the pair with E is half known. C of A, B, C, G: 1 over 1/4.
    assert found["D"] == pytest.approx(4)


def test_competitors_it_works_with(valley: Network) -> None:
    view = valley.layer("all")
    found = value("coopetition_partners", view)
    # A and B both sell to C. C and D, D and E all buy from A.
    assert (found["B"], found["C"], found["D"], found["G"]) == (1, 1, 2, 0)
    assert np.isnan(found["A"]), "its tie with F cannot be classified"
    assert np.isnan(found["U"]), "no firm"
    pairs = coopetition_pairs(view)
    at = view.actors.index
    said = {(at[p.low], at[p.high]): (p.buyers, p.suppliers, p.told) for p in pairs.itertuples()}
    a, c = at.get_loc("A"), at.get_loc("C")
    assert said == {
        ("A", "B"): ((c,), (), True),
        ("C", "D"): ((), (a,), True),
        ("D", "E"): ((), (a,), False),
    }


def test_a_buyer_outside_can_be_shared() -> None:
    base = survey()
    row = base.ties.iloc[[3]].assign(source="D", reported_by="D")  # D sells to X, as C does
    ties = pd.concat([base.ties[base.ties["source"] != "A"], row], ignore_index=True)
    net = build_network(replace(base, ties=ties)).layer("all")
    pairs = coopetition_pairs(net).set_index(["low", "high"])
    c, d, x = (net.actors.index.get_loc(name) for name in "CDX")
    assert pairs.at[(c, d), "buyers"] == (x,)


def test_strength_by_kind(valley: Network) -> None:
    supply = valley.layer("supply").inside()
    assert value("forward_strength", supply)["A"] == 3 + 2 + 1
    assert value("backward_strength", supply)["D"] == 2
    assert np.isnan(value("backward_strength", supply)["C"]), "B gave no strength"
    assert value("horizontal_strength", supply)["A"] == 0
    assert value("forward_strength_external", valley.layer("supply"))["C"] == 5
    advice = valley.layer("advice").inside()
    assert value("horizontal_strength", advice)["D"] == 2 + 1
    assert value("backward_strength", advice)["C"] == 4, "A stands before it"
    assert value("institutional_strength", advice)["A"] == 3
    assert value("institutional_strength_external", valley.layer("advice"))["A"] == 2
    assert np.isnan(value("horizontal_strength", advice)["A"]), "the stage of F is not known"
    assert value("lateral_strength", advice)["D"] == 0


def sized(**columns: object) -> Network:
    net = network_from_edges([("a", "b"), ("b", "c")], list("abcd"), directed=False)
    return replace(net, actors=net.actors.assign(**columns))


def test_size_gap() -> None:
    net = sized(size=[10.0, 20.0, 40.0, 0.0])
    # 10 to 20 and 20 to 40: ln 2 each; all pairs of three: ln 2, ln 2, ln 4. d has no employees.
    assert catalogue()["size_gap"].function(net) == pytest.approx(np.log(2))
    assert catalogue()["size_gap_expected"].function(net) == pytest.approx(4 / 3 * np.log(2))


def test_size_classes_count_where_employees_are_not_given() -> None:
    net = sized(size_class=["under 10", "50 to 249", "10 to 49", None])
    # Classes 0, 2, 1: a and b are 2 apart, b and c 1; over all pairs 2, 1, 1.
    assert catalogue()["size_gap"].function(net) == pytest.approx(1.5)
    assert catalogue()["size_gap_expected"].function(net) == pytest.approx(4 / 3)


def test_cross_sector_ties() -> None:
    net = sized(sector=["x", "x", "y", None])
    # a-b within x, b-c across; of the pairs of a, b, c one is within.
    assert catalogue()["cross_sector_share"].function(net) == pytest.approx(1 / 2)
    assert catalogue()["cross_sector_expected"].function(net) == pytest.approx(2 / 3)
