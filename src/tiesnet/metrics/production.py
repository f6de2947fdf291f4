"""Main partners along the chain, and the leader firms they lead to."""

from __future__ import annotations

import pandas as pd

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._production import production_groups
from tiesnet.network import Network

_SOURCE = "eulac2015"
_NEEDS = {"census", "vertical"}


@metric(
    label="Main partner",
    unit="name",
    source=_SOURCE,
    dtype="text",
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined="it has no vertical tie inside the cluster",
    reading="The firm it depends on most along the chain, as far as ties inside the cluster go.",
)
def main_partner(net: Network) -> pd.Series:
    """Name of the firm inside the cluster with whom a firm has its largest vertical tie.

    The largest value in money, sales and purchases together; for a firm without values the
    strongest tie, as a share of the top of its scale. Where the survey asks for trade, trade
    alone counts. Of equal partners a buyer counts before a supplier, then the firm with more
    vertical partners, then the smaller id.
    """
    names = net.actors["name"].astype("object")
    found = production_groups(net)["main_partner"].map(names, na_action="ignore")
    return found.reindex(net.actors.index).astype("str")


@metric(
    label="Main partner of",
    unit="firms",
    source=_SOURCE,
    observed="anyone",
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined="it is no firm",
    reading="Three or more: a leader firm, by the rule of the production organisation.",
)
def follower_count(net: Network) -> pd.Series:
    """Number of firms inside the cluster whose main partner the firm is.

    Counted over the firms that answered about their vertical ties, so that it is a lower bound
    where others are silent. See the main partner for how it is chosen.
    """
    return production_groups(net)["followers"].reindex(net.actors.index).astype("float64")


@metric(
    label="Leader firm it follows",
    unit="name",
    source=_SOURCE,
    dtype="text",
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined="its main partners lead to no leader firm",
    reading="Firms with the same leader are a group. A leader is its own.",
)
def production_leader(net: Network) -> pd.Series:
    """Name of the leader firm to which a firm's main partners lead.

    A leader is the main partner of at least three firms inside the cluster. Main partners are
    followed step by step until a leader is met; where they run in a circle there is none.
    """
    names = net.actors["name"].astype("object")
    found = production_groups(net)["leader"].map(names, na_action="ignore")
    return found.reindex(net.actors.index).astype("str")


@metric(
    label="Tier under its leader firm",
    unit="steps",
    source=_SOURCE,
    on="all",
    extra=True,
    needs=_NEEDS,
    undefined="its main partners lead to no leader firm",
    reading="0: a leader. 1: it works mostly for or with the leader itself; 2 or more: through "
    "others.",
)
def production_tier(net: Network) -> pd.Series:
    """Number of steps along main partners from a firm to its leader firm.

    See the leader firm it follows for the rule.
    """
    return production_groups(net)["tier"].reindex(net.actors.index).astype("float64")
