"""Krackhardt's dimensions by hand, by definition, and live against R sna."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Callable
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest

from tiesnet.errors import NeedsError
from tiesnet.metrics import catalogue
from tiesnet.network import Network, network_from_edges

DIMENSIONS = (
    "connectedness",
    "krackhardt_hierarchy",
    "krackhardt_efficiency",
    "krackhardt_lub",
)


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def arrows(text: str, nodes: str | None = None) -> Network:
    pairs = [(pair[0], pair[1]) for pair in text.split()]
    return network_from_edges(pairs, list(nodes) if nodes else None)


@pytest.mark.parametrize("name", DIMENSIONS)
def test_a_tree_of_command_has_all_dimensions(name: str) -> None:
    assert of(name, arrows("ab ac bd be cf")) == 1


def test_by_hand() -> None:
    """a and b both ways, both to c, c to d; e alone.

    Reached: a-b both ways, a, b to c and d, c to d: one pair of six both ways. Five arrows where
    three are needed, of twelve possible (e needs none and can have none). All of the four have
    bounds: of a and b both a and b; of c and d it is c.
    """
    net = arrows("ab ba ac bc cd", "abcde")
    assert of("connectedness", net) == pytest.approx(6 / 10)
    assert of("krackhardt_hierarchy", net) == pytest.approx(5 / 6)
    assert of("krackhardt_efficiency", net) == pytest.approx(1 - (5 - 3) / (12 - 3))
    assert of("krackhardt_efficiency", net, pairs=True) == pytest.approx(1 - (4 - 3) / (6 - 3))
    assert of("krackhardt_lub", net) == 1
    assert of("flow_hierarchy", net) == pytest.approx(3 / 5)


def test_least_upper_bounds_by_hand() -> None:
    """a and b point to c, c to d: c and d have the bounds a, b and c, and c is the least.

    Only a and b have no bound. R sna asks for a bound that reaches a, b and c and finds none.
    """
    net = arrows("ac bc cd")
    assert of("krackhardt_lub", net) == pytest.approx(1 - 1 / 3)
    assert of("krackhardt_lub", net, as_sna=True) == pytest.approx(1 - 2 / 3)


def test_a_tree_without_arrows() -> None:
    net = network_from_edges([("a", "b"), ("b", "c"), ("b", "d")], directed=False)
    assert of("krackhardt_efficiency", net, pairs=True) == 1
    assert of("krackhardt_efficiency", net) == pytest.approx(1 - 3 / 9)  # two arrows a tie
    with pytest.raises(NeedsError):
        of("krackhardt_hierarchy", net)


def bounds(graph: nx.DiGraph[int], pair: tuple[int, int]) -> set[int]:
    above = [nx.ancestors(graph, end) | {end} for end in pair]
    return above[0] & above[1]


def test_least_upper_bounds_by_definition() -> None:
    rng = np.random.default_rng(7)
    for density in (0.08, 0.12, 0.2, 0.3):
        matrix = rng.random((12, 12)) < density
        np.fill_diagonal(matrix, False)
        graph = nx.DiGraph(list(map(tuple, np.argwhere(matrix).tolist())))
        graph.add_nodes_from(range(12))
        missing = most = 0
        for part in nx.weakly_connected_components(graph):
            for pair in combinations(sorted(part), 2) if len(part) > 2 else ():
                ups = bounds(graph, pair)
                reached = [k for k in ups if all(nx.has_path(graph, up, k) for up in ups)]
                missing += not reached
            most += (len(part) - 1) * (len(part) - 2) // 2 if len(part) > 2 else 0
        names = [f"n{k:02}" for k in range(12)]
        net = network_from_edges([(names[i], names[j]) for i, j in graph.edges], names)
        assert of("krackhardt_lub", net) == pytest.approx(1 - missing / most)


def test_families(marriage: Network, business: Network) -> None:
    assert of("connectedness", marriage) == pytest.approx(0.875, abs=5e-4)
    assert of("connectedness", business) == pytest.approx(0.458, abs=5e-4)


SCRIPT = """
suppressMessages(library(sna))
A <- as.matrix(read.table("stdin"))
values <- c(connectedness(A), hierarchy(A, measure = "krackhardt"), efficiency(A), lubness(A))
cat("[", paste(ifelse(is.nan(values), "null", format(values, digits = 15)), collapse = ","), "]")
"""


@pytest.mark.peers
@pytest.mark.parametrize("density", [0.02, 0.05, 0.08, 0.3])
def test_agrees_with_r(needs: Callable[[str], str], density: float) -> None:
    rng = np.random.default_rng(11)
    matrix = (rng.random((18, 18)) < density).astype(int)
    np.fill_diagonal(matrix, 0)
    text = "\n".join(" ".join(map(str, row)) for row in matrix)
    answer = subprocess.run(
        [needs("peers"), "-e", SCRIPT], input=text, capture_output=True, text=True, check=True
    )
    names = [f"n{k:02}" for k in range(18)]
    net = network_from_edges([(names[i], names[j]) for i, j in np.argwhere(matrix)], names)
    for name, theirs in zip(DIMENSIONS, json.loads(answer.stdout), strict=True):
        ours = of(name, net, **({"as_sna": True} if name == "krackhardt_lub" else {}))
        expected = math.nan if theirs is None else theirs
        assert ours == pytest.approx(expected, nan_ok=True, rel=1e-9, abs=1e-9), name
