"""What `measure` gathers: masks with reasons, lower bounds, cautions, tables; and its speed."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import Measures, catalogue, measure
from tiesnet.network import Network, build_network, network_from_edges


@pytest.fixture
def valley_measures(valley: Network) -> Measures:
    return measure(valley)


def reason(measures: Measures, layer: str, name: str, actor: str) -> str:
    rows = measures.empty
    found = rows[(rows["layer"] == layer) & (rows["metric"] == name) & (rows["actor"] == actor)]
    assert len(found) == 1
    return str(found["reason"].iloc[0])


def test_layers_and_actors(valley_measures: Measures) -> None:
    layers = ["supply", "advice", "friends", "peers", "formal", "informal", "all"]
    assert list(valley_measures.layers) == layers
    assert list(valley_measures.actors.columns.unique(0)) == layers
    assert valley_measures.actors.index.tolist() == list("ABCDEFGU"), "outside actors have no row"
    assert "connection" in valley_measures.actors["all"]
    assert "connection" not in valley_measures.actors["formal"]
    assert "Measures of 8 actors" in repr(valley_measures)


def test_blank_cells_have_their_reason(valley_measures: Measures) -> None:
    assert math.isnan(valley_measures.actors["supply", "degree"]["E"])
    assert reason(valley_measures, "supply", "degree", "E") == "did not answer"
    assert reason(valley_measures, "all", "degree", "F") == (
        "answered only a part of these questions"
    )
    assert reason(valley_measures, "supply", "degree", "F") == "did not answer"
    assert valley_measures.actors["advice", "degree"]["F"] == 1, "it did answer this one"
    assert reason(valley_measures, "all", "betweenness", "U") == "not surveyed"
    assert reason(valley_measures, "all", "effective_size", "G") == "it has no partner"
    assert reason(valley_measures, "supply", "out_strength", "B") == (
        "the strength of one of its ties is not known"
    )


def test_silent_firms_have_lower_bounds(valley_measures: Measures) -> None:
    assert valley_measures.actors["advice", "in_degree"]["E"] == 1
    bounds = valley_measures.lower_bounds
    of_e = bounds[(bounds["actor"] == "E") & (bounds["layer"] == "advice")]
    assert of_e["metric"].tolist() == ["in_degree", "in_strength"]
    assert set(bounds["actor"]) == {"E", "F", "U"}
    assert "connection" not in set(bounds["metric"])


def test_arrows_run_along_the_flow_in_unions(valley_measures: Measures) -> None:
    """C asks A for advice: knowledge flows from A to C."""
    asks = valley_measures.actors["advice"]
    flow = valley_measures.actors["informal"]
    assert (asks["out_degree"]["C"], asks["in_degree"]["C"]) == (1, 1)
    # informal: friends C-D both ways, A to C by advice, C to D by advice
    assert (flow["out_degree"]["C"], flow["in_degree"]["C"]) == (1, 2)


def test_cooperation_inside_and_outside(valley_measures: Measures) -> None:
    supply = valley_measures.actors["supply"]
    assert supply["forward_degree"][["A", "B"]].tolist() == [2 + 1, 1], "E counts, though silent"
    assert supply["backward_degree"][["C", "D"]].tolist() == [2, 1]
    assert supply["forward_degree_external"]["C"] == 1, "X buys from C"
    assert supply["horizontal_degree"].dropna().eq(0).all()
    peers = valley_measures.actors["peers"]
    assert peers["horizontal_degree"][["A", "B", "C", "D"]].tolist() == [1, 1, 1, 1]
    assert peers["horizontal_share"]["A"] == 1
    formal = valley_measures.actors["formal"]
    # A: horizontal B; vertical C, D, E
    assert formal["horizontal_share"]["A"] == pytest.approx(1 / 4)
    advice = valley_measures.actors["advice"]
    assert advice["institution_ties"]["A"] == 1
    assert advice["institutional_degree"]["A"] == 1
    assert advice["institutional_degree_external"]["A"] == 1
    # supply: no horizontal; formal: pairs AB, CD beside AC, AD, BC, AE
    assert valley_measures.network.at["horizontal_share_network", "formal"] == pytest.approx(2 / 6)


def test_density_counts_known_pairs(valley_measures: Measures) -> None:
    numbers = valley_measures.network
    # advice, inside: the word of A, B, C, D, F, G about 7 others each; A-U, C-A, D-C, D-E, F-A
    assert numbers.at["density_known", "advice"] == pytest.approx(5 / 42)
    assert numbers.at["density_all", "advice"] == pytest.approx(5 / 56)
    # friends: a pair is known when either end answered: 28 less those among E, F, U
    assert numbers.at["density_known", "friends"] == pytest.approx(3 / 25)


def test_isolates_are_never_silent(valley_measures: Measures) -> None:
    # friends: A, B, C, D, E are tied; G answered and is alone; F and U did not answer
    assert valley_measures.network.at["n_isolates", "friends"] == 1
    # components: A-B-E, C-D, G; of F and U nothing is known
    assert valley_measures.network.at["n_components", "friends"] == 3
    pairs = 6 * 5
    assert valley_measures.network.at["fragmentation", "friends"] == pytest.approx(1 - 8 / pairs)


def test_declared_orientation_gives_shares_only(valley_measures: Measures) -> None:
    skipped = valley_measures.skipped
    names = set(skipped.loc[skipped["layer"] == "peers", "metric"])
    assert {"density_same_stage", "odds_ratio_stage", "ei_index", "ei_expected"} <= names
    assert "stage_matrix" not in names
    assert valley_measures.network.at["horizontal_share_network", "peers"] == 1


def test_overlap(valley_measures: Measures) -> None:
    table = valley_measures.tables["layer_overlap"]
    pairs = list(zip(table["layer_a"], table["layer_b"], strict=True))
    assert len(pairs) == 7 and pairs[-1] == ("formal", "informal")
    row = table[(table["layer_a"] == "supply") & (table["layer_b"] == "advice")].iloc[0]
    # both questions were put to the giving end only: known among A, B, C, D, G, who answered all
    assert row["known_pairs"] == 10
    # supply: AC, AD, BC; advice: AC, CD (AF is not known in supply); both: AC
    assert (row["pairs_a"], row["pairs_b"], row["pairs_both"]) == (3, 2, 1)
    assert row["jaccard"] == pytest.approx(1 / 4)
    assert row["share_of_a_in_b"] == pytest.approx(1 / 3)
    assert row["share_of_b_in_a"] == pytest.approx(1 / 2)
    assert row["expected_share_of_a_in_b"] == pytest.approx(2 / 10)


def test_ties_table_names_both_ends(valley_measures: Measures) -> None:
    ties = valley_measures.ties
    row = ties[(ties["layer"] == "friends") & (ties["source"] == "C")].iloc[0]
    assert (row["target"], row["source_name"]) == ("D", "Firm C")
    assert row["reported"] == "both"
    assert len(ties) == len(valley_measures.net.ties)
    assert row["rule_text"]


def test_caution_when_few_answered(make_survey: Any) -> None:
    survey = make_survey(None)
    silent = survey.responses["actor"].isin(["B", "D", "G"])
    survey.responses.loc[silent, "state"] = "silent"
    said = measure(build_network(survey)).cautions
    assert any(line.startswith("Supply: 29 % of those asked answered") for line in said)
    assert any(line.startswith("Advice: 43 %") for line in said)


def test_caution_for_a_corrected_odds_ratio() -> None:
    net = network_from_edges([("a", "b"), ("a", "c")], stages={"a": "s", "b": "t", "c": "t"})
    assert any("one half was added" in line for line in measure(net).cautions)
    assert not measure(net, metrics=["degree"]).cautions


def test_choice_of_layers_and_metrics(valley: Network) -> None:
    chosen = measure(valley, layers=["advice"], metrics=["degree", "density_all"])
    assert list(chosen.actors.columns) == [("advice", "degree")]
    assert chosen.network.index.tolist() == ["density_all"]
    only = measure(valley, metrics=["density_all"])
    assert only.actors.shape == (8, 0)
    assert only.network.shape == (1, 7)
    pd.testing.assert_series_equal(
        chosen.actors["advice", "degree"], measure(valley).actors["advice", "degree"]
    )


def test_direct_call_equals_measure(valley: Network, valley_measures: Measures) -> None:
    view = valley.layer("formal").inside()
    for record in catalogue().values():
        if record.level == "actor" and ("formal", record.name) in valley_measures.actors:
            column = valley_measures.actors["formal", record.name]
            if record.boundary == "inside":
                assert record.function(view).equals(column.rename(record.name)), record.name


def test_what_takes_long_is_left_out_of_the_network_of_a_region() -> None:
    """With 2,000 actors and 20,000 ties; how long it takes is in the benchmarks."""
    rng = np.random.default_rng(7)
    ends = rng.integers(0, 2000, (20600, 2))
    ends = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)[:20000]
    names = [f"a{k}" for k in range(2000)]
    stages = dict(zip(names, rng.choice(list("stuvw"), 2000), strict=True))
    edges = [(names[i], names[j]) for i, j in ends]
    net = network_from_edges(edges, names, stages=stages)
    found = measure(net, layers=["ties"])
    late = found.skipped[found.skipped["reason"].str.contains("takes long")]
    limits = {record.name: record.limit for record in catalogue().values()}
    assert len(late)
    assert all((limits[name] or 2000) < 2000 for name in late["metric"])
    assert found.actors["ties", "betweenness"].notna().all()
