"""Rows of long tables that are the same in several columns of codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_MOST_KEYS = 2**62


def repeats(columns: Sequence[NDArray[Any]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows with the same codes in all columns as an earlier row, and the first such row of each.

    >>> repeats([np.array([4, 4, 5, 4]), np.array([0, 1, 0, 0])])
    (array([3]), array([0]))
    """
    key = _one_key(columns)
    ordered = np.sort(key)
    several = ordered[1:][ordered[1:] == ordered[:-1]]
    rows = np.flatnonzero(pd.Series(key).isin(several))
    first = _firsts(key[rows])
    again = np.flatnonzero(first != np.arange(len(first)))
    return rows[again], rows[first[again]]


def first_equal(columns: Sequence[NDArray[Any]]) -> NDArray[np.intp]:
    """For each row, the first row that has the same codes in all columns."""
    return _firsts(_one_key(columns))


def _firsts(key: NDArray[np.int64]) -> NDArray[np.intp]:
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.flatnonzero(np.append(len(key) > 0, ordered[1:] != ordered[:-1]))
    first = np.empty(len(key), dtype=np.intp)
    first[order] = np.repeat(order[starts], np.diff(np.append(starts, len(key))))
    return first


def _one_key(columns: Sequence[NDArray[Any]]) -> NDArray[np.int64]:
    """One number per row, the same where all columns are the same."""
    key, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for values in columns:
        low = int(values.min())
        span = int(values.max()) - low + 1
        if span == 1:
            continue
        if size * span > _MOST_KEYS:
            key = np.unique(key, return_inverse=True)[1]
            size = int(key.max()) + 1
        key *= span
        key += values
        key -= low
        size *= span
    return key
