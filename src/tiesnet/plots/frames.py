"""The map as two tables, from which both the plotly figure and the report's map are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics import Measures
from tiesnet.network import (
    ANSWERED,
    PARTLY,
    SILENT,
    Network,
    chain_layout,
    stages_in_order,
)

ON_MAP, ISOLATE, DOCK_SILENT, BESIDE, UNCLEAR, UNSEEN = (
    "map",
    "isolate",
    "silent",
    "beside",
    "unclear",
    "not surveyed",
)
METRICS = {
    "partners": ("all", "degree"),
    "partners_formal": ("formal", "degree"),
    "partners_informal": ("informal", "degree"),
    "named_by": ("all", "named_by"),
    "betweenness": ("all", "betweenness_normalised"),
    "effective_size": ("all", "effective_size"),
    "constraint": ("all", "constraint_ego"),
    "answered": ("all", "answered"),
    "connection": ("all", "connection"),
    "hangs_by": ("all", "hangs_by"),
}


@dataclass(frozen=True, eq=False)
class NetworkFrame:
    """What a map of ties shows.

    Attributes
    ----------
    nodes : DataFrame
        Indexed by actor id: name, kind, inside, stage, ``place`` (map, isolate, silent, beside:
        tied only to actors that did not answer, unclear, not surveyed), ``x`` and ``y`` (0 to 1;
        empty off the map), the measures of `METRICS` and every attribute of the actor.
    ties : DataFrame
        One row per relation and pair, along the flow: source, target (ids), layer, formality,
        directed, strength, orientation, reach, status.
    stages : DataFrame
        Indexed by stage id along the chain: label and ``x`` of the column.
    layers : DataFrame
        The layers of the network.
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame
    stages: pd.DataFrame
    layers: pd.DataFrame


def network_frame(measures: Measures, seed: int | None = None) -> NetworkFrame:
    """Compute the map: who stands where, with which numbers, tied to whom.

    Silent firms, those tied only to silent firms, isolates and actors nobody named have no
    coordinates: they are shown beside the map, in areas of their own, because their place among
    the others is not known.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    seed : int, optional
        Of the layout; that of the network by default.
    """
    net: Network = measures.net
    if seed is None:
        seed = int(net.origin.parameters.get("seed", 1))
    flow = net.along_flow()
    nodes = _nodes(measures, flow)
    on_map = flow.keep(nodes.index[nodes["place"] == ON_MAP])
    nodes[["x", "y"]] = chain_layout(on_map, seed).reindex(nodes.index)
    return NetworkFrame(nodes, _ties(flow), _stages(net, nodes), flow.layers)


def value(measures: Measures, layer: str, metric: str) -> pd.Series:
    """One measure of every actor inside, empty when it was not computed."""
    if (layer, metric) in measures.actors.columns:
        column: pd.Series = measures.actors[(layer, metric)]
        return column
    return pd.Series(np.nan, index=measures.actors.index, dtype="float64")


def _nodes(measures: Measures, net: Network) -> pd.DataFrame:
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


def _ties(net: Network) -> pd.DataFrame:
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


def _stages(net: Network, nodes: pd.DataFrame) -> pd.DataFrame:
    order = stages_in_order(net)
    survey = net.origin.survey
    labels = [s if survey is None else str(survey.stages.at[s, "label"]) for s in order]
    inside = nodes[nodes["inside"]]
    x = [float(inside.loc[inside["stage"] == s, "x"].mean()) for s in order]
    frame = pd.DataFrame({"label": labels, "x": x}, index=pd.Index(order, name="stage"))
    return frame
