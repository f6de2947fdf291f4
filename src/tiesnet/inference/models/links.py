"""What yes-or-no and count outcomes have in common: regressions with the canonical link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logit

_Values = NDArray[np.float64]
_LARGEST = 40.0  # of a linear predictor; beyond it an outcome is certain, or a count has no meaning


@dataclass(frozen=True)
class Link:
    """A canonical link: the gradient is X'(y - mean), the information X' W X.

    Attributes
    ----------
    name : str
        "logistic" or "count".
    mean : callable
        Of the linear predictor.
    weight : callable
        The variance of the outcome, of its mean; the diagonal of W.
    likelihood : callable
        The logarithm of the likelihood of y, of the linear predictor.
    start : callable
        The linear predictor of a mean.
    """

    name: str
    mean: Callable[[_Values], _Values]
    weight: Callable[[_Values], _Values]
    likelihood: Callable[[_Values, _Values], float]
    start: Callable[[float], float]


def _chance(eta: _Values) -> _Values:
    made = np.exp(np.minimum(-eta, 700.0))  # numpy's own exponential is several times as fast
    made += 1
    return np.divide(1, made, out=made)


def _count(eta: _Values) -> _Values:
    return np.exp(np.minimum(eta, _LARGEST))


LOGISTIC = Link(
    "logistic",
    _chance,
    lambda mean: mean * (1 - mean),
    lambda y, eta: float(y @ eta - np.logaddexp(0.0, eta).sum()),
    lambda mean: float(logit(mean)),
)
COUNT = Link(
    "count",
    _count,
    lambda mean: mean,
    lambda y, eta: float(y @ eta - _count(eta).sum() - gammaln(y + 1).sum()),
    lambda mean: float(np.log(mean)),
)
