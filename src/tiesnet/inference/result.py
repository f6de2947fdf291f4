"""What a test gives: the number observed beside what chance alone would give."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.evidence import Field
from tiesnet.language import word

PERMUTATION = word("permutation of labels")
TEST_FIELDS = (
    Field("observed", "Observed", "number"),
    Field("expected", "By chance", "number", "", "Mean over the replications."),
    Field("sd", "Standard deviation", "number", "", "Over the replications."),
    Field("p_greater", "p, greater", "number", "", "Share of outcomes at least as large."),
    Field("p_less", "p, less", "number", "", "Share of outcomes at least as small."),
    Field("p", "p", "number", "", "Two-sided; the outcome observed counts itself."),
    Field("p_error", "Error of p", "number", "", "Monte-Carlo standard error of p."),
    Field("replications", "Replications", "count", "", "In which the number is defined."),
    Field("seed", "Seed", "count"),
    Field("test", "Test", "word"),
    Field("null", "Null model", "word"),
)
"""Everything that belongs beside a p, as columns of a table."""


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
    p_error : float
        Monte-Carlo standard error of ``p``; of twice a tail, twice that of the tail.
    replications : int
        How many outcomes were drawn in which the number is defined.
    seed : int
        Of the draws.
    test : str
        The name of the test, in plain words.
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
    p_error: float
    replications: int
    seed: int
    test: str
    null: str

    def row(self) -> dict[str, Any]:
        """Give everything as cells of a table, headed by `tiesnet.inference.TEST_FIELDS`."""
        return {field.key: getattr(self, field.key) for field in TEST_FIELDS}


def summarise(
    observed: float,
    drawn: NDArray[np.float64],
    seed: int,
    null: str,
    *,
    test: str = PERMUTATION,
    two_sided: Literal["tails", "size"] = "tails",
) -> TestResult:
    """Put a number beside the outcomes drawn; outcomes in which it is not defined are left out.

    Equal means equal up to rounding: outcomes within 1e-9 of the one observed count as such.

    Parameters
    ----------
    observed : float
        The number itself.
    drawn : array of float, shape (replications,)
        What chance gave; NaN where the number is not defined.
    seed : int
        Of the draws.
    null, test : str
        The null model and the test, in plain words.
    two_sided : {"tails", "size"}, default "tails"
        The two-sided p: twice the smaller tail, or the share of outcomes at least as far from 0
        as the one observed, as is usual for correlations and t.
    """
    known = drawn[np.isfinite(drawn)]
    size = len(known)
    if not math.isfinite(observed) or not size:
        no = math.nan
        return TestResult(observed, no, no, no, no, no, no, size, seed, test, null)
    close = 1e-9 * max(1.0, abs(observed))
    greater = (int((known >= observed - close).sum()) + 1) / (size + 1)
    less = (int((known <= observed + close).sum()) + 1) / (size + 1)
    sides, p = 2, min(1.0, 2 * min(greater, less))
    if two_sided == "size":
        sides, p = 1, (int((np.abs(known) >= abs(observed) - close).sum()) + 1) / (size + 1)
    return TestResult(
        observed=observed,
        expected=float(known.mean()),
        sd=float(known.std()),
        p_greater=greater,
        p_less=less,
        p=p,
        p_error=sides * math.sqrt(p / sides * (1 - p / sides) / (size + 1)),
        replications=size,
        seed=seed,
        test=test,
        null=null,
    )
