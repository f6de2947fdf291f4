"""The map as tables, from which both the plotly figure and the report's map are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.metrics import Measures
from tiesnet.network import Network, stages_in_order
from tiesnet.plots.layouts import Ground, Placing, layouts, placing, together
from tiesnet.plots.nodes import ABSENT, ON_MAP, node_table, tie_table
from tiesnet.plots.rounds import rounds_of


@dataclass(frozen=True, eq=False)
class Moment:
    """One wave of a survey as the map shows it.

    Attributes
    ----------
    name : str
        The wave.
    current : bool
        Whether it is the one that was measured, of which the whole report tells.
    nodes, ties : DataFrame
        As in `NetworkFrame`. Whoever is absent here was neither asked nor named in this wave.
    """

    name: str
    current: bool
    nodes: pd.DataFrame
    ties: pd.DataFrame


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
    placing : Placing
        The layout that gave the coordinates.
    moments : tuple of Moment
        Every wave, the earliest first; empty for a survey without waves.
    absent : DataFrame
        Rows like those of `nodes` of the actors that were there in other waves only.
    ground : Ground
        What layouts are made from; see `tiesnet.plots.map_layouts`.
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame
    stages: pd.DataFrame
    layers: pd.DataFrame
    placing: Placing
    moments: tuple[Moment, ...]
    absent: pd.DataFrame
    ground: Ground


def network_frame(
    measures: Measures, seed: int | None = None, layout: str | None = None
) -> NetworkFrame:
    """Compute the map: who stands where, with which numbers, tied to whom.

    Silent firms, those tied only to silent firms, isolates and actors nobody named have no
    coordinates: they are shown beside the map, in areas of their own, because their place among
    the others is not known. One layout serves all layers and waves: it is made from the ties of
    every wave, so that nobody moves when another one is looked at.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    seed : int, optional
        Of the layout; that of the network by default.
    layout : str, optional
        A key of `map_layouts`: chain, free, rings, places, leader or community. By default the
        first that the survey carries.

    Raises
    ------
    TiesnetError
        There is no such layout, or the survey does not carry it.
    """
    net: Network = measures.net
    if seed is None:
        seed = int(net.origin.parameters.get("seed", 1))
    flow = net.along_flow()
    nodes, ties = node_table(measures, flow), tie_table(flow)
    rounds = rounds_of(measures)
    flows = [one.measures.net.along_flow() for one in rounds if not one.current]
    absent = _absent(nodes, flows)
    index = nodes.index.append(absent.index)
    moments = [
        Moment(one.name, True, _there(nodes, index), ties)
        if one.current
        else _moment(one.name, one.measures, index)
        for one in rounds
    ]
    everyone = pd.concat([nodes, absent]) if len(absent) else nodes
    tables = [one.nodes for one in moments] or [nodes]
    on_map = index[np.any([(table["place"] == ON_MAP).to_numpy() for table in tables], axis=0)]
    ground = Ground(measures, together([flow, *flows], on_map), everyone, seed)
    chosen = _chosen(ground, layout)
    for table in (nodes, *(one.nodes for one in moments)):
        table[["x", "y"]] = chosen.xy.reindex(table.index).where(table["place"] == ON_MAP)
    stages = _stages(net, everyone, chosen)
    return NetworkFrame(nodes, ties, stages, flow.layers, chosen, tuple(moments), absent, ground)


def map_layouts(frame: NetworkFrame) -> tuple[Placing, ...]:
    """Give every layout of the map that the survey carries, the default first."""
    return tuple(layouts(frame.ground))


def _chosen(ground: Ground, layout: str | None) -> Placing:
    if layout is None:
        return next(layouts(ground))
    found = placing(ground, layout)
    if found is None:
        offer = ", ".join(one.key for one in layouts(ground))
        raise TiesnetError(
            say("There is no layout {layout} of this survey.", layout=repr(layout)),
            say("Choose one of: {layouts}.", layouts=offer),
        )
    return found


def _there(nodes: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """Give the rows of a wave for the actors of all waves; who has none is absent."""
    table = nodes.reindex(index)
    return table.assign(place=table["place"].fillna(ABSENT))


def _moment(name: str, measures: Measures, index: pd.Index) -> Moment:
    flow = measures.net.along_flow()
    return Moment(name, False, _there(node_table(measures, flow), index), tie_table(flow))


def _absent(nodes: pd.DataFrame, flows: list[Network]) -> pd.DataFrame:
    """Give the actors of other waves only, with what the survey says of them."""
    actors = pd.concat([nodes.iloc[:0], *(flow.actors for flow in flows)])
    actors = actors[~actors.index.duplicated() & ~actors.index.isin(nodes.index)]
    made = actors.reindex(columns=nodes.columns)
    if len(made):
        made["inside"] = actors["in_cluster"].astype(bool)
    made["place"] = ABSENT
    return made


def _stages(net: Network, nodes: pd.DataFrame, chosen: Placing) -> pd.DataFrame:
    order = stages_in_order(net)
    survey = net.origin.survey
    labels = [s if survey is None else str(survey.stages.at[s, "label"]) for s in order]
    inside = nodes["inside"].to_numpy(dtype=bool)
    x = chosen.xy["x"].reindex(nodes.index[inside])
    stage = nodes.loc[inside, "stage"]
    middle = [float(x[(stage == s).to_numpy(dtype=bool)].mean()) for s in order]
    return pd.DataFrame({"label": labels, "x": middle}, index=pd.Index(order, name="stage"))
