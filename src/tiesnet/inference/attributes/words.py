"""Words and columns that the tests of attributes share."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tiesnet.inference.evidence import Field
from tiesnet.inference.words import count, p_said
from tiesnet.language import localised, say
from tiesnet.network import Network

LAYER = Field("layer", "Relation", "layer")
ATTRIBUTE = Field("attribute", "Attribute")
METRIC = Field("metric", "Measure", "word")
ACTORS = Field("actors", "Actors", "count", "actors", "Of whom everything needed is known.")
Z = Field(
    "z", "Standard deviations from chance", "number", "", "Observed less mean, by the deviation."
)
HOLM = Field(
    "p_holm", "p, Holm", "number", "", "Adjusted for the number of questions asked at once."
)
LEVEL = 0.05
"""A p at or below which a sentence says that chance alone would hardly do as much."""


several, p_word = count, p_said
"""What numbers with their nouns and p are called here."""


def figure(value: float) -> str:
    """Say a number with three digits that count.

    >>> figure(0.12345), figure(1234.5), figure(-2.0)
    ('0.123', '1,234', '-2')
    """
    return localised(f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}")


def label_of(net: Network, layer: str) -> str:
    """Give the heading of a layer or a union."""
    return str(net.layer(layer).layers["label"].iloc[0])


def chosen_layers(net: Network, layers: str | Iterable[str] | None) -> list[str]:
    """Name the layers asked for; by default every single one, and all where there are several."""
    if layers is not None:
        return [layers] if isinstance(layers, str) else list(dict.fromkeys(layers))
    single = [str(name) for name in net.layers.index]
    return single if len(single) == 1 else [*single, "all"]


def too_few(count: int, replications: int, sides: int = 2) -> list[str]:
    """Say when so few replications cannot show anything after Holm's adjustment.

    Parameters
    ----------
    count : int
        How many p are adjusted together.
    replications : int
    sides : int, default 2
        2 where p is twice the smaller tail.
    """
    needed = int(np.ceil(sides * count / LEVEL)) - 1
    if count < 2 or replications >= needed:
        return []
    return [
        say(
            "Of {count} numbers looked at together none can fall to p = {level} "
            "after Holm's adjustment with {replications}; ask for {needed}.",
            count=localised(f"{count:,}"),
            level=localised(f"{LEVEL:g}"),
            replications=several(replications, "replication"),
            needed=localised(f"{needed:,}"),
        )
    ]


def left_out(net: Network) -> list[str]:
    """Say how many actors outside the cluster take no part."""
    outside = int((~net.actors["in_cluster"].astype(bool)).sum())
    return (
        [say("{outside} outside the cluster left out.", outside=several(outside, "actor"))]
        if outside
        else []
    )
