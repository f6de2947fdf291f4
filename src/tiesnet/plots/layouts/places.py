"""A map by coordinates: where firms are, with nothing fetched to draw it on."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, word
from tiesnet.network import Network
from tiesnet.plots.layouts._catalogue import Ground, Made, Zone, map_layout

DEGREE = 111.195  # kilometres along a meridian
MOST_TOWNS = 14
FAR = 6.0  # times the usual distance from the middle, beyond which one stands at the edge
MARGIN = 0.07
SAME = 0.012  # of the width: whoever is nearer is fanned out
FAN = 0.012
APART, ROUNDS = 0.034, 40
PER_ROW = 24
GOLDEN_ANGLE = 2.399963229728653
_Floats = NDArray[np.float64]


@map_layout(
    "places",
    word("geographic"),
    word(
        "Where firms are, on one scale in both directions; near neighbours are pushed apart a "
        "little. Whoever is much further away stands at the edge, in its direction."
    ),
    "equal",
)
def places(ground: Ground) -> Made | None:
    """Place everybody by latitude and longitude, or by ``x_km`` and ``y_km``."""
    ids = ground.net.actors.index
    km = _kilometres(ground.net)
    inside = ground.net.actors["in_cluster"].to_numpy(dtype=bool)
    known = ~np.isnan(km).any(axis=1)
    core = known & inside
    if core.sum() < 3 or np.ptp(km[core], axis=0).max() <= 0:
        return None
    near = _near(km, core)
    low, high = km[near].min(axis=0), km[near].max(axis=0)
    width = float((high - low).max()) / (1 - 2 * MARGIN)
    size = np.maximum((high - low) / width + 2 * MARGIN, 0.34)
    wide = size / size[0]
    xy = ((km - (low + high) / 2) / width + size / 2) / size[0]
    away = known & ~((km >= low) & (km <= high)).all(axis=1)
    xy[away] = _at_the_edge(xy[away], wide)
    _fan_out(xy, known & ~away)
    _push_apart(xy, known & ~away)
    zones = _towns(ground, xy, near)
    height = float(wide[1])
    lost = np.flatnonzero(~known)
    if len(lost):
        xy[lost], bottom = _below(len(lost), height)
        zones = (Zone("box", say("Place not known"), 0.0, height + 0.02, 1.0, bottom), *zones)
        height = bottom
    frame = pd.DataFrame(xy, index=ids, columns=["x", "y"])
    return Made(frame, height, zones, width * float(size[0]))


def _kilometres(net: Network) -> _Floats:
    """Give kilometres east and south, from degrees (equirectangular) or as the survey has them."""
    east, north = (_column(net, name) for name in ("x_km", "y_km"))
    if not (~np.isnan(east + north)).any():
        north, east = _column(net, "latitude", 90.0), _column(net, "longitude", 180.0)
        inside = net.actors["in_cluster"].to_numpy(dtype=bool)
        known = north[~np.isnan(north + east) & inside]
        middle = np.radians(float(np.median(known)) if len(known) else 0.0)
        east, north = east * DEGREE * np.cos(middle), north * DEGREE
    return np.column_stack([east, -north])


def _column(net: Network, name: str, most: float = np.inf) -> _Floats:
    if name not in net.actors:
        return np.full(len(net.actors), np.nan)
    values = pd.to_numeric(net.actors[name], errors="coerce").to_numpy(dtype=np.float64)
    return np.where(np.abs(values) <= most, values, np.nan)


def _near(km: _Floats, core: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave out of the picture's bounds who is much further away than most."""
    apart = np.linalg.norm(km - np.median(km[core], axis=0), axis=1)
    usual = float(np.quantile(apart[core], 0.75, method="lower"))
    found: NDArray[np.bool_] = core & (apart <= FAR * max(usual, 1e-9))
    return found if np.ptp(km[found], axis=0).max() > 0 else core


def _at_the_edge(xy: _Floats, size: _Floats) -> _Floats:
    """Pull points to the frame, along the line to its middle."""
    offset = xy - size / 2
    room = size / 2 - 0.012
    scale = np.max(np.abs(offset) / room, axis=1, keepdims=True)
    pulled: _Floats = size / 2 + offset / np.maximum(scale, 1.0)
    return pulled


def _fan_out(xy: _Floats, which: NDArray[np.bool_]) -> None:
    """Spread those at one place over a small spiral around it."""
    cells = np.full(xy.shape, -1.0)
    cells[which] = np.round(xy[which] / SAME)
    groups = pd.DataFrame(cells[which]).groupby([0, 1]).indices
    rows = np.flatnonzero(which)
    for members in groups.values():
        if len(members) < 2:
            continue
        place = rows[members]
        middle = xy[place].mean(axis=0)
        steps = np.arange(len(place))
        reach = FAN * np.sqrt(steps + 0.4)
        turn = steps * GOLDEN_ANGLE
        xy[place] = middle + reach[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])


def _push_apart(xy: _Floats, which: NDArray[np.bool_]) -> None:
    """Move near ones a little, so that no disc covers another wholly."""
    from scipy.spatial import cKDTree  # takes a third of a second to load

    place = np.flatnonzero(which)
    wanted = APART * max(0.3, min(1.0, float(np.sqrt(130 / len(xy)))))
    for _ in range(ROUNDS):
        pairs = cKDTree(xy[place]).query_pairs(wanted, output_type="ndarray")
        if not len(pairs):
            return
        one, other = place[pairs[:, 0]], place[pairs[:, 1]]
        gap = xy[other] - xy[one]
        length = np.maximum(np.linalg.norm(gap, axis=1, keepdims=True), 1e-9)
        push = gap / length * (wanted - length) * 0.25
        np.add.at(xy, other, push)
        np.add.at(xy, one, -push)


def _towns(ground: Ground, xy: _Floats, near: NDArray[np.bool_]) -> tuple[Zone, ...]:
    """Name the places firms say they are in, where there are few."""
    if "location" not in ground.net.actors:
        return ()
    town = ground.net.actors["location"].where(near).dropna().astype(str)
    names = [str(name) for name in town.value_counts(sort=True).index]
    if not 1 < len(names) <= MOST_TOWNS:
        return ()
    found = []
    for name in names:
        members = ground.net.actors.index.get_indexer(town.index[town == name])
        x, y = np.median(xy[members], axis=0)
        found.append(Zone("town", name, left=round(float(x), 4), top=round(float(y), 4)))
    return tuple(found)


def _below(count: int, height: float) -> tuple[_Floats, float]:
    """Put those without a known place into rows below the map."""
    steps = np.arange(count)
    rows = -(-count // PER_ROW)
    x = 0.03 + 0.94 * ((steps % PER_ROW) + 0.5) / PER_ROW
    y = height + 0.09 + 0.05 * (steps // PER_ROW)
    return np.column_stack([x, y]), height + 0.1 + 0.05 * rows
