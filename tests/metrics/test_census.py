"""Dyads and triads by hand; what silent firms do to them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tiesnet.errors import NeedsError
from tiesnet.metrics import catalogue
from tiesnet.metrics.census import TRIADS
from tiesnet.network import Network, network_from_edges


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


@pytest.fixture
def small() -> Network:
    """Two mutual pairs, one arrow, three empty pairs; density 5/12, reciprocity 4/5."""
    return network_from_edges([("a", "b"), ("b", "a"), ("a", "c"), ("c", "d"), ("d", "c")])


BY_HAND = {
    "reciprocity": 4 / 5,
    "reciprocity_known": 4 / 5,
    "reciprocity_dyad": 2 / 3,
    "reciprocity_symmetric": 5 / 6,
    "reciprocity_log": math.log((4 / 5) / (5 / 12)),
    "reciprocity_index": (4 / 5 - 5 / 12) / (1 - 5 / 12),
    # paths of two steps: b-a-c, a-c-d; neither is closed
    "transitivity_index": (0 - 5 / 12) / (1 - 5 / 12),
    "transitivity_undirected": 0,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(small: Network, name: str) -> None:
    assert of(name, small) == pytest.approx(BY_HAND[name])


def test_strong_transitivity_by_hand() -> None:
    """a to b to c, and a to c. Ordered threesomes a, b, c: first to last, path through the middle.

    abc: tie and path. acb: tie, no path. bac: tie, no path. The other three: neither. So four
    of six are right.
    """
    net = network_from_edges([("a", "b"), ("b", "c"), ("a", "c")])
    assert of("transitivity", net) == 1
    assert of("transitivity_strong", net) == pytest.approx(4 / 6)


def test_dyads(small: Network) -> None:
    table = of("dyad_census", small)
    assert table["pair"].tolist() == ["mutual", "one-way", "empty"]
    assert table["pairs"].tolist() == table["known_pairs"].tolist() == [2, 1, 3]
    assert table["share_of_pairs"].tolist() == pytest.approx([2 / 6, 1 / 6, 3 / 6])


def test_dyads_of_families(marriage: Network) -> None:
    """20 ties among 120 pairs, as R prints them."""
    table = of("dyad_census", marriage)
    assert dict(zip(table["pair"], table["pairs"], strict=True)) == {"tied": 20, "empty": 100}


def test_triads_of_families(marriage: Network) -> None:
    """As R prints them."""
    table = of("triad_census", marriage)
    counts = dict(zip(table["kind"], table["threesomes"], strict=True))
    assert counts == {"003": 324, "102": 195, "201": 38, "300": 3}
    assert table["share"].sum() == pytest.approx(1)


PICTURES = {
    "012": "ab",
    "102": "ab ba",
    "021D": "ba bc",
    "021U": "ab cb",
    "021C": "ab bc",
    "111D": "ab ba cb",
    "111U": "ab ba bc",
    "030T": "ab cb ac",
    "030C": "ba cb ac",
    "201": "ab ba bc cb",
    "120D": "ba bc ac ca",
    "120U": "ab cb ac ca",
    "120C": "ab bc ac ca",
    "210": "ab bc cb ac ca",
    "300": "ab ba bc cb ac ca",
}


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_of_triads(kind: str) -> None:
    """Each kind as Holland and Leinhardt draw it."""
    pairs = [(arrow[0], arrow[1]) for arrow in PICTURES[kind].split()]
    table = of("triad_census", network_from_edges(pairs, ["a", "b", "c"]))
    assert table["kind"][table["threesomes"] == 1].tolist() == [kind]
    assert table["threesomes"].sum() == 1
    assert set(TRIADS) == {"003", *PICTURES}


def test_silent_firms(valley: Network) -> None:
    """Supply is told by who supplies: A to C, D, E, B to C.

    Both directions are known between A, B, C, D and G, who answered: 10 pairs of 28.
    """
    table = of("dyad_census", valley.layer("supply").inside())
    assert table["pairs"].tolist() == [0, 4, 24]
    assert table["known_pairs"].tolist() == [0, 3, 7]


def test_arrows_to_silent_firms_cannot_be_returned(valley: Network) -> None:
    """Advice is told by who asks: C to A, D to C, A to U, D to E, F to A.

    Known both ways are pairs of A, B, C, D, F, G: three arrows, none returned, of 15 pairs.
    """
    advice = valley.layer("advice").inside()
    assert of("dyad_census", advice)["known_pairs"].tolist() == [0, 3, 12]
    assert of("dyad_census", advice)["pairs"].tolist() == [0, 5, 23]
    table = of("triad_census", advice)
    assert table["threesomes"].sum() == 8 * 7 * 6 / 6
    assert table["among_answered"].sum() == 6 * 5 * 4 / 6
    # answered: C to A, D to C, F to A: one chain D-C-A, one pair that points to A
    told = dict(zip(table["kind"], table["among_answered"], strict=True))
    assert (told["021C"], told["021U"]) == (1, 1)


def test_reciprocity_where_both_answered() -> None:
    """A mutual pair among those who answered, and an arrow to a silent firm."""
    net = network_from_edges([("a", "b"), ("b", "a"), ("a", "c")])
    assert of("reciprocity", net) == of("reciprocity_known", net) == pytest.approx(2 / 3)


def test_needs_arrows(marriage: Network) -> None:
    with pytest.raises(NeedsError):
        of("reciprocity_dyad", marriage)
