"""Ways from disconnected firms into the main group: partners, bodies, places, stages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order

from tiesnet.diagnosis.circle import Circle, circle
from tiesnet.diagnosis.open_pairs import Ground, ground, wanting, well_tied
from tiesnet.diagnosis.register import DISCONNECTED
from tiesnet.metrics import OUTSIDE, Measures, pair_space
from tiesnet.network import Network, tie_parts

HELD = "partners of its one partner"
HOLDER = "partners of the institution that connects it"
BEYOND = "over partners outside the cluster"
BODY = "members of a body it belongs to"
PLACE = "firms at the same place"
STAGE = "firms at its own or a neighbouring stage"
PARTNER = (HELD, HOLDER, BEYOND)
"""The ways that run over ties."""

_COLUMNS = ["firm", "way", "through", "steps", "approach"]
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
    view, around = ground(measures), circle(measures)
    fine = well_tied(measures, view)
    ids = view.net.actors.index
    partners = np.diff(view.tied.indptr)
    name = view.net.actors["name"].astype(str).to_numpy()
    rows = []
    for firm, row in wanting(measures).iterrows():
        at = int(ids.get_indexer([firm])[0])
        for way, through, steps, reached in _ways(measures, (view, around), at, row, near):
            fit = reached[fine[reached] & view.candidates(at)[reached]]
            best = sorted(fit, key=lambda k: (-partners[k], name[k]))[:most]
            if best:
                found = tuple(str(ids[k]) for k in best)
                rows.append((str(firm), way, through, steps, found))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _ways(
    measures: Measures, known: tuple[Ground, Circle], at: int, row: pd.Series, near: float
) -> Iterator[_Found]:
    view, around = known
    yield from _over_ties(view, around, at, row)
    if row["connection"] in DISCONNECTED:
        yield from _outside(measures.net, view, around, at, row)
    yield from _bodies(around, at)
    everybody = np.arange(len(view.net.actors))
    same = pair_space(view.net, np.full(len(everybody), at), everybody, near)["co_located"]
    towns = view.net.actors.get("location")
    town = "" if towns is None or pd.isna(towns.iloc[at]) else str(towns.iloc[at])
    yield PLACE, town, np.nan, np.flatnonzero(same.fillna(False).to_numpy(dtype=bool))
    own = around.stages[at]
    beside = own.copy()
    beside[1:] |= own[:-1]
    beside[:-1] |= own[1:]
    yield STAGE, "", np.nan, np.flatnonzero((around.stages & beside).any(axis=1))


def _over_ties(view: Ground, around: Circle, at: int, row: pd.Series) -> Iterator[_Found]:
    """Go to the partners of the partners it has inside the cluster."""
    firm = (view.net.actors["kind"] == "firm").to_numpy(dtype=bool)
    names = view.net.actors["name"].astype(str)
    partners = view.tied[[at]].indices
    if row["through_institutions"]:
        partners, way = partners[~firm[partners]], HOLDER
    elif row["connection"] == OUTSIDE or not len(partners):
        return
    else:
        way = HELD
    if len(partners):
        reached = np.unique(view.tied[partners].indices).astype(np.intp)
        yield way, "; ".join(sorted(names.iloc[partners])), 2.0, reached


def _outside(
    net: Network, view: Ground, around: Circle, at: int, row: pd.Series
) -> Iterator[_Found]:
    """Follow the shortest path of ties that leaves the cluster and comes back into it."""
    parts = tie_parts(net)
    size = len(around.wide.actors)
    ends = (parts[end].to_numpy(dtype=np.intp) for end in ("source", "target"))
    matrix = sparse.csr_array((np.ones(len(parts)), tuple(ends)), shape=(size, size))
    flat = sparse.csr_array(matrix + matrix.T)
    start = int(around.place[at])
    order, before = breadth_first_order(flat, start, directed=False)
    steps = np.full(size, np.inf)
    steps[start] = 0
    for place in order[1:]:
        steps[place] = steps[before[place]] + 1
    inside = np.full(size, -1)
    inside[around.place] = np.arange(len(around.place))
    own = _group(view, at)
    far = np.isfinite(steps) & (inside >= 0)
    far[around.place[own]] = False
    if row["connection"] not in DISCONNECTED[:2] or not far.any():
        return
    nearest = np.flatnonzero(far & (steps == steps[far].min()))
    names = around.wide.actors["name"].astype(str)
    path = _path(before, start, int(nearest[0]))
    through = ", then ".join(names.iloc[path])
    yield BEYOND, through, float(steps[nearest[0]]), inside[nearest].astype(np.intp)


def _group(view: Ground, at: int) -> _Places:
    found = breadth_first_order(view.tied, at, directed=False, return_predecessors=False)
    return np.asarray(found, dtype=np.intp)


def _path(before: NDArray[np.int32], start: int, end: int) -> list[int]:
    """Name the actors between two ends of a path."""
    found, place = [], int(before[end])
    while place != start and place >= 0:
        found.append(place)
        place = int(before[place])
    return found[::-1]


def _bodies(around: Circle, at: int) -> Iterator[_Found]:
    """Go to the members of the bodies it belongs to, the smallest body first."""
    own = around.belongs[[at]].indices
    members = around.belongs.tocsc()
    for place in sorted(own, key=lambda k: (around.bodies["firms"].iloc[k], k)):
        inside = members.indices[members.indptr[place] : members.indptr[place + 1]]
        yield BODY, str(around.bodies["name"].iloc[place]), 2.0, inside.astype(np.intp)
