"""What a test gives: the number observed beside what chance alone would give."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class TestResult:
    """One number against its distribution under a null model.

    Attributes
    ----------
    observed : float
        The number itself; NaN when it is not defined, and then all others are NaN too.
    expected, sd : float
        Mean and standard deviation over the replications.
    p_greater, p_less : float
        Share of outcomes at least as large, or at least as small, as the one observed, which
        counts itself: (b + 1) / (m + 1).
    p : float
        Two-sided: twice the smaller of the two, at most 1.
    error : float
        Monte-Carlo standard error of ``p``, twice that of the smaller share.
    replications : int
        How many outcomes were drawn in which the number is defined.
    seed : int
        Of the draws.
    null : str
        The null model, in plain words.
    """

    __test__ = False  # the name starts as those of tests do

    observed: float
    expected: float
    sd: float
    p_greater: float
    p_less: float
    p: float
    error: float
    replications: int
    seed: int
    null: str


def summarise(observed: float, drawn: NDArray[np.float64], seed: int, null: str) -> TestResult:
    """Put a number beside the outcomes drawn; outcomes in which it is not defined are left out.

    Equal means equal up to rounding: outcomes within 1e-9 of the one observed count as such.
    """
    known = drawn[np.isfinite(drawn)]
    size = len(known)
    if not math.isfinite(observed) or not size:
        blank = math.nan
        return TestResult(observed, blank, blank, blank, blank, blank, blank, size, seed, null)
    close = 1e-9 * max(1.0, abs(observed))
    greater = (int((known >= observed - close).sum()) + 1) / (size + 1)
    less = (int((known <= observed + close).sum()) + 1) / (size + 1)
    p = min(1.0, 2 * min(greater, less))
    return TestResult(
        observed=observed,
        expected=float(known.mean()),
        sd=float(known.std()),
        p_greater=greater,
        p_less=less,
        p=p,
        error=2 * math.sqrt(p / 2 * (1 - p / 2) / (size + 1)),
        replications=size,
        seed=seed,
        null=null,
    )
