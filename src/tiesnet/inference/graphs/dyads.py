"""Given the dyad census: so many mutual, one-way and empty pairs, on any pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.graphs.deal import deal, room
from tiesnet.inference.graphs.edges import by_edges
from tiesnet.inference.graphs.frame import Frame
from tiesnet.inference.graphs.registry import null_model
from tiesnet.inference.graphs.streams import Streams

_EMPTY, _SINGLE, _MUTUAL = 0, 1, 2


@null_model(
    "dyads",
    label="mutual, one-way and empty pairs",
    kept="The numbers of mutual, one-way and empty pairs are kept (the dyad census)",
    drawn="they fall on any pairs and one-way ties point either way, all such networks being "
    "equally likely; without arrows it is the same as keeping the number of ties",
    source="holland1976, anderson1999, butts2008",
)
def by_dyads(frame: Frame, streams: Streams, fast: bool) -> NDArray[np.uint8]:
    """Deal the three kinds of pairs, then toss a coin for the direction of each."""
    if not frame.directed:
        return by_edges(frame, streams, fast)
    pairs = len(frame.one)
    both = frame.tied[:pairs] + frame.tied[pairs:]
    empty, single, mutual = np.bincount(both, minlength=3).tolist()
    kinds = deal(streams, pairs, {_MUTUAL: mutual, _SINGLE: single, _EMPTY: empty}, fast)
    kinds, ahead = kinds[:, :pairs], streams.bits(pairs)
    table = room(len(kinds), frame.cells)
    table[:, :pairs] = (kinds + ahead) > 1
    table[:, pairs : frame.cells] = (kinds + 1 - ahead) > 1
    return table
