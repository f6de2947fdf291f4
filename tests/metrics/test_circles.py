"""The circle of an actor: pairs, density, efficiency, betweenness, Simmelian ties."""

from __future__ import annotations

import importlib.util
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue
from tiesnet.metrics._shared import flat
from tiesnet.network import Network, adjacency, as_networkx, network_from_edges

_spec = importlib.util.spec_from_file_location(
    "reference_values", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]
LAYERS, PYTHON, SAME = peers.LAYERS, peers.PYTHON, peers.SAME
network, published, reference = peers.network, peers.published, peers.reference


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


@pytest.fixture
def advice() -> Network:
    """a names b, c, d and is named by d; b and c name each other, c names d, e is alone."""
    edges = [("a", "b"), ("a", "c"), ("a", "d"), ("d", "a"), ("b", "c"), ("c", "b"), ("c", "d")]
    return network_from_edges(edges, list("abcde"))


def random(seed: int, directed: bool) -> Network:
    rng = np.random.default_rng(seed)
    cells = np.argwhere(rng.random((16, 16)) < 0.2)
    edges = [(f"n{i:02}", f"n{j:02}") for i, j in cells if i != j and (directed or i < j)]
    return network_from_edges(edges, [f"n{k:02}" for k in range(17)], directed=directed)


def test_open_pairs(advice: Network) -> None:
    # a's partners b, c, d: b-c and c-d are tied, b-d is open; arrows b>c, c>b, c>d of 6
    assert of("open_pairs", advice)["a"] == 1
    assert of("open_pairs", advice, ordered=True)["a"] == 3
    assert of("ego_density", advice)["a"] == pytest.approx(3 / 6)
    assert of("open_pairs", advice)["e"] == 0
    assert np.isnan(of("ego_density", advice)["e"])


def test_honest_broker(advice: Network) -> None:
    kinds = ("none", "one_way", "mutual")
    assert [of(f"honest_broker_{kind}", advice)["a"] for kind in kinds] == [1, 1, 1]
    shares = [of(f"honest_broker_{kind}", advice, share=True)["a"] for kind in kinds]
    assert shares == pytest.approx([1 / 3] * 3)
    # c: named by a and b; a names b, so the one pair is tied one way
    named = [of(f"honest_broker_{kind}", advice, circle="incoming")["c"] for kind in kinds]
    assert named == [0, 1, 0]
    # tied both ways with c is b alone: no pair
    assert of("honest_broker_none", advice, circle="mutual").isna()["c"]
    with pytest.raises(TiesnetError, match="all, incoming, mutual"):
        of("honest_broker_none", advice, circle="outgoing")


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("which", ["all", "incoming", "mutual"])
def test_honest_broker_pair_by_pair(directed: bool, which: str) -> None:
    net = random(5, directed)
    ties = adjacency(net).toarray()
    inside = {"all": ties + ties.T > 0, "incoming": ties.T > 0, "mutual": ties * ties.T > 0}[which]
    want = np.zeros((3, len(ties)))
    for v in range(len(ties)):
        alters = np.flatnonzero(inside[v])
        for k, i in enumerate(alters):
            for j in alters[k + 1 :]:
                want[int(ties[i, j] + ties[j, i]), v] += 1
    want[:, inside.sum(axis=1) < 2] = np.nan
    for row, kind in zip(want, ("none", "one_way", "mutual"), strict=True):
        ours = of(f"honest_broker_{kind}", net, circle=which)
        assert ours.tolist() == pytest.approx(row.tolist(), nan_ok=True)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("directed", [True, False])
def test_ego_betweenness_is_betweenness_in_the_circle(seed: int, directed: bool) -> None:
    """networkx's betweenness of the actor in the graph of itself and its partners."""
    net = random(seed, directed)
    graph = (nx.DiGraph if directed else nx.Graph)(as_networkx(net))
    ours = of("ego_betweenness", net)
    for actor in graph:
        around = graph.subgraph([actor, *nx.all_neighbors(graph, actor)])
        theirs = nx.betweenness_centrality(around, normalized=False)[actor]
        assert ours[actor] == pytest.approx(theirs, abs=1e-12)


def test_ego_betweenness_normalised(marriage: Network) -> None:
    # Medici: 6 partners, 15 pairs, only ridolfi-tornabuoni tied
    assert of("ego_betweenness", marriage)["medici"] == 14
    assert of("ego_betweenness", marriage, normalised=True)["medici"] == pytest.approx(14 / 15)
    assert of("ego_betweenness", marriage)["pazzi"] == 0
    assert of("ego_betweenness", marriage, normalised=True).isna()["pazzi"]


@pytest.mark.parametrize("directed", [True, False])
def test_parts_and_efficiency_agree_with_networkx(directed: bool) -> None:
    net = random(7, directed)
    ties = adjacency(net).toarray()
    graph = nx.relabel_nodes(
        nx.Graph((ties + ties.T > 0).astype(int)), dict(enumerate(net.actors.index))
    )
    parts, near = of("circle_parts", net), of("local_efficiency", net)
    for actor in graph:
        around = graph.subgraph(graph[actor])
        assert parts[actor] == nx.number_connected_components(around)
        if len(around) > 1:
            assert near[actor] == pytest.approx(nx.global_efficiency(around), abs=1e-12)
        else:
            assert np.isnan(near[actor])


def test_local_efficiency_averages_to_that_of_networkx(shared_data: Path) -> None:
    compared = 0
    for folder, layer in LAYERS:
        net = network(folder, layer)
        if len(net.actors) > 300:
            continue
        theirs = reference(folder, layer, PYTHON)["local_efficiency_undirected"]["value"]
        assert of("local_efficiency", net).fillna(0).mean() == pytest.approx(theirs, **SAME)
        compared += 1
    assert compared >= 40


@pytest.mark.parametrize(
    ("column", "name", "times"),
    [("broker", "open_pairs", 0.5), ("ego_betweenness", "ego_betweenness", 1)],
)
def test_agrees_with_ucinets_ego_networks(
    column: str, name: str, times: float, shared_data: Path
) -> None:
    """The camp network. JENNIE's betweenness is 4 in UCINET's other table: see its notes."""
    [entry] = [one for one in published("campnet") if one["source"].startswith("egonet basic")]
    options = {"ordered": True} if name == "open_pairs" else {}
    ours = of(name, network("campnet", "top3_interactions"), **options) * times
    want = dict(entry["values"][column])
    if name == "ego_betweenness":
        want["JENNIE"] = 4.0
    assert ours.to_dict() == pytest.approx({actor: want[actor] for actor in ours.index}, abs=5e-4)


def test_simmelian_ties() -> None:
    """a, b, c all name each other; c and d do too, without a third; d names a in vain."""
    mutual = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    edges = [*mutual, *((j, i) for i, j in mutual), ("d", "a")]
    net = network_from_edges(edges)
    assert of("simmelian_ties", net).to_dict() == {"a": 2, "b": 2, "c": 2, "d": 0}
    table = of("simmelian_pairs", net)
    rows = [tuple(row) for row in table.itertuples(index=False)]
    assert rows == [
        ("a", "b", 1, "yes"), ("a", "c", 1, "yes"), ("b", "c", 1, "yes"), ("c", "d", 0, "no")
    ]  # fmt: skip


def test_simmelian_ties_without_arrows(marriage: Network) -> None:
    # the triangles of the marriages: medici-ridolfi-tornabuoni, bischeri-peruzzi-strozzi,
    # castellani-peruzzi-strozzi
    ties = of("simmelian_ties", marriage)
    assert ties[ties > 0].to_dict() == {
        "bischeri": 2, "castellani": 2, "medici": 2, "peruzzi": 3, "ridolfi": 2, "strozzi": 3,
        "tornabuoni": 2,
    }  # fmt: skip
    pairs = of("simmelian_pairs", marriage).set_index(["one", "other"])["third_parties"]
    assert pairs["peruzzi", "strozzi"] == 2
    assert len(pairs) == 20


def test_silent_actors_have_no_simmelian_pairs(valley: Network) -> None:
    table = of("simmelian_pairs", valley.layer("friends").inside())
    assert ("A", "B") in set(zip(table["one"], table["other"], strict=True))
    assert "E" not in {*table["one"], *table["other"]}


def test_unknown_pairs_of_partners_by_hand(valley: Network) -> None:
    """A is tied to B, C, D, E and U; E was silent, U was never asked, F answered one question."""
    view = valley.layer("friends").inside()
    found = catalogue()["unknown_partner_pairs"].function(view)
    # Friends of A: B and E. B answered, so that pair is known; nothing is asked of outside actors.
    assert found["A"] == 0
    silent = valley.layer("all").inside()
    partners = [silent.actors.index[k] for k in flat(silent)[[0]].indices]
    tied = flat(silent).toarray() > 0
    place = {name: k for k, name in enumerate(silent.actors.index)}
    expected = 0
    for one, other in combinations([place[name] for name in partners], 2):
        pair = np.array([one]), np.array([other])
        sure = silent.respondents.known(*pair) & silent.respondents.known(*pair[::-1])
        expected += not sure[0] and not tied[one, other]
    assert catalogue()["unknown_partner_pairs"].function(silent)["A"] == expected > 0


def test_every_pair_is_known_when_all_answered() -> None:
    net = network_from_edges([("a", "b"), ("a", "c"), ("a", "d")])
    assert (catalogue()["unknown_partner_pairs"].function(net) == 0).all()
