"""Resampling: counts that add up, streams of their own, the known answer of a small case."""

from __future__ import annotations

import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.inference import kept_share, resample


def test_as_many_are_drawn_as_there_are_in_each_stratum() -> None:
    strata = np.array([0, 1, 0, 1, 1])
    drawn = resample(lambda counts: counts, strata, replications=50)
    assert drawn.shape == (50, 5)
    assert (drawn[:, strata == 0].sum(axis=1) == 2).all()
    assert (drawn[:, strata == 1].sum(axis=1) == 3).all()
    assert (drawn >= 0).all() and (drawn > 1).any() and (drawn == 0).any()


def test_the_same_seed_gives_the_same_and_streams_are_their_own() -> None:
    one = resample(lambda counts: counts, np.zeros(6, int), replications=9, seed=4)
    more = resample(lambda counts: counts, np.zeros(6, int), replications=20, seed=4)
    other = resample(lambda counts: counts, np.zeros(6, int), replications=9, seed=5)
    np.testing.assert_array_equal(one, more[:9])
    assert (one != other).any()


def test_a_unit_is_left_out_as_often_as_chance_has_it() -> None:
    drawn = resample(lambda counts: counts, np.zeros(10, int), replications=4000)
    # Missed in all ten draws: (1 - 1/10)^10 = 0.3487; on average drawn once.
    assert (drawn == 0).mean() == pytest.approx(0.9**10, abs=0.01)
    assert drawn.mean() == 1


def test_the_share_that_kept_its_label() -> None:
    drawn = np.array([["a", "b"], ["a", "a"], ["b", "b"], ["a", "b"]])
    assert kept_share(np.array(["a", "b"]), drawn).tolist() == [0.75, 0.75]


def test_a_single_unit_is_always_drawn() -> None:
    assert resample(lambda counts: counts, np.zeros(1, int), replications=3).tolist() == [[1]] * 3


def test_at_least_one_replication() -> None:
    with pytest.raises(TiesnetError, match="at least one replication"):
        resample(lambda counts: counts, np.zeros(2, int), replications=0)
