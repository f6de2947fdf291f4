"""A measure and a number: correlation, of the values and of their ranks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from tiesnet.inference.attributes.kinds import comparison, over

_Floats = NDArray[np.float64]


def _p(correlation: float, actors: int) -> float:
    """Give the two-sided p of a correlation of independent draws, by Student's t."""
    if actors < 3 or np.isnan(correlation):
        return float("nan")
    if abs(correlation) >= 1:
        return 0.0
    t = abs(correlation) * np.sqrt((actors - 2) / (1 - correlation**2))
    return float(2 * special.stdtr(actors - 2, -t))


def _pearson_p(measure: _Floats, attribute: _Floats) -> float:
    return _p(float(pearson(measure[None], attribute)[0]), len(attribute))


def _spearman_p(measure: _Floats, attribute: _Floats) -> float:
    return _p(float(spearman(measure[None], attribute)[0]), len(attribute))


@comparison("Pearson correlation", "number", _pearson_p)
def pearson(measure: _Floats, attribute: _Floats) -> _Floats:
    """Correlate the values; shape (count,). Empty when one of the two does not vary."""
    one = measure - measure.mean(axis=1, keepdims=True)
    other = attribute - attribute.mean()
    spread = np.sqrt((one**2).sum(axis=1) * (other @ other))
    return over(one @ other, spread)


@comparison("Spearman rank correlation", "number", _spearman_p)
def spearman(measure: _Floats, attribute: _Floats) -> _Floats:
    """Correlate the ranks, equal values sharing the mean of theirs."""
    from scipy import stats  # takes most of a second to load

    ranks = stats.rankdata(measure, axis=1)
    return pearson(ranks, stats.rankdata(attribute))
