"""Two layers laid over each other, pair by pair: matching, distance, correlation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._mixing import yules_q
from tiesnet.metrics._pairs import known
from tiesnet.metrics._shared import flat, partners, ratio
from tiesnet.network import Network, adjacency

_Keys = NDArray[np.int64]
_Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Tied:
    """The tied pairs of a layer that are known in both, as one number each, and their values."""

    keys: _Keys
    values: _Values


def compare(one: Network, other: Network, arrows: bool, strengths: bool) -> dict[str, object]:
    """Compare two layers of one network over the pairs known in both."""
    ordered = arrows and (one.directed or other.directed)
    a, b = (_tied(view, one, other, ordered, strengths) for view in (one, other))
    pairs = _known_pairs(one, other, ordered)
    both = len(np.intersect1d(a.keys, b.keys, assume_unique=True))
    only_a, only_b = len(a.keys) - both, len(b.keys) - both
    neither = pairs - both - only_a - only_b
    cells = np.array([[both, only_a], [only_b, neither]], dtype=float)
    degree, rank = _degree_correlation(one, other)
    return {
        "known_pairs": pairs,
        "tied_both": both,
        "only_a": only_a,
        "only_b": only_b,
        "neither": neither,
        "correlation": _pearson(a, b, pairs),
        "simple_matching": ratio(both + neither, pairs),
        "hamming": only_a + only_b,
        "yules_q": yules_q(cells),
        "degree_correlation": degree,
        "degree_rank_correlation": rank,
    }


def _tied(view: Network, one: Network, other: Network, ordered: bool, strengths: bool) -> _Tied:
    matrix = adjacency(view) if ordered else flat(view)
    cells = (matrix if ordered else sparse.triu(matrix)).tocoo()
    row, column = cells.row.astype(np.int64), cells.col.astype(np.int64)
    keep = _known(one, row, column, ordered) & _known(other, row, column, ordered)
    keys = (row * len(view.actors) + column)[keep]
    values = _strengths(view, row, column, ordered)[keep] if strengths else np.ones(len(keys))
    order = np.argsort(keys)
    return _Tied(keys[order], values[order])


def _strengths(view: Network, row: _Keys, column: _Keys, ordered: bool) -> _Values:
    """Give the strength of each tie; empty when unknown, or of two arrows at once."""
    lone = len(view.layers) == 1 and bool(view.layers["has_strength"].iloc[0])
    merged = view.directed and not ordered
    if not lone or merged or view.ties["weight"].isna().any():
        return np.full(len(row), np.nan)
    return np.asarray(adjacency(view, weighted=True)[row, column]).reshape(-1)


def _known(view: Network, row: _Keys, column: _Keys, ordered: bool) -> NDArray[np.bool_]:
    """Tell which pairs are known: as ordered pairs, or whichever way an arrow could run."""
    there = known(view, row, column)
    return there if ordered else there & known(view, column, row)


def _known_pairs(one: Network, other: Network, ordered: bool) -> int:
    """Count the pairs known in both layers; actors who answered alike are counted together."""
    flags = np.hstack([view.respondents.answered.to_numpy() for view in (one, other)])
    _, first, size = np.unique(flags, axis=0, return_index=True, return_counts=True)
    row, column = np.broadcast_arrays(first[:, None], first[None, :])
    table = _known(one, row, column, ordered) & _known(other, row, column, ordered)
    count = int(size @ table @ size - size @ np.diag(table))
    return count if ordered else count // 2


def _pearson(a: _Tied, b: _Tied, pairs: int) -> float:
    """Correlate the values of two layers over all known pairs, of which most are 0."""
    _, at_a, at_b = np.intersect1d(a.keys, b.keys, assume_unique=True, return_indices=True)
    above = pairs * float(a.values[at_a] @ b.values[at_b]) - a.values.sum() * b.values.sum()
    spread = [pairs * float(t.values @ t.values) - t.values.sum() ** 2 for t in (a, b)]
    below = float(np.sqrt(spread[0] * spread[1])) if min(spread) > 0 else 0.0
    return ratio(float(above), below)


def _degree_correlation(one: Network, other: Network) -> tuple[float, float]:
    """Correlate the actors' partners in two layers, and their ranks."""
    seen = (one.respondents.observed() & other.respondents.observed()).to_numpy()
    degrees = pd.DataFrame({"a": partners(one)[seen], "b": partners(other)[seen]})
    ranks = degrees.rank()
    return _corr(degrees.to_numpy()), _corr(ranks.to_numpy())


def _corr(columns: NDArray[np.float64]) -> float:
    if len(columns) < 2 or (np.ptp(columns, axis=0) == 0).any():
        return float("nan")
    return float(np.asarray(np.corrcoef(columns.T))[0, 1])
