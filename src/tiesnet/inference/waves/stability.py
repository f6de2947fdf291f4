"""Are the ties of a later wave where those of the earlier wave were? QAP of one with the other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.overlap import TEST, overlaps
from tiesnet.inference.result import TestResult, summarise
from tiesnet.inference.waves.ties import PairChange
from tiesnet.language import word

NULL = word(
    "the names of the actors of one of the two shuffled, pairs known in both onto each other"
)
_Flags = NDArray[np.bool_]
_Counts = NDArray[np.float64]


def correlation(both: NDArray[np.float64] | float, one: int, other: int, cells: int) -> _Counts:
    """Give the correlation of two sets of cells by how many they share; empty without variance."""
    top = cells * np.asarray(both, dtype=float) - one * other
    below = np.sqrt(float(one) * (cells - one) * other * (cells - other))
    found: _Counts = top / below if below else np.full(np.shape(top), np.nan)
    return found


def alike(
    change: PairChange, among: _Flags, **testing: Any
) -> tuple[TestResult, TestResult] | None:
    """Test the correlation (Pearson) and the Jaccard coefficient of a layer in two waves.

    None when too few actors can change places.
    """
    one, other, known = change.before, change.after, change.known
    drawn = overlaps([one], [other], known, among, **testing)
    if drawn is None:
        return None
    cells, first, second = (int(flags.sum()) for flags in (known, one, other))
    both, shared, seed = int((one & other).sum()), drawn[:, 0, 0], testing["seed"]
    r = summarise(
        float(correlation(both, first, second, cells)),
        correlation(shared, first, second, cells),
        seed, NULL, test=TEST, two_sided="size",
    )  # fmt: skip
    either = first + second
    jaccard = both / (either - both) if either else np.nan
    outcomes = shared / (either - shared) if either else np.full(len(shared), np.nan)
    return r, summarise(jaccard, outcomes, seed, NULL, test=TEST)
