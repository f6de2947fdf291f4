"""What breaks when an actor leaves: who would be cut off from the rest."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis.connection.register import not_everybody
from tiesnet.diagnosis.kept import kept
from tiesnet.diagnosis.words import count
from tiesnet.language import say, say_n
from tiesnet.metrics import CutOff, Measures, cut_off, cut_points
from tiesnet.network import ANSWERED, Network, adjacency

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
    "sure",
    "sentence",
)


@kept
def removal(measures: Measures) -> pd.DataFrame:
    """Measure, for every actor whose leaving breaks the main component, what would be lost.

    Only actors that answered can be said to be cut off: of the others, ties that nobody
    reported may hold them. When two parts of the rest are largest, neither is the rest, and
    nobody is said to be cut off; the sentence then gives the parts. Of a sample, or of single
    firms, nothing is said.

    Returns
    -------
    DataFrame
        Indexed by actor id, the gravest first: ``name``, ``kind``, ``answered``, ``cuts_off``
        (actors that answered), ``who`` (their names), ``who_ids``, ``perhaps`` (others that would
        be cut off as far as is known), ``parts`` (sizes of the largest parts), ``sure`` (whether
        equal parts are apart for certain),
        ``share_of_pairs_lost`` (of the pairs of others that can reach each other now) and
        ``sentence`` (what would happen, in words).
    """
    net = measures.net.inside().layer("all")
    # Ties of those never asked may hold whoever seems to hang by one actor.
    places = () if not_everybody(measures) else cut_points(net)
    rows = [_row(net, place) for place in places]
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
        "sure": broken.sure,
        "sentence": _in_words(len(sure), len(lost) - len(sure), broken),
    }


def _in_words(sure: int, perhaps: int, broken: CutOff) -> str:
    """Say what would happen, as far as the ties reported tell."""
    if len(broken.largest) > 1:
        parts, actors = len(broken.largest), count(broken.largest[0], "actor", "actors")
        if broken.sure:
            return say(
                "the network would fall into {parts} parts of {actors} each",
                parts=parts,
                actors=actors,
            )
        return say(
            "the network would fall into {parts} parts of {actors} each, as far as is known",
            parts=parts,
            actors=actors,
        )
    if sure:
        return say_n(sure, "{n} actor would be cut off", "{n} actors would be cut off")
    if not perhaps:
        return ""
    return say_n(
        perhaps,
        "{n} actor would be cut off as far as is known",
        "{n} actors would be cut off as far as is known",
    )


def _share_lost(net: Network, place: int) -> float:
    matrix = _flat(net)
    stay = np.arange(matrix.shape[0]) != place
    before = _pairs(connected_components(matrix, directed=False)[1][stay])
    then = _pairs(connected_components(matrix[stay][:, stay], directed=False)[1])
    return 1 - then / before if before else 0.0


def _pairs(part: np.ndarray) -> int:
    size = np.bincount(part)
    return int((size * (size - 1) // 2).sum())


def _flat(net: Network) -> sparse.csr_array:
    matrix = adjacency(net)
    return matrix + matrix.T
