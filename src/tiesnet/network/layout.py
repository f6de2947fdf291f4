"""Seeded coordinates: where each actor stands on the map."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.network.convert import as_igraph
from tiesnet.network.network import Network
from tiesnet.network.seeded import igraph_seeded

LARGE = 800  # actors in one component above which the exact layout takes seconds
CROWD = 28  # actors in one column above which it is filled over its whole width
GOLDEN = 0.6180339887498949  # steps of this fraction of a turn never bunch up
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def layout(net: Network, seed: int = 1) -> pd.DataFrame:
    """Place the tied actors so that short distances mean close ties.

    Kamada & Kawai (1989) for each component, components packed side by side; components of more
    than 800 actors are placed by Fruchterman & Reingold (1991), which is faster. Isolates have no
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
    placed: pd.DataFrame = net._kept.once(net, ("layout", seed), lambda: _place(net, seed))
    return placed.copy(deep=False)


def chain_layout(net: Network, seed: int = 1) -> pd.DataFrame:
    """Place the tied actors in one column per stage, the chain reading from left to right.

    Within a column actors are ordered so that tied ones stand at similar heights (repeated
    barycentre sweeps, Sugiyama, Tagawa & Toda 1981; the sweep with the shortest ties is kept),
    then evened out. Actors without a stage stand between the columns, near those they are tied
    to; outside actors stand at the rim, those who mostly supply on the left. Where no stage or
    only one is known, this is `layout`.

    Parameters
    ----------
    net : Network
        Its ties should run along the flow (`Network.along_flow`, or a union).
    seed : int, default 1
        The same seed gives the same picture.

    Returns
    -------
    DataFrame
        Indexed by actor id: ``x`` and ``y``, from 0 to 1, empty for isolates. The column of the
        stage of rank k out of S stands at ``(k + 0.5) / S`` of the part between the rims.
    """
    order = stages_in_order(net)
    if len(order) < 2:
        return layout(net, seed)
    key = ("chain_layout", seed)
    placed: pd.DataFrame = net._kept.once(net, key, lambda: _chain(net, order, seed))
    return placed.copy(deep=False)


def stages_in_order(net: Network) -> list[str]:
    """Name the stages that actors inside the cluster have, along the chain."""
    inside = net.actors[net.actors["in_cluster"].to_numpy(dtype=bool)]
    present = set(inside["stage"].dropna())
    if net.origin.survey is None:
        return sorted(present)
    stages = net.origin.survey.stages
    return [str(s) for s in stages.sort_values("order", kind="stable").index if s in present]


def _place(net: Network, seed: int) -> pd.DataFrame:
    graph = as_igraph(net).as_undirected()
    xy = np.full((len(net.actors), 2), np.nan)
    parts = sorted((c for c in graph.connected_components() if len(c) > 1), key=len, reverse=True)
    with igraph_seeded(seed):
        drawn = [_draw_part(graph.induced_subgraph(p)) for p in parts]
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


def _draw_part(graph: Any) -> Floats:
    many = graph.vcount() > LARGE
    drawn = graph.layout_fruchterman_reingold() if many else graph.layout_kamada_kawai()
    return np.array(drawn.coords, dtype=np.float64)


def _chain(net: Network, order: list[str], seed: int) -> pd.DataFrame:
    source, target = net.ties["source"].to_numpy(), net.ties["target"].to_numpy()
    count = len(net.actors)
    tied = np.zeros(count, dtype=bool)
    tied[source], tied[target] = True, True
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    rank = {stage: k for k, stage in enumerate(order)}
    column = np.array([rank.get(s, -1) for s in net.actors["stage"]], dtype=np.float64)
    loose = inside & tied & (column < 0)
    column[~tied | ~inside | (column < 0)] = np.nan
    _between_columns(column, loose, source, target, len(order))
    rim = tied & ~inside
    column[rim] = np.where(_supplies(source, target, count)[rim], -1.0, float(len(order)))
    height = _sweeps(column, source, target, seed)
    if rim.any():
        x = np.where(rim, np.where(column < 0, 0.0, 1.0), 0.09 + 0.82 * (column + 0.5) / len(order))
    else:
        x = (column + 0.5) / len(order)
    x = x + np.where(rim | np.isnan(column), 0.0, _zigzag(column, height, len(order), seed))
    xy = np.round(np.column_stack([x, height]), 4)
    return pd.DataFrame(xy, index=net.actors.index, columns=["x", "y"])


def _supplies(source: Ints, target: Ints, count: int) -> NDArray[np.bool_]:
    """Tell who stands more often at the start of an arrow than at its end."""
    balance = np.bincount(source, minlength=count) - np.bincount(target, minlength=count)
    supplies: NDArray[np.bool_] = balance > 0
    return supplies


def _between_columns(
    column: Floats, loose: NDArray[np.bool_], source: Ints, target: Ints, stages: int
) -> None:
    """Give actors without a stage the gap nearest to the mean column of their partners."""
    for actor in np.flatnonzero(loose):
        partners = np.concatenate([target[source == actor], source[target == actor]])
        known = column[partners][~np.isnan(column[partners]) & ~loose[partners]]
        mean = float(known.mean()) if len(known) else (stages - 1) / 2
        column[actor] = np.clip(np.floor(mean) + 0.5, 0.5, stages - 1.5)


def _sweeps(column: Floats, source: Ints, target: Ints, seed: int, rounds: int = 24) -> Floats:
    """Order every column by the mean height of partners; keep the round with shortest ties."""
    generator = np.random.default_rng(seed)
    height = np.where(np.isnan(column), np.nan, generator.random(len(column)))
    places = [np.flatnonzero(column == c) for c in np.unique(column[~np.isnan(column)])]
    for place in places:
        height[place] = _even(height[place])
    best, shortest = height.copy(), np.inf
    for turn in range(rounds):
        for place in places if turn % 2 == 0 else places[::-1]:
            height[place] = _even(_means(height, place, source, target))
        length = float(np.abs(height[source] - height[target]).sum())
        if length < shortest - 1e-9:
            best, shortest = height.copy(), length
    return best


def _means(height: Floats, place: Ints, source: Ints, target: Ints) -> Floats:
    """Mean height of the partners of some actors; their own height when they have none."""
    size = len(height)
    total = np.bincount(source, height[target], size) + np.bincount(target, height[source], size)
    times = np.bincount(source, minlength=size) + np.bincount(target, minlength=size)
    means: Floats = np.where(times > 0, total / np.maximum(times, 1), height)[place]
    return means


def _even(values: Floats) -> Floats:
    """Spread values evenly over 0 to 1 in their order."""
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    even: Floats = (ranks + 0.5) / max(len(values), 1)
    return even


def _zigzag(column: Floats, height: Floats, stages: int, seed: int) -> Floats:
    """Step left and right of the middle of the column, so that every name finds a line.

    A crowded column is filled evenly instead: its names could not all be written anyway.
    """
    generator = np.random.default_rng(seed)
    reach = generator.uniform(0.55, 1.0, len(column)) * 0.17 / stages
    shift = np.zeros(len(column))
    for c in np.unique(column[~np.isnan(column)]):
        place = np.flatnonzero(column == c)
        place = place[np.argsort(height[place], kind="stable")]
        steps = np.arange(len(place))
        if len(place) > CROWD:
            shift[place] = ((steps * GOLDEN) % 1.0 - 0.5) * 0.7 / stages
        else:
            side = np.where(steps % 2 == 0, -1.0, 1.0) * (1.0 if len(place) > 4 else 0.4)
            shift[place] = reach[place] * side
    return shift
