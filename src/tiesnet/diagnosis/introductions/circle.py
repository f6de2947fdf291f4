"""Whom the actors inside the cluster know, what they belong to, and where in the chain they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.diagnosis.chain.tie_kinds import SATURATES, multilateral_groups
from tiesnet.diagnosis.kept import kept
from tiesnet.metrics import Measures
from tiesnet.network import SILENT, Network, affiliations, tie_parts

_Places = NDArray[np.intp]
_Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Circle:
    """Whom the actors inside the cluster know, and what they belong to.

    Attributes
    ----------
    net : Network
        All relations inside the cluster, as a union.
    wide : Network
        The same with actors outside.
    place : array of int
        Where each actor of `net` stands in `wide`.
    known : csr_array, shape (actors of net, actors of wide)
        Number of relations with each partner; partners that did not answer are left out.
    sells, buys : csr_array of bool, shape (actors of wide, actors of wide)
        The row supplies the column; the row buys from it.
    belongs : csr_array, shape (actors of net, bodies)
    bodies : DataFrame
        ``name``, ``apart`` (holds more than half of the firms, or is the cluster organisation),
        ``firms``; those that say most of a pair come first: not apart, of few firms.
    offices : tuple of str
        Ids of the cluster organisation.
    stages : array of bool, shape (actors of net, steps of the chain)
    names : list of str
        Names of the actors of `wide`.
    """

    net: Network
    wide: Network
    place: _Places
    known: sparse.csr_array
    sells: sparse.csr_array
    buys: sparse.csr_array
    belongs: sparse.csr_array
    bodies: pd.DataFrame
    offices: tuple[str, ...]
    stages: _Bools
    names: list[str]


@kept
def circle(measures: Measures) -> Circle:
    """Find out whom everybody knows and what they belong to."""
    wide = measures.net.layer("all")
    net = measures.net.inside().layer("all")
    place = wide.actors.index.get_indexer(net.actors.index).astype(np.intp)
    offices = _offices(wide)
    belongs, bodies = _memberships(net, offices)
    known, sells = _known(wide, place), _sells(measures.net)
    names = wide.actors["name"].astype(str).tolist()
    buys, stages = sells.T.tocsr(), _chain(net)
    return Circle(net, wide, place, known, sells, buys, belongs, bodies, offices, stages, names)


def columns(table: sparse.csr_array, row: int) -> _Places:
    """Give the columns of a row that are not 0."""
    found: _Places = table.indices[table.indptr[row] : table.indptr[row + 1]].astype(np.intp)
    return found


def common(table: sparse.csr_array, one: int, other: int) -> _Places:
    """Give the columns that two rows have in common."""
    return np.intersect1d(columns(table, one), columns(table, other))


def shared(table: sparse.csr_array, one: _Places, other: _Places) -> _Bools:
    """Tell, pair by pair, whether two rows have any column in common."""
    if not table.shape[1] or not len(one):
        return np.zeros(len(one), dtype=bool)
    both: _Bools = np.asarray(table[one].multiply(table[other]).sum(axis=1)) > 0
    return both


def _known(wide: Network, place: _Places) -> sparse.csr_array:
    parts = tie_parts(wide)
    pairs = pd.DataFrame(
        {"low": parts[["source", "target"]].min(axis=1),
         "high": parts[["source", "target"]].max(axis=1), "layer": parts["layer"]}
    ).drop_duplicates()  # fmt: skip
    size = len(wide.actors)
    ends = pairs["low"].to_numpy(dtype=np.intp), pairs["high"].to_numpy(dtype=np.intp)
    half = sparse.csr_array((np.ones(len(pairs)), ends), shape=(size, size))
    speaks = (wide.respondents.states() != SILENT).to_numpy(dtype=float)
    found = sparse.csr_array((half + half.T).multiply(speaks))[place]
    found.eliminate_zeros()
    return found


def _sells(net: Network) -> sparse.csr_array:
    """Tell who supplies whom: trade ties of which it is known who is the supplier."""
    survey, size = net.origin.survey, len(net.actors)
    relations = net.layers if survey is None else survey.relations
    trade = relations.index[relations["content"] == "trade"]
    parts = tie_parts(net)
    parts = parts[parts["layer"].isin(trade) & (parts["upstream"] != 0)]
    source, target = (parts[end].to_numpy(dtype=np.intp) for end in ("source", "target"))
    up = (parts["upstream"] == 1).to_numpy(dtype=bool)
    ends = np.where(up, source, target), np.where(up, target, source)
    return sparse.csr_array((np.ones(len(parts), dtype=bool), ends), shape=(size, size))


def _memberships(net: Network, offices: tuple[str, ...]) -> tuple[sparse.csr_array, pd.DataFrame]:
    two = affiliations(net)
    groups = multilateral_groups(net, fewest=2, saturates=SATURATES)
    bodies = two.organisations[["name"]].assign(
        apart=two.organisations.index.isin(groups.index[groups["share"] > SATURATES]),
        firms=groups["firms"].reindex(two.organisations.index).fillna(0).to_numpy(),
    )
    bodies["apart"] |= bodies.index.isin(offices)
    bodies = bodies.sort_values(["apart", "firms", "name"])
    order = two.organisations.index.get_indexer(bodies.index)
    cells = two.incidence[:, order].tocoo()
    row = net.actors.index.get_indexer(two.actors)[cells.row]
    shape = (len(net.actors), len(bodies))
    return sparse.csr_array((cells.data, (row, cells.col)), shape=shape), bodies


def _offices(net: Network) -> tuple[str, ...]:
    survey = net.origin.survey
    said = "" if survey is None else str(survey.info.get("cluster_organisation", "") or "")
    kind = net.actors.index[net.actors["kind"] == "cluster_organisation"]
    return tuple(dict.fromkeys([*([said] if said else []), *map(str, kind)]))


def _chain(net: Network) -> _Bools:
    """Tell at which steps of the chain each actor is: the distinct places in its order."""
    survey, size = net.origin.survey, len(net.actors)
    if survey is None or survey.stages.empty:
        return np.zeros((size, 0), dtype=bool)
    order = survey.stages["order"].dropna()
    step = {
        str(k): int(v) for k, v in zip(order.index, pd.factorize(order, sort=True)[0], strict=True)
    }
    made = np.zeros((size, len(set(step.values()))), dtype=bool)
    for row, stages in enumerate(net.actors["stages"]):
        made[row, [step[s] for s in stages if s in step]] = True
    return made
