"""Each rule of closeness on Padgett's families and by hand; costs; distances from some actors."""

from __future__ import annotations

import itertools
import math
from typing import Any

import networkx as nx
import numpy as np
import pytest

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._sampling import CERTAINTY, error, interval
from tiesnet.metrics._shared import notes
from tiesnet.network import Network, as_igraph, as_networkx, network_from_edges

CLOSE = {"abs": 1e-12, "rel": 1e-12}
RULES = [m.name for m in catalogue().values() if m.topic == "closeness" and m.name != "k_reach"]


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


# Medici, Pazzi, Pucci (an isolate), to three digits.
PADGETT = {
    "closeness_freeman": (0.484, 0.273, 0.167),
    "closeness_freeman_n": (0.366, 0.231, 0.062),
    "closeness_within": (0.560, 0.286, None),
    "closeness_wasserman_faust": (0.523, 0.267, 0),
    "closeness_valente_foreman": (0.787, 0.467, 0),
    "closeness_gil_schmidt": (0.679, 0.340, 0),
    "harmonic_closeness": (0.633, 0.318, 0),
}


@pytest.mark.parametrize("rule", list(PADGETT))
def test_rules_on_padgetts_marriages(rule: str, marriage: Network) -> None:
    found = of(rule, marriage)[["medici", "pazzi", "pucci"]]
    expected = [math.nan if x is None else x for x in PADGETT[rule]]
    assert found.tolist() == pytest.approx(expected, abs=6e-4, nan_ok=True)


def path_and_isolate() -> Network:
    """a → b → c, and d alone."""
    return network_from_edges([("a", "b"), ("b", "c")], list("abcd"))


@pytest.mark.parametrize(
    ("rule", "options", "expected"),
    [
        # Distances: a 1, 2; b 1; the largest is 2, so that the unreachable are at 3 (or at 4).
        ("closeness_freeman", {}, [3 / 6, 3 / 7, 3 / 9, 3 / 9]),
        ("closeness_freeman", {"direction": "in"}, [3 / 9, 3 / 7, 3 / 6, 3 / 9]),
        ("closeness_freeman", {"direction": "both"}, [3 / 6, 3 / 5, 3 / 6, 3 / 9]),
        ("closeness_freeman_n", {}, [3 / 7, 3 / 9, 3 / 12, 3 / 12]),
        ("closeness_within", {}, [2 / 3, 1, math.nan, math.nan]),
        ("closeness_wasserman_faust", {}, [2 / 3 * 2 / 3, 1 / 3, 0, 0]),
        # (2 + 1 - 1) / 2 = 1 for one step, 1/2 for two.
        ("closeness_valente_foreman", {}, [1.5 / 3, 1 / 3, 0, 0]),
        ("closeness_gil_schmidt", {}, [1.5 / 2, 1, 0, 0]),
        ("harmonic_closeness", {}, [1.5 / 3, 1 / 3, 0, 0]),
        ("harmonic_closeness_in", {}, [0, 1 / 3, 1.5 / 3, 0]),
        ("k_reach", {"k": 1}, [1 / 3, 1 / 3, 0, 0]),
        ("k_reach", {}, [2 / 3, 1 / 3, 0, 0]),
        ("k_reach", {"direction": "both"}, [2 / 3, 2 / 3, 2 / 3, 0]),
    ],
)
def test_rules_by_hand(rule: str, options: dict[str, Any], expected: list[float]) -> None:
    found = of(rule, path_and_isolate(), **options)
    assert found.tolist() == pytest.approx(expected, nan_ok=True, **CLOSE)


def test_everybody_within_one_step() -> None:
    edges = [(a, b) for a in "abcde" for b in "abcde" if a < b]
    net = network_from_edges(edges, directed=False)
    for rule in [*RULES, "k_reach"]:
        assert of(rule, net).tolist() == pytest.approx([1.0] * 5), rule


def test_without_ties_nobody_is_near() -> None:
    net = network_from_edges([], list("abc"))
    assert of("closeness_freeman", net).isna().all()
    assert of("closeness_valente_foreman", net).isna().all()
    assert of("closeness_freeman_n", net).tolist() == pytest.approx([1 / 3] * 3)


def test_freemans_rules_agree_in_one_piece() -> None:
    net = network_from_edges([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    rules = ["closeness_freeman", "closeness_freeman_n", "closeness_within",
             "closeness_wasserman_faust"]  # fmt: skip
    for rule in rules:
        assert of(rule, net).tolist() == pytest.approx([3 / 6] * 4), rule


def test_unknown_options_are_refused() -> None:
    for rule, options in [
        ("closeness_within", {"direction": "up"}),
        ("harmonic_closeness", {"cost": "length"}),
        ("harmonic_closeness", {"alpha": 0.5}),
        ("harmonic_closeness", {"pivots": -1}),
        ("harmonic_closeness", {"pivots": "few"}),
        ("k_reach", {"k": 0}),
    ]:
        net = network_from_edges([("a", "b", 1), ("b", "c", 2)])
        with pytest.raises(TiesnetError) as refused:
            of(rule, net, **options)
        assert refused.value.repair


# Costs. a - b 4, b - c 4, a - c 1: the strong way round costs 1/4 + 1/4, the direct one 1.


def triangle() -> Network:
    edges = [("a", "b", 4), ("b", "c", 4), ("a", "c", 1)]
    return network_from_edges(edges, directed=False)


@pytest.mark.parametrize(
    ("cost", "alpha", "steps"),
    [
        ("inverse", 1.0, {"ab": 1 / 4, "bc": 1 / 4, "ac": 1 / 2}),
        ("inverse", 0.5, {"ab": 1 / 2, "bc": 1 / 2, "ac": 1}),
        ("inverse", 0.0, {"ab": 1, "bc": 1, "ac": 1}),
        ("reversed", 1.0, {"ab": 1, "bc": 1, "ac": 2}),  # 4 + 1 - 4 = 1; direct: 4 + 1 - 1 = 4
    ],
)
def test_costs_by_hand(cost: str, alpha: float, steps: dict[str, float]) -> None:
    net = triangle()
    near = {pair: 1 / way for pair, way in steps.items()}
    expected = [(near["ab"] + near["ac"]) / 2, (near["ab"] + near["bc"]) / 2,
                (near["ac"] + near["bc"]) / 2]  # fmt: skip
    for rule in ("harmonic_closeness", "harmonic_closeness_in"):
        assert of(rule, net, cost=cost, alpha=alpha).tolist() == pytest.approx(expected)
    within = of("closeness_within", net, cost=cost, alpha=alpha)
    assert within["b"] == pytest.approx(2 / (steps["ab"] + steps["bc"]))
    assert any("a step costs" in text for text in notes(net, "closeness_within"))


def test_reversed_cost_knows_the_scale() -> None:
    net = triangle()
    net.layers["scale_max"] = 6.0
    assert of("closeness_within", net, cost="reversed")["b"] == pytest.approx(2 / (3 + 3))
    assert notes(net, "closeness_within") == [
        "a step costs 7 - strength (the top of the scale is 6)"
    ]


@pytest.mark.parametrize(
    "edges", [[("a", "b"), ("b", "c")], [("a", "b", 3), ("b", "c")], [("a", "b", 0), ("b", "c", 2)]]
)
def test_costs_need_every_strength(edges: list[tuple[Any, ...]]) -> None:
    net = network_from_edges(edges)
    with pytest.raises(NeedsError) as refused:
        of("harmonic_closeness", net, cost="inverse")
    assert "strength" in refused.value.repair
    options = {"harmonic_closeness": {"cost": "inverse"}}
    skipped = measure(net, metrics=["harmonic_closeness"], options=options).skipped
    assert "strength" in skipped["reason"].iloc[0]


# Distances to some actors, drawn at random.


def random_network(n: int = 300, directed: bool = True, seed: int = 5) -> Network:
    rng = np.random.default_rng(seed)
    pairs = {tuple(pair) for pair in rng.integers(0, n, (3 * n, 2)) if pair[0] != pair[1]}
    if not directed:
        pairs = {(min(pair), max(pair)) for pair in pairs}
    edges = [(f"a{i:03}", f"a{j:03}", 1 + (i + j) % 4) for i, j in sorted(pairs)]
    return network_from_edges(edges, [f"a{k:03}" for k in range(n)], directed=directed)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("cost", [None, "inverse"])
@pytest.mark.parametrize("rule", ["harmonic_closeness", "harmonic_closeness_in"])
def test_the_bound_of_sampled_closeness_holds(rule: str, cost: str | None, directed: bool) -> None:
    net = random_network(directed=directed)
    exact, found = of(rule, net, cost=cost), of(rule, net, cost=cost, pivots=120)
    said = next(text for text in notes(net, rule) if "estimated" in text)
    bound = float(said.split("further than ")[1].split()[0])
    off = (exact - found).abs().max()
    assert 0 < off <= bound
    assert "120 of 300 actors" in said
    assert "seed 1" in said


def test_all_pivots_are_exact() -> None:
    net = random_network()
    exact = of("harmonic_closeness", net)
    for pivots in (0, "all", 300, 1000):
        assert of("harmonic_closeness", net, pivots=pivots).equals(exact)
    assert not notes(net, "harmonic_closeness")


def test_the_mean_over_all_draws_is_exact() -> None:
    """One pivot at a time, each in turn: their mean is the exact value."""
    from tiesnet.metrics._nearness import _near

    net = random_network(60)
    for direction, rule in (("out", "harmonic_closeness"), ("in", "harmonic_closeness_in")):
        for cost in (None, "inverse"):
            total = sum(_near(net, direction, cost, 1.0, np.array([k])) for k in range(60))
            assert (total / 59).tolist() == pytest.approx(of(rule, net, cost=cost).tolist())


def test_intervals_hold_as_often_as_they_say() -> None:
    """Means of 30 of 200 numbers, 40 of them at once: all inside in at least 95 of 100 draws."""
    rng = np.random.default_rng(2)
    numbers = rng.beta(0.3, 2.0, (40, 200))
    truth, held = numbers.mean(axis=1), 0
    for _ in range(400):
        drawn = rng.choice(200, 30, replace=False)
        low, high = interval(numbers[:, drawn].mean(axis=1), 30)
        held += bool(((low <= truth) & (truth <= high)).all())
    assert held / 400 >= CERTAINTY


def test_the_interval_solves_its_equation() -> None:
    """At 0 it ends where (1 - x) to the power k is what is allowed; it is symmetric at 1/2."""
    low, high = interval(np.array([0.0, 0.5, 1.0]), 100)
    allowed = math.log(2 * 3 / (1 - CERTAINTY)) / 100
    assert low[0] == 0
    assert high[0] == pytest.approx(1 - math.exp(-allowed))
    assert high[1] - 0.5 == pytest.approx(0.5 - low[1])
    assert low[2] == pytest.approx(math.exp(-allowed))
    assert error(np.array([0.0]), 100)[0] < error(np.array([0.5]), 100)[0]


def test_above_the_size_it_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiesnet.metrics._between.EXACT_UP_TO", 100)
    monkeypatch.setattr("tiesnet.metrics._nearness.EXACT_UP_TO", 100)
    monkeypatch.setattr("tiesnet.metrics._sampling.PIVOTS", 50)
    net = random_network()
    result = measure(net, metrics=["betweenness", "harmonic_closeness"])
    assert sorted(result.notes["metric"].unique()) == ["betweenness", "harmonic_closeness"]
    assert result.notes["note"].str.contains("50 of 300").all()


def test_distances_agree_with_networkx() -> None:
    net = random_network(80)
    graph = nx.DiGraph(as_networkx(net))
    theirs = nx.closeness_centrality(graph.reverse())
    ours = of("closeness_wasserman_faust", net)
    assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index])
    ways = nx.harmonic_centrality(graph)
    ours = of("harmonic_closeness_in", net) * 79
    assert ours.tolist() == pytest.approx([ways[k] for k in ours.index])


@pytest.mark.parametrize("size", [40, 200])
def test_long_chains(size: int) -> None:
    """From the first of a chain all others are 1, 2, ... steps away, however many."""
    names = [f"a{k:03}" for k in range(size)]
    net = network_from_edges(list(itertools.pairwise(names)), names)
    steps = np.arange(1, size)
    assert of("harmonic_closeness", net)["a000"] == pytest.approx((1 / steps).sum() / (size - 1))
    assert of("closeness_within", net)["a000"] == pytest.approx((size - 1) / steps.sum())
    assert of("closeness_freeman", net).iloc[-1] == pytest.approx(1 / size)
    assert of("harmonic_closeness_in", net)["a000"] == 0
    drawn = of("harmonic_closeness", net, pivots=size - 1)
    assert drawn["a000"] == pytest.approx(of("harmonic_closeness", net)["a000"], abs=0.06)


@pytest.mark.parametrize("directed", [True, False])
def test_steps_in_bits_agree_with_igraph(directed: bool) -> None:
    """Numbers of actors around whole words of 64."""
    for n in (1, 2, 63, 64, 65, 129, 300):
        net = random_network(max(n, 3), directed, seed=n)
        graph = as_igraph(net)
        for way, rule in (("out", "harmonic_closeness"), ("in", "harmonic_closeness_in")):
            theirs = graph.harmonic_centrality(mode=way)
            assert of(rule, net).tolist() == pytest.approx(theirs, **CLOSE)
