"""How far apart partners are in size, and how often in sector, beside what chance would give.

All over pairs of firms that answered, so that every pair is known; directions ignored. Expected
values are exact: the mean when sizes or sectors are shuffled among these firms.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import flat, note, ratio
from tiesnet.metrics._sizes import sizes
from tiesnet.network import Network

_SOURCE = "mcpherson2001"
_NO_TIE = word("no two firms that answered are tied and known by it")
_FEW = word("fewer than two firms that answered are known by it")


@metric(
    label="Size gap between partners",
    unit="mean logarithm of the ratio, or classes apart",
    source=f"{_SOURCE}, eulac2015",
    level="network",
    needs={"sizes", "census"},
    undefined=_NO_TIE,
    reading="0: partners are of one size. 0.69: one is twice as large as the other; 1.1: three "
    "times. Compare with the expected value.",
    extra=True,
)
def size_gap(net: Network) -> float:
    """Mean difference in size of the two ends of a tie.

    Mean over tied pairs of the absolute natural logarithm of the ratio of employees. Where
    firms gave only a size class (under 10, 10 to 49, 50 to 249, 250 or more), the mean number of
    classes apart; the notes say which. Firms without employees are left out.
    """
    value, one, other = _tied(net, sizes(net)[0])
    note(net, "size_gap", say("measured in {net}", net=sizes(net)[1]))
    return ratio(float(np.abs(value[one] - value[other]).sum()), len(one))


@metric(
    label="Size gap expected by chance",
    unit="mean logarithm of the ratio, or classes apart",
    source=_SOURCE,
    level="network",
    needs={"sizes", "census"},
    undefined=_FEW,
    reading="What the size gap would be if firms found each other whatever their size.",
    extra=True,
)
def size_gap_expected(net: Network) -> float:
    """Mean difference in size over all pairs of firms that answered.

    The same measure over all pairs, tied or not: the mean when sizes are shuffled.
    """
    value = np.sort(_among(net, sizes(net)[0])[0])
    n = len(value)
    total = float((value * (2 * np.arange(n) - n + 1)).sum())
    return ratio(total, n * (n - 1) / 2)


@metric(
    label="Cross-sector ties",
    unit="share of tied pairs",
    bounds=(0, 1),
    source=f"{_SOURCE}, eulac2015",
    level="network",
    needs={"sectors", "census"},
    undefined=_NO_TIE,
    reading="High: firms work across sectors. Compare with the expected share.",
    extra=True,
)
def cross_sector_share(net: Network) -> float:
    """Share of tied pairs whose two firms are of different sectors.

    Over pairs of firms that answered and whose sectors are known.
    """
    value, one, other = _tied(net, _sectors(net))
    return ratio(float((value[one] != value[other]).sum()), len(one))


@metric(
    label="Cross-sector ties expected by chance",
    unit="share of tied pairs",
    bounds=(0, 1),
    source=_SOURCE,
    level="network",
    needs={"sectors", "census"},
    undefined=_FEW,
    reading="What the share would be if firms found each other whatever their sector.",
    extra=True,
)
def cross_sector_expected(net: Network) -> float:
    """Share of all pairs of firms that answered that are of different sectors.

    1 - sum of n(n - 1) over the sectors, divided by N(N - 1): the mean when sectors are shuffled.
    """
    value = _among(net, _sectors(net))[0]
    counts = np.unique(value, return_counts=True)[1]
    n = len(value)
    return 1 - ratio(float((counts * (counts - 1)).sum()), n * (n - 1))


def _sectors(net: Network) -> NDArray[np.float64]:
    codes = pd.factorize(net.actors["sector"])[0]
    return np.where(codes >= 0, codes, np.nan)


def _among(
    net: Network, value: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Give the values of the firms that answered, and where they stand."""
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    chosen = np.flatnonzero(firm & observed(net) & ~np.isnan(value))
    return value[chosen], chosen


def _tied(
    net: Network, value: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.int32]]:
    """Give those values and the two ends of every tied pair among them."""
    values, chosen = _among(net, value)
    cells = sparse.triu(flat(net)[chosen][:, chosen]).tocoo()
    return values, cells.row, cells.col
