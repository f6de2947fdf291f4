"""Communities against other algorithms and the optimum; modularity against igraph and networkx."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.reference import (
    DATA,
    IGRAPH,
    LAYERS,
    PYTHON,
    SAME,
    network,
    number,
    read,
    reference,
)

from tiesnet.errors import TiesnetError
from tiesnet.metrics._rand import adjusted_rand
from tiesnet.metrics._shared import notes
from tiesnet.metrics.communities import (
    community,
    community_firmness,
    community_stability,
    community_table,
    modularity,
    modularity_of,
    n_communities,
)
from tiesnet.network import Network, as_networkx, network_from_edges

ENTRIES = {
    "modularity_gu__": (IGRAPH, "ignored", False),
    "modularity_directed__": (IGRAPH, "kept", False),
    "modularity_weighted__": (IGRAPH, "kept", True),
    "modularity__": (PYTHON, "kept", False),
    "modularity_undirected__": (PYTHON, "ignored", False),
}
OTHERS = ("fast_greedy", "edge_betweenness", "leading_eigen", "walktrap")


def two_cliques(bridge: bool = True) -> Network:
    ties = [*combinations("abcd", 2), *combinations("efgh", 2)]
    return network_from_edges([*ties, ("d", "e")] if bridge else ties, directed=False)


def test_two_cliques_by_hand() -> None:
    """6 + 6 ties inside and one between; each side has 13 of 26 tie ends: 12/13 - 2/4."""
    net = two_cliques()
    assert community(net).tolist() == list("11112222")
    assert modularity(net) == pytest.approx(12 / 13 - 0.5)
    assert n_communities(net) == 2.0
    assert community_stability(net) == 1.0
    assert community_firmness(net).tolist() == [1.0] * 8
    table = community_table(net)
    assert table["members"].tolist() == ["a, b, c, d", "e, f, g, h"]
    assert table[["actors", "ties_inside", "ties_to_others"]].to_numpy().tolist() == [[4, 6, 1]] * 2


def test_larger_communities_come_first_and_isolates_have_none() -> None:
    ties = [("a", "b"), ("x", "y"), ("y", "z"), ("x", "z")]
    net = network_from_edges(ties, ["a", "b", "lone", "x", "y", "z"], directed=False)
    found = community(net)
    assert found.dropna().to_dict() == {"a": "2", "b": "2", "x": "1", "y": "1", "z": "1"}
    assert n_communities(net) == 2.0
    assert community_firmness(net).isna()["lone"]


def test_best_of_the_runs_is_not_worse_than_others(shared_data: Path) -> None:
    """igraph's four other algorithms are never better; up to 16 actors it is the optimum."""
    compared = optimal = 0
    for folder, layer in LAYERS:
        ours, theirs = modularity(network(folder, layer)), reference(folder, layer, IGRAPH)
        for name in OTHERS:
            assert ours >= number(theirs[f"cluster_{name}_Q"]["value"]) - 1e-9, (folder, layer)
            compared += 1
        best = reference(folder, layer, PYTHON).get("pyigraph_optimal_modularity_Q")
        if best is not None:
            assert ours == pytest.approx(best["value"], **SAME), (folder, layer)
            optimal += 1
    assert compared == 4 * len(LAYERS)
    assert optimal >= 16


def test_modularity_is_networkx_of_the_partition(marriage: Network) -> None:
    found = community(marriage)
    groups = [set(found.index[found == k]) for k in found.dropna().unique()]
    graph = nx.Graph(as_networkx(marriage))
    graph.remove_nodes_from(found.index[found.isna()])
    assert modularity(marriage) == pytest.approx(nx.community.modularity(graph, groups), **SAME)


@pytest.mark.parametrize("entry", ENTRIES)
def test_modularity_of_a_grouping_agrees(entry: str, shared_data: Path) -> None:
    file, arrows, weighted = ENTRIES[entry]
    compared = 0
    for folder, layer in LAYERS:
        for name, found in reference(folder, layer, file).items():
            value = found.get("value")
            if not name.startswith(entry) or value in (None, "NA"):
                continue
            net = read(folder, layer, name.removeprefix(entry))
            if net.actors["stage"].isna().any():
                continue
            ours = modularity_of(net, arrows=arrows, weighted=weighted)
            assert ours == pytest.approx(value, **SAME), f"{name} on {folder}/{layer}"
            compared += 1
    print(f"{entry}: {compared}")
    assert compared >= 20


def test_campnet_by_gender_is_as_ucinet_prints_it(shared_data: Path) -> None:
    net = read("campnet", "top3_interactions", "gender_code")
    assert round(modularity_of(net), 3) == 0.329


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_adjusted_rand_by_counting_pairs(seed: int) -> None:
    """From the four kinds of pairs, without binomials of cells."""
    draw = np.random.default_rng(seed)
    one, other = draw.integers(0, 3, 12), draw.integers(0, 4, 12)
    pairs = list(combinations(range(12), 2))
    in_one = np.array([one[i] == one[j] for i, j in pairs])
    in_other = np.array([other[i] == other[j] for i, j in pairs])
    chance = in_one.sum() * in_other.sum() / len(pairs)
    expected = ((in_one & in_other).sum() - chance) / ((in_one.sum() + in_other.sum()) / 2 - chance)
    assert adjusted_rand(one, other) == pytest.approx(expected)
    assert adjusted_rand(one, one) == 1.0


def test_firmness_by_hand() -> None:
    """Two runs: {0,1,2},{3} and {0,1},{2,3}: overlaps 2/3, 2/3, 1/4, 1/2."""
    from tiesnet.metrics._rand import overlap as shared

    overlap = shared(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1]))
    assert overlap.tolist() == pytest.approx([2 / 3, 2 / 3, 1 / 4, 1 / 2])


def test_seed_decides_and_the_generator_is_given_back() -> None:
    random.seed(3)
    before = random.getstate()
    names = [f"n{k:02}" for k in range(30)]
    draw = np.random.default_rng(1)
    ties = sorted({(names[min(i, j)], names[max(i, j)]) for i, j in draw.integers(0, 30, (60, 2))
                   if i != j})  # fmt: skip
    one = network_from_edges(ties, names, directed=False)
    other = network_from_edges(ties[::-1], names[::-1], directed=False)
    assert community(one).equals(community(other)[one.actors.index])
    assert community_stability(one) == community_stability(other) < 1.0
    assert random.getstate() == before
    assert notes(one, "community")[0].startswith("best of 50 runs, ")


def test_unknown_word_for_arrows_is_refused() -> None:
    with pytest.raises(TiesnetError, match="arrows"):
        modularity_of(two_cliques(), by="kind", arrows="some")


@pytest.mark.parametrize(
    ("folder", "column"),
    [
        ("crunchbase_acquisitions_2013", "country"),
        ("large_wiod_2011", "country"),
        ("local_health_departments", "state"),
    ],
)
def test_modularity_of_large_layers_agrees(folder: str, column: str, shared_data: Path) -> None:
    """python-igraph on the undirected union; who has no group is a group of its own there."""
    path = DATA / folder / "reference" / "large__python_igraph.json"
    value = json.loads(path.read_text(encoding="utf-8"))[f"modularity_{column}"]["value"]
    layer = pd.read_csv(DATA / folder / "ties.csv", usecols=["layer"])["layer"].iloc[0]
    net = read(folder, layer, column)
    net = replace(net, actors=net.actors.assign(stage=net.actors["stage"].fillna("not known")))
    assert modularity_of(net, arrows="ignored") == pytest.approx(value, **SAME)
