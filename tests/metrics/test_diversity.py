"""Diversity of partners, by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from math import log

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network, network_from_edges

# hub: two partners of stage s, one of t, one without; its own stage is s
STAGES = {"hub": "s", "a": "s", "b": "s", "c": "t", "d": "u"}
EDGES = [("hub", "a"), ("hub", "b"), ("c", "hub"), ("hub", "c"), ("hub", "x"), ("x", "y")]
NODES = ["hub", "a", "b", "c", "d", "x", "y"]


def of(name: str, net: Network | None = None, **options: str) -> dict[str, float]:
    net = net or network_from_edges(EDGES, NODES, stages=STAGES)
    values: dict[str, float] = catalogue()[name].function(net, **options).to_dict()
    return values


def test_partners_count_once_whichever_way() -> None:
    assert of("partner_groups")["hub"] == 2
    assert of("own_group_share")["hub"] == pytest.approx(2 / 3)
    assert of("ei_actor")["hub"] == pytest.approx((1 - 2) / 3)


def test_heterogeneity_by_hand() -> None:
    blau = 1 - (2 / 3) ** 2 - (1 / 3) ** 2
    assert of("partner_blau")["hub"] == pytest.approx(blau)
    assert of("partner_iqv")["hub"] == pytest.approx(blau * 3 / 2)  # three stages there are
    entropy = -(2 / 3 * log(2 / 3) + 1 / 3 * log(1 / 3))
    assert of("partner_entropy")["hub"] == pytest.approx(entropy)
    for name in ("partner_blau", "partner_iqv", "partner_entropy"):
        assert of(name)["a"] == 0, "all partners of one stage"


def test_unknown_is_empty_and_nobody_is_nobody() -> None:
    # d is alone; of y's only partner the stage is not known
    assert of("partner_groups")["d"] == 0
    assert math.isnan(of("partner_groups")["y"])
    for name in ("partner_blau", "partner_iqv", "partner_entropy"):
        assert math.isnan(of(name)["d"]) and math.isnan(of(name)["y"])
    assert math.isnan(of("ei_actor")["x"]), "its own stage is not known"
    assert of("partner_blau")["x"] == 0
    assert of("ei_actor")["c"] == 1


def test_any_attribute() -> None:
    net = network_from_edges(EDGES, NODES)
    town = pd.Series(["n", "n", "m", "m", "m", "n", "m"], index=net.actors.index)
    net = replace(net, actors=net.actors.assign(town=town))
    assert of("own_group_share", net, by="town")["hub"] == pytest.approx(1 / 2)
    assert of("partner_iqv", net, by="town")["hub"] == pytest.approx(1)
    found = measure(net, metrics=["ei_actor"], options={"ei_actor": {"by": "town"}})
    assert found.actors["ties", "ei_actor"]["hub"] == 0
    assert found.notes["note"].tolist()[0] == "by = town"


def test_one_group_has_no_index_of_variation() -> None:
    net = network_from_edges(EDGES, NODES, stages=dict.fromkeys(NODES, "s"))
    assert all(math.isnan(value) for value in of("partner_iqv", net).values())
    assert of("partner_blau", net)["hub"] == 0


def test_own_share_sums_to_the_ties_within() -> None:
    graph = nx.gnm_random_graph(40, 120, seed=1)
    stages = {str(node): "xyz"[node % 3] for node in graph}
    edges = [(str(a), str(b)) for a, b in graph.edges]
    net = network_from_edges(edges, [str(n) for n in graph], directed=False, stages=stages)
    table = catalogue()["homophily"].function(net).iloc[0]
    degree = catalogue()["degree"].function(net)
    own = (catalogue()["own_group_share"].function(net) * degree).sum() / 2
    assert own == pytest.approx(table["ties_within"])
    share = catalogue()["partner_blau"].function(net)
    assert np.nanmax(share) <= 1 - 1 / 3 + 1e-12


def test_silent_firms_have_no_diversity(valley: Network) -> None:
    view = valley.layer("friends").inside()
    assert math.isnan(of("partner_blau", view)["E"])
    assert of("partner_groups", view)["A"] == 2  # B leather, E shoes
