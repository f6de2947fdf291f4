"""Influence by hand, in networks of several parts or without cycles, and against R and networkx."""

from __future__ import annotations

import itertools
import json
import math
import subprocess
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue
from tiesnet.metrics._shared import notes
from tiesnet.network import Network, adjacency, as_networkx, network_from_edges

MEASURES = ["eigenvector", "bonacich_power", "katz", "pagerank", "hub_score", "authority_score",
            "information_centrality"]  # fmt: skip


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def chain(letters: str = "abc", directed: bool = True) -> Network:
    return network_from_edges(list(itertools.pairwise(letters)), directed=directed)


def random_network(n: int, ties: int, seed: int = 4) -> Network:
    rng = np.random.default_rng(seed)
    pairs = {tuple(pair) for pair in rng.integers(0, n, (ties, 2)) if pair[0] != pair[1]}
    edges = [(f"a{i:04}", f"a{j:04}") for i, j in sorted(pairs)]
    return network_from_edges(edges, [f"a{k:04}" for k in range(n)])


# Bonacich power and Katz.


def test_power_by_hand() -> None:
    """A chain a - b - c with beta 1/2: a = 1 + b/2, b = 2 + a/2 + c/2, so a = c = 4, b = 6."""
    found = of("bonacich_power", chain(directed=False), beta=0.5, scale="raw")
    assert found.tolist() == pytest.approx([4, 6, 4])
    found = of("bonacich_power", chain(directed=False), beta=0.5)
    assert found.tolist() == pytest.approx(np.array([4, 6, 4]) * math.sqrt(3 / 68))
    assert (found**2).sum() == pytest.approx(3)


def test_power_with_beta_zero_is_degree() -> None:
    net = random_network(30, 90)
    ours = of("bonacich_power", net, beta=0, scale="raw")
    assert ours.tolist() == pytest.approx(of("out_degree", net).tolist())
    incoming = of("bonacich_power", net, beta=0, scale="raw", direction="in")
    assert incoming.tolist() == pytest.approx(of("in_degree", net).tolist())


def test_negative_beta_favours_those_with_dependent_partners() -> None:
    """Bonacich's example: in a chain of five the second has more power than the middle."""
    found = of("bonacich_power", chain("abcde", directed=False), beta=-0.4)
    assert found["b"] > found["c"]
    positive = of("bonacich_power", chain("abcde", directed=False), beta=0.4)
    assert positive["c"] > positive["b"]


def test_beta_is_chosen_and_noted() -> None:
    net = chain(directed=False)  # largest eigenvalue: the root of 2
    of("bonacich_power", net)
    assert notes(net, "bonacich_power") == ["beta = 0.75 / largest eigenvalue (1.414) = 0.5303"]
    of("katz", net)
    assert notes(net, "katz") == ["alpha = 0.75 / largest eigenvalue (1.414) = 0.5303"]


def test_beta_without_cycle_is_chosen_too() -> None:
    net = chain()
    found = of("bonacich_power", net, scale="raw")
    beta = 0.75 / math.sqrt(2)
    assert found.tolist() == pytest.approx([1 + beta, 1, 0])
    assert "no path leads back" in notes(net, "bonacich_power")[0]


def test_beta_beyond_the_largest_is_said() -> None:
    net = chain(directed=False)
    of("bonacich_power", net, beta=1.0)
    assert "no finite sum" in notes(net, "bonacich_power")[0]


def test_no_single_solution_is_empty() -> None:
    pair = network_from_edges([("a", "b")], directed=False)  # eigenvalue 1
    assert of("bonacich_power", pair, beta=1.0).isna().all()


def test_katz_by_hand() -> None:
    """Walks that end at c: one of one step, one of two."""
    found = of("katz", chain(), alpha=0.5)
    assert found.tolist() == pytest.approx([0, 0.5, 0.5 + 0.25])
    assert of("katz", chain(), alpha=0.5, direction="out").tolist() == pytest.approx([0.75, 0.5, 0])
    assert of("katz", chain(), alpha=0.5, convention="igraph").tolist() == pytest.approx(
        [1, 1.5, 1.75]
    )
    assert (of("katz", chain(), convention="networkx") ** 2).sum() == pytest.approx(1)


def test_large_networks_are_added_up_to_the_same() -> None:
    net = random_network(400, 1600)
    beta = 0.75 / max(abs(np.linalg.eigvals(adjacency(net).toarray())))
    matrix = adjacency(net).toarray()
    expected = np.linalg.solve(np.eye(400) - beta * matrix, matrix.sum(axis=1))
    found = of("bonacich_power", net, scale="raw")
    assert found.tolist() == pytest.approx(expected.tolist(), rel=1e-10)


def test_too_much_attenuation_for_a_large_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiesnet.metrics._spectral.SOLVE", 200)
    with pytest.raises(TiesnetError, match="at most 0.99"):
        of("bonacich_power", random_network(300, 1200), beta=1.0)


# Eigenvector centrality and PageRank.


def test_eigenvector_with_strengths() -> None:
    """Ties of 2 and 1: values as 2 : root of 5 : 1; of two arrows the stronger counts."""
    edges = [("a", "b", 2), ("b", "a", 1), ("b", "c", 1)]
    found = of("eigenvector", network_from_edges(edges), strength=True)
    expected = np.array([2, math.sqrt(5), 1]) / math.sqrt(10)
    assert found.tolist() == pytest.approx(expected)


def test_pagerank_by_hand() -> None:
    """a and b point to each other, nothing else: half each. In a chain b sends anywhere."""
    ring = network_from_edges([("a", "b"), ("b", "a")])
    assert of("pagerank", ring).tolist() == pytest.approx([0.5, 0.5])
    found = of("pagerank", chain("ab"), damping=0.5)
    # a = 1/4 + b/4; b = 1/4 + a/2 + b/4; a + b = 1.
    assert found.tolist() == pytest.approx([0.4, 0.6])
    assert notes(ring, "pagerank") == ["damping = 0.85"]


@pytest.mark.parametrize("damping", [-0.1, 1.0])
def test_pagerank_refuses_impossible_damping(damping: float) -> None:
    with pytest.raises(TiesnetError):
        of("pagerank", chain(), damping=damping)


def test_pagerank_with_strengths_of_networkx() -> None:
    edges = [("a", "b", 3), ("b", "c", 1), ("a", "c", 1), ("c", "a", 2)]
    net = network_from_edges(edges)
    graph = nx.DiGraph(as_networkx(net))
    theirs = nx.pagerank(graph, tol=1e-14, max_iter=1000)
    ours = of("pagerank", net, strength=True)
    assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index], abs=1e-10)


# Hubs and authorities.


def test_hubs_by_hand() -> None:
    """a and b point to x, a to y as well: a to b as the golden ratio to 1."""
    net = network_from_edges([("a", "x"), ("b", "x"), ("a", "y")], list("abxy"))
    golden = (1 + math.sqrt(5)) / 2
    assert of("hub_score", net).tolist() == pytest.approx([1, 1 / golden, 0, 0])
    assert of("authority_score", net).tolist() == pytest.approx([0, 0, 1, 1 / golden])
    assert of("hub_score", net, scale="sum").sum() == pytest.approx(1)
    assert (of("authority_score", net, scale="length") ** 2).sum() == pytest.approx(1)


def kleinberg(matrix: np.ndarray, rounds: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """His iteration, from equal values."""
    hubs = np.ones(len(matrix))
    for _ in range(rounds):
        authorities = matrix.T @ hubs
        hubs = matrix @ authorities
        hubs /= hubs.max()
    authorities = matrix.T @ hubs
    return hubs, authorities / authorities.max()


@pytest.mark.parametrize(
    "edges",
    [
        ["ab", "bc", "cd"],  # no cycle: all of equal standing
        ["ab", "cd"],  # two parts
        ["ab", "ac", "de", "df", "gh"],  # two equal parts and a lesser one
        ["ab", "ba", "bc", "ca"],
        ["ab", "ac", "bc", "de"],
    ],
)
def test_hubs_are_what_the_iteration_comes_to(edges: list[str]) -> None:
    net = network_from_edges([tuple(pair) for pair in edges], list("abcdefgh"))
    hubs, authorities = kleinberg(adjacency(net).toarray())
    assert of("hub_score", net).tolist() == pytest.approx(hubs.tolist(), abs=1e-8)
    assert of("authority_score", net).tolist() == pytest.approx(authorities.tolist(), abs=1e-8)


def test_hubs_without_ties_are_zero() -> None:
    net = network_from_edges([], list("abc"))
    assert of("hub_score", net).eq(0).all()
    assert of("authority_score", net).eq(0).all()


def test_hubs_of_a_large_network() -> None:
    net = random_network(400, 3000)
    hubs, authorities = kleinberg(adjacency(net).toarray())
    assert of("hub_score", net).tolist() == pytest.approx(hubs.tolist(), abs=1e-8)
    assert of("authority_score", net).tolist() == pytest.approx(authorities.tolist(), abs=1e-8)


# Information centrality.


def test_information_of_a_chain_by_hand() -> None:
    """Resistances of a - b - c: a 1 and 2, b 1 and 1. Three actors over their sum."""
    found = of("information_centrality", chain(directed=False))
    assert found.tolist() == pytest.approx([3 / 3, 3 / 2, 3 / 3])


def test_information_takes_each_part_by_itself() -> None:
    edges = [("a", "b"), ("b", "c"), ("d", "e")]
    net = network_from_edges(edges, list("abcdef"), directed=False)
    expected = [1, 1.5, 1, 2, 2, math.nan]
    found = of("information_centrality", net)
    assert found.tolist() == pytest.approx(expected, nan_ok=True)


def test_information_with_strengths_of_networkx() -> None:
    edges = [("a", "b", 3), ("b", "c", 1), ("a", "c", 2), ("c", "d", 5)]
    net = network_from_edges(edges, directed=False)
    theirs = nx.information_centrality(nx.Graph(as_networkx(net)), weight="weight")
    ours = of("information_centrality", net, strength=True) / 4
    assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index])


@pytest.mark.parametrize("name", MEASURES)
def test_same_values_twice(name: str) -> None:
    one, two = random_network(60, 200), random_network(60, 200)
    assert of(name, one).equals(of(name, two))


SCRIPT = """
suppressMessages(library(sna))
A <- as.matrix(read.table("stdin"))
show <- function(x) cat("[", paste(format(x, digits = 16), collapse = ","), "]")
cat("["); show(bonpow(A, exponent = 0.1)); cat(","); show(bonpow(A, exponent = -0.2)); cat(",")
show(bonpow(t(A), exponent = 0.1)); cat(","); show(stresscent(A)); cat(",")
show(flowbet(A)); cat(","); show(flowbet(A, cmode = "normflow")); cat("]")
"""
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("bonacich_power", {"beta": 0.1}),
    ("bonacich_power", {"beta": -0.2}),
    ("bonacich_power", {"beta": 0.1, "direction": "in"}),
    ("stress", {}),
    ("flow_betweenness", {}),
    ("flow_betweenness", {"normalised": True}),
]


@pytest.mark.peers
@pytest.mark.parametrize("seed", [1, 2])
def test_agrees_with_r(needs: Callable[[str], str], seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = (rng.random((12, 12)) < 0.25).astype(int)
    np.fill_diagonal(matrix, 0)
    text = "\n".join(" ".join(map(str, row)) for row in matrix)
    answer = subprocess.run(
        [needs("peers"), "-e", SCRIPT], input=text, capture_output=True, text=True, check=True
    )
    names = [f"n{k:02}" for k in range(12)]
    net = network_from_edges([(names[i], names[j]) for i, j in np.argwhere(matrix)], names)
    for (name, options), theirs in zip(ASKED, json.loads(answer.stdout), strict=True):
        ours = of(name, net, **options).tolist()
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9), (name, options)
