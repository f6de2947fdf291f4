"""Links to the outside: partners beyond the cluster, and how others reach them.

Outside actors are those the survey names and places outside the cluster; nobody asked them. They
are partners here, never firms of the cluster, so that their own cells stay empty. Directions are
ignored: the diagnosis of cognitive roles follows the way knowledge flows.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._groups import groups
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import flat, once, partners, ratio, series
from tiesnet.network import Network, adjacency

_OUT = word("it is not in the cluster")
_MANY = 5_000
"""Up to this many actors steps are counted from every outside partner."""
_Flags = NDArray[np.bool_]


@metric(
    label="Partners outside",
    unit="actors",
    source="giuliani2005",
    needs={"outside"},
    undefined=_OUT,
    boundary="all",
    reading="High: the firm itself has many partners beyond the cluster.",
)
def external_degree(net: Network) -> pd.Series:
    """Number of distinct partners outside the cluster: how open the firm is to the outside.

    Firms and institutions, in any direction, each partner once. In a relation about knowledge it
    is the external openness of Giuliani and Bell.
    """
    return _inside_only(net, _external(net).sum(axis=1))


@metric(
    label="Strength of ties outside",
    unit="sum of strengths",
    source="giuliani2005",
    needs={"outside", "strength"},
    undefined=f"{_OUT}, or the strength of one of these ties is not known",
    boundary="all",
    bounds=(None, None),
    extra=True,
    reading="High: many partners beyond the cluster, or strong ties with them.",
)
def external_strength(net: Network) -> pd.Series:
    """Sum of the strengths of the actor's ties with partners outside the cluster.

    The valued form of external openness: both directions are added, and ties without a known
    strength leave the sum empty.
    """
    ties = net.ties
    inside = _inside(net)
    one, other = ties["source"].to_numpy(), ties["target"].to_numpy()
    weight = ties["weight"].to_numpy(dtype=float)
    total = np.zeros(len(inside))
    for actor, partner in ((one, other), (other, one)):
        out = ~inside[partner]
        np.add.at(total, actor[out], weight[out])
    return _inside_only(net, total)


@metric(
    label="Share of partners outside",
    unit="share of partners",
    bounds=(0, 1),
    source="giuliani2005",
    needs={"outside"},
    undefined=f"{_OUT}, or it has no partner",
    boundary="all",
    extra=True,
    reading="High: most of the firm's partners are beyond the cluster.",
)
def external_share(net: Network) -> pd.Series:
    """Partners outside the cluster as a share of all partners.

    Distinct partners, firms and institutions, directions ignored.
    """
    out, every = _external(net).sum(axis=1), partners(net)
    blank = np.full(len(out), np.nan)
    return _inside_only(net, np.divide(out, every, out=blank, where=every > 0))


@metric(
    label="E-I by reach",
    unit="index",
    bounds=(-1, 1),
    source="krackhardt1988",
    needs={"outside"},
    undefined=f"{_OUT}, or it has no partner",
    boundary="all",
    extra=True,
    reading="1: all its partners are outside; -1: all are inside; 0: half and half.",
)
def external_ei(net: Network) -> pd.Series:
    """Partners outside less partners inside the cluster, over both.

    (E - I) / (E + I) with E the distinct partners outside and I those inside. Surveys name fewer
    outside partners than there are, so it is lower than the truth.
    """
    out, every = _external(net).sum(axis=1), partners(net)
    blank = np.full(len(out), np.nan)
    return _inside_only(net, np.divide(2 * out - every, every, out=blank, where=every > 0))


@metric(
    label="Pipelines",
    unit="outside partners",
    source="bathelt2004",
    needs={"outside"},
    undefined=_OUT,
    boundary="all",
    reading="High: the firm can bring in much from beyond the cluster and pass it on.",
)
def pipelines(net: Network) -> pd.Series:
    """Partners outside the cluster of a firm that also has a partner inside it.

    What such a firm learns outside can travel on inside; the outside links of a firm without any
    tie inside end with it and count as 0 here.
    """
    out = _external(net).sum(axis=1)
    return _inside_only(net, np.where(partners(net) > out, out, 0))


@metric(
    label="Outside partners of its partners",
    unit="outside partners",
    source="breschi2015, giuliani2005",
    needs={"outside"},
    undefined=_OUT,
    boundary="all",
    reading="High: the firm reaches many beyond the cluster through one introduction.",
)
def external_reach_mediated(net: Network) -> pd.Series:
    """Number of outside partners that a firm reaches only through a partner inside the cluster.

    Two steps: to a firm or institution of the cluster, and from there out; the firm's own outside
    partners are not counted. What silent partners did not tell is missing, so it may be higher.
    """
    return _inside_only(net, _mediated(net).sum(axis=1))


@metric(
    label="Reach outside, nearer counting more",
    unit="sum of 1 / steps",
    source="breschi2015",
    needs={"outside"},
    undefined=_OUT,
    boundary="all",
    extra=True,
    limit=_MANY,
    reading="High: many outside partners in few steps.",
)
def external_reach_weighted(net: Network) -> pd.Series:
    """Sum over outside partners of one over the number of steps to them.

    Steps run inside the cluster and only the last one leads out: an own partner adds 1, a
    partner's partner 1/2, and so on; who cannot be reached adds 0.
    """
    inside = _inside(net)
    near = np.zeros(len(inside))
    ext = _external(net)
    cells = (flat(net)[inside] @ sparse.diags_array(inside.astype(float))).tocsr()
    inner = sparse.csr_array(cells[:, inside])
    gates = sparse.csr_array(ext[inside][:, ~inside])
    for k in range(gates.shape[1]):
        holders = gates[:, [k]].nonzero()[0]
        if len(holders):
            near[inside] += 1 / (1 + _steps_from(inner, holders))
    return _inside_only(net, near)


@metric(
    label="Outside partners only it knows",
    unit="outside partners",
    source="giuliani2005, bathelt2004",
    needs={"outside"},
    undefined=_OUT,
    boundary="all",
    extra=True,
    reading="High: if the firm leaves, the cluster loses these links as far as is known.",
)
def external_sole(net: Network) -> pd.Series:
    """Number of the firm's outside partners to whom nobody else in the cluster is tied.

    As far as the ties reported tell: a silent firm may be tied to the same partner.
    """
    ext = _external(net)
    sole = (ext.sum(axis=0) == 1).astype(float)
    return _inside_only(net, ext @ sole)


@metric(
    label="Outside partners of the cluster",
    unit="actors",
    level="network",
    source="giuliani2005",
    needs={"outside"},
    boundary="all",
    reading="High: the cluster is linked to many beyond it.",
)
def external_actors(net: Network) -> float:
    """Number of distinct actors outside the cluster that somebody inside is tied to.

    Each once, however many firms are tied to it.
    """
    return float((_external(net).sum(axis=0) > 0).sum())


@metric(
    label="E-I by reach of the network",
    unit="index",
    bounds=(-1, 1),
    level="network",
    source="krackhardt1988",
    needs={"outside"},
    undefined="there is no tie",
    boundary="all",
    reading="Above 0: more pairs across the border of the cluster than inside it.",
)
def external_ei_network(net: Network) -> float:
    """Tied pairs across the border of the cluster less tied pairs inside it, over both.

    (E - I) / (E + I) with pairs of an inside and an outside actor (E) and pairs of two inside
    actors (I), directions ignored. Ties between two outside actors are left out.
    """
    out, every = float(_external(net).sum()), float(partners(net)[_inside(net)].sum())
    within = (every - out) / 2
    return ratio(out - within, out + within)


@metric(
    label="Mediated share of the reach outside",
    unit="share of pairs",
    bounds=(0, 1),
    level="network",
    source="breschi2015",
    needs={"outside"},
    undefined="nobody inside is tied to anybody outside",
    boundary="all",
    extra=True,
    reading="High: most firms reach the outside through others, not by links of their own.",
)
def external_mediated_share(net: Network) -> float:
    """Share of the reach outside within two steps that runs through a partner inside.

    Of the pairs of an inside and an outside actor at one or two steps, those at two steps.
    """
    direct, through = float(_external(net).sum()), float(_mediated(net).sum())
    return ratio(through, direct + through)


@metric(
    label="Partners outside, by group",
    unit="actors",
    level="table",
    source="giuliani2005",
    needs={"outside"},
    boundary="all",
    extra=True,
    reading="Which kinds of partners, or which countries, each firm is linked to outside.",
)
def external_partners(net: Network, *, by: str = "kind") -> pd.DataFrame:
    """How many partners outside the cluster each actor has in every group of them.

    Columns: actor, group (of the outside partner, empty when it is not known), partners. Rows
    only where there are any; actors that did not answer are left out.

    Parameters
    ----------
    by : str, default "kind"
        The column that sorts the partners: kind, country, location, sector.
    """
    sorts = groups(net, by)
    cells = _external(net).tocoo()
    shown = observed(net)[cells.row]
    ids = net.actors.index.to_numpy(dtype=object)
    names = np.array([*sorts.labels, None], dtype=object)
    rows = pd.DataFrame(
        {"actor": ids[cells.row[shown]], "group": names[sorts.codes[cells.col[shown]]]}
    )
    counted = rows.groupby(["actor", "group"], dropna=False, sort=True).size()
    return counted.rename("partners").reset_index()


def _inside(net: Network) -> _Flags:
    inside: _Flags = net.actors["in_cluster"].to_numpy(dtype=bool)
    return inside


def _inside_only(net: Network, values: NDArray[np.float64]) -> pd.Series:
    return series(net, np.where(_inside(net), values, np.nan))


def _external(net: Network) -> sparse.csr_array:
    """Give the 0/1 matrix of inside actors (rows) and outside partners (columns)."""
    matrix: sparse.csr_array = once(net, "external", lambda: _across(net))
    return matrix


def _across(net: Network) -> sparse.csr_array:
    inside = _inside(net)
    cells = flat(net).tocoo()
    kept = inside[cells.row] & ~inside[cells.col]
    found = (np.ones(int(kept.sum())), (cells.row[kept], cells.col[kept]))
    return sparse.csr_array(found, shape=adjacency(net).shape)


def _mediated(net: Network) -> sparse.csr_array:
    """Give the 0/1 matrix of outside partners two steps away, own partners left out."""
    matrix: sparse.csr_array = once(net, "mediated", lambda: _two_steps(net))
    return matrix


def _two_steps(net: Network) -> sparse.csr_array:
    inside, ext = _inside(net).astype(float), _external(net)
    within = sparse.diags_array(inside) @ flat(net) @ sparse.diags_array(inside)
    reached = sparse.csr_array(within @ ext).sign()
    return sparse.csr_array(reached - reached.multiply(ext))


def _steps_from(inner: sparse.csr_array, holders: NDArray[np.intp]) -> NDArray[np.float64]:
    """Count the steps from each actor to the nearest holder; endless when there is no way."""
    steps = np.full(inner.shape[0], np.inf)
    front, step = np.zeros(inner.shape[0]), 0
    front[holders] = 1
    while front.any():
        steps[front > 0] = step
        step += 1
        front = (inner @ front > 0) & np.isinf(steps)
    return steps
