"""Value-chain governance: who commands in the trade of a firm."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._governance import (
    HIERARCHY,
    JOINTLY,
    MARKET,
    QUASI,
    governance_shares,
    governance_ties,
)
from tiesnet.metrics._shared import series
from tiesnet.network import Network

_SOURCE = "humphrey2000, humphrey2002"
_NEEDS = {"governance"}
_UNIT = word("share of sales ties")
_UNDEFINED = word("of none of its sales ties the form of governance is told")


@metric(
    label="Sales in quasi-hierarchies",
    unit=_UNIT,
    bounds=(0, 1),
    source=_SOURCE,
    boundary="all",
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined=_UNDEFINED,
    reading="High: most of its buyers specify what it makes, and each takes half of its sales or "
    "more.",
)
def quasi_hierarchy_share(net: Network) -> pd.Series:
    """Share of a firm's sales ties in which the buyer commands without owning.

    The buyer sets the specification and takes at least half of the supplier's total sales. Of
    the ties to firms, outside the cluster too, whose form is determined.
    """
    return _share(net, QUASI)


@metric(
    label="Sales in hierarchies",
    unit=_UNIT,
    bounds=(0, 1),
    source=_SOURCE,
    boundary="all",
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined=_UNDEFINED,
    reading="High: it sells within a group of owners.",
)
def hierarchy_share(net: Network) -> pd.Series:
    """Share of a firm's sales ties in which one end owns at least half of the other.

    Of the ties to firms, outside the cluster too, whose form is determined.
    """
    return _share(net, HIERARCHY)


@metric(
    label="Sales in network governance",
    unit=_UNIT,
    bounds=(0, 1),
    source=_SOURCE,
    boundary="all",
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined=_UNDEFINED,
    reading="High: it develops what it sells together with its buyers.",
)
def network_governance_share(net: Network) -> pd.Series:
    """Share of a firm's sales ties whose product buyer and supplier specify jointly.

    Of the ties to firms, outside the cluster too, whose form is determined.
    """
    return _share(net, JOINTLY)


@metric(
    label="Sales in market ties",
    unit=_UNIT,
    bounds=(0, 1),
    source=_SOURCE,
    boundary="all",
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined=_UNDEFINED,
    reading="High: it sells standard products or its own designs, at arm's length.",
)
def market_tie_share(net: Network) -> pd.Series:
    """Share of a firm's sales ties whose product is standard or specified by the firm itself.

    Of the ties to firms, outside the cluster too, whose form is determined. The literature does
    not count market ties as a form of governance.
    """
    return _share(net, MARKET)


@metric(
    label="Suppliers governed",
    unit="firms",
    source=_SOURCE,
    boundary="all",
    observed="anyone",
    on="all",
    extra=True,
    needs=_NEEDS,
    reading="High: it commands what others make, by owning them or by specifying and buying most.",
)
def suppliers_governed(net: Network) -> pd.Series:
    """Number of distinct suppliers that a firm owns, or that depend on what it specifies.

    Hierarchies in which the buyer is the owner, and quasi-hierarchies; suppliers outside the
    cluster count. A lower bound where forms are undetermined.
    """
    table = governance_ties(net)
    owns = (table["form"] == HIERARCHY) & (table["owner"] == table["buyer"])
    pairs = table[owns | (table["form"] == QUASI)].drop_duplicates(["supplier", "buyer"])
    return series(net, np.bincount(pairs["buyer"].astype(int), minlength=len(net.actors)))


def _share(net: Network, form: str) -> pd.Series:
    counts = governance_shares(governance_ties(net), len(net.actors))
    told = counts["told"].to_numpy(dtype=float)
    blank = np.full(len(told), np.nan)
    return series(
        net, np.divide(counts[form].to_numpy(dtype=float), told, out=blank, where=told > 0)
    )
