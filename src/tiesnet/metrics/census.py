"""Pairs and threesomes: who returns ties, and what three actors look like together."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import sparse

from tiesnet.language import word
from tiesnet.metrics._arcs import arcs_of
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._oriented import census as count_triads
from tiesnet.metrics._oriented import triad_census_counts
from tiesnet.metrics._pairs import known
from tiesnet.metrics._parts import seen
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import flat_graph, once, ratio
from tiesnet.metrics.cohesion import density_all, reciprocity, transitivity
from tiesnet.network import Network, adjacency

_SHARE = (0.0, 1.0)
_ARROWS = {"census", "directed", "one_way"}
_NO_TIE = word("there is no tie")
_NO_PATH = word("there is no path of two steps")

TRIADS = {
    "003": "no tie",
    "012": "one arrow",
    "102": word("one mutual tie"),
    "021D": word("one actor points to the two others"),
    "021U": word("two actors point to the third"),
    "021C": word("a chain of two arrows"),
    "111D": word("a mutual tie, and the third points to one of the two"),
    "111U": word("a mutual tie, and one of the two points to the third"),
    "030T": word("a chain of two arrows with a shortcut"),
    "030C": word("a circle of three arrows"),
    "201": word("two mutual ties"),
    "120D": word("a mutual tie, and the third points to both"),
    "120U": word("a mutual tie, and both point to the third"),
    "120C": word("a mutual tie, and a chain through the third"),
    "210": word("two mutual ties and one arrow"),
    "300": word("three mutual ties"),
}
"""The sixteen kinds of three actors: mutual, one-way and empty pairs, and a letter."""
_FLAT = {"003": "no tie", "102": "one tie", "201": "two ties", "300": "three ties"}


@metric(
    label="Reciprocity, known pairs",
    unit="share of ties",
    bounds=_SHARE,
    source="wasserman1994, stork1992",
    level="network",
    needs=_ARROWS,
    undefined="there is no tie between two actors who could both tell",
    reading="High: most ties are returned, among the firms that could both have said so.",
)
def reciprocity_known(net: Network) -> float:
    """Share of the arrows that are returned, where both directions are known.

    An arrow to a silent firm cannot be returned; here it does not count. With full response it
    equals the reciprocity of all ties.
    """
    mutual, single, _ = _dyads(net, only_known=True)
    return ratio(2 * mutual, 2 * mutual + single)


@metric(
    label="Reciprocity of pairs",
    unit="share of tied pairs",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs=_ARROWS,
    undefined=_NO_TIE,
    reading="High: most tied pairs are tied both ways. Lower than the reciprocity of ties.",
    extra=True,
)
def reciprocity_dyad(net: Network) -> float:
    """Share of the tied pairs that are tied both ways.

    Mutual pairs divided by mutual and one-way pairs: UCINET's dyad reciprocity, "dyadic.nonnull"
    in R sna, mode "ratio" in igraph.
    """
    mutual, single, _ = _dyads(net)
    return ratio(mutual, mutual + single)


@metric(
    label="Symmetry of pairs",
    unit="share of pairs",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs=_ARROWS,
    undefined="there are fewer than two actors",
    reading="High also when hardly anybody is tied: pairs without a tie count as alike.",
    extra=True,
)
def reciprocity_symmetric(net: Network) -> float:
    """Share of all pairs that are tied both ways or not at all.

    "dyadic", the default of R sna's grecip: pairs without a tie count as symmetric. One minus it
    is R sna's default hierarchy.
    """
    mutual, single, empty = _dyads(net)
    return ratio(mutual + empty, mutual + single + empty)


@metric(
    label="Reciprocity against chance, logarithm",
    unit="logarithm of a ratio",
    bounds=(None, None),
    source="butts2008",
    level="network",
    needs=_ARROWS,
    undefined="no tie is returned",
    reading="Above 0: ties are returned more often than if they fell anywhere.",
    extra=True,
)
def reciprocity_log(net: Network) -> float:
    """How much likelier an arrow is when the arrow the other way is there, as a logarithm.

    ln of the reciprocity divided by the density: ln(M(M + A + N) / (M + A/2) squared) with M
    mutual, A one-way and N empty pairs. "edgewise.lrr" in R sna.
    """
    mutual, single, empty = _dyads(net)
    if not mutual:
        return float("nan")
    return math.log(mutual * (mutual + single + empty) / (mutual + single / 2) ** 2)


@metric(
    label="Reciprocity index",
    unit="index",
    bounds=(None, 1),
    source="garlaschelli2004",
    level="network",
    needs=_ARROWS,
    undefined="there is no tie, or all pairs are tied",
    reading="0: ties are returned as often as chance would have it. Below 0: less often.",
    extra=True,
)
def reciprocity_index(net: Network) -> float:
    """How far the reciprocity lies above the density, as a part of what it could.

    (reciprocity - density) / (1 - density): the correlation of the two directions of a pair
    (Garlaschelli and Loffredo 2004), and UCINET's reciprocity index.
    """
    density = density_all(net)
    return ratio(reciprocity(net) - density, 1 - density)


@metric(
    label="Transitivity index",
    unit="index",
    bounds=(None, 1),
    source="dekker2019",
    level="network",
    needs={"census"},
    undefined=f"{_NO_PATH}, or all pairs are tied",
    reading="0: two-step paths are closed as often as chance would have it.",
    extra=True,
)
def transitivity_index(net: Network) -> float:
    """How far the transitivity lies above the density, as a part of what it could.

    (transitivity - density) / (1 - density), as in UCINET.
    """
    density = density_all(net)
    return ratio(transitivity(net) - density, 1 - density)


@metric(
    label="Transitivity, directions ignored",
    unit="share of two-step paths",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NO_PATH,
    reading="Like transitivity, as if every tie ran both ways.",
    extra=True,
)
def transitivity_undirected(net: Network) -> float:
    """Share of the paths a to b to c for which a and c are tied, whichever way the arrows point.

    Three times the triangles divided by the connected threesomes: igraph's global transitivity.
    """
    return float(flat_graph(net).transitivity_undirected(mode="nan"))


@metric(
    label="Transitivity, strong form",
    unit="share of ordered threesomes",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined="there are fewer than three actors",
    reading="High also in sparse networks, where hardly any path exists. Seldom the one to report.",
    extra=True,
)
def transitivity_strong(net: Network) -> float:
    """Share of the ordered threesomes in which a is tied to c just when a path a to b to c exists.

    Both having and lacking the shortcut count: R sna's gtrans with measure "strong". Actors who
    did not answer and whom nobody names are left out.
    """
    matrix, n = adjacency(net), int(seen(net).sum())
    mutual = float(matrix.multiply(matrix.T).sum())
    paths = float((matrix.sum(axis=0) * matrix.sum(axis=1)).sum()) - mutual
    closed = transitivity(net) * paths if paths else 0.0
    apart = (n * (n - 1.0) - matrix.nnz) * (n - 2) - (paths - closed)
    return ratio(closed + apart, n * (n - 1.0) * (n - 2)) if n > 2 else float("nan")


@metric(
    label="Pairs: mutual, one-way, empty",
    unit="pairs",
    source="holland1976, stork1992",
    level="table",
    needs={"census"},
    reading="How many pairs of firms are tied both ways, one way, or not at all.",
    extra=True,
)
def dyad_census(net: Network) -> pd.DataFrame:
    """Number of pairs of actors that are tied both ways, one way, or not at all.

    Once over all pairs, as R sna, igraph and UCINET have it, and once over the pairs of which both
    directions are known: a tie to a silent firm looks one-way, and no tie looks like a no.
    Without arrows pairs are tied or not.
    """
    every, sure = _dyads(net), _dyads(net, only_known=True)
    words = ["mutual", "one-way", "empty"] if net.directed else ["tied", "one-way", "empty"]
    table = pd.DataFrame({"pair": words, "pairs": every, "known_pairs": sure})
    for column in ("pairs", "known_pairs"):
        whole = table[column].sum()
        table[f"share_of_{column}"] = table[column] / whole if whole else np.nan
    return table if net.directed else table.drop(index=1).reset_index(drop=True)


@metric(
    label="Threesomes by kind (triad census)",
    unit="threesomes",
    source="holland1976, davis1972",
    level="table",
    needs={"census"},
    reading="Many of kind 030T or 300: closed groups. Many 021C or 201: open chains with someone "
    "in the middle.",
    extra=True,
)
def triad_census(net: Network) -> pd.DataFrame:
    """Number of threesomes of actors of each kind, over all and among those who answered.

    Sixteen kinds, named by their mutual, one-way and empty pairs and a letter for the way the
    arrows run; same counts as R sna, igraph and networkx. Without arrows four kinds are
    possible. A threesome with a silent actor can look more open than it is: the second count
    leaves them out.
    """
    kinds = TRIADS if net.directed else _FLAT
    place = [list(TRIADS).index(kind) for kind in kinds]
    every = count_triads(arcs_of(net, "triad_census"))[place]
    here = np.flatnonzero(observed(net))
    told = every
    if len(here) < len(net.actors):
        told = triad_census_counts(adjacency(net)[here][:, here])[place]
    return pd.DataFrame(
        {
            "kind": list(kinds),
            "meaning": list(kinds.values()),
            "threesomes": every,
            "share": every / every.sum() if every.sum() else np.nan,
            "among_answered": told,
        }
    )


def _dyads(net: Network, only_known: bool = False) -> tuple[int, int, int]:
    """Count the mutual, one-way and empty pairs, over all or where both directions are known."""
    counts: tuple[int, int, int] = once(
        net, f"dyads {only_known}", lambda: _count_dyads(net, only_known)
    )
    return counts


def _count_dyads(net: Network, only_known: bool) -> tuple[int, int, int]:
    matrix, n = adjacency(net), len(net.actors)
    pairs = n * (n - 1) // 2
    if only_known:
        cells = matrix.tocoo()
        sure = known(net, cells.row, cells.col) & known(net, cells.col, cells.row)
        ends = (cells.data[sure], (cells.row[sure], cells.col[sure]))
        matrix = sparse.csr_array(ends, shape=matrix.shape)
        pairs = int(net.respondents.known_pairs(both=True).sum()) // 2
    mutual = int(matrix.multiply(matrix.T).sum()) // 2
    single = int(matrix.nnz) - 2 * mutual
    return mutual, single, pairs - mutual - single
