"""Do the same pairs work together in several ways? Layers compared pair by pair."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import flat, ratio
from tiesnet.network import Network, members

_COLUMNS = (
    "layer_a",
    "layer_b",
    "known_pairs",
    "pairs_a",
    "pairs_b",
    "pairs_both",
    "jaccard",
    "share_of_a_in_b",
    "share_of_b_in_a",
    "expected_share_of_a_in_b",
    "expected_share_of_b_in_a",
)


@metric(
    label="Overlap of layers",
    unit="pairs",
    source="wasserman1994",
    level="table",
    on="several",
    needs={"census"},
    undefined="there are no ties, or no known pairs, to take a share of",
    reading="Share above the expected one: the two kinds of ties go together.",
)
def layer_overlap(net: Network) -> pd.DataFrame:
    """Pairs of actors tied in one layer, in another and in both, for every two layers.

    A pair is tied when either end's arrow is there. Everything is counted over the pairs known
    in both layers (known_pairs): a pair is known in a layer when all that could show a tie
    between the two was answered. pairs_a, pairs_b, pairs_both: tied pairs among them; jaccard:
    both / either; share_of_a_in_b: both / pairs_a; expected_share_of_a_in_b: pairs_b /
    known_pairs, what the share would be if the layers had nothing to do with each other. Single
    layers without membership, then formal beside informal; shares of nothing are empty.
    """
    singles = {name: net.layer(name) for name in members(net.layers, "all")}
    unions = ("formal", "informal")
    both = {name: net.layer(name) for name in unions if members(net.layers, name)}
    rows = [_compare(a, b, singles) for a, b in combinations(singles, 2)]
    if len(both) == len(unions) and not set(unions) & set(singles):
        rows.append(_compare(*unions, both))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _compare(a: str, b: str, views: dict[str, Network]) -> dict[str, object]:
    one, other = views[a], views[b]
    known = _known_pairs(one, other)
    keep_a, keep_b = _tied(one, one, other), _tied(other, one, other)
    in_a, in_b = len(keep_a), len(keep_b)
    in_both = len(np.intersect1d(keep_a, keep_b))
    return {
        "layer_a": a,
        "layer_b": b,
        "known_pairs": known,
        "pairs_a": in_a,
        "pairs_b": in_b,
        "pairs_both": in_both,
        "jaccard": ratio(in_both, in_a + in_b - in_both),
        "share_of_a_in_b": ratio(in_both, in_a),
        "share_of_b_in_a": ratio(in_both, in_b),
        "expected_share_of_a_in_b": ratio(in_b, known),
        "expected_share_of_b_in_a": ratio(in_a, known),
    }


def _tied(net: Network, one: Network, other: Network) -> NDArray[np.int64]:
    """Give the tied pairs that are known in both layers, as one number each."""
    cells = flat(net).tocoo()
    upper = cells.row < cells.col
    row, column = cells.row[upper].astype(np.int64), cells.col[upper].astype(np.int64)
    keep = _known(one, row, column) & _known(other, row, column)
    pairs: NDArray[np.int64] = row[keep] * len(net.actors) + column[keep]
    return pairs


def _known(net: Network, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which pairs are known whichever way an arrow could run."""
    return net.respondents.known(one, other) & net.respondents.known(other, one)


def _known_pairs(one: Network, other: Network) -> int:
    """Count the pairs known in both layers; actors who answered alike are counted together."""
    flags = np.hstack([view.respondents.answered.to_numpy() for view in (one, other)])
    _, first, size = np.unique(flags, axis=0, return_index=True, return_counts=True)
    rows, columns = first[:, None], first[None, :]
    table = _known(one, rows, columns) & _known(other, rows, columns)
    ordered = size @ table @ size - size @ np.diag(table)
    return int(ordered) // 2
