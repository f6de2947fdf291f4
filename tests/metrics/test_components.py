"""Components by hand, and on Padgett's families as Borgatti's course material prints them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network, network_from_edges


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


@pytest.fixture
def parts() -> Network:
    """Arrows in a circle a, b, c and on to d; e to f; g alone."""
    pairs = ["ab", "bc", "ca", "cd", "ef"]
    return network_from_edges([(p[0], p[1]) for p in pairs], list("abcdefg"))


BY_HAND = {
    "n_components": 3,
    "n_strong_components": 5,
    "n_isolates": 1,
    "main_component_size": 4,
    "main_component_share": 4 / 7,
    "component_ratio": 2 / 6,
    "wholeness": 4 / 6,
    # 6 + 1 of 21 pairs are connected
    "fragmentation": 14 / 21,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(parts: Network, name: str) -> None:
    assert of(name, parts) == pytest.approx(BY_HAND[name])


def test_strong_components_are_an_option(parts: Network) -> None:
    assert of("component_ratio", parts, strong=True) == pytest.approx(4 / 6)
    assert of("wholeness", parts, strong=True) == pytest.approx(2 / 6)


def test_wholeness_of_families(marriage: Network, business: Network) -> None:
    assert of("wholeness", marriage) == pytest.approx(0.933, abs=5e-4)
    assert of("wholeness", business) == pytest.approx(0.667, abs=5e-4)
    assert of("main_component_size", marriage) == 15


def test_two_equal_components_have_no_main_one() -> None:
    net = network_from_edges([("a", "b"), ("c", "d")], directed=False)
    assert math.isnan(of("main_component_size", net))
    assert math.isnan(of("main_component_share", net))
