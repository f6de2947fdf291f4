"""How many pairs of actors are how many steps apart: one pass for all measures of distance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics._nearness import totals
from tiesnet.metrics._shared import ratio
from tiesnet.network import Network


def pairs_at(net: Network, arrows: bool = True) -> NDArray[np.float64]:
    """Count the ordered pairs at each distance from 0 on; none is at distance 0."""
    return totals(net, "out" if arrows else "both").pairs


def mean_steps(pairs: NDArray[np.float64]) -> float:
    """Give the mean distance of the pairs that reach each other."""
    return ratio(float(pairs @ np.arange(len(pairs))), float(pairs.sum()))
