"""Values of the actors of a two-mode network, and means over its nodes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics import _bipartite
from tiesnet.metrics._shared import once, ratio
from tiesnet.network import Network, TwoMode, affiliations


def over_nodes(net: Network, *modes: int) -> float:
    matrix = affiliations(net).incidence
    return ratio(float(matrix.nnz), float(sum(matrix.shape[mode] for mode in modes)))


def measured(net: Network, find: Callable[[TwoMode], _bipartite.Modes]) -> pd.Series:
    both = once(net, f"two_mode_{find.__name__}", lambda: find(affiliations(net)))
    return of_actors(net, both[0])


def of_actors(net: Network, values: NDArray[np.float64]) -> pd.Series:
    return pd.Series(values, index=affiliations(net).actors).reindex(net.actors.index)
