"""Horizontal and vertical: with whom along the value chain an actor works.

Every tie was classified when the network was built (see the orientation rules). In a union each
relation of a pair keeps its own orientation, so a partner can count in more than one column. Where
a tie of the actor could not be classified, its counts are empty: they would be too low.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import once, ratio, series
from tiesnet.network import Network, tie_parts

_UNIT = "actors"
_SOURCE = "schmitz1997, schmitz1999"
_ORIENTATIONS = ("horizontal", "vertical", "lateral", "institutional", "undetermined")
_UNKNOWN = word("of some of its ties it is not known: a stage is missing")
_Counts = dict[tuple[str, str], NDArray[np.float64]]


@metric(
    label="Horizontal partners",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation"},
    undefined=_UNKNOWN,
    reading="High: it works with many firms of its own stage (peers, competitors).",
)
def horizontal_degree(net: Network) -> pd.Series:
    """Number of distinct partners inside the cluster with whom a tie is horizontal.

    Horizontal: the relation says so, or both are firms that share a stage.
    """
    return _partners(net, "horizontal", "internal")


@metric(
    label="Suppliers and earlier stages",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation"},
    undefined=_UNKNOWN,
    reading="High: many suppliers, or partners at earlier stages, inside the cluster.",
)
def backward_degree(net: Network) -> pd.Series:
    """Number of distinct partners inside the cluster that stand before the actor in the chain.

    In trade the supplier, in other vertical ties the firm at the earlier stage. Empty when of a
    vertical tie it is not known which end comes first.
    """
    return _partners(net, "backward", "internal")


@metric(
    label="Buyers and later stages",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation"},
    undefined=_UNKNOWN,
    reading="High: many buyers, or partners at later stages, inside the cluster.",
)
def forward_degree(net: Network) -> pd.Series:
    """Number of distinct partners inside the cluster that stand after the actor in the chain.

    In trade the buyer, in other vertical ties the firm at the later stage.
    """
    return _partners(net, "forward", "internal")


@metric(
    label="Lateral partners",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation"},
    undefined=_UNKNOWN,
    reading="High: it works with firms beside it in the chain that do something else.",
)
def lateral_degree(net: Network) -> pd.Series:
    """Number of distinct partners inside the cluster at another stage of the same order.

    Neither before nor after: two kinds of input makers, say.
    """
    return _partners(net, "lateral", "internal")


@metric(
    label="Institutional partners",
    unit=_UNIT,
    source=_SOURCE,
    needs={"institutions"},
    reading="High: it works with many associations, research bodies, agencies or banks.",
)
def institutional_degree(net: Network) -> pd.Series:
    """Number of distinct partners inside the cluster by ties in which one end is no firm.

    For a firm these are institutions; for an institution, all its partners.
    """
    return _partners(net, "institutional", "internal")


@metric(
    label="Horizontal partners outside",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation", "outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it works with firms of its own stage beyond the cluster.",
)
def horizontal_degree_external(net: Network) -> pd.Series:
    """Number of distinct partners outside the cluster with whom a tie is horizontal.

    Classified like ties inside.
    """
    return _partners(net, "horizontal", "external")


@metric(
    label="Suppliers outside",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation", "outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High beside few suppliers inside: it buys past the cluster.",
)
def backward_degree_external(net: Network) -> pd.Series:
    """Number of distinct partners outside the cluster that stand before the actor in the chain.

    Classified like ties inside.
    """
    return _partners(net, "backward", "external")


@metric(
    label="Buyers outside",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation", "outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it sells to, or works with, later stages beyond the cluster.",
)
def forward_degree_external(net: Network) -> pd.Series:
    """Number of distinct partners outside the cluster that stand after the actor in the chain.

    Classified like ties inside.
    """
    return _partners(net, "forward", "external")


@metric(
    label="Lateral partners outside",
    unit=_UNIT,
    source=_SOURCE,
    needs={"orientation", "outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it works beyond the cluster with firms beside it in the chain.",
)
def lateral_degree_external(net: Network) -> pd.Series:
    """Number of distinct partners outside the cluster at another stage of the same order.

    Classified like ties inside.
    """
    return _partners(net, "lateral", "external")


@metric(
    label="Institutional partners outside",
    unit=_UNIT,
    source=_SOURCE,
    needs={"outside"},
    boundary="all",
    reading="High: it works with institutions beyond the cluster.",
)
def institutional_degree_external(net: Network) -> pd.Series:
    """Number of distinct partners outside the cluster by ties in which one end is no firm.

    Classified like ties inside.
    """
    return _partners(net, "institutional", "external")


@metric(
    label="Horizontal share",
    unit="share of partners",
    bounds=(0, 1),
    source=_SOURCE,
    needs={"orientation"},
    undefined="it has no horizontal or vertical partner inside the cluster, or of some partner it "
    "is not known",
    reading="High: it works with peers more than along the chain. It follows what the "
    "questionnaire asked.",
)
def horizontal_share(net: Network) -> pd.Series:
    """Horizontal partners as a share of horizontal and vertical ones, inside the cluster.

    Distinct firms; one that is both counts on both sides.
    """
    counts = _counts(net)
    horizontal = counts["horizontal", "internal"]
    both = horizontal + counts["vertical", "internal"]
    blank = np.full(len(both), np.nan)
    share = np.divide(horizontal, both, out=blank, where=both > 0)
    return series(net, np.where(counts["undetermined", "internal"] > 0, np.nan, share))


@metric(
    label="Ties to institutions",
    unit="institutions",
    source="woolcock2001, schmitz1999",
    needs={"institutions"},
    reading="High: the firm is linked to bodies that give support, knowledge or money.",
)
def institution_ties(net: Network) -> pd.Series:
    """Number of distinct institutions inside the cluster the actor is tied to.

    An institution is an actor that is no firm: the cluster organisation, associations,
    government, research, finance, services.
    """
    return series(net, _counts(net)["institution", "internal"])


@metric(
    label="Horizontal share of the network",
    unit="share of pairs",
    bounds=(0, 1),
    source=_SOURCE,
    level="network",
    needs={"orientation"},
    undefined="there is no horizontal or vertical tie",
    reading="It follows what the questionnaire asked: compare with the densities within and "
    "between stages.",
)
def horizontal_share_network(net: Network) -> float:
    """Horizontally tied pairs as a share of horizontally and vertically tied pairs of firms.

    Inside the cluster, directions ignored; a pair tied in both ways counts on both sides.
    """
    counts = _counts(net)
    horizontal = counts["horizontal", "internal"].sum()
    return ratio(horizontal, horizontal + counts["vertical", "internal"].sum())


def _partners(net: Network, kind: str, reach: str) -> pd.Series:
    """Count partners; empty where a tie that may be of the kind is not classified."""
    counts = _counts(net)
    open_ = counts["undetermined", reach] if kind != "institutional" else np.zeros(1)
    if kind in ("backward", "forward"):
        open_ = open_ + counts["placeless", reach]
    return series(net, np.where(open_ > 0, np.nan, counts[kind, reach]))


def _counts(net: Network) -> _Counts:
    counts: _Counts = once(net, "orientation", lambda: _count(net))
    return counts


def _count(net: Network) -> _Counts:
    """Count each actor's distinct partners by kind and reach, all actors at once."""
    size = len(net.actors)
    ties = tie_parts(net)
    one, other = ties["source"].to_numpy(), ties["target"].to_numpy()
    # Every tie as its source and as its target see it; 1: the actor comes before its partner.
    actor, partner = np.concatenate([one, other]), np.concatenate([other, one])
    place = np.concatenate([ties["upstream"], -ties["upstream"]])
    orientation = np.tile(ties["orientation"].to_numpy(dtype=object), 2)
    reached = np.tile(ties["reach"].to_numpy(dtype=object), 2)
    kinds = {name: orientation == name for name in _ORIENTATIONS}
    kinds["backward"] = kinds["vertical"] & (place < 0)
    kinds["forward"] = kinds["vertical"] & (place > 0)
    kinds["placeless"] = kinds["vertical"] & (place == 0)
    kinds["institution"] = (net.actors["kind"] != "firm").to_numpy()[partner]
    counts = {}
    for reach in ("internal", "external"):
        for name, fits in kinds.items():
            take = fits & (reached == reach)
            pairs = np.unique(actor[take] * size + partner[take])
            counts[name, reach] = np.bincount(pairs // max(size, 1), minlength=size).astype(float)
    return counts
