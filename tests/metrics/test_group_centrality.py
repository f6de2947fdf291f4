"""Groups as one actor: by hand, and against networkx on random networks."""

from __future__ import annotations

import itertools
import math
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network, as_networkx, network_from_edges


def table(net: Network, **options: Any) -> pd.DataFrame:
    found: pd.DataFrame = catalogue()["group_centrality"].function(net, **options)
    return found.set_index("group")


def staged(edges: list[str], stages: dict[str, str], directed: bool = False) -> Network:
    ids = sorted(stages)
    return network_from_edges([tuple(e) for e in edges], ids, directed=directed, stages=stages)


def chain() -> Network:
    """a - b - c - d - e, with b and d one group."""
    return staged(["ab", "bc", "cd", "de"], {"a": "x", "b": "y", "c": "x", "d": "y", "e": "x"})


def test_by_hand() -> None:
    """b and d: all three others at one step, and on every path between them."""
    found = table(chain())
    assert found.loc["y"].to_dict() == pytest.approx(
        {"members": 2, "degree": 3, "degree_normalised": 1, "closeness": 1,
         "harmonic_closeness": 1, "betweenness": 3, "betweenness_normalised": 1}
    )  # fmt: skip
    assert found.loc["x", "betweenness"] == 1  # b and d by c
    assert found.loc["x", "members"] == 3


def test_distance_rules_by_hand() -> None:
    """a: 1 and 3 from b and d; c: 1 and 1; e: 3 and 1."""
    assert table(chain(), distance="max").loc["y", "closeness"] == pytest.approx(3 / (3 + 1 + 3))
    assert table(chain(), distance="mean").loc["y", "closeness"] == pytest.approx(3 / (2 + 1 + 2))
    harmonic = table(chain(), distance="max").loc["y", "harmonic_closeness"]
    assert harmonic == pytest.approx((1 / 3 + 1 + 1 / 3) / 3)


def test_a_part_cannot_be_reached() -> None:
    net = staged(["ab"], {"a": "x", "b": "y", "c": "z"})
    found = table(net)
    assert math.isnan(found.loc["x", "closeness"])
    assert found.loc["x", "harmonic_closeness"] == pytest.approx(1 / 2)
    assert found.loc["z", "harmonic_closeness"] == 0


def test_everybody_in_one_group() -> None:
    found = table(staged(["ab"], {"a": "x", "b": "x"}))
    assert found.loc["x", "degree"] == 0
    assert math.isnan(found.loc["x", "degree_normalised"])


def test_a_group_by_another_column_and_what_is_not_known() -> None:
    net = chain()
    net.actors["town"] = ["north", "south", None, "south", "north"]
    found = table(net, by="town")
    assert found["members"].to_dict() == {"north": 2, "south": 2}
    assert found.loc["south", "degree"] == 3
    with pytest.raises(NeedsError):
        table(net, by="country")
    for options in ({"distance": "sum"}, {"direction": "up"}):
        with pytest.raises(TiesnetError):
            table(net, **options)


def test_it_is_a_table_when_asked_for() -> None:
    net = chain()
    assert not any("group_centrality" in key for key in measure(net).tables)
    result = measure(net, metrics=["group_centrality"])
    assert len(result.tables["ties", "group_centrality"]) == 2


def random_network(directed: bool, seed: int, size: int) -> Network:
    """24 actors in groups of a given size."""
    rng = np.random.default_rng(seed)
    ids = [f"a{k:02}" for k in range(24)]
    pairs = {tuple(p) for p in rng.integers(0, 24, (80, 2)) if p[0] != p[1]}
    if not directed:
        pairs = {(min(p), max(p)) for p in pairs}
    stages = {name: f"s{k // size:02}" for k, name in enumerate(ids)}
    edges = [(ids[i], ids[j]) for i, j in sorted(pairs)]
    return network_from_edges(edges, ids, directed=directed, stages=stages)


def path_by_path(graph: Any, members: set[str]) -> float:
    """Every shortest path between any two others looked at; over ordered pairs."""
    total = 0.0
    for one, other in itertools.permutations(sorted(set(graph) - members), 2):
        if nx.has_path(graph, one, other):
            paths = list(nx.all_shortest_paths(graph, one, other))
            total += sum(bool(members & set(path)) for path in paths) / len(paths)
    return total


@pytest.mark.parametrize("size", [1, 2, 6])
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", [1, 2])
def test_agrees_with_networkx_and_path_by_path(directed: bool, seed: int, size: int) -> None:
    """networkx (3.6) has other betweenness for groups of three or more and for arrows.

    Its issues 8559 and 8827 say so; there the paths are gone through one by one instead.
    """
    net = random_network(directed, seed, size)
    graph = (nx.DiGraph if directed else nx.Graph)(as_networkx(net))
    degree = nx.group_out_degree_centrality if directed else nx.group_degree_centrality
    out, into = table(net), table(net, direction="in")
    for stage, ids in net.actors.groupby("stage").groups.items():
        row, members = out.loc[stage], list(ids)
        assert row["degree_normalised"] == pytest.approx(degree(graph, members))
        through = path_by_path(graph, set(members))
        assert row["betweenness"] * (1 if directed else 2) == pytest.approx(through)
        others = 24 - len(members)
        share = through / (others * (others - 1))
        assert row["betweenness_normalised"] == pytest.approx(share)
        if size < 3 and not directed:
            theirs = nx.group_betweenness_centrality(graph, members)
            assert row["betweenness_normalised"] == pytest.approx(theirs)
        if not math.isnan(into.loc[stage, "closeness"]):
            near = nx.group_closeness_centrality(graph, members)
            assert into.loc[stage, "closeness"] == pytest.approx(near)


def test_a_group_of_one_is_an_actor() -> None:
    net = random_network(True, 3, 1)
    found = table(net)
    for name in ("betweenness", "betweenness_normalised", "harmonic_closeness"):
        one = catalogue()[name].function(net)
        assert found[name].tolist() == pytest.approx(one.tolist())
