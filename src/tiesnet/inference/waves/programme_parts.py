"""Parts of a comparison before and after a programme."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.waves.effect import (
    Effect,
)
from tiesnet.inference.waves.ties import PairChange
from tiesnet.language import say

_Places = NDArray[np.intp]


def only(change: PairChange, kept: _Places) -> PairChange:
    """Keep the actors of whom some pair is known in both waves."""
    cells = np.ix_(kept, kept)
    known, before, after = (one[cells] for one in (change.known, change.before, change.after))
    return PairChange(change.layer, change.symmetric, known, before, after, change.aside)


def cells(effect: Effect) -> dict[str, object]:
    """Give an effect with its interval and its test, as a row."""
    return {"low": effect.low, "high": effect.high, **effect.result.row()}


def nowhere(strata: str | None, what: str) -> str:
    """Say that nobody can be compared."""
    return say("no {strata} has both treated and others; {what}", strata=strata, what=what)
