"""Freeman's centralisations: 1 in a star, 0 in a ring, refused for valued data."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import igraph
import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network, build_network, network_from_edges

ALL = [name for name, record in catalogue().items() if record.topic == "centralisation"]
STAR = [("a", leaf) for leaf in "bcdef"]
RING = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a")]


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


@pytest.mark.parametrize("which", ["degree", "betweenness", "closeness"])
def test_a_star_is_fully_centralised_and_a_ring_is_not(which: str) -> None:
    name = f"{which}_centralisation"
    assert of(name, network_from_edges(STAR, directed=False)) == pytest.approx(1)
    assert of(name, network_from_edges(RING, directed=False)) == pytest.approx(0)
    assert of(name, network_from_edges(RING)) == pytest.approx(0)


def test_stars_of_arrows() -> None:
    out, into = network_from_edges(STAR), network_from_edges([(b, a) for a, b in STAR])
    assert of("out_degree_centralisation", out) == pytest.approx(1)
    assert of("in_degree_centralisation", into) == pytest.approx(1)
    assert of("in_degree_centralisation", out) == pytest.approx(5 * 0 / 25 + 1 / 25)
    both = network_from_edges(STAR + [(b, a) for a, b in STAR])
    assert of("betweenness_centralisation", both) == pytest.approx(1)


def test_padgetts_marriages(marriage: Network) -> None:
    """Without the isolate closeness 0.322 and betweenness 0.437 (Wasserman & Faust 1994).

    Degrees of the 15: the Medici have 6, all together 40, so 15 * 6 - 40 = 50 of 14 * 13.
    """
    families = marriage.keep(marriage.actors.index.drop("pucci"))
    assert of("degree_centralisation", families) == pytest.approx(50 / 182)
    assert of("closeness_centralisation", families) == pytest.approx(0.322, abs=5e-4)
    assert of("betweenness_centralisation", families) == pytest.approx(0.437, abs=5e-4)
    assert of("betweenness_centralisation", marriage) == pytest.approx(0.3835, abs=1e-4)
    assert math.isnan(of("closeness_centralisation", marriage))


def test_closeness_needs_everybody_to_reach_everybody() -> None:
    chain = network_from_edges([("a", "b"), ("b", "c")])
    assert math.isnan(of("closeness_centralisation", chain))
    # Directions ignored it is a star.
    assert of("closeness_centralisation", chain, direction="both") == pytest.approx(1)
    ring = network_from_edges([*RING, ("a", "c")])
    graph = igraph.Graph([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 2)], directed=True)
    for direction in ("out", "in"):
        near = np.array(graph.closeness(mode=direction))
        expected = (near.max() - near).sum() / (16 / 5)
        found = of("closeness_centralisation", ring, direction=direction)
        assert found == pytest.approx(expected)


def test_conventions_of_eigenvector_centralisation() -> None:
    """One tie among five: 1 in both. A star: its vector has the hub at 1, leaves at 1 / root 5."""
    pair = network_from_edges([("a", "b")], list("abcde"), directed=False)
    star = network_from_edges(STAR, directed=False)
    for convention in ("sna", "igraph"):
        found = of("eigenvector_centralisation", pair, convention=convention)
        assert found == pytest.approx(1)
    leaf = 1 / math.sqrt(5)
    found = of("eigenvector_centralisation", star, convention="igraph")
    assert found == pytest.approx(5 * (1 - leaf) / 4)
    found = of("eigenvector_centralisation", star)
    assert found == pytest.approx(5 * (1 - leaf) * math.sqrt(0.5) / (4 * math.sqrt(0.5)))
    two_parts = network_from_edges([("a", "b"), ("c", "d")], directed=False)
    assert math.isnan(of("eigenvector_centralisation", two_parts))
    with pytest.raises(TiesnetError):
        of("eigenvector_centralisation", star, convention="star")


@pytest.mark.parametrize("name", ALL)
def test_valued_data_are_refused(name: str) -> None:
    """Centralisation of strengths can exceed 1: there is no such option."""
    net = network_from_edges([("a", "b", 5), ("b", "c", 1), ("c", "a", 1)])
    with pytest.raises(TiesnetError, match="has no option"):
        measure(net, metrics=[name], options={name: {"strength": True}})
    plain = network_from_edges([("a", "b"), ("b", "c"), ("c", "a")])
    assert of(name, net) == pytest.approx(of(name, plain))


def test_silent_actors_nobody_names_are_left_out(make_survey: Callable[..., Any]) -> None:
    """G answered and is alone, so it counts; U was never asked and is not named for supply."""
    net = build_network(make_survey(None)).layer("supply").inside()
    # Arrows A-C, A-D, A-E, B-C among A, B, C, D, E, G: out 3, 1, 0, 0, 0, 0.
    # F and U told nothing of supply and nobody names them.
    assert of("out_degree_centralisation", net) == pytest.approx((0 + 2 + 3 * 4) / 25)
