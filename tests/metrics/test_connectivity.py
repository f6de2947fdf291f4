"""Blocks, cohesive blocks and lambda sets: by hand, and by trying all groups."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest

from tiesnet.metrics import catalogue
from tiesnet.metrics._shared import flat_graph
from tiesnet.network import Network, network_from_edges


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def ties(text: str, nodes: str | None = None) -> Network:
    pairs = [(pair[0], pair[1]) for pair in text.split()]
    return network_from_edges(pairs, list(nodes) if nodes else None, directed=False)


def random_networks(seed: int, count: int, largest: int) -> list[Network]:
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        n = int(rng.integers(2, largest + 1))
        upper = np.triu(rng.random((n, n)) < rng.uniform(0.1, 0.9), 1)
        names = [f"n{k}" for k in range(n)]
        pairs = [(names[i], names[j]) for i, j in np.argwhere(upper)]
        made.append(network_from_edges(pairs, names, directed=False))
    return made


@pytest.fixture
def chain() -> Network:
    """Two triangles that share c, with d hanging on e; f alone."""
    return ties("ab bc ac cg ge ce ed", "abcdefg")


def test_blocks_by_hand(chain: Network) -> None:
    table = of("bicomponents", chain)
    assert table["members"].tolist() == ["a, b, c", "c, e, g", "d, e"]
    assert of("n_bicomponents", chain) == 3
    assert of("n_cut_points", chain) == 2  # c and e
    assert of("n_bridges", chain) == 1  # d-e
    assert of("bicomponent_count", chain).to_dict() == {
        "a": 1, "b": 1, "c": 2, "d": 1, "e": 2, "f": 0, "g": 1,
    }  # fmt: skip
    assert of("point_connectivity", chain) == of("line_connectivity", chain) == 0


def test_connectivity_by_hand() -> None:
    assert of("point_connectivity", ties("ab bc ac cg ge ce")) == 1
    assert of("line_connectivity", ties("ab bc ac cg ge ce")) == 2
    assert of("point_connectivity", ties("ab ac ad bc bd cd")) == 3


def test_cohesive_blocks_by_hand() -> None:
    """A wheel of five around c, with x, y and z hanging on two each.

    igraph 1.0 and networkx 3.6 do not find the wheel, which needs three to leave.
    """
    net = ties("ca cb cd ce ad db be ea xd xe yb yd zc zd")
    table = of("cohesive_blocks", net)
    assert table[["block", "cohesion", "within_block", "members"]].values.tolist() == [
        [1, 2, "", "a, b, c, d, e, x, y, z"], [2, 3, "1", "a, b, c, d, e"],
    ]  # fmt: skip
    assert of("embeddedness", net).to_dict() == dict.fromkeys("abcde", 3) | dict.fromkeys("xyz", 2)


def test_cohesive_blocks_of_separate_parts(chain: Network) -> None:
    table = of("cohesive_blocks", chain)
    assert table[["cohesion", "within_block", "members"]].values.tolist() == [
        [0, "", "a, b, c, d, e, f, g"], [1, "1", "a, b, c, d, e, g"],
        [2, "2", "a, b, c"], [2, "2", "c, e, g"],
    ]  # fmt: skip


def most_cohesive(graph: igraph.Graph) -> list[int]:
    """Try all groups: the best cohesion of a group each actor is in."""
    best = [0] * graph.vcount()
    for size in range(2, graph.vcount() + 1):
        for group in combinations(range(graph.vcount()), size):
            cohesion = graph.induced_subgraph(list(group)).vertex_connectivity()
            for actor in group:
                best[actor] = max(best[actor], cohesion)
    return best


def test_embeddedness_against_all_groups() -> None:
    for net in random_networks(seed=5, count=40, largest=8):
        assert of("embeddedness", net).tolist() == most_cohesive(flat_graph(net))


def test_cohesive_blocks_hold_what_they_say() -> None:
    for net in random_networks(seed=6, count=30, largest=14):
        graph, table = flat_graph(net), of("cohesive_blocks", net)
        members = [set(text.split(", ")) for text in table["members"]]
        for row, group in zip(table.itertuples(), members, strict=True):
            inside = graph.induced_subgraph(net.actors.index.get_indexer(sorted(group)).tolist())
            assert inside.vertex_connectivity() == row.cohesion
            if row.within_block:
                within = int(row.within_block) - 1
                assert group < members[within]
                assert table["cohesion"][within] < row.cohesion


def test_karate_club() -> None:
    """Zachary's club: each block's cohesion is what networkx says of it."""
    graph = nx.karate_club_graph()
    net = network_from_edges([(f"{a:02}", f"{b:02}") for a, b in graph.edges], directed=False)
    table = of("cohesive_blocks", net)
    assert table["size"].tolist()[:4] == [34, 28, 18, 10]
    for row in table.itertuples():
        inside = graph.subgraph([int(name) for name in row.members.split(", ")])
        assert nx.node_connectivity(inside) == row.cohesion


def test_lambda_sets_by_hand(chain: Network) -> None:
    """Within the two triangles two ways join everybody; d hangs by one tie."""
    assert of("lambda_sets", chain).values.tolist() == [
        [2, 5, "a, b, c, e, g"], [1, 6, "a, b, c, d, e, g"],
    ]  # fmt: skip


def test_lambda_sets_against_flows_of_all_pairs() -> None:
    for net in random_networks(seed=8, count=30, largest=12):
        graph, names = flat_graph(net), list(net.actors.index)
        rows = of("lambda_sets", net)
        for one, other in combinations(range(len(names)), 2):
            ways = graph.edge_connectivity(one, other)
            inside = [
                {names[one], names[other]} <= set(text.split(", ")) for text in rows["members"]
            ]
            assert max(rows["connectivity"][inside], default=0) == ways
