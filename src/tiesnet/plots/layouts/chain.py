"""Columns along the value chain."""

from __future__ import annotations

from tiesnet.language import word
from tiesnet.network import chain_layout, stages_in_order
from tiesnet.plots.layouts._catalogue import Ground, Made, map_layout


@map_layout(
    "chain",
    word("value chain"),
    word(
        "Each stage has its column and the chain reads from left to right; tied firms stand at "
        "similar heights. Outside actors stand at the rim, those that mostly supply on the left."
    ),
    "lanes",
)
def chain(ground: Ground) -> Made | None:
    """Place everybody in the column of its stage; two stages at least."""
    if len(stages_in_order(ground.net)) < 2:
        return None
    return Made(chain_layout(ground.net, ground.seed))
