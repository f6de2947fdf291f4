"""Rings by core number: the innermost core in the middle."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, word
from tiesnet.network import layout
from tiesnet.plots.layouts._catalogue import Ground, Made, Zone, map_layout
from tiesnet.plots.layouts._together import neighbours

MOST_RINGS = 6
CENTRE = 1.6  # times the room: discs in the middle are the largest
LEAST_WIDTH = 0.5  # of a ring, in shares of an even one
SWEEPS = 12
DISC = 0.08  # the diameter of a disc among few, in heights of the whole
GOLDEN = 0.6180339887498949
_Floats = NDArray[np.float64]
_Codes = NDArray[np.intp]


@map_layout(
    "rings",
    word("rings by coreness"),
    word(
        "The innermost core stands in the middle; the further out, the looser. Whoever is in core "
        "3 is tied to at least 3 others of core 3 or higher."
    ),
    "round",
)
def rings(ground: Ground) -> Made | None:
    """Place everybody on the ring of its core number (Seidman 1983) in all ties inside."""
    measures, ids = ground.measures, ground.net.actors.index
    if ("all", "core_number") not in measures.actors.columns:
        return None
    core = measures.actors[("all", "core_number")].reindex(ids).to_numpy(dtype=np.float64)
    inside = ground.net.actors["in_cluster"].to_numpy(dtype=bool)
    classes = _classes(core[inside & (core > 0)])
    if len(classes) < 2:
        return None
    ring = np.full(len(ids), len(classes))
    for place, (low, high) in enumerate(classes):
        ring[(core >= low) & (core <= high) & inside] = place
    ring[~inside] = len(classes) + 1
    labels = [_named(low, high) for low, high in classes]
    labels += [say("No tie inside"), say("Outside the cluster")]
    used = np.unique(ring)
    ring = np.searchsorted(used, ring)
    edges = _edges(np.bincount(ring))
    angle = _angles(ground, ring)
    xy = 0.5 + _radii(ring, angle, edges)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    zones = tuple(Zone("ring", labels[k], right=float(edges[n + 1])) for n, k in enumerate(used))
    return Made(pd.DataFrame(xy, index=ids, columns=["x", "y"]), zones=zones)


def _classes(core: _Floats) -> list[tuple[int, int]]:
    """Group the core numbers there are into a few classes, the highest first.

    Neighbours with the fewest actors are put together.
    """
    numbers, counts = np.unique(core.astype(np.intp), return_counts=True)
    classes = [(int(k), int(k), int(n)) for k, n in zip(numbers, counts, strict=True)][::-1]
    while len(classes) > MOST_RINGS:
        small = min(range(len(classes) - 1), key=lambda k: classes[k][2] + classes[k + 1][2])
        one, other = classes[small : small + 2]
        classes[small : small + 2] = [(other[0], one[1], one[2] + other[2])]
    return [(low, high) for low, high, _ in classes]


def _named(low: int, high: int) -> str:
    return (
        say("Core {n}", n=low) if low == high else say("Core {low} to {high}", low=low, high=high)
    )


def _edges(counts: _Codes) -> _Floats:
    """Give rings about the same room for each actor, none too narrow for its label."""
    weights = counts * np.where(np.arange(len(counts)) == 0, CENTRE, 1.0)
    share = np.sqrt(np.cumsum(weights) / weights.sum())
    width = np.maximum(np.diff(share, prepend=0.0), LEAST_WIDTH / len(counts))
    return np.concatenate([[0.0], 0.5 * np.cumsum(width) / width.sum()])


def _angles(ground: Ground, ring: _Codes) -> _Floats:
    """Put tied actors side by side: barycentre sweeps around the circle, from the free layout."""
    free = layout(ground.net, ground.seed).to_numpy(dtype=np.float64)
    free = np.where(np.isnan(free), 0.5, free) - 0.5
    angle = np.arctan2(free[:, 1], free[:, 0])
    one, other = neighbours(ground.net)
    for _ in range(SWEEPS):
        east = np.bincount(one, np.cos(angle)[other], len(ring)) + 0.3 * np.cos(angle)
        south = np.bincount(one, np.sin(angle)[other], len(ring)) + 0.3 * np.sin(angle)
        wanted = np.arctan2(south, east)
        for k in range(int(ring.max()) + 1):
            place = np.flatnonzero(ring == k)
            order = place[np.argsort(wanted[place], kind="stable")]
            even = 2 * np.pi * (np.arange(len(order)) + 0.5) / len(order)
            # Turned so that the ring as a whole stands where its members want to be.
            gap = wanted[order] - even
            turn = np.arctan2(np.sin(gap).sum(), np.cos(gap).sum())
            angle[order] = even + turn
    return angle


def _radii(ring: _Codes, angle: _Floats, edges: _Floats) -> _Floats:
    """Keep to the middle of the ring; a crowded ring is filled over its width."""
    radius = np.zeros(len(ring))
    disc = DISC * max(0.3, min(1.0, np.sqrt(130 / len(ring))))
    for k in range(len(edges) - 1):
        place = np.flatnonzero(ring == k)
        place = place[np.argsort(angle[place], kind="stable")]
        low, high = float(edges[k]), float(edges[k + 1])
        inner = low + (high - low) * 0.16 if k else high * 0.3
        outer = high - (high - low) * 0.14
        middle = (inner + outer) / 2 if k else high * 0.66
        rows = max(1, round(len(place) * disc / (2 * np.pi * middle)))
        share = (np.arange(len(place)) * GOLDEN) % 1.0
        if k == 0 and len(place) == 1:
            radius[place] = 0.0
        elif rows == 1:
            radius[place] = middle + (share - 0.5) * 0.1 * (outer - inner)
        elif rows == 2:
            # As many on each circle as its length has room for.
            radius[place] = np.where(share < inner / (inner + outer), inner, outer)
        else:
            radius[place] = np.sqrt(inner**2 + (outer**2 - inner**2) * share)
    return radius
