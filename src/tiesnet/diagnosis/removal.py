"""What breaks when an actor leaves: who would be cut off from the rest."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis.kept import kept
from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, Network, adjacency, as_igraph

_COLUMNS = (
    "id",
    "name",
    "kind",
    "cuts_off",
    "who",
    "who_ids",
    "perhaps",
    "share_of_pairs_lost",
)


def cut_off(net: Network, actor: str) -> list[str]:
    """Name the actors that lose the largest remaining part when one actor leaves.

    Parameters
    ----------
    net : Network
        Directions are ignored.
    actor : str
        The id of the actor that leaves.

    Returns
    -------
    list of str
        Ids of the actors of its component that end outside the largest remaining part; when two
        parts tie for largest, the one with the first actor of the network counts as the rest.
    """
    matrix = _flat(net)
    _, home = connected_components(matrix, directed=False)
    place = int(net.actors.index.get_loc(actor))
    rest = np.flatnonzero((home == home[place]) & (np.arange(len(home)) != place))
    if not len(rest):
        return []
    _, part = connected_components(matrix[rest][:, rest], directed=False)
    largest = int(np.argmax(np.bincount(part)))
    return [str(net.actors.index[k]) for k in rest[part != largest]]


@kept
def removal(measures: Measures) -> pd.DataFrame:
    """Measure, for every actor whose leaving cuts others off, what would be lost.

    Only actors that answered can be said to be cut off: of the others, ties that nobody
    reported may hold them.

    Returns
    -------
    DataFrame
        Indexed by actor id, the gravest first: ``name``, ``kind``, ``cuts_off`` (actors that
        answered), ``who`` (their names), ``who_ids``, ``perhaps`` (others that would be cut off
        as far as is known) and ``share_of_pairs_lost`` (of the pairs of others that can reach
        each other now).
    """
    net = measures.net.inside().layer("all")
    answered = (net.respondents.states() == ANSWERED).to_dict()
    rows = []
    for actor in _cut_points(net):
        lost = cut_off(net, actor)
        sure = [k for k in lost if answered[k]]
        rows.append(
            {
                "id": actor,
                "name": net.actors.at[actor, "name"],
                "kind": net.actors.at[actor, "kind"],
                "cuts_off": len(sure),
                "who": ", ".join(sorted(str(net.actors.at[k, "name"]) for k in sure)),
                "who_ids": tuple(sure),
                "perhaps": len(lost) - len(sure),
                "share_of_pairs_lost": _share_lost(net, actor),
            }
        )
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).set_index("id")
    return table.sort_values(["cuts_off", "name"], ascending=[False, True])


def _cut_points(net: Network) -> list[str]:
    graph = as_igraph(net).as_undirected()
    return [str(net.actors.index[k]) for k in sorted(graph.articulation_points())]


def _share_lost(net: Network, actor: str) -> float:
    matrix = _flat(net)
    place = int(net.actors.index.get_loc(actor))
    keep = np.arange(matrix.shape[0]) != place
    _, now = connected_components(matrix, directed=False)
    before = _pairs(now[keep])
    _, then = connected_components(matrix[keep][:, keep], directed=False)
    return 1 - _pairs(then) / before if before else 0.0


def _pairs(part: np.ndarray) -> int:
    size = np.bincount(part)
    return int((size * (size - 1) // 2).sum())


def _flat(net: Network) -> sparse.csr_array:
    matrix = adjacency(net)
    return matrix + matrix.T
