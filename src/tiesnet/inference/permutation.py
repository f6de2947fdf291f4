"""The permutation engine: shuffle labels, compute again, count how often chance does as much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.result import TestResult, summarise

REPLICATIONS = 999
_NULL = "labels shuffled among the actors"
_Labels = NDArray[Any]


def permute_labels(
    statistic: Callable[[_Labels], Mapping[str, float]],
    labels: _Labels,
    *,
    among: NDArray[np.bool_] | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    null: str = _NULL,
) -> dict[str, TestResult]:
    """Test numbers that depend on how labels lie on the actors; the ties stay as they are.

    Every replication has a random stream of its own, so that the result does not depend on how
    the work is divided.

    Parameters
    ----------
    statistic : callable
        Takes labels and gives numbers by name; NaN where one is not defined.
    labels : array, shape (actors,)
        The labels as observed.
    among : array of bool, shape (actors,), optional
        The actors whose labels are shuffled among each other; by default all.
    replications : int, default 999
        How many shuffles; the smallest p there can be is 1 / (replications + 1).
    seed : int, default 1
        The same seed gives the same result.
    null : str
        The null model in plain words, for the outputs.

    Returns
    -------
    dict of str to TestResult

    Raises
    ------
    TiesnetError
        Fewer than one replication.

    References
    ----------
    Phipson & Smyth (2010) for p = (b + 1) / (m + 1).
    """
    if replications < 1:
        raise TiesnetError(
            f"A permutation test needs at least one replication, not {replications}.",
            "Ask for 999 or more.",
        )
    labels = np.asarray(labels)
    free = np.arange(len(labels)) if among is None else np.flatnonzero(among)
    observed = dict(statistic(labels))
    drawn = {name: np.full(replications, np.nan) for name in observed}
    for k in range(replications):
        shuffled = labels.copy()
        shuffled[free] = labels[np.random.default_rng((seed, k)).permutation(free)]
        for name, value in statistic(shuffled).items():
            drawn[name][k] = value
    return {name: summarise(value, drawn[name], seed, null) for name, value in observed.items()}
