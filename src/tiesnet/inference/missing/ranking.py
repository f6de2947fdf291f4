"""Ranks and intervals of numbers that were computed many times."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.words import percent
from tiesnet.language import localised, say

LOWEST_FIRST = frozenset({"constraint_ego", "constraint_whole", "ln_constraint"})
"""Measures of which a low value is the strong position: rank 1 is the lowest."""
_DIGITS = 10
_Values = NDArray[np.float64]


def ranks(values: _Values, lowest: bool = False) -> _Values:
    """Rank numbers within each row; 1 is the highest (or lowest), equals share the best rank.

    Parameters
    ----------
    values : array of float, shape (draws, actors)
        NaN where not defined.
    lowest : bool, default False
        Whether rank 1 is the lowest.

    Returns
    -------
    array of float, shape (draws, actors)
        NaN where the value is. Numbers that agree to ten digits of the largest are equal.

    Examples
    --------
    >>> ranks(np.array([[3.0, 1.0, 3.0, np.nan]])).tolist()
    [[1.0, 3.0, 1.0, nan]]
    """
    found = np.full(values.shape, np.nan)
    for row, numbers in enumerate(values if lowest else -values):
        known = ~np.isnan(numbers)
        size = np.abs(numbers[known]).max(initial=0.0) or 1.0
        found[row, known] = _ranked(np.round(numbers[known] / size, _DIGITS), "min")
    return found


def intervals(drawn: _Values, level: float) -> tuple[_Values, _Values, _Values]:
    """Give the middle of the draws of each column.

    The k-th smallest and k-th largest of m draws, k = floor((1 - level) / 2 * (m + 1)): a further
    draw lies between them with a probability of at least `level`. Undefined draws are left out.

    Returns
    -------
    low, high, held : array of float, shape (columns,)
        Ends, and the share of the draws between them, ends included; numbers that come in steps
        can hold more than `level`. NaN where no draw is defined.
    """
    ordered = np.sort(drawn, axis=0)  # NaN last
    count = (~np.isnan(drawn)).sum(axis=0)
    cut = np.maximum(1, np.floor((1 - level) / 2 * (count + 1) + 1e-9)).astype(int)
    columns = np.arange(drawn.shape[1])
    some = count > 0
    low, high, held = (np.full(len(columns), np.nan) for _ in range(3))
    low[some] = ordered[np.minimum(cut, count)[some] - 1, columns[some]]
    high[some] = ordered[np.maximum(count - cut, 0)[some], columns[some]]
    close = 1e-9 * np.maximum(1.0, np.abs(np.nan_to_num(drawn)))
    inside = (drawn >= low - close) & (drawn <= high + close)
    held[some] = inside.sum(axis=0)[some] / count[some]
    return low, high, held


def enough_draws(draws: int, level: float) -> None:
    """Refuse a level that no interval makes sense of, and draws too few for it.

    Raises
    ------
    TiesnetError
    """
    if not 0.5 <= level < 1:
        raise TiesnetError(
            say(
                "The level of an interval is a share from 0.5 to below 1, not {level}.",
                level=localised(f"{level:g}"),
            ),
            say("Ask for 0.9 or 0.95."),
        )
    least = math.ceil(2 / (1 - level) - 1e-9) - 1
    if draws < least:
        raise TiesnetError(
            say(
                "Intervals that hold {level} need at least {least} draws, not {draws}.",
                level=percent(level),
                least=least,
                draws=draws,
            ),
            say("Ask for 200 or more."),
        )


def rank_correlation(one: _Values, other: _Values) -> float:
    """Give Spearman's rank correlation of the pairs in which both are known; NaN without any."""
    both = ~np.isnan(one) & ~np.isnan(other)
    if both.sum() < 3:
        return float("nan")
    first, second = _ranked(one[both], "average"), _ranked(other[both], "average")
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def _ranked(values: NDArray[np.float64], method: Literal["min", "average"]) -> NDArray[np.float64]:
    """Give ranks from 1 on; scipy's statistics take most of a second to load."""
    return np.asarray(pd.Series(values).rank(method=method), dtype=float)
