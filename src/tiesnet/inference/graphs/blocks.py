"""Given the number of ties within and between groups: they fall on any pairs there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.graphs.deal import deal, room
from tiesnet.inference.graphs.frame import Frame
from tiesnet.inference.graphs.registry import null_model
from tiesnet.inference.graphs.streams import Streams


@null_model(
    "blocks",
    label="the ties within and between groups",
    kept="The number of ties within each group and from each group to each other is kept",
    drawn="within these bounds they fall on any pairs, all such networks being equally likely; "
    "actors whose group is not known are one group",
    source="holland1983, anderson1999",
)
def by_blocks(frame: Frame, streams: Streams, fast: bool) -> NDArray[np.uint8]:
    """Choose so many cells of each block."""
    code = frame.groups + 1
    one, other = code[frame.source], code[frame.target]
    if not frame.directed:
        one, other = np.minimum(one, other), np.maximum(one, other)
    table = room(len(streams.keys), frame.cells)
    block = one * (int(code.max(initial=0)) + 1) + other
    for number in np.unique(block):
        places = np.flatnonzero(block == number)
        ties = int(frame.tied[places].sum())
        part = deal(streams, len(places), {1: ties, 0: len(places) - ties}, fast)
        table[:, places] = part[:, : len(places)]
    return table
