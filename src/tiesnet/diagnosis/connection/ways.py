"""Ways from disconnected firms into the main group: partners, bodies, places, stages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order

from tiesnet.diagnosis.introductions.circle import Circle, circle, columns
from tiesnet.diagnosis.introductions.open_pairs import Ground, ground, wanting, well_tied
from tiesnet.language import say, word
from tiesnet.metrics import ISOLATE, OUTSIDE, Measures, pair_space
from tiesnet.network import Network, tie_parts

HELD = word("partners of its one partner")
HOLDER = word("partners of the institution that connects it")
BEYOND = word("over partners outside the cluster")
BODY = word("members of a body it belongs to")
PLACE = word("firms at the same place")
STAGE = word("firms at its own or a neighbouring stage")
PARTNER = (HELD, HOLDER, BEYOND)
"""The ways that run over ties."""

_COLUMNS = ["firm", "way", "through", "steps", "approach"]
_AT_ONCE = 200  # firms whose distances to all others are held at once
_Places = NDArray[np.intp]
_Found = tuple[str, str, float, _Places]


def ways(measures: Measures, *, most: int, near: float) -> pd.DataFrame:
    """List the ways in of every firm that needs one, the nearest first.

    Returns
    -------
    DataFrame
        ``firm`` (id), ``way`` (one of those named above), ``through`` (names), ``steps`` (ties or
        memberships from the firm to those to approach, empty when nothing links them) and
        ``approach`` (ids of at most `most` firms, those with most partners first).
    """
    view = ground(measures)
    near_by, wide = _near_by(measures, near), _wide(measures.net)
    fine = well_tied(measures, view)
    ids = view.net.actors.index
    partners = np.diff(view.tied.indptr)
    name = view.net.actors["name"].astype(str).to_numpy()
    rows = []
    for firm, row in wanting(measures).iterrows():
        at = int(ids.get_indexer([firm])[0])
        may = fine & view.candidates(at)
        for way, through, steps, reached in _ways(measures, at, row, near_by[at], wide):
            best = sorted(reached[may[reached]], key=lambda k: (-partners[k], name[k]))[:most]
            if best:
                found = tuple(str(ids[k]) for k in best)
                rows.append((str(firm), way, through, steps, found))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _near_by(measures: Measures, near: float) -> dict[int, _Places]:
    """Give, for every firm that needs a way in, the actors at the same place."""
    net = ground(measures).net
    everybody = np.arange(len(net.actors))
    found = {}
    own = net.actors.index.get_indexer(wanting(measures).index)
    for some in np.array_split(own, len(own) // _AT_ONCE + 1):
        ends = np.repeat(some, len(everybody)), np.tile(everybody, len(some))
        same = pair_space(net, *ends, near)["co_located"].fillna(False).to_numpy(dtype=bool)
        for firm, row in zip(some, same.reshape(len(some), len(everybody)), strict=True):
            found[int(firm)] = np.flatnonzero(row)
    return found


def _wide(net: Network) -> sparse.csr_array:
    """Give all ties of all relations, actors outside the cluster included."""
    parts, size = tie_parts(net), len(net.actors)
    ends = tuple(parts[end].to_numpy(dtype=np.intp) for end in ("source", "target"))
    matrix = sparse.csr_array((np.ones(len(parts)), ends), shape=(size, size))
    return sparse.csr_array(matrix + matrix.T)


def _ways(
    measures: Measures, at: int, row: pd.Series, near_by: _Places, wide: sparse.csr_array
) -> Iterator[_Found]:
    view, around = ground(measures), circle(measures)
    yield from _over_ties(view, around, at, row)
    if row["connection"] in (ISOLATE, OUTSIDE):
        yield from _outside(wide, view, around, at)
    yield from _bodies(around, at)
    towns = view.net.actors.get("location")
    town = "" if towns is None or pd.isna(towns.iat[at]) else str(towns.iat[at])
    yield PLACE, town, np.nan, near_by
    own = around.stages[at]
    beside = own.copy()
    beside[1:] |= own[:-1]
    beside[:-1] |= own[1:]
    yield STAGE, "", np.nan, np.flatnonzero((around.stages & beside).any(axis=1))


def _over_ties(view: Ground, around: Circle, at: int, row: pd.Series) -> Iterator[_Found]:
    """Go to the partners of the partners it has inside the cluster."""
    firm = (view.net.actors["kind"] == "firm").to_numpy(dtype=bool)
    partners = columns(view.tied, at)
    if row["through_institutions"]:
        partners, way = partners[~firm[partners]], HOLDER
    elif row["connection"] == OUTSIDE or not len(partners):
        return
    else:
        way = HELD
    if len(partners):
        reached = np.unique(view.tied[partners].indices).astype(np.intp)
        yield way, "; ".join(sorted(around.names[around.place[k]] for k in partners)), 2.0, reached


def _outside(wide: sparse.csr_array, view: Ground, around: Circle, at: int) -> Iterator[_Found]:
    """Follow the shortest path of ties that leaves the cluster and comes back into it."""
    start = int(around.place[at])
    order, before = breadth_first_order(wide, start, directed=False)
    steps = np.full(len(before), np.inf)
    steps[start] = 0
    for place in order[1:]:
        steps[place] = steps[before[place]] + 1
    inside = np.full(len(before), -1)
    inside[around.place] = np.arange(len(around.place))
    far = np.isfinite(steps) & (inside >= 0)
    far[around.place[_group(view, at)]] = False
    if not far.any():
        return
    least = steps[far].min()
    ends: dict[tuple[int, ...], list[int]] = {}
    for end in np.flatnonzero(far & (steps == least)):
        ends.setdefault(_path(wide, around.names, steps, int(end)), []).append(int(inside[end]))
    for path in sorted(ends, key=lambda path: [around.names[k] for k in path]):
        through = reduce(_then, (around.names[k] for k in path))
        yield BEYOND, through, float(least), np.array(ends[path], dtype=np.intp)


def _then(first: str, second: str) -> str:
    return say("{first}, then {second}", first=first, second=second)


def _group(view: Ground, at: int) -> _Places:
    found = breadth_first_order(view.tied, at, directed=False, return_predecessors=False)
    return np.asarray(found, dtype=np.intp)


def _path(
    wide: sparse.csr_array, names: list[str], steps: NDArray[np.float64], end: int
) -> tuple[int, ...]:
    """Give the actors on a shortest path to an end; of several the first by name."""
    found: list[int] = []
    place = end
    while steps[place] > 1:
        partners = columns(wide, place)
        nearer = partners[steps[partners] == steps[place] - 1]
        place = min(map(int, nearer), key=lambda k: names[k])
        found.append(place)
    return tuple(found[::-1])


def _bodies(around: Circle, at: int) -> Iterator[_Found]:
    """Go to the members of the bodies it belongs to, the smallest body first."""
    for place in sorted(columns(around.belongs, at)):
        inside = np.flatnonzero(around.belongs[:, [place]].toarray()[:, 0])
        yield BODY, str(around.bodies["name"].iat[place]), 2.0, inside
