"""Mixing by any attribute: by hand, by every permutation, and beside other programs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations, product
from math import sqrt

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import measure
from tiesnet.metrics._ei import join_count
from tiesnet.metrics._groups import attributes
from tiesnet.metrics.homophily import (
    homophily,
    homophily_groups,
    mixing_matrix,
    numeric_assortativity,
)
from tiesnet.metrics.mixing import ei_expected, ei_index, ei_z, odds_ratio_stage, stage_matrix
from tiesnet.network import Network, network_from_edges

SAME = {"rel": 1e-12, "abs": 1e-12}


def sorted_by(net: Network, **columns: Mapping[str, object]) -> Network:
    extra = {name: pd.Series(values) for name, values in columns.items()}
    actors = net.actors.assign(**{k: v.reindex(net.actors.index) for k, v in extra.items()})
    return replace(net, actors=actors)


def test_every_number_by_hand(valley: Network) -> None:
    """Friends by stage: A, B leather; C, D, E shoes; G brands; E did not answer.

    Ties AB, CD, AE; all 15 pairs are known (the other end of E answered), 4 of them within.
    """
    row = homophily(valley.layer("friends").inside()).set_index("attribute").loc["stage"]
    assert row[["groups", "actors", "ties_within", "ties_between"]].tolist() == [3, 6, 2, 1]
    assert row["share_within"] == pytest.approx(2 / 3)
    assert row["h_star"] == pytest.approx(2 / 3 - 4 / 15)
    assert row["ei"] == pytest.approx(-1 / 3)
    assert row["ei_expected"] == pytest.approx((11 - 4) / 15)
    assert (row["ei_lowest"], row["ei_highest"]) == (-1, 1)  # 3 ties fit within, and between
    assert row["ei_rescaled"] == pytest.approx(-1 / 3)
    assert row["yules_q"] == pytest.approx((2 * 10 - 1 * 2) / (2 * 10 + 1 * 2))
    assert row["odds_ratio"] == pytest.approx(10)
    assert row["correlation"] == pytest.approx(18 / sqrt(3 * 12 * 4 * 11))
    # sent: leather 3, shoes 3; chance within 2/10 and 6/15; within, both ways, 4
    expected = 3 * 2 / 10 + 3 * 6 / 15
    assert row["coleman"] == pytest.approx((4 - expected) / (6 - expected))
    assert row["assortativity"] == pytest.approx((4 / 6 - 1 / 2) / (1 - 1 / 2))
    assert row["modularity"] == pytest.approx(4 / 6 - 1 / 2)
    # A, B, C, D, G answered: ties AB, CD, both within; labels l l s s b
    variance = 2 * 4 / 20 + 2 * 8 / 120 - (2 * 4 / 20) ** 2
    assert row["ei_variance"] == pytest.approx(4 * variance / 2**2)
    assert row["ei_z"] == pytest.approx((2 * 4 / 20 - 2) / sqrt(variance))


@pytest.mark.parametrize("directed", [False, True])
def test_moments_equal_every_permutation(directed: bool) -> None:
    rng = np.random.default_rng(5)
    labels = np.array([0, 0, 0, 1, 1, 2, 2])
    compared = 0
    for share in (0.2, 0.5, 0.8):
        matrix = rng.random((7, 7)) < share
        matrix = np.triu(matrix, 1) if not directed else matrix & ~np.eye(7, dtype=bool)
        source, target = np.nonzero(matrix)
        every = set(permutations(labels.tolist()))
        counts = [sum(p[i] == p[j] for i, j in zip(source, target, strict=True)) for p in every]
        found = join_count(source, target, labels)
        assert found.mean == pytest.approx(np.mean(counts), **SAME)
        assert found.variance == pytest.approx(np.var(counts), **SAME)
        assert found.within == sum(labels[source] == labels[target])
        compared += len(every)
    assert compared == 3 * math.factorial(7) // (6 * 2 * 2)


def test_arrows_both_ways_are_one_pair_that_weighs_two() -> None:
    labels = np.array([0, 0, 1, 1, 2])
    once = join_count(np.array([0, 1]), np.array([1, 2]), labels)
    twice = join_count(np.array([0, 1, 1, 2]), np.array([1, 2, 0, 1]), labels)
    assert twice.mean == pytest.approx(2 * once.mean)
    assert twice.variance == pytest.approx(4 * once.variance)
    assert twice.z == pytest.approx(once.z)


def test_unknown_groups_stay_out_of_the_moments() -> None:
    with_unknown = join_count(np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([0, 0, 1, -1]))
    without = join_count(np.array([0, 1]), np.array([1, 2]), np.array([0, 0, 1]))
    assert with_unknown == without


def test_moments_stay_exact_with_a_million_ties() -> None:
    """A ring with two equal groups: its variance in closed form, without cancellation."""
    size = 1_000_000
    ring = np.arange(size)
    found = join_count(ring, (ring + 1) % size, ring % 2)
    half = size // 2
    one = (half - 1) / (size - 1)
    three = (half - 1) * (half - 2) / ((size - 1) * (size - 2))
    pairs = half * (half - 1)
    four = 2 * half * (half - 1) * (half - 2) * (half - 3) + 2 * pairs**2
    chance = four / (size * (size - 1) * (size - 2) * (size - 3))
    variance = size * one + 2 * size * three + size * (size - 3) * chance - (size * one) ** 2
    assert found.variance == pytest.approx(variance, rel=1e-3)
    assert found.within == 0 and found.z > 900


def test_range_that_sizes_and_density_allow() -> None:
    """Three and two actors: 4 pairs within, 6 between; with 8 ties at least 4 are between."""
    ties = "ab ac bc ad ae bd be de".split()
    net = network_from_edges([tuple(t) for t in ties], list("abcde"), directed=False)
    net = sorted_by(net, town=dict(zip("abcde", "xxxyy", strict=True)))
    row = homophily(net).iloc[0]
    assert (row["ei"], row["ei_lowest"]) == (0, 0)
    assert row["ei_highest"] == pytest.approx((2 * 6 - 8) / 8)
    assert row["ei_rescaled"] == -1
    # the range is the one that every choice of 8 of the 10 pairs really reaches
    pairs = [(a, b) for a, b in product("abcde", repeat=2) if a < b]
    within = [set(p) <= set("abc") or set(p) <= set("de") for p in pairs]
    left_out = [(k, m) for k in range(10) for m in range(k)]
    reached = [1 - 2 * (sum(within) - within[k] - within[m]) / 8 for k, m in left_out]
    assert (min(reached), max(reached)) == (row["ei_lowest"], row["ei_highest"])


def test_stage_row_is_what_the_stage_measures_say(valley: Network) -> None:
    for layer in ("supply", "advice", "friends"):
        view = valley.layer(layer).inside()
        row = homophily(view).set_index("attribute").loc["stage"]
        assert row["ei"] == pytest.approx(ei_index(view))
        assert row["ei_expected"] == pytest.approx(ei_expected(view))
        assert row["odds_ratio"] == pytest.approx(odds_ratio_stage(view))
        if not view.directed:
            assert row["ei_z"] == pytest.approx(ei_z(view))


def test_stage_that_was_asked_for_has_counts_only(valley: Network) -> None:
    asked = homophily(valley.layer("peers").inside()).set_index("attribute").loc["stage"]
    assert asked["ties_within"] == 2 and asked["share_within"] == 1
    assert math.isnan(asked["ei_expected"]) and math.isnan(asked["coleman"])
    union = homophily(valley.layer("all").inside()).set_index("attribute").loc["stage"]
    assert not math.isnan(union["ei_expected"]) and math.isnan(union["ei_z"])


def test_one_row_per_attribute_and_layer(valley: Network) -> None:
    result = measure(valley)
    for layer in result.layers:
        table = result.tables[(layer, "homophily")]
        assert table["attribute"].tolist() == attributes(valley.layer(layer).inside())


def test_coleman_of_the_paper() -> None:
    """Coleman (1958): 60 boys choose boys 45 and girls 15 times, 40 girls 20 and 20 times.

    The paper prints 0.375 and 0.167 with n / N; with (n - 1) / (N - 1) it is 0.38125 and 0.175,
    as R isnar and netseg have it.
    """
    boys, girls = [f"b{k}" for k in range(60)], [f"g{k}" for k in range(40)]
    edges = [(boys[k], boys[k + 1]) for k in range(45)]
    edges += [(boys[k], girls[k]) for k in range(15)]
    edges += [(girls[k], boys[k]) for k in range(20)]
    edges += [(girls[k], girls[k + 1]) for k in range(20)]
    kind = dict.fromkeys(boys, "boy") | dict.fromkeys(girls, "girl")
    net = sorted_by(network_from_edges(edges, boys + girls), sex=kind)
    table = homophily_groups(net, by="sex").set_index("group")
    assert table["coleman"].tolist() == pytest.approx([0.38125, 0.175])
    assert table["ties_within"].tolist() == [45, 20]
    assert table["ties_between"].tolist() == [15, 20]
    assert table["ties_received"].tolist() == [20, 15]
    assert table["ei"].tolist() == [-0.5, 0]
    assert table.loc["boy", "ei_expected"] == pytest.approx((40 - 59) / 99)
    pooled = 60 * 59 / 99 + 40 * 39 / 99
    whole = homophily(net).set_index("attribute").loc["sex"]
    assert whole["coleman"] == pytest.approx((65 - pooled) / (100 - pooled))


def test_coleman_of_a_ring() -> None:
    """Six in a ring, in three pairs of neighbours: 0.375 each, as in the tests of R isnar."""
    names = list("abcdef")
    edges = list(zip(names, names[1:] + names[:1], strict=True))
    net = network_from_edges(edges, names, stages=dict(zip(names, "xxyyzz", strict=True)))
    assert homophily_groups(net)["coleman"].tolist() == pytest.approx([0.375] * 3)


def test_coleman_below_chance() -> None:
    """Two groups of two that only tie across: as far below chance as possible."""
    stages = dict(zip("abcd", "xxyy", strict=True))
    net = network_from_edges([("a", "c"), ("b", "d")], directed=False, stages=stages)
    assert homophily_groups(net)["coleman"].tolist() == [-1, -1]
    assert homophily_groups(net)["ei"].tolist() == [1, 1]


def test_mixing_matrix_extends_the_stage_matrix(valley: Network) -> None:
    for layer in ("supply", "friends", "all"):
        view = valley.layer(layer).inside()
        ours, stages = mixing_matrix(view), stage_matrix(view)
        for column in ("ties", "known_pairs"):
            assert ours[column].tolist() == stages[column].tolist()
        assert ours["density"].tolist() == pytest.approx(stages["density"].tolist(), nan_ok=True)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("expected", ["density", "configuration", "out_degree"])
def test_expected_ties_add_up(expected: str, directed: bool) -> None:
    graph = nx.gnm_random_graph(20, 60, seed=3, directed=directed)
    edges = [(str(a), str(b)) for a, b in graph.edges]
    stages = {str(node): "xyz"[node % 3] for node in graph}
    net = network_from_edges(edges, [str(n) for n in graph], directed=directed, stages=stages)
    table = mixing_matrix(net, expected=expected)
    if not directed:
        table = table[table["source_group"] <= table["target_group"]]
    assert table["expected"].sum() == pytest.approx(table["ties"].sum()) == pytest.approx(60)
    assert (table["ratio"] * table["expected"]).tolist() == pytest.approx(table["ties"].tolist())


def test_expected_ties_by_hand() -> None:
    """s: a, b, c; t: d, e. Ties ab, cd, de: degrees s 3, t 3."""
    stages = dict(zip("abcde", "ssstt", strict=True))
    net = network_from_edges(
        [("a", "b"), ("c", "d"), ("d", "e")], directed=False, stages=stages, order=["s", "t"]
    )
    by_model = {
        "density": [0.9, 1.8, 1.8, 0.3],
        "configuration": [0.75, 1.5, 1.5, 0.75],
        "out_degree": [3 * 2 / 4 / 2, (3 * 2 + 3 * 3) / 8, (3 * 2 + 3 * 3) / 8, 3 / 4 / 2],
    }
    for model, expected in by_model.items():
        assert mixing_matrix(net, expected=model)["expected"].tolist() == pytest.approx(expected)
    with pytest.raises(TiesnetError, match="no model 'chance'"):
        mixing_matrix(net, expected="chance")


def test_numbers_by_hand() -> None:
    """Ends 1-2 and 2-1, both ways: always a different number; the fourth has none."""
    net = network_from_edges([("a", "b"), ("b", "c"), ("c", "d")], directed=False)
    net = sorted_by(net, size={"a": 1.0, "b": 2.0, "c": 1.0}, latitude={"a": 1.0, "b": 9.0})
    table = numeric_assortativity(net)
    assert table["attribute"].tolist() == ["size"]
    assert table.iloc[0, 1:].tolist() == pytest.approx([3, 2, -1, 1])


@pytest.mark.parametrize("directed", [False, True])
def test_numbers_agree_with_networkx(directed: bool) -> None:
    graph = nx.gnm_random_graph(30, 90, seed=8, directed=directed)
    rng = np.random.default_rng(2)
    for node in graph:
        graph.nodes[node]["size"] = int(rng.integers(1, 40))
    edges = [(str(a), str(b)) for a, b in graph.edges]
    net = network_from_edges(edges, [str(n) for n in graph], directed=directed)
    size = {str(node): float(data["size"]) for node, data in graph.nodes(data=True)}
    row = numeric_assortativity(sorted_by(net, size=size)).iloc[0]
    assert row["assortativity"] == pytest.approx(
        nx.numeric_assortativity_coefficient(graph, "size"), rel=1e-9
    )
