"""The actors and the ties of a map as tables, and who has a place on it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, PARTLY, SILENT, Network

ON_MAP, ISOLATE, DOCK_SILENT, BESIDE, UNCLEAR, UNSEEN, ABSENT = (
    "map",
    "isolate",
    "silent",
    "beside",
    "unclear",
    "not surveyed",
    "absent",
)
METRICS = {
    "partners": ("all", "degree"),
    "partners_formal": ("formal", "degree"),
    "partners_informal": ("informal", "degree"),
    "named_by": ("all", "named_by"),
    "betweenness": ("all", "betweenness_normalised"),
    "effective_size": ("all", "effective_size"),
    "constraint": ("all", "constraint_ego"),
    "core_number": ("all", "core_number"),
    "answered": ("all", "answered"),
    "connection": ("all", "connection"),
    "hangs_by": ("all", "hangs_by"),
}
"""Columns of the map and the measures behind them."""


def value(measures: Measures, layer: str, metric: str) -> pd.Series:
    """One measure of every actor inside, empty when it was not computed."""
    if (layer, metric) in measures.actors.columns:
        column: pd.Series = measures.actors[(layer, metric)]
        return column
    return pd.Series(np.nan, index=measures.actors.index, dtype="float64")


def node_table(measures: Measures, net: Network) -> pd.DataFrame:
    """Give what is known of every actor: the survey's columns, the measures, where it stands."""
    actors = net.actors
    nodes = actors.drop(columns=["in_cluster", "stages"]).assign(
        inside=actors["in_cluster"].to_numpy(dtype=bool)
    )
    for name, (layer, metric) in METRICS.items():
        nodes[name] = value(measures, layer, metric).reindex(nodes.index)
    states = net.respondents.states()
    nodes["answered"] = nodes["answered"].where(nodes["answered"].notna(), states)
    nodes["place"] = _places(nodes, net)
    return nodes


def _places(nodes: pd.DataFrame, net: Network) -> pd.Series:
    """Say where everybody stands.

    An isolate has no tie inside the cluster; with partners outside it stays on the map, with no
    more than the membership of a club it does not.
    """
    silent = (nodes["answered"] == SILENT).to_numpy()
    ends = net.ties[["source", "target"]].to_numpy()
    club = net.layers["content"].reindex(net.ties["layer"]).to_numpy() == "membership"
    known = ~silent[ends].any(axis=1)
    tied, seen = _among(ends, len(nodes)), _among(ends[known], len(nodes))
    dealing = _among(ends[known & ~club], len(nodes))
    isolate = (nodes["connection"] == ISOLATE).to_numpy()
    open_ = ((nodes["connection"] == UNCLEAR) | (nodes["answered"] == PARTLY)).to_numpy()
    alone = (nodes["answered"] == ANSWERED).to_numpy()
    words = np.select(
        [silent, isolate & ~dealing, seen, tied, open_, alone],
        [DOCK_SILENT, ISOLATE, ON_MAP, BESIDE, UNCLEAR, ISOLATE],
        default=UNSEEN,
    )
    return pd.Series(words, index=nodes.index, dtype="str")


def _among(ends: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Tell who is an end of one of these ties."""
    return np.isin(np.arange(count), ends)


def tie_table(net: Network) -> pd.DataFrame:
    """Give the ties with the ids of their ends and what the map needs of their layer."""
    ids = net.actors.index.to_numpy()
    ties = net.ties
    layer = net.layers.loc[ties["layer"]]
    return pd.DataFrame(
        {
            "source": ids[ties["source"]],
            "target": ids[ties["target"]],
            "layer": ties["layer"].to_numpy(),
            "formality": layer["formality"].to_numpy(),
            "directed": layer["directed"].to_numpy(dtype=bool),
            "strength": ties["weight"].to_numpy(dtype=float),
            "orientation": ties["orientation"].to_numpy(),
            "reach": ties["reach"].to_numpy(),
            "status": ties["status"].to_numpy(),
        }
    )
