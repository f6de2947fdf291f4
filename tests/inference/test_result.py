"""What a permutation test gives, beside all orders written out."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tiesnet.inference import permute_labels
from tiesnet.inference.result import summarise


def within(labels: np.ndarray) -> dict[str, float]:
    """Count the pairs of a path over five actors that are of one group."""
    return {"within": float((labels[:-1] == labels[1:]).sum())}


def test_p_is_that_of_all_orders() -> None:
    labels = np.array([0, 0, 0, 1, 1])
    every = np.array([within(np.array(order))["within"] for order in permutations(labels)])
    seen = within(labels)["within"]
    # 3 of 4 pairs alike is the most there can be: 2 of the 10 orders give it.
    assert (seen, (every >= seen).mean()) == (3, 0.2)
    found = permute_labels(within, labels, replications=3000, seed=5)["within"]
    assert found.p == pytest.approx(2 * 0.2, abs=4 * found.p_error)
    assert found.expected == pytest.approx(every.mean(), abs=0.05)


def test_the_error_of_p_is_as_large_as_p_scatters() -> None:
    labels = np.array([0, 0, 0, 1, 1])
    found = [permute_labels(within, labels, replications=99, seed=k)["within"] for k in range(200)]
    scatter = float(np.std([one.p for one in found]))
    # p is twice a share of about 0.2: 2 * sqrt(0.2 * 0.8 / 100) = 0.08.
    assert np.mean([one.p_error for one in found]) == pytest.approx(0.08, abs=0.005)
    assert scatter == pytest.approx(0.08, abs=0.015)


def test_outcomes_without_the_number_are_left_out() -> None:
    found = summarise(2.0, np.array([1.0, np.nan, 2.0, 3.0]), 1, "shuffled")
    assert (found.replications, found.p_greater, found.p_less) == (3, 0.75, 0.75)
    assert found.p == 1
