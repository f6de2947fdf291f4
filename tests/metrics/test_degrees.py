"""How ties are spread, by hand."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue
from tiesnet.network import Network, as_networkx, network_from_edges


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


@pytest.fixture
def star() -> Network:
    """A hub with four: degrees 4, 1, 1, 1, 1."""
    return network_from_edges([("hub", leaf) for leaf in "abcd"], directed=False)


BY_HAND = {
    "mean_degree": 8 / 5,
    # sorted 1, 1, 1, 1, 4 with weights -4, -2, 0, 2, 4: 12 / (5 * 8)
    "degree_gini": 12 / 40,
    # 0.6 squared four times and 2.4 squared: 7.2 / 5
    "degree_variance": 7.2 / 5,
    "degree_sd": math.sqrt(1.44),
    # (2.4 cubed - 4 times 0.6 cubed) / 5 = 2.592; 2.592 / 1.2 cubed
    "degree_skewness": 2.592 / 1.728,
    "degree_assortativity": -1,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(star: Network, name: str) -> None:
    value = of(name, star)
    if name == "degree_assortativity":
        assert value == pytest.approx(nx.degree_assortativity_coefficient(as_networkx(star)))
    assert value == pytest.approx(BY_HAND[name])


def test_directions_are_an_option() -> None:
    """a and b name each other, a names c: partners 2, 1, 1; incoming 1, 1, 1; outgoing 2, 1, 0."""
    net = network_from_edges([("a", "b"), ("b", "a"), ("a", "c")])
    assert of("mean_degree", net) == pytest.approx(4 / 3)
    assert of("mean_degree", net, of="out") == of("mean_degree", net, of="in") == 1
    assert of("degree_variance", net, of="in") == 0
    assert math.isnan(of("degree_skewness", net, of="in"))
    # sorted 0, 1, 2 with weights -2, 0, 2: 4 / (3 * 3)
    assert of("degree_gini", net, of="out") == pytest.approx(4 / 9)
    with pytest.raises(TiesnetError, match="sideways"):
        of("degree_gini", net, of="sideways")


def test_gini_is_half_the_mean_difference_over_the_mean(marriage: Network) -> None:
    degree = of("degree", marriage).to_numpy()
    apart = np.abs(degree[:, None] - degree[None, :]).mean()
    assert of("degree_gini", marriage) == pytest.approx(apart / 2 / degree.mean())
    assert of("degree_sd", marriage) == pytest.approx(degree.std())


def test_only_those_who_answered_count(valley: Network) -> None:
    """Friends: A has B and E, B has A, C and D each other, G nobody; E, F and U did not answer."""
    friends = valley.layer("friends").inside()
    assert of("mean_degree", friends) == pytest.approx((2 + 1 + 1 + 1 + 0) / 5)
