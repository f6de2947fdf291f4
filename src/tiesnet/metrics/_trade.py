"""The trade behind a view, made once: who supplies whom as a table and as a matrix."""

from __future__ import annotations

from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._shared import once
from tiesnet.network import (
    Network,
    chain_steps,
    purchases_known,
    supply_arcs,
    supply_values,
    trade,
)


def trade_of(net: Network) -> Network:
    """Give the trade relations of a view, arrows along the flow."""
    return cast(Network, once(net, "trade", lambda: trade(net)))


def arcs_of(net: Network) -> pd.DataFrame:
    """Give who supplies whom among the firms of a view; do not change it."""
    return cast(pd.DataFrame, once(net, "supply arcs", lambda: supply_arcs(trade_of(net))))


def values_of(net: Network) -> NDArray[np.float64]:
    """Give the value of each row of `arcs_of`."""
    return cast("NDArray[np.float64]", once(net, "values", lambda: supply_values(trade_of(net))))


def steps_of(net: Network) -> NDArray[np.float64]:
    """Give how many places along the chain each row of `arcs_of` goes."""
    arcs = arcs_of(net)
    ends = arcs["source"].to_numpy(), arcs["target"].to_numpy()
    return cast("NDArray[np.float64]", once(net, "steps", lambda: chain_steps(net, *ends)))


def told_of(net: Network) -> NDArray[np.bool_]:
    """Tell of which firms all purchases from the firms of a view are known."""
    return cast("NDArray[np.bool_]", once(net, "told", lambda: purchases_known(trade_of(net))))


def supply_matrix(net: Network, weighted: bool = False) -> sparse.csr_array:
    """Give the matrix of `arcs_of`, suppliers in the rows; strengths of one relation or 1."""
    arcs, size = arcs_of(net), len(net.actors)
    weight = np.ones(len(arcs))
    if weighted:
        ties = trade_of(net).ties[["source", "target", "weight"]]
        weight = arcs.merge(ties, on=["source", "target"])["weight"].to_numpy(dtype=float)
    cells = (weight, (arcs["source"].to_numpy(), arcs["target"].to_numpy()))
    return sparse.csr_array(cells, shape=(size, size))
