"""Boxes for groups, as large as they have members, each with a layout of its own."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say
from tiesnet.network import layout
from tiesnet.plots.layouts._catalogue import Ground, Made, Zone
from tiesnet.plots.layouts._together import among

WIDE = 1.8  # times as wide as high: boxes are laid out for such a room
GAP = 0.006
HEAD = 0.07  # room for the name of a box, in heights of the whole
EDGE = 0.026
_Floats = NDArray[np.float64]
_Box = tuple[float, float, float, float]


def grouped(ground: Ground, groups: pd.Series, unknown: str) -> Made:
    """Give every group a box, the largest first; those without a group and the outside have theirs.

    Parameters
    ----------
    ground : Ground
        Who is placed.
    groups : Series
        The label of the group of every actor of ``ground.net``; empty where there is none.
    unknown : str
        What is said of actors inside without a group.
    """
    actors = ground.net.actors
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    firm = (actors["kind"] == "firm").to_numpy(dtype=bool)
    rest = np.select([~inside, ~firm], [say("Outside the cluster"), say("Institutions")], unknown)
    words = pd.Series(groups.to_numpy(dtype=object), index=actors.index)
    own = words.notna().to_numpy() & inside
    words = words.where(own, pd.Series(rest, index=actors.index))
    first = list(words[own].value_counts(sort=True).index)
    last = [word for word in dict.fromkeys(words[~own]) if word not in first]
    counts = words.value_counts()
    order = sorted([*first, *last], key=lambda word: -int(counts[word]))
    boxes = squarified([int(counts[word]) + 1.5 for word in order], WIDE)
    xy = pd.DataFrame(np.nan, index=actors.index, columns=["x", "y"])
    zones = []
    for word, box in zip(order, boxes, strict=True):
        members = actors.index[(words == word).to_numpy()]
        xy.loc[members] = _within(ground, members, box)
        left, top, right, bottom = (round(v, 4) for v in box)
        label = say("{group}: {n}", group=str(word), n=len(members))
        zones.append(Zone("box", label, left, top, right, bottom))
    return Made(xy, zones=tuple(zones))


def _within(ground: Ground, members: pd.Index, box: _Box) -> _Floats:
    """Place the members of a group in their box, by the ties among them."""
    left, top, right, bottom = box
    room = np.array([right - left, bottom - top])
    edge = np.minimum(np.array([EDGE, EDGE * WIDE]) + GAP, room * 0.2)
    head = min(HEAD, float(room[1]) * 0.35)
    low = np.array([left, top]) + edge + [0, head - edge[1] / 2]
    high = np.array([right, bottom]) - edge
    own = among(ground.net, members)
    share = layout(own, ground.seed).to_numpy(dtype=np.float64, copy=True)
    alone = np.flatnonzero(np.isnan(share).any(axis=1))
    tied = len(members) - len(alone)
    if len(alone):
        # Who has no tie within its group stands in rows below the others.
        part = len(alone) / len(members) if tied else 1.0
        share[:, 1] *= 1 - part
        share[alone] = _rows(len(alone), room) * [1, part] + [0, 1 - part]
    if len(members) == 1:
        share[:] = 0.5
    placed: _Floats = low + share * np.maximum(high - low, 1e-3)
    return placed


def _rows(count: int, room: _Floats) -> _Floats:
    """Spread over a grid that fits the room."""
    wide, high = np.maximum(room, 1e-9)  # the last of many boxes can be a hair less than nothing
    across = max(1, min(count, round(np.sqrt(count * WIDE * wide / high))))
    down = -(-count // across)
    steps = np.arange(count)
    return np.column_stack([(steps % across + 0.5) / across, (steps // across + 0.5) / down])


def squarified(sizes: list[float], wide: float) -> list[_Box]:
    """Divide the unit square into boxes of given sizes, near squares when shown `wide` as high.

    Bruls, Huizing & van Wijk (2000). Boxes come in the order of the sizes.
    """
    total = sum(sizes)
    areas = [size / total * wide for size in sizes]
    boxes: list[_Box] = []
    left, top, width, height = 0.0, 0.0, wide, 1.0
    start = 0
    while start < len(areas):
        side = min(width, height)
        stop = start + 1
        while stop < len(areas) and _worst(areas[start : stop + 1], side) <= _worst(
            areas[start:stop], side
        ):
            stop += 1
        row = areas[start:stop]
        depth = sum(row) / side
        along = 0.0
        for area in row:
            length = area / depth
            if width >= height:
                boxes.append((left, top + along, left + depth, top + along + length))
            else:
                boxes.append((left + along, top, left + along + length, top + depth))
            along += length
        if width >= height:
            left, width = left + depth, width - depth
        else:
            top, height = top + depth, height - depth
        start = stop
    return [(a / wide + GAP, b + GAP, c / wide - GAP, d - GAP) for a, b, c, d in boxes]


def _worst(row: list[float], side: float) -> float:
    """Give the ratio of the sides of the least square box of a row."""
    total = sum(row)
    return max(side**2 * max(row) / total**2, total**2 / (side**2 * min(row)))
