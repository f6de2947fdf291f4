"""What breaks when an actor leaves: who would be cut off from the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis.kept import kept
from tiesnet.diagnosis.words import count
from tiesnet.metrics import Measures, cut_off
from tiesnet.network import ANSWERED, Network, adjacency, as_igraph

_COLUMNS = (
    "id",
    "name",
    "kind",
    "answered",
    "cuts_off",
    "who",
    "who_ids",
    "perhaps",
    "parts",
    "share_of_pairs_lost",
    "sentence",
)


@kept
def removal(measures: Measures) -> pd.DataFrame:
    """Measure, for every actor whose leaving breaks the network, what would be lost.

    Only actors that answered can be said to be cut off: of the others, ties that nobody
    reported may hold them. When two parts of the rest are largest, neither is the rest, and
    nobody is said to be cut off; the sentence then gives the parts.

    Returns
    -------
    DataFrame
        Indexed by actor id, the gravest first: ``name``, ``kind``, ``answered``, ``cuts_off``
        (actors that answered), ``who`` (their names), ``who_ids``, ``perhaps`` (others that would
        be cut off as far as is known), ``parts`` (sizes of the largest parts),
        ``share_of_pairs_lost`` (of the pairs of others that can reach each other now) and
        ``sentence`` (what would happen, in words).
    """
    net = measures.net.inside().layer("all")
    rows = [_row(net, place) for place in sorted(_flat_graph(net).articulation_points())]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).set_index("id")
    grave = ["cuts_off", "share_of_pairs_lost", "name"]
    return table.sort_values(grave, ascending=[False, False, True])


def _row(net: Network, place: int) -> dict[str, object]:
    state = net.respondents.states().to_numpy()
    broken = cut_off(net, place)
    lost = np.concatenate([*broken.parts, *broken.perhaps, np.zeros(0, dtype=np.intp)])
    certain = np.concatenate([*broken.parts, np.zeros(0, dtype=np.intp)])
    sure = [int(k) for k in np.sort(certain) if state[k] == ANSWERED]
    names = net.actors["name"]
    return {
        "id": net.actors.index[place],
        "name": names.iloc[place],
        "kind": net.actors["kind"].iloc[place],
        "answered": state[place],
        "cuts_off": len(sure),
        "who": ", ".join(sorted(str(names.iloc[k]) for k in sure)),
        "who_ids": tuple(str(net.actors.index[k]) for k in sure),
        "perhaps": len(lost) - len(sure),
        "parts": broken.largest,
        "share_of_pairs_lost": _share_lost(net, place),
        "sentence": _in_words(len(sure), len(lost) - len(sure), broken.largest),
    }


def _in_words(sure: int, perhaps: int, largest: tuple[int, ...]) -> str:
    """Say what would happen, as far as the ties reported tell."""
    if len(largest) > 1:
        return (
            f"the network would fall into {len(largest)} parts of {count_actors(largest[0])} each"
        )
    if sure:
        return f"{count_actors(sure)} would be cut off"
    return f"{count_actors(perhaps)} would be cut off as far as is known" if perhaps else ""


def count_actors(n: int) -> str:
    """Say a number of actors."""
    return count(n, "actor", "actors")


def _share_lost(net: Network, place: int) -> float:
    matrix = _flat(net)
    stay = np.arange(matrix.shape[0]) != place
    before = _pairs(connected_components(matrix, directed=False)[1][stay])
    then = _pairs(connected_components(matrix[stay][:, stay], directed=False)[1])
    return 1 - then / before if before else 0.0


def _pairs(part: np.ndarray) -> int:
    size = np.bincount(part)
    return int((size * (size - 1) // 2).sum())


def _flat_graph(net: Network) -> Any:
    return as_igraph(net).as_undirected()


def _flat(net: Network) -> sparse.csr_array:
    matrix = adjacency(net)
    return matrix + matrix.T
