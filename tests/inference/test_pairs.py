"""Numbers of pairs: what is known, who may change places, orders that keep the known cells."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.inference import enough, exchangeable, layer_pairs, orders
from tiesnet.network import network_from_edges


def test_a_layer_as_numbers_of_pairs() -> None:
    net = network_from_edges([("a", "b", 3), ("b", "c", 1)], ["a", "b", "c"])
    plain, valued = layer_pairs(net, "ties"), layer_pairs(net, "ties", valued=True)
    nan = np.nan
    np.testing.assert_array_equal(plain.values, [[nan, 1, 0], [0, nan, 1], [0, 0, nan]])
    np.testing.assert_array_equal(valued.values, [[nan, 3, 0], [0, nan, 1], [0, 0, nan]])
    assert (plain.binary, valued.binary, plain.symmetric) == (True, False, False)
    flat = layer_pairs(network_from_edges([("a", "b")], "abc", directed=False), "ties")
    assert flat.symmetric and flat.values[1, 0] == 1


def test_strengths_of_a_layer_that_has_none_are_refused() -> None:
    with pytest.raises(TiesnetError, match="no strengths"):
        layer_pairs(network_from_edges([("a", "b")]), "ties", valued=True)


def test_only_those_change_places_of_whom_the_same_is_known() -> None:
    known = ~np.eye(5, dtype=bool)
    known[4] = False  # the last one did not answer; what others say of it is known
    assert exchangeable(known, known.any(axis=1)).tolist() == [0, 0, 0, 0, -1]
    known[0, 1] = False
    assert exchangeable(known).tolist() == [-1, -1, 0, 0, -1]


def test_patterns_of_silence_sort_those_who_answered() -> None:
    """When all pairs among them are known, what is known of the others is all that can differ."""
    rng = np.random.default_rng(3)
    for _ in range(60):
        known = ~np.eye(9, dtype=bool)
        among = rng.random(9) < 0.7
        quiet = np.flatnonzero(~among)
        known[np.ix_(quiet, among)] = rng.random((len(quiet), among.sum())) < 0.5
        known[np.ix_(quiet, quiet)] = False
        groups, number = np.full(9, -1), 0
        for one in np.flatnonzero(among):
            alike = [
                other
                for other in np.flatnonzero(among)
                if groups[other] < 0 and _may_change_places(known, one, other)
            ]
            if groups[one] < 0 and len(alike) > 1:
                groups[alike], number = number, number + 1
        assert exchangeable(known, among).tolist() == groups.tolist()


def _may_change_places(known: np.ndarray, one: int, other: int) -> bool:
    order = np.arange(len(known))
    order[[one, other]] = other, one
    return bool((known[np.ix_(order, order)] == known).all())


def test_every_order_maps_known_cells_onto_themselves() -> None:
    rng = np.random.default_rng(5)
    known = ~np.eye(12, dtype=bool)
    known[rng.random(12) < 0.3] = False
    known[:, 2] = False
    groups = exchangeable(known)
    for order in orders(groups, 50, rng):
        np.testing.assert_array_equal(known[np.ix_(order, order)], known)
        assert (order[groups < 0] == np.flatnonzero(groups < 0)).all()


def test_all_orders_come_equally_often() -> None:
    drawn = orders(np.array([0, -1, 0, 0]), 6000, np.random.default_rng(1))
    counts = dict.fromkeys(permutations((0, 2, 3)), 0)
    for row in drawn:
        counts[tuple(row[[0, 2, 3]].tolist())] += 1
    assert min(counts.values()) > 850 and max(counts.values()) < 1150


def test_too_few_to_change_places() -> None:
    with pytest.raises(TiesnetError, match="Only 2 actors can change places"):
        enough(np.array([0, 0, -1]))
