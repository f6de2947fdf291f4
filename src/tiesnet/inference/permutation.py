"""The permutation engine: shuffle labels, compute again, count how often chance does as much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.result import PERMUTATION, TestResult, summarise
from tiesnet.language import word

_NULL = word("labels shuffled among the actors")
_Labels = NDArray[Any]
_MOST_KEPT = 500  # labels; the orders of more take too much room to be kept


def permute_labels(
    statistic: Callable[[_Labels], Mapping[str, float]],
    labels: _Labels,
    *,
    among: NDArray[np.bool_] | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    null: str = _NULL,
    test: str = PERMUTATION,
    workers: int | None = None,
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
    null, test : str
        The null model and the test in plain words, for the outputs.
    workers : int, optional
        See `tiesnet.inference.replicate`.

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
    labels = np.asarray(labels)
    free = np.arange(len(labels)) if among is None else np.flatnonzero(among)
    observed = dict(statistic(labels))

    def shuffled(chunk: Chunk) -> NDArray[np.float64]:
        drawn = np.full((chunk.size, len(observed)), np.nan)
        orders = _kept_orders if len(free) <= _MOST_KEPT else _orders
        taken = labels[free]
        for row, order in enumerate(orders(len(free), seed, chunk.first, chunk.size)):
            mixed = labels.copy()
            mixed[free] = taken[order]
            values = statistic(mixed)
            drawn[row] = [values.get(name, np.nan) for name in observed]
        return drawn

    drawn = replicate(shuffled, replications, seed=seed, workers=workers)
    return {
        name: summarise(value, drawn[:, place], seed, null, test=test)
        for place, (name, value) in enumerate(observed.items())
    }


def _orders(count: int, seed: int, first: int, size: int) -> NDArray[np.intp]:
    """Shuffle so many places once for each replication."""
    streams = (np.random.default_rng((seed, k)) for k in range(first, first + size))
    orders = np.array([stream.permutation(count) for stream in streams], dtype=np.intp)
    orders.setflags(write=False)
    return orders


@lru_cache(maxsize=64)
def _kept_orders(count: int, seed: int, first: int, size: int) -> NDArray[np.intp]:
    """Keep the orders: many tests shuffle the same firms, and making a stream takes longest."""
    return _orders(count, seed, first, size)
