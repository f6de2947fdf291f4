"""Seeded coordinates: where each actor stands on the map."""

from __future__ import annotations

import random

import igraph
import numpy as np
import pandas as pd

from tiesnet.network.convert import as_igraph
from tiesnet.network.network import Network


def layout(net: Network, seed: int = 1) -> pd.DataFrame:
    """Place the tied actors so that short distances mean close ties.

    Kamada & Kawai (1989) for each component, components packed side by side. Isolates have no
    place: a map shows them in an area of their own.

    Parameters
    ----------
    net : Network
        Directions are ignored.
    seed : int, default 1
        The same seed gives the same picture.

    Returns
    -------
    DataFrame
        Indexed by actor id: ``x`` and ``y``, from 0 to 1, empty for isolates.
    """
    key = ("layout", seed)
    if key not in net._cache:
        net._cache[key] = _place(net, seed)
    placed: pd.DataFrame = net._cache[key]
    return placed


def _place(net: Network, seed: int) -> pd.DataFrame:
    graph = as_igraph(net).as_undirected()
    xy = np.full((len(net.actors), 2), np.nan)
    parts = sorted((c for c in graph.connected_components() if len(c) > 1), key=len, reverse=True)
    igraph.set_random_number_generator(random.Random(seed))
    try:
        drawn = [np.array(graph.induced_subgraph(p).layout_kamada_kawai().coords) for p in parts]
    finally:
        igraph.set_random_number_generator(random)
    left = 0.0
    for part, points in zip(parts, drawn, strict=True):
        width = np.sqrt(len(part))
        low, span = points.min(axis=0), max(float(np.ptp(points, axis=0).max()), 1e-9)
        xy[part] = (points - low) / span * width + [left, 0.0]
        left += width * 1.15
    low, high = np.nanmin(xy, axis=0, initial=np.inf), np.nanmax(xy, axis=0, initial=-np.inf)
    if parts:
        xy = (xy - low) / np.where(high > low, high - low, 1.0)
    return pd.DataFrame(np.round(xy, 4), index=net.actors.index, columns=["x", "y"])
