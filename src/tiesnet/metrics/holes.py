"""Structural holes: whether an actor stands between others or among others tied already.

Burt (1992) on 0/1 ties. A pair's tie is the sum of its two directions, so that a mutual tie
weighs two: s = z + transposed z. The share of i's ties that go to j is p(ij) = s(ij) / sum of
s(ik) over k.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import once, partners, series
from tiesnet.network import Network, adjacency

_READ_CONSTRAINT = (
    "High: the firm's ties lead back to the same few who know each other. Low: it can choose "
    "between partners who do not."
)


@metric(
    label="Size of the ego network",
    unit="actors",
    source="burt1992",
    reading="The number of partners effective size is compared with.",
)
def ego_size(net: Network) -> pd.Series:
    """Number of distinct partners, those cited and those who cite.

    Equal to the degree; it stands here since effective size is read as a part of it.
    """
    return series(net, partners(net))


@metric(
    label="Effective size",
    unit="actors",
    source="burt1992, borgatti1997",
    needs={"census"},
    undefined="it has no partner",
    reading="High: many partners who do not know each other. Equal to the number of partners: "
    "no two of them do.",
)
def effective_size(net: Network) -> pd.Series:
    """Number of partners, less what is redundant among them.

    Sum over partners j of 1 - sum over q of p(iq) m(jq), with p as above and m(jq) = s(jq)
    divided by the largest s of j. Without arrows this is n - 2t/n for n partners with t ties
    among them (Borgatti 1997). Same values as networkx without arrows; with arrows networkx
    agrees when called for named nodes, while its fast path divides by the largest s of q. A
    pendant has 1; isolates are empty, where UCINET prints 0.
    """
    both = _both(net)
    largest = both.max(axis=1).toarray() if both.nnz else np.ones(both.shape[0])
    marginal = _divide_rows(both, largest)
    # i's share in q times the tie of j to q, summed over q, where j is a partner of i.
    redundancy = (_shares(net) @ marginal.T).multiply(both > 0).sum(axis=1)
    counts = partners(net)
    return series(net, np.where(counts > 0, counts - redundancy, np.nan))


@metric(
    label="Constraint (ego-network model)",
    unit="index",
    source="burt1992, burt2004",
    needs={"census"},
    undefined="it has fewer than two partners",
    reading=_READ_CONSTRAINT,
)
def constraint_ego(net: Network, *, pendants: bool = False) -> pd.Series:
    """How far an actor's ties lead back to the same few partners, seen from its own circle.

    Sum over partners j of (p(ij) + sum over q of p(iq) p(qj)) squared. The shares of partners q
    are taken inside the circle of i and its partners; ties that leave it do not count. This is
    UCINET's default and what Burt did with ego-network surveys. It can exceed 1 in small circles
    and is not cut off. With one partner there is nothing to be constrained by: empty, as in
    UCINET.

    Parameters
    ----------
    net : Network
        One layer or union.
    pendants : bool, default False
        Give actors with a single partner 1, as the formula has it.
    """
    both, share = _both(net), _shares(net)
    inner = _within_circles(both)
    # p(iq) / (ties of q inside i's circle), times s(qj), summed over q.
    through = _divide_cells(share, inner) @ both
    return series(net, _squares(net, share, through, pendants))


@metric(
    label="Constraint (whole-network model)",
    unit="index",
    source="burt1992, burt2004",
    needs={"census"},
    undefined="it has no partner",
    reading=_READ_CONSTRAINT,
)
def constraint_whole(net: Network, *, pendants: bool = True) -> pd.Series:
    """How far an actor's ties lead back to the same few partners, counting all their ties.

    Sum over partners j of (p(ij) + sum over q of p(iq) p(qj)) squared, with every share over all
    ties in the network. Same values as igraph and networkx; smaller than the ego-network model,
    since partners' ties elsewhere free the actor too. It can exceed 1 and is not cut off. A
    pendant has 1; isolates are empty.

    Parameters
    ----------
    net : Network
        One layer or union.
    pendants : bool, default True
        Give actors with a single partner 1; otherwise they are empty.
    """
    share = _shares(net)
    return series(net, _squares(net, share, share @ share, pendants))


def _squares(
    net: Network, share: sparse.csr_array, through: sparse.csr_array, pendants: bool
) -> NDArray[np.float64]:
    """Sum the squared direct and indirect shares over the partners of each actor."""
    dyadic = share + through.multiply(_both(net) > 0)
    total = dyadic.multiply(dyadic).sum(axis=1)
    return np.where(partners(net) >= (1 if pendants else 2), total, np.nan)


def _both(net: Network) -> sparse.csr_array:
    """Give s, the sum of both directions of every pair; 1 for a tie without arrows."""

    def make() -> sparse.csr_array:
        matrix = adjacency(net)
        return sparse.csr_array(matrix + matrix.T) if net.directed else matrix.copy()

    matrix: sparse.csr_array = once(net, "both", make)
    return matrix


def _shares(net: Network) -> sparse.csr_array:
    def make() -> sparse.csr_array:
        return _divide_rows(_both(net), _both(net).sum(axis=1))

    matrix: sparse.csr_array = once(net, "shares", make)
    return matrix


def _within_circles(both: sparse.csr_array) -> sparse.csr_array:
    """Give, for i and each partner q, the ties of q with i and with i's other partners."""
    tied = sparse.csr_array(both > 0).astype(float)
    return sparse.csr_array((tied @ both).multiply(tied) + both)


def _divide_rows(matrix: sparse.csr_array, by: NDArray[Any]) -> sparse.csr_array:
    scale = np.divide(1.0, by, out=np.zeros(len(by)), where=by > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ matrix)


def _divide_cells(above: sparse.csr_array, below: sparse.csr_array) -> sparse.csr_array:
    """Divide cell by cell where `above` is filled; `below` is positive there."""
    inverse = below.copy()
    inverse.data = 1.0 / inverse.data
    return sparse.csr_array(above.multiply(inverse))
