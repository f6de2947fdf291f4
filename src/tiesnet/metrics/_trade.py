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


def from_stages(net: Network) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count, per buyer, the stages with one supplier only, and those with none inside."""
    arcs, size = arcs_of(net), len(net.actors)
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    stages = net.actors["stages"].to_numpy()[arcs["source"].to_numpy()]
    table = pd.DataFrame({"buyer": arcs["target"], "stage": stages})
    table = table.assign(inside=inside[arcs["source"].to_numpy()]).explode("stage")
    known = told_of(net).copy()
    known[table.loc[table["stage"].isna(), "buyer"].to_numpy(dtype=np.intp)] = False
    groups = table.dropna().astype({"inside": bool}).groupby(["buyer", "stage"])["inside"]
    made = []
    for found in (groups.size() == 1, ~groups.any()):
        buyer = found.index.get_level_values("buyer")[found.to_numpy(dtype=bool)]
        counts = np.bincount(np.asarray(buyer, dtype=np.intp), minlength=size).astype(float)
        made.append(np.where(known, counts, np.nan))
    return made[0], made[1]


def purchases_of(net: Network) -> NDArray[np.float64]:
    """Add up what each firm buys from the firms of a view; empty where a value is missing."""
    arcs, firm = arcs_of(net), (net.actors["kind"] == "firm").to_numpy()
    bought = np.zeros(len(net.actors))
    np.add.at(bought, arcs["target"].to_numpy(), values_of(net))
    return np.where(told_of(net) & firm, bought, np.nan)


def single_of(net: Network) -> NDArray[np.float64]:
    """Say of each firm with suppliers whether it has one only; empty where not known."""
    suppliers = np.bincount(arcs_of(net)["target"], minlength=len(net.actors))
    return np.where(told_of(net) & (suppliers > 0), (suppliers == 1).astype(float), np.nan)


def output_of(net: Network) -> NDArray[np.float64]:
    """Give the gross output of each actor; empty where it is not known."""
    made: NDArray[np.float64] = net.actors["output"].to_numpy(dtype=float, na_value=np.nan)
    return made
