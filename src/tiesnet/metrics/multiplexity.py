"""Do the same pairs work together in several ways? Layers compared pair by pair."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics._alike import compare
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._relations import count_known, known_in_all, pairs_by_relations, relations
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
_ALIKE = (
    "layer_a",
    "layer_b",
    "known_pairs",
    "tied_both",
    "only_a",
    "only_b",
    "neither",
    "correlation",
    "simple_matching",
    "hamming",
    "yules_q",
    "degree_correlation",
    "degree_rank_correlation",
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
    rows = [_compare(a, b, one, other) for (a, one), (b, other) in _two_by_two(net)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


@metric(
    label="Correlation of layers",
    unit="correlation",
    bounds=(-1, 1),
    source="krackhardt1987, butts2005, nicosia2015, yule1912",
    level="table",
    on="several",
    needs={"census"},
    undefined="there are no known pairs, a relation has no ties or nothing but ties, or strengths "
    "are not known",
    reading="Correlation above 0: where there is one kind of tie, the other is likelier. Whether "
    "that is more than chance is for a permutation test to say.",
    extra=True,
)
def layer_correlation(
    net: Network, *, arrows: bool = True, strengths: bool = False
) -> pd.DataFrame:
    """How alike every two layers are, pair by pair: correlation, matching and distance.

    Over pairs known in both layers. known_pairs; tied_both, only_a, only_b, neither: how many;
    correlation: Pearson's, the statistic of a QAP correlation and R sna's gcor (the phi
    coefficient as long as strengths are left out); simple_matching: share of known pairs on which
    both agree; hamming: pairs on which they differ, R sna's hdist, which UCINET divides by all
    pairs; yules_q: (ad - bc) / (ad + bc), UCINET's gamma of two yes-or-no relations.

    degree_correlation, degree_rank_correlation: of the actors' partners in the two layers,
    Pearson and Spearman, over actors that answered both (Nicosia and Latora). Single layers
    without membership, then formal beside informal.

    Parameters
    ----------
    arrows : bool, default True
        Compare ordered pairs along the flow as soon as one of the two layers has arrows; an
        undirected tie runs both ways. False: a pair is tied when either arrow is there.
    strengths : bool, default False
        Correlate strengths, no tie being 0, instead of ties; empty where a strength is missing.
    """
    rows = [
        {"layer_a": a, "layer_b": b} | compare(one, other, arrows, strengths)
        for (a, one), (b, other) in _two_by_two(net.along_flow())
    ]
    return pd.DataFrame(rows, columns=list(_ALIKE))


@metric(
    label="Pairs tied in several relations",
    unit="share of tied pairs",
    bounds=(0, 1),
    source="wasserman1994",
    level="network",
    on="all",
    needs={"census"},
    undefined="no pair that is known in all relations is tied",
    reading="High: those who work together do so in more ways than one.",
)
def multiplex_share(net: Network) -> float:
    """Share of the tied pairs that are tied in at least two relations.

    Of the pairs known in all relations, directions ignored, membership left out.
    """
    times = _times(net)
    return ratio(float((times > 1).sum()), float(len(times)))


@metric(
    label="Pairs by number of relations",
    unit="pairs",
    source="wasserman1994",
    level="table",
    on="all",
    needs={"census"},
    undefined="no pair is known in all relations",
    reading="More pairs than expected with several relations: relations pile up on the same pairs.",
    extra=True,
)
def multiplex_pairs(net: Network) -> pd.DataFrame:
    """How many pairs of actors are tied in no relation, in one, in two and so on.

    Over pairs known in all relations, directions ignored, membership left out. Columns:
    relations, pairs, share_of_pairs, expected_pairs: what there would be if each relation kept
    its density and had nothing to do with the others (a sum of independent yes-or-no draws).
    """
    found = relations(net)
    total = count_known(found)
    pairs = np.bincount(_times(net), minlength=len(found) + 1)
    pairs[0] = total - pairs[1:].sum()
    chance = np.ones(1)
    for relation in found:
        tied = known_in_all(found, relation.one, relation.other).sum()
        density = ratio(float(tied), float(total))
        chance = np.convolve(chance, [1 - density, density])
    table = {"relations": range(len(pairs)), "pairs": pairs}
    frame = pd.DataFrame(table).assign(expected_pairs=chance * total)
    frame.insert(2, "share_of_pairs", frame["pairs"] / total if total else np.nan)
    return frame


def _times(net: Network) -> NDArray[np.int64]:
    """Count the relations of each tied pair that is known in all of them."""
    one, other, times = pairs_by_relations(net)
    return times[known_in_all(relations(net), one, other)]


def _two_by_two(net: Network) -> list[tuple[tuple[str, Network], tuple[str, Network]]]:
    """Give every two single layers without membership, then formal beside informal."""
    singles = {name: net.layer(name) for name in members(net.layers, "all")}
    unions = ("formal", "informal")
    both = {name: net.layer(name) for name in unions if members(net.layers, name)}
    found = list(combinations(singles.items(), 2))
    if len(both) == len(unions) and not set(unions) & set(singles):
        found.append(((unions[0], both[unions[0]]), (unions[1], both[unions[1]])))
    return found


def _compare(a: str, b: str, one: Network, other: Network) -> dict[str, object]:
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
