"""Equivalent positions: actors who could be exchanged for each other in the network.

Structural equivalence: tied to the same others (Lorrain and White 1971; Burt 1976). Regular
equivalence: tied to others who are themselves equivalent (White and Reitz 1983). Strengths are
ignored. Positions are clustered among the actors that answered everything; what they say of the
others, and the others of them, counts as far as it is known. Numbers of positions are names only:
1 is the position of the first actor.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, say_n
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._concor import concor
from tiesnet.metrics._partition import at_least, labelled, not_known, one_of, positions
from tiesnet.metrics._profiles import Profiles, profiles
from tiesnet.metrics._regular import catrege, rege
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import note, once
from tiesnet.network import Network, adjacency

_PAIRS_UP_TO = 500
_CLUSTERED_UP_TO = 2000
_CONCOR_UP_TO = 1000
_NEEDS = {"census"}
_REGULAR = ("rege", "catrege")
_Floats = NDArray[np.float64]


@metric(
    label="Structural equivalence of pairs",
    unit="table",
    source="lorrain1971, burt1976",
    level="table",
    extra=True,
    needs=_NEEDS,
    limit=_PAIRS_UP_TO,
    undefined="nothing is known of both, or one of them has ties to nobody or to everybody",
    reading="Distance 0 or correlation 1: the two have ties to the same others and compete for "
    "the same place.",
)
def structural_equivalence(
    net: Network, *, method: str = "euclidean", diagonal: str = "ignore"
) -> pd.DataFrame:
    """How alike two actors are in whom they name and who names them, for every pair.

    Row and column of the one are compared with those of the other, cell by cell, over the cells
    known of both; distances over fewer cells are brought up to all. Euclidean: root of the sum of
    squared differences. Hamming: number of different cells. Correlation: Pearson. With the
    diagonal ignored (the default), same values as R sna (sedist), which prints 0 for correlations
    that do not exist. With reciprocal, Euclidean distances are those of UCINET.

    Parameters
    ----------
    net : Network
        One layer or union; of several layers the profiles are put together.
    method : {"euclidean", "hamming", "correlation"}
        What is computed.
    diagonal : {"ignore", "reciprocal", "zero"}
        What becomes of the cells between the two and with themselves: left out; the tie from one
        to the other compared with the one back; or compared as they stand.
    """
    actors = np.flatnonzero(observed(net))
    value = _profiles(net, diagonal).value(method)
    return _pairs(net, actors, value, "correlation" if method == "correlation" else "distance")


@metric(
    label="Structural position",
    unit="group",
    source="lorrain1971, burt1976",
    dtype="text",
    extra=True,
    needs=_NEEDS,
    limit=_CLUSTERED_UP_TO,
    reading="Firms with the same number have ties to much the same others. See the blockmodel "
    "for what the positions do with each other.",
)
def structural_position(
    net: Network,
    *,
    k: int = 4,
    method: str = "euclidean",
    linkage: str = "average",
    diagonal: str = "ignore",
) -> pd.Series:
    """The position of an actor when actors tied to the same others are put together.

    Hierarchical clustering of the distances of structural equivalence (1 - r for correlations,
    where one that does not exist counts as 0), cut into k positions. Among equal distances the
    pair that comes first is joined, as in R (hclust). Euclidean with average and reciprocal is
    UCINET's default, hamming with complete and ignore that of R sna (equiv.clust).

    Parameters
    ----------
    net : Network
        One layer or union; of several layers the profiles are put together.
    k : int, default 4
        Number of positions.
    method : {"euclidean", "hamming", "correlation"}
        What is clustered.
    linkage : {"average", "complete", "single"}
        How the distance of two groups is taken.
    diagonal : {"ignore", "reciprocal", "zero"}
        What becomes of the cells between the two and with themselves.
    """
    at_least("k", k, 1)
    distance = _profiles(net, diagonal).distance(method)
    note(net, "structural_position", f"{k} positions, {method}, {linkage} linkage")
    _note_unknown(net, "structural_position")
    return positions(net, observed(net), distance, k, linkage)


@metric(
    label="CONCOR block",
    unit="group",
    source="breiger1975",
    dtype="text",
    extra=True,
    needs=_NEEDS,
    limit=_CONCOR_UP_TO,
    reading="Firms with the same number have much the same pattern of ties. See the blockmodel "
    "for what the blocks do with each other.",
)
def concor_block(net: Network, *, splits: int = 2, diagonal: str = "ignore") -> pd.Series:
    """The block of an actor when profiles of ties are correlated until they fall in two.

    Convergence of iterated correlations (Breiger, Boorman and Arabie 1975): rows and columns of
    every two actors are correlated, then the columns of that table, and so on until all are 1 or
    -1; each half is split again from the first correlations. Stated rules: actors without ties
    are a block by themselves; a correlation that does not exist counts as 0; actors with equal
    profiles are never parted; where the correlations come to rest before 1 and -1, their sign
    decides. Several layers passed at once are put one under the other, as in the article. With
    the diagonal ignored, the examples of the R package concorR come out; published tables often
    have zero.

    Parameters
    ----------
    net : Network
        One layer, a union, or several layers.
    splits : int, default 2
        Number of splits: 2 make up to 4 blocks.
    diagonal : {"ignore", "reciprocal", "zero"}
        What becomes of the cells between the two and with themselves: left out; the tie from one
        to the other compared with the one back; or compared as they stand.
    """
    at_least("splits", splits, 1)
    actors = np.flatnonzero(observed(net))
    found = _profiles(net, diagonal)
    alone = np.diag(found.ties) == 0
    codes = np.full(len(net.actors), -1, dtype=np.intp)
    codes[actors], unsettled = concor(found.value("correlation"), alone, splits)
    note(net, "concor_block", say_n(splits, "{n} split", "{n} splits"))
    if unsettled:
        note(
            net,
            "concor_block",
            say("{unsettled} of them before the correlations were 1 and -1", unsettled=unsettled),
        )
    _note_unknown(net, "concor_block")
    return labelled(net, codes)


@metric(
    label="Regular equivalence of pairs",
    unit="table",
    source="white1983, borgatti1993",
    level="table",
    extra=True,
    needs={"census", "directed"},
    limit=_PAIRS_UP_TO,
    reading="1: the two play the same role, towards others who play the same roles.",
)
def regular_equivalence(net: Network, *, method: str = "rege", rounds: int = 3) -> pd.DataFrame:
    """How alike the roles of two actors are, for every pair: tied to others of like roles.

    rege (White and Reitz): every tie of the one is matched with the best tie of the other, worth
    the likeness of their far ends in the round before; the sum over both, divided by the ties of
    both. Same values as UCINET's REGE, there times 100. catrege: all actors are one class,
    classes are split until the members of each are tied to the same classes (sent, received,
    mutual); the likeness is the round in which two were parted, brought to 0 to 1. Same values as
    R sna (redist), which gives 1 less it. Not given without arrows: then all actors with a tie
    are equivalent.

    Parameters
    ----------
    net : Network
        One layer or union with arrows.
    method : {"rege", "catrege"}
        Degrees of likeness, or classes.
    rounds : int, default 3
        Of rege.
    """
    value = _roles(net, method, rounds)
    return _pairs(net, np.flatnonzero(observed(net)), value, "similarity")


@metric(
    label="Regular position",
    unit="group",
    source="white1983, borgatti1993",
    dtype="text",
    extra=True,
    needs={"census", "directed"},
    limit=_CLUSTERED_UP_TO,
    reading="Firms with the same number play the same role: they give to, and take from, others "
    "of the same roles, who need not be the same firms.",
)
def regular_position(
    net: Network,
    *,
    k: int = 4,
    method: str = "rege",
    rounds: int = 3,
    linkage: str = "average",
) -> pd.Series:
    """The role of an actor when actors tied to others of like roles are put together.

    Hierarchical clustering of 1 less the regular equivalence, cut into k positions, by average
    linkage as in UCINET. Actors that did not answer take part in finding the roles with the ties
    others report, and get none.

    Parameters
    ----------
    net : Network
        One layer or union with arrows.
    k : int, default 4
        Number of positions.
    method : {"rege", "catrege"}
        Degrees of likeness, or classes.
    rounds : int, default 3
        Of rege.
    linkage : {"average", "complete", "single"}
        How the distance of two groups is taken.
    """
    at_least("k", k, 1)
    note(net, "regular_position", f"{k} positions, {method}, {linkage} linkage")
    seen = observed(net)
    return positions(net, seen, 1.0 - _roles(net, method, rounds), k, linkage)


def _roles(net: Network, method: str, rounds: int) -> _Floats:
    """Give the regular equivalence of the actors that answered."""
    one_of("method", method, _REGULAR)
    at_least("rounds", rounds, 1)
    seen = np.flatnonzero(observed(net))

    def make() -> _Floats:
        ties = adjacency(net)
        return rege(ties, rounds) if method == "rege" else catrege(ties)[0]

    value: _Floats = once(net, f"roles {method} {rounds}", make)
    return value[np.ix_(seen, seen)]


def _profiles(net: Network, diagonal: str) -> Profiles:
    actors = np.flatnonzero(observed(net))
    found: Profiles = once(net, f"profiles {diagonal}", lambda: profiles(net, actors, diagonal))
    return found


def _pairs(net: Network, actors: NDArray[np.intp], value: _Floats, head: str) -> pd.DataFrame:
    """Put the values of every two actors into rows."""
    one, other = np.triu_indices(len(actors), 1)
    ids = net.actors.index[actors]
    return pd.DataFrame({"actor": ids[one], "other": ids[other], head: value[one, other]})


def _note_unknown(net: Network, name: str) -> None:
    if len(net.layers) == 1 and (missing := not_known(net)):
        note(net, name, missing)
