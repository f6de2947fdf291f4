"""How far supply reaches, and where its arrows end."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._nearness import ways
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import once
from tiesnet.metrics._trade import (
    supply_matrix,
    trade_of,
)
from tiesnet.network import Network

_Floats = NDArray[np.float64]


def reached(net: Network, upstream: bool) -> _Floats:
    """Count the firms that supply each firm, over any number of ties, or that it supplies."""
    matrix = supply_matrix(net)
    found = ways(sparse.csr_array(matrix.T) if upstream else matrix).reached
    firm = (net.actors["kind"] == "firm").to_numpy()
    return np.where(firm, found, 0.0)


def at_ends(arcs: pd.DataFrame, flag: NDArray[np.bool_], size: int) -> _Floats:
    """Count the flagged ties at each actor, at either end."""
    ends = arcs.loc[flag, ["source", "target"]].to_numpy().ravel()
    return np.bincount(ends, minlength=size).astype(float)


def answered(net: Network) -> NDArray[np.bool_]:
    """Tell who answered all that was asked about trade."""
    found: NDArray[np.bool_] = once(net, "traded", lambda: observed(trade_of(net)))
    return found
