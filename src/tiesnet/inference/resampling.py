"""Resampling: draw again from what was observed, and see what stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate

_Counts = NDArray[np.int64]


def resample(
    statistic: Callable[[_Counts], NDArray[Any]],
    strata: NDArray[np.integer[Any]],
    *,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> NDArray[Any]:
    """Compute something again on units drawn with replacement (a bootstrap).

    Every replication has a random stream of its own, so that the result does not depend on how
    the work is divided.

    Parameters
    ----------
    statistic : callable
        Takes how often each unit was drawn, and gives an array of the same shape every time.
    strata : array of int, shape (units,)
        Units are drawn from within each stratum, as many as it has; of one stratum all alike.
    replications : int, default 999
        How many resamples.
    seed : int, default 1
        The same seed gives the same result.
    workers : int, optional
        See `tiesnet.inference.replicate`.

    Returns
    -------
    array, shape (replications, ...)
        What the statistic gave, resample by resample.

    Raises
    ------
    TiesnetError
        Fewer than one replication.

    References
    ----------
    Efron (1979); Snijders & Borgatti (1999) for actors as the units.
    """
    strata = np.asarray(strata)
    members = [np.flatnonzero(strata == one) for one in np.unique(strata)]

    def again(chunk: Chunk) -> NDArray[Any]:
        return np.stack([statistic(_drawn(members, seed, k)) for k in chunk.numbers()])

    return replicate(again, replications, seed=seed, workers=workers, label="Resampling")


def kept_share(observed: NDArray[Any], drawn: NDArray[Any]) -> NDArray[np.float64]:
    """Give, per unit, the share of resamples in which it is what it was observed to be.

    Parameters
    ----------
    observed : array, shape (units,)
        Labels as observed.
    drawn : array, shape (replications, units)
        Labels in the resamples.
    """
    share: NDArray[np.float64] = (drawn == observed).mean(axis=0)
    return share


def _drawn(members: list[NDArray[np.intp]], seed: int, k: int) -> _Counts:
    """Say how often each unit is drawn in one replication."""
    stream = np.random.default_rng((seed, k))
    counts = np.zeros(sum(map(len, members)), dtype=np.int64)
    for group in members:
        picked = group[stream.integers(len(group), size=len(group))]
        counts += np.bincount(picked, minlength=len(counts))
    return counts
