"""Strength by kind: how strong the ties of an actor are along the chain and among peers.

Only within one layer: scales of different questions cannot be added. Arrows both ways between two
firms add up. A tie of the kind whose strength nobody gave makes the sum unknown, and so does a tie
that could not be classified.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import series
from tiesnet.network import Network, tie_parts

_UNIT = word("sum on the scale of the question")
_SOURCE = "schmitz1997, schmitz1999"
_NEEDS = {"orientation", "strength"}
_UNKNOWN = word("the strength, or the stage, of one of its ties is not known")


@metric(
    label="Strength of horizontal ties",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_UNKNOWN,
    reading="High: it works often or closely with its peers.",
    extra=True,
)
def horizontal_strength(net: Network) -> pd.Series:
    """Sum of the strengths of its horizontal ties inside the cluster.

    Ties with firms of its own stage, or that the relation itself calls horizontal.
    """
    return _sum(net, "horizontal", "internal")


@metric(
    label="Strength of ties to suppliers",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_UNKNOWN,
    reading="High: it leans on its suppliers or on earlier stages.",
    extra=True,
)
def backward_strength(net: Network) -> pd.Series:
    """Sum of the strengths of its ties to suppliers and earlier stages inside the cluster.

    In trade the supplier's end, in other vertical ties the end at the earlier stage.
    """
    return _sum(net, "backward", "internal")


@metric(
    label="Strength of ties to buyers",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_UNKNOWN,
    reading="High: it works mostly for, or with, later stages.",
    extra=True,
)
def forward_strength(net: Network) -> pd.Series:
    """Sum of the strengths of its ties to buyers and later stages inside the cluster.

    In trade the buyer's end, in other vertical ties the end at the later stage.
    """
    return _sum(net, "forward", "internal")


@metric(
    label="Strength of lateral ties",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_UNKNOWN,
    reading="High: it works closely with firms beside it in the chain.",
    extra=True,
)
def lateral_strength(net: Network) -> pd.Series:
    """Sum of the strengths of its lateral ties inside the cluster.

    Ties with firms at another stage of the same order.
    """
    return _sum(net, "lateral", "internal")


@metric(
    label="Strength of institutional ties",
    unit=_UNIT,
    source=_SOURCE,
    needs={"strength", "institutions"},
    undefined=_UNKNOWN,
    reading="High: it works closely with institutions.",
    extra=True,
)
def institutional_strength(net: Network) -> pd.Series:
    """Sum of the strengths of its ties with institutions inside the cluster.

    Ties in which one end is no firm.
    """
    return _sum(net, "institutional", "internal")


@metric(
    label="Strength of horizontal ties outside",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS | {"outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it works often or closely with its peers beyond the cluster.",
    extra=True,
)
def horizontal_strength_external(net: Network) -> pd.Series:
    """Sum of the strengths of its horizontal ties outside the cluster.

    Classified like ties inside.
    """
    return _sum(net, "horizontal", "external")


@metric(
    label="Strength of ties to suppliers outside",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS | {"outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it leans on its suppliers or on earlier stages beyond the cluster.",
    extra=True,
)
def backward_strength_external(net: Network) -> pd.Series:
    """Sum of the strengths of its ties to suppliers and earlier stages outside the cluster.

    Classified like ties inside.
    """
    return _sum(net, "backward", "external")


@metric(
    label="Strength of ties to buyers outside",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS | {"outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it works mostly for, or with, later stages beyond the cluster.",
    extra=True,
)
def forward_strength_external(net: Network) -> pd.Series:
    """Sum of the strengths of its ties to buyers and later stages outside the cluster.

    Classified like ties inside.
    """
    return _sum(net, "forward", "external")


@metric(
    label="Strength of lateral ties outside",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS | {"outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it works closely with firms beside it in the chain beyond the cluster.",
    extra=True,
)
def lateral_strength_external(net: Network) -> pd.Series:
    """Sum of the strengths of its lateral ties outside the cluster.

    Classified like ties inside.
    """
    return _sum(net, "lateral", "external")


@metric(
    label="Strength of institutional ties outside",
    unit=_UNIT,
    source=_SOURCE,
    needs={"strength", "outside"},
    undefined=_UNKNOWN,
    boundary="all",
    reading="High: it works closely with institutions beyond the cluster.",
    extra=True,
)
def institutional_strength_external(net: Network) -> pd.Series:
    """Sum of the strengths of its ties with institutions outside the cluster.

    Classified like ties inside.
    """
    return _sum(net, "institutional", "external")


def _sum(net: Network, kind: str, reach: str) -> pd.Series:
    """Add up the strengths of each actor's ties of a kind, inside or outside."""
    ties = tie_parts(net)
    ties = ties[(ties["reach"] == reach).to_numpy()]
    size = len(net.actors)
    actor = np.concatenate([ties["source"], ties["target"]]).astype(np.intp)
    place = np.concatenate([ties["upstream"], -ties["upstream"]])
    orientation = np.tile(ties["orientation"].to_numpy(dtype=object), 2)
    weight = np.tile(ties["weight"].to_numpy(dtype=float), 2)
    vertical = orientation == "vertical"
    sides = {"backward": vertical & (place < 0), "forward": vertical & (place > 0)}
    fits = sides.get(kind, orientation == kind)
    open_ = (orientation == "undetermined") & (kind != "institutional")
    if kind in sides:
        open_ |= vertical & (place == 0)
    total = np.bincount(actor[fits], weights=weight[fits], minlength=size)
    unknown = np.bincount(actor[open_], minlength=size) > 0
    return series(net, np.where(unknown, np.nan, total))
