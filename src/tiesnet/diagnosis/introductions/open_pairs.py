"""Which pairs may be introduced: both answered, nobody reports a tie, and the log has nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.diagnosis.connection.register import (
    DISCONNECTED,
    NEEDED,
    disconnected,
    only_through_institutions,
    register,
)
from tiesnet.diagnosis.kept import kept
from tiesnet.metrics import Measures, measure
from tiesnet.network import Network, adjacency, tie_parts

MADE, PLANNED, NEVER = "made", "planned", "do_not_introduce"
LOGGED = ("one", "other", "state", "wave", "by", "note")
_Places = NDArray[np.intp]
_Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ground:
    """What is needed to say which pairs of a cluster may be introduced.

    Attributes
    ----------
    net : Network
        All relations inside the cluster, as a union.
    tied : csr_array
        Who is tied to whom in it, directions ignored.
    ready : array of bool
        Firms that answered every question: only their lack of a tie is known.
    closed : csr_array of bool
        Pairs that are not to be introduced: somebody reports a tie of any relation between them,
        they were introduced already, or the log says never.
    planned : set of (int, int)
        Pairs that the log plans to introduce.
    """

    net: Network
    tied: sparse.csr_array
    ready: _Bools
    closed: sparse.csr_array
    planned: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def allowed(self) -> _Bools:
        """Give the pairs that may be introduced, as a symmetric table of yes and no."""
        may = np.outer(self.ready, self.ready)
        may[self.closed.nonzero()] = False
        np.fill_diagonal(may, False)
        return may

    def candidates(self, place: int) -> _Bools:
        """Tell which actors one may be introduced to."""
        may = self.ready.copy()
        may[self.closed[[place]].indices] = False
        may[place] = False
        return may


@kept
def whole_measures(measures: Measures) -> Measures:
    """Give measures that hold what the register reads; it is computed where it was left out."""
    known = set(measures.skipped.loc[measures.skipped["layer"] == "all", "metric"])
    if "all" in measures.layers:
        known |= set(measures.actors["all"].columns)
    read = (*NEEDED, "coreness")
    return measures if known.issuperset(read) else measure(measures.net, metrics=read)


@kept
def ground(measures: Measures) -> Ground:
    """Find out which pairs inside the cluster may be introduced."""
    inside = measures.net.inside()
    net = inside.layer("all")
    size = len(net.actors)
    flat = adjacency(net)
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    ready = firm & net.respondents.observed().to_numpy(dtype=bool)
    rows = log(measures)
    over = rows[rows["state"] != PLANNED]
    ties = tie_parts(inside)[["source", "target"]].to_numpy(dtype=np.intp)
    said = [
        _placed(net, table, *ends)
        for table, ends in (
            (net.origin.reported, ("source", "target")),
            (net.origin.unconfirmable, ("source", "target")),
            (over, ("one", "other")),
        )
    ]
    ends = np.concatenate([ties.reshape(-1, 2), *said])
    both = np.concatenate([ends, ends[:, ::-1]])
    closed = sparse.csr_array(
        (np.ones(len(both), dtype=bool), (both[:, 0], both[:, 1])), shape=(size, size)
    )
    planned = _placed(net, rows[rows["state"] == PLANNED], "one", "other")
    tied = sparse.csr_array((flat + flat.T) != 0)
    pairs = frozenset((int(min(pair)), int(max(pair))) for pair in planned)
    return Ground(net, tied, ready, closed, pairs)


def log(measures: Measures) -> pd.DataFrame:
    """Give the log of introductions of the survey, in the columns of `LOGGED`."""
    survey = measures.net.origin.survey
    table = pd.DataFrame() if survey is None else survey.introductions
    return table.reindex(columns=list(LOGGED)).reset_index(drop=True)


@kept
def wanting(measures: Measures) -> pd.DataFrame:
    """List the firms that need a way in, the most cut off first.

    The disconnected ones of the register, then those that only institutions connect. Silent
    firms and those never asked are not among them.

    Returns
    -------
    DataFrame
        As `register`, with ``through_institutions``: whether institutions alone connect it.
    """
    rows = disconnected(measures)
    rows = rows[rows["connection"].isin(DISCONNECTED)].assign(through_institutions=False)
    only = only_through_institutions(measures).assign(through_institutions=True)
    return pd.concat([rows, only]) if len(only) else rows


def well_tied(measures: Measures, view: Ground) -> _Bools:
    """Tell which actors are in the main component by more than one tie, institutions left out.

    Only they bring a firm in: two firms apart from the others stay apart when they meet.
    """
    rows = register(measures)
    lost = rows["connection"].isin(DISCONNECTED) | rows["connection_firms"].isin(DISCONNECTED)
    known = rows["connection"].notna() & ~lost
    fine = known.reindex(view.net.actors.index, fill_value=False)
    found: _Bools = fine.to_numpy(dtype=bool) & view.ready
    return found


def _placed(net: Network, table: pd.DataFrame, one: str, other: str) -> _Places:
    places = np.column_stack([net.actors.index.get_indexer(table[end]) for end in (one, other)])
    return places[(places >= 0).all(axis=1)].astype(np.intp)
