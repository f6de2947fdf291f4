"""Who is tied to partners outside the cluster, who reaches them through whom, and what would go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from tiesnet.language import word
from tiesnet.metrics import alike, pair_space
from tiesnet.network import Network, adjacency, tie_parts

DIRECT = word("has partners outside of its own")
THROUGH = word("through a partner inside")
FARTHER = word("in three steps or more")
NO_WAY = word("no way outside is known")
UNKNOWN = word("not known: answers of its own are missing")
WAYS = (DIRECT, THROUGH, FARTHER, NO_WAY, UNKNOWN)
"""How an actor of the cluster reaches the outside, over the ties reported."""
UNSAID = word("not known")
_ROLES = {
    "institutional": word("institution"),
    "horizontal": word("peer of the same stage"),
    "lateral": word("firm beside it in the chain"),
}
_Flags = NDArray[np.bool_]
_Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Outside:
    """The cluster and its partners outside, directions ignored.

    Attributes
    ----------
    actors : DataFrame
        Those inside the cluster, by id.
    partners : DataFrame
        Those outside that somebody inside is tied to, by id.
    inner : csr_array, shape (actors, actors)
        1 where two inside are tied.
    links : csr_array, shape (actors, partners)
        1 where an actor is tied to a partner outside.
    reach : csr_array, shape (actors, partners)
        Through how many partners inside an actor reaches each partner outside.
    firm, seen : array of bool, shape (actors,)
        Who is a firm, and who answered every question behind these ties.
    """

    actors: pd.DataFrame
    partners: pd.DataFrame
    inner: sparse.csr_array
    links: sparse.csr_array
    reach: sparse.csr_array
    firm: _Flags
    seen: _Flags


def outside_of(net: Network) -> Outside:
    """Split a view into the cluster and its partners outside."""
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    matrix = adjacency(net)
    matrix = sparse.csr_array((matrix + matrix.T) > 0).astype(float)
    across = sparse.csr_array(matrix[inside][:, ~inside])
    tied = np.asarray(across.sum(axis=0)) > 0
    actors = net.actors[inside]
    inner = sparse.csr_array(matrix[inside][:, inside])
    links = sparse.csr_array(across[:, tied])
    return Outside(
        actors=actors,
        partners=net.actors[~inside][tied],
        inner=inner,
        links=links,
        reach=sparse.csr_array(inner @ links),
        firm=(actors["kind"] == "firm").to_numpy(dtype=bool),
        seen=net.respondents.observed().to_numpy(dtype=bool)[inside],
    )


def outside_links(net: Network) -> pd.DataFrame:
    """List the ties of actors inside with partners outside, one row per relation of a pair.

    Returns
    -------
    DataFrame
        ``actor`` and ``partner`` (ids), ``layer``, ``kind`` and ``country`` of the partner (its
        location where no country is given), ``border`` (another country, the same, not known) and
        ``role``: what the partner is to the actor along the chain.
    """
    ties, ids = tie_parts(net), net.actors.index
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    one, other = ties["source"].to_numpy(), ties["target"].to_numpy()
    across = inside[one] != inside[other]
    ties, one, other = ties[across], one[across], other[across]
    near, far = np.where(inside[one], one, other), np.where(inside[one], other, one)
    before = ties["upstream"].to_numpy() * np.where(inside[one], 1, -1)
    return pd.DataFrame(
        {
            "actor": ids[near],
            "partner": ids[far],
            "layer": ties["layer"].astype("object").to_numpy(),
            "kind": net.actors["kind"].to_numpy(dtype=object)[far],
            "country": _places(net)[far],
            "border": _borders(net, near, far),
            "role": _roles(ties["orientation"], before),
        }
    )


def ways_out(out: Outside) -> pd.DataFrame:
    """Say of every actor inside how it reaches the outside.

    Returns
    -------
    DataFrame
        Indexed by id: ``way`` (of `WAYS`), ``own`` (partners outside), ``inside`` (partners
        inside), ``through`` (partners outside that only a partner inside knows) and ``by`` (ids
        of the partners inside that are tied to the outside).
    """
    own, near = _sum(out.links, 1), _sum(out.inner, 1)
    reached = sparse.csr_array(out.reach.sign() - out.reach.sign().multiply(out.links))
    through = _sum(reached, 1)
    gate = own > 0
    beside = (out.inner @ gate.astype(float)) > 0
    label = _parts(out.inner)
    farther = np.isin(label, label[gate])
    way = np.select(
        [~out.seen, gate, beside, farther], [UNKNOWN, DIRECT, THROUGH, FARTHER], default=NO_WAY
    )
    ids = out.actors.index
    by = [tuple(str(ids[j]) for j in _row(out.inner, i) if gate[j]) for i in range(len(ids))]
    table = pd.DataFrame({"way": way, "own": own, "inside": near, "through": through}, index=ids)
    return table.assign(by=by)


def gates(out: Outside) -> pd.DataFrame:
    """Say of every actor tied to the outside what would go dark without it.

    Returns
    -------
    DataFrame
        Indexed by id, the gravest first: ``partners`` (outside), ``inside`` (partners inside),
        ``sole`` (ids of partners outside to whom nobody else is tied), ``lose`` (firms that
        answered, have no partner outside of their own, and of whose partners inside it alone has
        one), ``perhaps`` (how many more would, as far as is known: a partner of theirs did not
        answer), ``cut`` (firms that then reach nobody outside in any number of steps) and
        ``share_lost`` (of the pairs of others and partners outside within two steps).
    """
    own = _sum(out.links, 1)
    rows = [_gate(out, int(place)) for place in np.flatnonzero(own)]
    columns = ["id", "partners", "inside", "sole", "lose", "perhaps", "cut", "share_lost"]
    table = pd.DataFrame(rows, columns=columns).set_index("id")
    grave = table.assign(
        a=-table["lose"].map(len).astype(int),
        b=-table["sole"].map(len).astype(int),
        c=-table["share_lost"].astype(float),
        name=out.actors["name"].reindex(table.index).astype("str"),
    )
    return table.loc[grave.sort_values(["a", "b", "c", "name"]).index]


def _gate(out: Outside, gate: int) -> dict[str, object]:
    ids, names = out.actors.index, out.partners.index
    held = _row(out.links, gate)
    sole = held[_sum(out.links, 0)[held] == 1]
    only, sure = _only_through(out, gate)
    cut = _without_any(out, gate)
    return {
        "id": ids[gate],
        "partners": len(held),
        "inside": len(_row(out.inner, gate)),
        "sole": tuple(str(names[k]) for k in sole),
        "lose": tuple(str(ids[k]) for k in only[sure]),
        "perhaps": int((~sure).sum()),
        "cut": tuple(str(ids[k]) for k in cut),
        "share_lost": _share_lost(out, gate, held),
    }


def _only_through(out: Outside, gate: int) -> tuple[NDArray[np.intp], _Flags]:
    """Give the firms whose only partner with a link outside is the gate, and who surely are."""
    linked = _sum(out.links, 1) > 0
    others = (out.inner @ linked.astype(float)) == 1
    here = np.zeros(len(linked), dtype=bool)
    here[_row(out.inner, gate)] = True
    only = np.flatnonzero(here & others & ~linked & out.firm & out.seen & linked[gate])
    unseen = (~out.seen & ~linked).astype(float)
    unseen[gate] = 0
    return only, (out.inner @ unseen)[only] == 0


def _without_any(out: Outside, gate: int) -> NDArray[np.intp]:
    """Give the firms that reach somebody outside now, and would reach nobody in any steps.

    Of a part in which somebody did not answer it is not known.
    """
    linked = _sum(out.links, 1) > 0
    before = _parts(out.inner)
    stay = np.ones(len(linked), dtype=bool)
    stay[gate] = False
    after = np.full(len(linked), -1, dtype=np.int64)
    after[stay] = _parts(sparse.csr_array(out.inner[stay][:, stay]))
    alive = after[(linked | ~out.seen) & stay]
    lost = np.isin(before, before[linked]) & ~np.isin(after, alive) & stay
    return np.flatnonzero(lost & out.firm & out.seen)


def _share_lost(out: Outside, gate: int, held: NDArray[np.intp]) -> float:
    """Give the share of pairs of others and partners outside within two steps that end."""
    others = np.ones(len(out.actors), dtype=bool)
    others[gate] = False
    every = sparse.csr_array((out.reach + out.links).sign())[others]
    if not every.nnz:
        return 0.0
    near = _row(out.inner, gate)
    ways = out.reach[near][:, held].toarray()
    own = out.links[near][:, held].toarray()
    return int(((ways == 1) & (own == 0)).sum()) / int(every.nnz)


def relation_labels(net: Network) -> dict[str, str]:
    """Give the label of every relation behind a view."""
    survey = net.origin.survey
    table = net.layers if survey is None else survey.relations
    return {str(key): str(label) for key, label in table["label"].items()}


def _places(net: Network) -> NDArray[np.object_]:
    """Give the country of every actor, its location where no country is asked for."""
    for column in ("country", "location"):
        if column not in net.actors or net.actors[column].isna().all():
            continue
        texts = net.actors[column].astype("object")
        same = alike(texts)
        first = texts.groupby(same).first()
        named: NDArray[np.object_] = same.map(first).fillna(UNSAID).to_numpy(dtype=object)
        return named
    return np.full(len(net.actors), UNSAID, dtype=object)


def _borders(
    net: Network, near: NDArray[np.intp], far: NDArray[np.intp]
) -> NDArray[np.object_] | list[str]:
    words = {True: word("another country"), False: word("the same country")}
    crossed = pair_space(net, near, far)["cross_border"]
    return [UNSAID if value is pd.NA else words[bool(value)] for value in crossed]


def _roles(orientation: pd.Series, before: NDArray[np.int64]) -> list[str]:
    """Say what the partner is to the actor: 1 means that the actor comes before it."""
    along = {1: word("buyer or later stage"), -1: word("supplier or earlier stage")}
    return [
        along.get(int(side), UNSAID) if kind == "vertical" else _ROLES.get(str(kind), UNSAID)
        for kind, side in zip(orientation, before, strict=True)
    ]


def _sum(matrix: sparse.csr_array, axis: int) -> _Counts:
    return np.asarray(matrix.sum(axis=axis)).reshape(-1).astype(np.int64)


def _row(matrix: sparse.csr_array, place: int) -> NDArray[np.intp]:
    start, end = matrix.indptr[place], matrix.indptr[place + 1]
    return np.sort(matrix.indices[start:end]).astype(np.intp)


def _parts(matrix: sparse.csr_array) -> _Counts:
    if not matrix.shape[0]:
        return np.zeros(0, dtype=np.int64)
    return np.asarray(connected_components(matrix, directed=False)[1], dtype=np.int64)
