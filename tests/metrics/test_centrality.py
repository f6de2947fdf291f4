"""Betweenness and its relatives: sampled, by cost, by hand, and the identities they obey."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._shared import notes
from tiesnet.network import Network, as_networkx, network_from_edges


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def random_network(n: int = 250, directed: bool = True, seed: int = 3) -> Network:
    rng = np.random.default_rng(seed)
    pairs = {tuple(pair) for pair in rng.integers(0, n, (3 * n, 2)) if pair[0] != pair[1]}
    if not directed:
        pairs = {(min(pair), max(pair)) for pair in pairs}
    edges = [(f"a{i:03}", f"a{j:03}", 1 + (i * j) % 4) for i, j in sorted(pairs)]
    return network_from_edges(edges, [f"a{k:03}" for k in range(n)], directed=directed)


def star(leaves: str = "bcdef") -> Network:
    return network_from_edges([("a", leaf) for leaf in leaves], directed=False)


# Sampled betweenness.


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("cost", [None, "inverse"])
def test_the_bound_of_sampled_betweenness_holds(directed: bool, cost: str | None) -> None:
    net = random_network(directed=directed)
    for name in ("betweenness", "betweenness_normalised"):
        exact, found = of(name, net, cost=cost), of(name, net, cost=cost, pivots=100)
        said = next(text for text in notes(net, name) if "estimated" in text)
        bound = float(said.split("further than ")[1].split()[0])
        assert 0 < (exact - found).abs().max() <= bound
        assert "100 of 250 actors" in said


def test_the_bound_of_each_actor_holds() -> None:
    net = random_network()
    exact, found = of("betweenness", net), of("betweenness", net, pivots=100)
    bound = of("betweenness_error", net, pivots=100)
    assert ((exact - found).abs() <= bound).all()
    assert bound.min() < bound.max()
    assert of("betweenness_error", net).eq(0).all()


def test_sampling_depends_on_the_seed_alone() -> None:
    one, two = random_network(), random_network()
    assert of("betweenness", one, pivots=50).equals(of("betweenness", two, pivots=50))
    two.origin.parameters["seed"] = 2  # type: ignore[index]
    again = two.keep(two.actors.index[:-1])
    assert "seed 2" in (of("betweenness", again, pivots=50), notes(again, "betweenness"))[1][0]


def test_sampling_is_right_on_average() -> None:
    """Every actor as the only pivot, in turn: the mean is the exact value."""
    from tiesnet.network import as_igraph

    for directed in (True, False):
        net = random_network(40, directed)
        graph = as_igraph(net)
        mean = sum(40 * np.array(graph.betweenness(sources=[k])) for k in range(40)) / 40
        assert mean.tolist() == pytest.approx(of("betweenness", net).tolist())


def test_exact_when_asked() -> None:
    net = random_network()
    assert of("betweenness", net, pivots="all").equals(of("betweenness", net))
    assert of("betweenness", net, pivots=0).equals(of("betweenness", net))


# Costs. a to d by b (strong ties) or by c (weak ties): steps tie, costs do not.


def diamond() -> Network:
    edges = [("a", "b", 4), ("b", "d", 4), ("a", "c", 1), ("c", "d", 1)]
    return network_from_edges(edges, directed=False)


@pytest.mark.parametrize("cost", ["inverse", "reversed"])
def test_strong_ties_are_short_when_asked(cost: str) -> None:
    net = diamond()
    assert of("betweenness", net).tolist() == [0.5] * 4
    # a and d: by b. b and c: by a and by d, alike.
    assert of("betweenness", net, cost=cost).tolist() == pytest.approx([0.5, 1, 0, 0.5])
    assert any("a step costs" in text for text in notes(net, "betweenness"))
    ties = of("edge_betweenness", net, cost=cost).set_index(["source", "target"])["betweenness"]
    assert ties["a", "b"] == pytest.approx(1 + 1 + 0.5)  # a-b, a-d, half of b-c


def test_alpha_of_opsahl_changes_the_way() -> None:
    """One tie of 1 against two of 3: 1 against 2/3; at alpha 1/2 1 against 1.15 (Opsahl 2010)."""
    net = network_from_edges([("a", "c", 1), ("a", "b", 3), ("b", "c", 3)], directed=False)
    assert of("betweenness", net, cost="inverse")["b"] == pytest.approx(1)
    assert of("betweenness", net, cost="inverse", alpha=0.5)["b"] == pytest.approx(0)


def test_costs_are_skipped_where_strengths_are_missing(valley: Network) -> None:
    options = {"betweenness": {"cost": "inverse"}}
    result = measure(valley, metrics=["betweenness"], options=options)
    said = result.skipped.set_index("layer")["reason"]
    assert said["supply"] == "the strength of 1 ties is not known"
    assert "cannot be added up" in said["formal"]
    advice = result.notes[result.notes["layer"] == "advice"]["note"].tolist()
    assert "cost = inverse" in advice
    assert "a step costs 1 / strength" in advice


# Ties, stress, flow.


def test_betweenness_of_ties_sums_to_distances() -> None:
    net = random_network(40)
    ways = dict(nx.all_pairs_shortest_path_length(nx.DiGraph(as_networkx(net))))
    assert of("edge_betweenness", net)["betweenness"].sum() == pytest.approx(
        sum(sum(row.values()) for row in ways.values())
    )


def test_stress_by_hand() -> None:
    """Two ways from a to d, each counted whole."""
    net = diamond()
    assert of("stress", net).tolist() == [1, 1, 1, 1]
    longer = network_from_edges([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")])
    # b, c: a-d, a-e. d: b-e, c-e, and a-e by two ways.
    assert of("stress", longer).tolist() == [0, 2, 2, 4, 0]


def test_stress_is_at_least_betweenness() -> None:
    net = random_network(60)
    assert (of("stress", net) >= of("betweenness", net) - 1e-9).all()


def test_flow_betweenness_by_hand() -> None:
    """A ring of four: two units flow between any two, one of them through each other actor."""
    net = network_from_edges([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")], directed=False)
    assert of("flow_betweenness", net).tolist() == [3, 3, 3, 3]
    assert of("flow_betweenness", net, normalised=True).tolist() == pytest.approx([0.5] * 4)
    strong = diamond()
    # Without b: a-d 5 to 1, a-c and c-d 2 to 1 each.
    assert of("flow_betweenness", strong, strength=True)["b"] == pytest.approx(4 + 1 + 1)


def test_flow_of_a_star_goes_through_the_hub() -> None:
    assert of("flow_betweenness", star()).tolist() == [10, 0, 0, 0, 0, 0]
    assert of("flow_betweenness", star(), normalised=True)["a"] == 1


# Induced centrality.


def test_induced_centrality_of_a_star_by_hand() -> None:
    """Degrees sum to 10 with the hub and to 0 without; a leaf takes 1 of its own and 1 of the hub.

    Closeness: 5 pairs at distance 1 and 10 at 2 give 2 * (5 + 5) = 20 over both orders.
    """
    net = star()
    assert of("induced_centrality", net, of="ties").tolist() == [10, 2, 2, 2, 2, 2]
    assert of("induced_centrality", net, of="ties", part="own").tolist() == [5, 1, 1, 1, 1, 1]
    assert of("induced_centrality", net, of="ties", part="others").tolist() == [5, 1, 1, 1, 1, 1]
    found = of("induced_centrality", net)
    assert found["a"] == pytest.approx(20)
    assert found["b"] == pytest.approx(2 * (1 + 4 / 2))
    assert of("induced_centrality", net, of="reach").tolist() == [30, 10, 10, 10, 10, 10]
    assert of("induced_centrality", net, of="betweenness").tolist() == [10, 4, 4, 4, 4, 4]


@pytest.mark.parametrize("what", ["ties", "closeness", "reach", "betweenness"])
def test_induced_is_own_plus_others(what: str) -> None:
    net = random_network(30)
    total, own, others = (
        of("induced_centrality", net, of=what, part=part) for part in ("total", "own", "others")
    )
    assert total.tolist() == pytest.approx((own + others).tolist())


@pytest.mark.parametrize("options", [{"of": "fame"}, {"part": "half"}])
def test_induced_refuses_what_it_does_not_know(options: dict[str, str]) -> None:
    with pytest.raises(TiesnetError) as refused:
        of("induced_centrality", star(), **options)
    assert "Choose one of" in refused.value.repair


# Cores and degrees.


def test_cores_counted_in_arrows() -> None:
    net = network_from_edges([("a", "b"), ("b", "a"), ("b", "c")])
    assert of("core_number", net).tolist() == [1, 1, 1]
    assert of("core_number_arrows", net).tolist() == [2, 2, 1]
    assert of("core_number_arrows", net, direction="in").tolist() == [1, 1, 1]
    assert of("core_number_arrows", net, direction="out").tolist() == [1, 1, 0]


def test_degrees_normalised() -> None:
    net = network_from_edges([("a", "b"), ("b", "a"), ("b", "c")], list("abcd"))
    assert of("degree_total", net).tolist() == [2, 3, 1, 0]
    assert of("degree_normalised", net).tolist() == pytest.approx([1 / 3, 2 / 3, 1 / 3, 0])
    assert of("in_degree_normalised", net).tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert of("out_degree_normalised", net).tolist() == pytest.approx([1 / 3, 2 / 3, 0, 0])
