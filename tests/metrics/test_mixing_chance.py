"""The E-I index against chance: exact moments beside every permutation, and by simulation."""

from __future__ import annotations

from itertools import permutations

import networkx
import numpy as np
import pytest

from tiesnet.errors import NeedsError
from tiesnet.metrics.mixing import ei_z
from tiesnet.network import Network, network_from_edges


def network(graph: networkx.Graph, stage: dict[str, str]) -> Network:
    edges = [(str(a), str(b)) for a, b in graph.edges]
    return network_from_edges(edges, nodes=[str(n) for n in graph], directed=False, stages=stage)


def same(graph: networkx.Graph, labels: tuple[str, ...]) -> int:
    at = dict(zip(graph, labels, strict=True))
    return sum(at[a] == at[b] for a, b in graph.edges)


def test_equals_every_permutation_of_a_small_network() -> None:
    graph = networkx.Graph([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (0, 2), (0, 3)])
    labels = ("x", "x", "x", "y", "y", "z")
    counts = np.array([same(graph, shuffled) for shuffled in permutations(labels)])
    stage = {str(node): label for node, label in zip(graph, labels, strict=True)}
    expected = (counts.mean() - same(graph, labels)) / counts.std()
    assert ei_z(network(graph, stage)) == pytest.approx(expected, abs=1e-12)


def test_agrees_with_shuffles_of_a_larger_one() -> None:
    graph = networkx.barabasi_albert_graph(60, 3, seed=4)
    rng = np.random.default_rng(11)
    labels = np.array(list("abcde"))[rng.integers(0, 5, 60)]
    counts = np.array([same(graph, tuple(rng.permutation(labels))) for _ in range(4000)])
    stage = {str(node): label for node, label in zip(graph, labels, strict=True)}
    expected = (counts.mean() - same(graph, tuple(labels))) / counts.std()
    assert ei_z(network(graph, stage)) == pytest.approx(expected, abs=0.1)


def test_is_empty_where_a_shuffle_changes_nothing() -> None:
    graph = networkx.path_graph(5)
    assert np.isnan(ei_z(network(graph, dict.fromkeys("01234", "x"))))
    with pytest.raises(NeedsError):
        ei_z(network(graph, {}))
