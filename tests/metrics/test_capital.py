"""Social capital by hand: embedded ties, coupling, resources, vision, ties across borders."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from tests.metrics.capital_case import network, survey

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import catalogue, cronbach_alpha, embedded, item_rest, measure, scales
from tiesnet.metrics import space as where
from tiesnet.network import Network, build_network, network_from_edges


def of(name: str, net: Network | None = None, layer: str = "all", **options: Any) -> pd.Series:
    record = catalogue()[name]
    view = (net or network()).layer(layer)
    values: pd.Series = record.function(
        view if record.boundary == "all" else view.inside(), **options
    )
    return values


def pair(table: pd.DataFrame, net: Network, ids: str) -> pd.Series:
    place = sorted(net.actors.index.get_loc(name) for name in ids)
    return table[(table["one"] == place[0]) & (table["other"] == place[1])].iloc[0]


def test_embedded_or_at_arms_length() -> None:
    net = network().layer("all").inside()
    table = embedded(net)
    # A-B trust 5 of 5; A-C trust 2 but C asks A for advice; B-C joint work and talk;
    # B-D trust 2 and nothing else; A-U works together and the university was never asked.
    assert pair(table, net, "AB")["embedded"] and pair(table, net, "AB")["trust_share"] == 1
    assert pair(table, net, "AC")["embedded"] and pair(table, net, "AC")["trust_share"] == 0.25
    assert pair(table, net, "BC")["embedded"] and not pair(table, net, "BC")["trade"]
    assert not pair(table, net, "BD")["embedded"] and pair(table, net, "BD")["arms_length"]
    assert pd.isna(pair(table, net, "AU")["embedded"]), "what U asks for is not known"
    assert not pair(table, net, "AU")["arms_length"], "without trade there is no arm's length"
    assert len(table) == 5, "talk alone is no business"


def test_embedded_share_leaves_out_what_is_not_known() -> None:
    share = of("embedded_share")
    # A: B and C embedded (U unknown); B: A and C, not D; C: A and B; D: not B.
    assert share[["A", "B", "C", "D"]].tolist() == pytest.approx([1, 2 / 3, 1, 0])
    assert math.isnan(share["S"])
    # Trust of 2 is a quarter of the scale: with the cut there, every sale is embedded.
    assert of("embedded_share", trusted=0.25)["D"] == 1


def test_trust_not_told_leaves_a_trade_tie_open() -> None:
    base = survey()
    ties = base.ties.copy()
    ties.loc[ties["source"] == "D", "trust"] = np.nan
    net = build_network(replace(base, ties=ties)).layer("all").inside()
    assert pd.isna(pair(embedded(net), net, "BD")["embedded"])
    assert pd.isna(pair(embedded(net), net, "BD")["arms_length"])
    # Where trust was asked of no sale, informal ties alone decide.
    ties["trust"] = np.nan
    net = build_network(replace(base, ties=ties)).layer("all").inside()
    assert pair(embedded(net), net, "BD")["arms_length"]
    assert pair(embedded(net), net, "AB")["arms_length"]


def test_one_informal_relation_of_cooperation_is_not_two() -> None:
    base = survey(without=("talk", "advice"))
    relations = base.relations.copy()
    relations.loc["joint", "formality"] = "informal"
    net = build_network(replace(base, relations=relations)).layer("all").inside()
    assert not pair(embedded(net), net, "BC")["embedded"]
    # A sale beside the informal joint work would be: that is two.
    extra = base.ties[base.ties["source"] == "D"].assign(source="C", reported_by="C", trust=1.0)
    ties = pd.concat([base.ties, extra], ignore_index=True)
    net = build_network(replace(base, relations=relations, ties=ties)).layer("all").inside()
    assert pair(embedded(net), net, "BC")["embedded"]


def test_neither_informal_ties_nor_trust_means_not_known() -> None:
    base = survey(without=("talk", "advice"))
    net = build_network(replace(base, ties=base.ties.assign(trust=np.nan)))
    assert embedded(net.layer("all"))["embedded"].isna().all()
    with pytest.raises(NeedsError, match="neither an informal relation nor trust"):
        of("embedded_share", net)
    with pytest.raises(NeedsError, match="no trade and no cooperation"):
        of("embedded_share", network(without=("sells", "joint")))


def test_trust_on_its_scale() -> None:
    trust = of("trust_mean", layer="sells")
    # A: B 1, C 0.25 inside; B: A 1 and D 0.25.
    assert trust[["A", "B", "C", "D"]].tolist() == pytest.approx([0.625, 0.625, 0.25, 0.25])
    # In all ties B-C adds talk with trust 4 of 5: 0.75.
    assert of("trust_mean")["B"] == pytest.approx((1 + 0.25 + 0.75) / 3)


def test_returned_share_of_known_pairs() -> None:
    net = network_from_edges([("a", "b"), ("b", "a"), ("a", "c"), ("d", "c")], list("abcde"))
    share = catalogue()["returned_share"].function(net)
    assert share[list("abcd")].tolist() == pytest.approx([1 / 2, 1, 0, 0])
    assert math.isnan(share["e"]), "nobody to return a tie"
    advice = of("returned_share", layer="advice")
    assert advice["A"] == 0 and math.isnan(advice["B"])


def test_coupling_from_money() -> None:
    sales = of("coupling_sales")
    # A sells 60, 30 and 10 of 100, X outside included: .36 + .09 + .01
    assert sales["A"] == pytest.approx(0.46)
    assert sales["D"] == 1
    assert math.isnan(sales["B"]), "sells nothing"
    bought = of("coupling_purchases")
    # B buys 60 from A and 40 from D; C and X from A alone.
    assert bought["B"] == pytest.approx(0.52) and bought["C"] == 1
    assert math.isnan(bought["X"]), "never asked what it buys elsewhere"
    second = of("coupling_second")
    # A's buyers B (0.52) and C (1), X not known; D's buyer B.
    assert second["A"] == pytest.approx(0.76) and second["D"] == pytest.approx(0.52)
    by_supplier = of("coupling_second", side="purchases")
    assert by_supplier["B"] == pytest.approx((0.46 + 1) / 2)


def test_coupling_from_strength() -> None:
    # 3, 2 and 5 of 10: .09 + .04 + .25
    assert of("coupling_sales", basis="strength")["A"] == pytest.approx(0.38)
    base = survey()
    few = base.ties.assign(value=base.ties["value"].where(base.ties["target"] == "X"))
    net = build_network(replace(base, ties=few))
    assert of("coupling_sales", net)["A"] == pytest.approx(0.38), "one amount of four is too few"
    assert math.isnan(of("coupling_sales", net, basis="value")["A"])
    noted = measure(net, metrics=["coupling_sales"]).notes
    assert "shares of the strength of ties" in noted["note"].tolist()
    with pytest.raises(TiesnetError, match="Choose one of: auto, value, strength"):
        of("coupling_sales", basis="turnover")
    with pytest.raises(TiesnetError, match="Choose one of: sales, purchases"):
        of("coupling_second", side="both")
    with pytest.raises(NeedsError, match="no trade was asked for"):
        of("coupling_sales", network(without=("sells",)))


def test_what_institutions_buy_counts() -> None:
    base = survey()
    sale = base.ties[base.ties["relation"] == "sells"].iloc[:1]
    sale = sale.assign(source="D", target="U", value=40.0, reported_by="D")
    net = build_network(replace(base, ties=pd.concat([base.ties, sale], ignore_index=True)))
    # D sells 40 to B and 40 to the university: .25 + .25. Who sells is told by the arrow.
    assert of("coupling_sales", net)["D"] == pytest.approx(0.5)
    assert of("coupling_sales", net)["A"] == pytest.approx(0.46)


def test_a_missing_amount_leaves_the_shares_open() -> None:
    base = survey()
    ties = base.ties.copy()
    ties.loc[ties["target"] == "C", "value"] = np.nan
    sales = of("coupling_sales", build_network(replace(base, ties=ties)))
    assert math.isnan(sales["A"]) and sales["D"] == 1


def test_linking_and_kinds_of_institutions() -> None:
    assert of("linking_ties")[["A", "B"]].tolist() == [2, 0], "U inside, Y outside"
    assert of("institution_kinds")[["A", "B"]].tolist() == [2, 0]
    firms = network_from_edges([("a", "b")])
    with pytest.raises(NeedsError, match="names no institution"):
        catalogue()["linking_ties"].function(firms)


def test_resources_of_partners() -> None:
    # A: B 20, C 60, S 40, X 300; U and Y have no number of employees.
    assert of("resources_mean")["A"] == pytest.approx(105)
    assert of("resources_highest")["A"] == 300
    assert of("resources_range")["A"] == 280
    assert of("resources_kinds")["A"] == 3, "10 to 49, 50 to 249, 250 or more"
    # B: A 10, C 60; D is not known. D: B 20 alone.
    assert of("resources_mean")["B"] == pytest.approx(35)
    assert of("resources_range")["D"] == 0
    assert of("resources_kinds", attribute="country")["A"] == 3


def test_resources_of_any_attribute() -> None:
    net = network()
    net = replace(net, actors=net.actors.assign(patents=[4.0, 0, 1, 2, 8, np.nan, 3, np.nan]))
    # A: B 0, C 1, S 8, X 3. Quarters of 0 1 2 3 4 8 end at 1.25, 2.5 and 3.75: 1, 1, 4, 3.
    assert of("resources_mean", net, attribute="patents")["A"] == 3
    assert of("resources_kinds", net, attribute="patents")["A"] == 3
    with pytest.raises(NeedsError, match="no column 'profit'"):
        of("resources_mean", net, attribute="profit")
    with pytest.raises(NeedsError, match="holds words"):
        of("resources_mean", net, attribute="sector")
    with pytest.raises(NeedsError, match="no sizes"):
        of("resources_mean", network(drop=("size",)))
    found = measure(
        net, metrics=["resources_mean"], options={"resources_mean": {"attribute": "patents"}}
    )
    assert found.actors["all", "resources_mean"]["A"] == 3


def test_shared_vision_turns_reversed_items() -> None:
    vision = of("shared_vision")
    # A (5 + 4 + 5) / 3, B (3 + 3 + 4) / 3, C (1 + 2 + 1) / 3, D 4 on the one it answered.
    assert vision[["A", "B", "C", "D"]].tolist() == pytest.approx([14 / 3, 10 / 3, 4 / 3, 4])
    assert math.isnan(vision["S"])
    # On a scale from 0 to 6 the reversed answers 1, 2, 5 become 5, 4, 1: the same here; 1 to 7: 7.
    assert of("shared_vision", lowest=1.0, highest=7.0)["A"] == pytest.approx((5 + 4 + 7) / 3)
    assert of("shared_vision", scale="trust")["A"] == vision["A"], "a single scale will do"


def test_the_scale_is_found_by_its_name() -> None:
    base = survey()
    other = base.items.assign(scale="Confianza", answer=1)
    items = pd.concat([base.items.assign(scale="Visión compartida"), other], ignore_index=True)
    net = build_network(replace(base, items=items))
    assert of("shared_vision", net)["A"] == pytest.approx(14 / 3)
    assert of("shared_vision", net, scale="shared").isna().all()
    assert list(scales(net)) == ["Confianza", "Visión compartida"]


def test_cronbach_alpha_by_hand() -> None:
    # Turned answers of A, B, C: (5 4 5), (3 3 4), (1 2 1). Variances 4, 1, 13/3; sums 14, 10, 4
    # with variance 76/3. alpha = 3/2 (1 - (28/3) / (76/3)) = 3/2 (48/76) = 18/19.
    net = network()
    row = catalogue()["scale_reliability"].function(net.inside()).iloc[0]
    assert row["alpha"] == pytest.approx(18 / 19)
    assert (row["items"], row["actors"]) == (3, 3), "D answered one item only, X is outside"
    not_turned = scales(net)["Shared vision"].answers.assign(alone=[1, 2, 5, np.nan, np.nan])
    assert cronbach_alpha(not_turned) < 0
    assert item_rest(not_turned)["alone"] < 0


def test_cronbach_alpha_of_parallel_and_of_unrelated_items() -> None:
    one = pd.Series([1.0, 2, 3, 4, 5])
    assert cronbach_alpha(pd.DataFrame({"a": one, "b": one, "c": one})) == pytest.approx(1)
    # With two items alpha is 4 cov / var of the sum: here cov 0, so 0.
    unrelated = pd.DataFrame({"a": [1.0, 1, 2, 2], "b": [1.0, 2, 1, 2]})
    assert cronbach_alpha(unrelated) == pytest.approx(0)
    # R: psych::alpha of standardised parallel items with r = 0.5, k = 4: 4 r / (1 + 3 r) = 0.8.
    rng = np.random.default_rng(1)
    raw = rng.standard_normal((50, 4))
    raw = (raw - raw.mean(axis=0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(raw.T)).T)
    wanted = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    assert cronbach_alpha(pd.DataFrame(raw @ np.linalg.cholesky(wanted).T)) == pytest.approx(0.8)
    for few in (one.to_frame(), pd.DataFrame({"a": [1.0], "b": [2.0]})):
        assert math.isnan(cronbach_alpha(few))
    assert math.isnan(cronbach_alpha(pd.DataFrame({"a": [1.0, 1], "b": [2.0, 2]})))


def test_ties_across_borders() -> None:
    # A: X in Spain, Y in Germany; B, C, S and U here.
    assert of("cross_border_partners")[["A", "B"]].tolist() == [2, 0]
    assert of("countries_reached")["A"] == 2
    # A comes from Spain and is in China. Home: X is in Spain. Host: C and U come from China.
    # Compatriots: B and S.
    assert of("home_partners")["A"] == 1
    assert of("host_partners")["A"] == 2
    assert of("compatriot_partners")["A"] == 2
    assert of("compatriot_partners")["B"] == 1 and of("host_partners")["B"] == 2
    for name in ("home_partners", "host_partners", "compatriot_partners"):
        assert math.isnan(of(name)["C"]), "C never left home"


def test_an_unknown_country_leaves_the_count_open() -> None:
    base = survey()
    actors = base.actors.copy()
    actors.loc["D", "country"] = None
    net = build_network(replace(base, actors=actors))
    values = of("cross_border_partners", net)
    assert math.isnan(values["B"]) and math.isnan(values["D"]) and values["A"] == 2
    with pytest.raises(NeedsError, match="tells no countries"):
        of("cross_border_partners", network(drop=("country",)))
    with pytest.raises(NeedsError, match="countries firms come"):
        of("home_partners", network(drop=("origin",)))
    assert where(net.layer("all"))["cross_border"].isna().any()


@pytest.mark.parametrize("rule", ["barrat", "onnela"])
def test_weighted_clustering_as_igraph_and_networkx(rule: str) -> None:
    graph = nx.gnm_random_graph(40, 160, seed=3)
    rng = np.random.default_rng(3)
    edges = [(str(a), str(b), float(rng.integers(1, 6))) for a, b in graph.edges]
    net = network_from_edges(edges, [str(node) for node in graph], directed=False)
    found = catalogue()["weighted_clustering"].function(net, rule=rule)
    if rule == "barrat":
        other = igraph.Graph.TupleList(edges, weights=True)
        values = other.transitivity_local_undirected(weights="weight")
        expected = dict(zip(other.vs["name"], values, strict=True))
    else:
        for a, b, w in edges:
            graph[int(a)][int(b)]["weight"] = w
        expected = {str(k): v for k, v in nx.clustering(graph, weight="weight").items()}
    for name, value in found.dropna().items():
        assert value == pytest.approx(expected[str(name)])
    assert found.notna().sum() > 30


def test_weighted_clustering_by_hand() -> None:
    # a: partners b (3), c (1), d (2); only b and c are tied (1). Barrat: the tied pair has
    # (3 + 1) / 2 of all pairs' (3+1)/2 + (3+2)/2 + (1+2)/2 = 6: a third.
    edges = [("a", "b", 3), ("a", "c", 1), ("a", "d", 2), ("b", "c", 1)]
    net = network_from_edges(edges, directed=False)
    values = catalogue()["weighted_clustering"].function(net)
    assert values["a"] == pytest.approx(1 / 3) and values["b"] == 1
    assert math.isnan(values["d"])
    with pytest.raises(TiesnetError, match="Choose: barrat, onnela"):
        catalogue()["weighted_clustering"].function(net, rule="zhang")
