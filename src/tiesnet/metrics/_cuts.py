"""Where scores of coreness are cut into core and periphery."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]


def concentration(score: _Floats) -> _Floats:
    """Correlate the scores with a mark of the k highest, for k from 1 to all but one."""
    falling, count = np.sort(score)[::-1], len(score)
    if not score.any() or count < 2:
        return np.zeros(0)
    size = np.arange(1, count)
    above = falling.cumsum()[:-1] - size * score.mean()
    spread = np.sqrt(size * (count - size) / count * ((score - score.mean()) ** 2).sum())
    return np.where(spread > 1e-9, above / np.where(spread > 1e-9, spread, 1.0), np.nan)


def correlation(one: _Floats, other: _Floats) -> float:
    if len(one) < 2 or np.ptp(one) < 1e-12 or np.ptp(other) < 1e-12:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
