"""Distances by hand, and on Padgett's families as Borgatti's course material prints them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiesnet.metrics import catalogue
from tiesnet.network import Network, network_from_edges


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


@pytest.fixture
def small() -> Network:
    """Both ways between a and b and between c and d, one arrow from a to c.

    Distances: a-b 1, a-c 1, a-d 2, b-a 1, b-c 2, b-d 3, c-d 1, d-c 1; c and d reach neither a
    nor b.
    """
    return network_from_edges([("a", "b"), ("b", "a"), ("a", "c"), ("c", "d"), ("d", "c")])


BY_HAND = {
    "mean_distance": 12 / 8,
    "diameter": 3,
    "compactness": (5 + 2 / 2 + 1 / 3) / 12,
    "breadth": 1 - (5 + 2 / 2 + 1 / 3) / 12,
    "reachability": 8 / 12,
    "within_steps": 8 / 12,
    # five ones, two twos, one three around 1.5: 5 * 0.25 + 2 * 0.25 + 2.25 = 4
    "distance_sd": math.sqrt(4 / 8),
    "wiener_index": 12,
    "dependency_sum": 12 - 8,
    # as a path b, a, c, d: 1, 1, 1, 1/2, 1/2, 1/3 of six pairs
    "global_efficiency": (3 + 2 / 2 + 1 / 3) / 6,
    "radius": 2,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(small: Network, name: str) -> None:
    assert of(name, small) == pytest.approx(BY_HAND[name])


def test_steps_counted_are_an_option(small: Network) -> None:
    assert of("within_steps", small, steps=1) == pytest.approx(5 / 12)
    assert of("within_steps", small, steps=2) == pytest.approx(7 / 12)


def test_pairs_by_steps(small: Network) -> None:
    table = of("distance_table", small)
    assert table["steps"].tolist() == [1, 2, 3]
    assert table["pairs"].tolist() == [5, 2, 1]
    assert table["share_so_far"].tolist() == pytest.approx([5 / 12, 7 / 12, 8 / 12])


def test_farthest_actor(small: Network) -> None:
    assert of("eccentricity", small).to_dict() == {"a": 2, "b": 3, "c": 1, "d": 1}


def test_who_reaches_nobody_is_empty() -> None:
    net = network_from_edges([("a", "b")], ["a", "b", "c"])
    assert of("eccentricity", net).isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("name", "marriage_value", "business_value"),
    [("compactness", 0.438, 0.252), ("reachability", 0.875, 0.458), ("diameter", 5, 5)],
)
def test_families(
    marriage: Network, business: Network, name: str, marriage_value: float, business_value: float
) -> None:
    assert of(name, marriage) == pytest.approx(marriage_value, abs=5e-4)
    assert of(name, business) == pytest.approx(business_value, abs=5e-4)


def test_main_component_of_families(marriage: Network, business: Network) -> None:
    for net, compact, apart in ((marriage, 0.500, 2.486), (business, 0.550, 2.382)):
        tied = of("degree", net)
        main = net.keep(tied.index[tied > 0])
        assert of("compactness", main) == pytest.approx(compact, abs=5e-4)
        assert of("mean_distance", main) == pytest.approx(apart, abs=5e-4)


def test_small_worldness_by_hand() -> None:
    """Two triangles a, b, c and b, c, d: 4 actors, 5 ties, so k = 10/4 and density 10/12.

    Partners are 2, 3, 3, 2: 2 + 6 + 6 + 2 = 16 paths of two steps, 12 of them in triangles.
    Distances: ten ones and two twos, mean 14/12.
    """
    pairs = ["ab", "bc", "ac", "cd", "bd"]
    net = network_from_edges([(p[0], p[1]) for p in pairs], directed=False)
    random = (math.log(4) - np.euler_gamma) / math.log(2.5) + 0.5
    assert of("transitivity", net) == pytest.approx(12 / 16)
    assert of("small_worldness", net) == pytest.approx((12 / 16 * random) / (10 / 12 * 14 / 12))


def test_small_worldness_needs_everybody_to_reach_everybody(small: Network) -> None:
    assert math.isnan(of("small_worldness", small))


edges = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] != e[1]))


@settings(max_examples=40, deadline=None)
@given(pairs=edges)
def test_against_all_shortest_paths_and_each_other(pairs: set[tuple[int, int]]) -> None:
    names = [f"n{k}" for k in range(10)]
    net = network_from_edges([(names[i], names[j]) for i, j in sorted(pairs)], names)
    graph = nx.DiGraph(sorted(pairs))
    found = dict(nx.all_pairs_shortest_path_length(graph))
    steps = [d for row in found.values() for d in row.values() if d]
    assert of("wiener_index", net) == sum(steps)
    assert of("compactness", net) == pytest.approx(sum(1 / d for d in steps) / 90)
    assert of("reachability", net) == pytest.approx(len(steps) / 90)
    assert of("dependency_sum", net) == pytest.approx(of("betweenness", net).sum())
    if steps:
        assert of("diameter", net) == max(steps)
        assert of("distance_sd", net) == pytest.approx(np.std(steps))


def test_unknown_actors_do_not_count(valley: Network) -> None:
    """In friends nobody names the silent F and the unasked U; A, B, C, D, E, G remain."""
    friends = valley.layer("friends").inside()
    # ties A-B, A-E, C-D: A-B 1, A-E 1, B-E 2, C-D 1 of 15 pairs
    assert of("compactness", friends) == pytest.approx((1 + 1 + 0.5 + 1) / 15)
    assert of("reachability", friends) == pytest.approx(4 / 15)


@pytest.mark.parametrize("directed", [True, False])
def test_a_very_long_chain(directed: bool) -> None:
    """Beyond 64 steps the ways are counted by igraph; the sums are known."""
    size = 80
    names = [f"n{k:02}" for k in range(size)]
    net = network_from_edges(list(pairwise(names)), directed=directed)
    ways = np.arange(size - 1, 0, -1)  # pairs 1, 2, ... steps apart, one way
    steps = np.arange(1, size)
    found = {name: catalogue()[name].function(net) for name in ("mean_distance", "diameter")}
    assert found["mean_distance"] == pytest.approx((ways * steps).sum() / ways.sum())
    assert found["diameter"] == size - 1
    near = (ways / steps).sum() * (1 if directed else 2) / (size * (size - 1))
    assert catalogue()["compactness"].function(net) == pytest.approx(near)
