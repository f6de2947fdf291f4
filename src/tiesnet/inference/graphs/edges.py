"""Given the number of ties: they fall on any pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.graphs.deal import deal
from tiesnet.inference.graphs.frame import Frame
from tiesnet.inference.graphs.registry import null_model
from tiesnet.inference.graphs.streams import Streams


@null_model(
    "edges",
    label="the number of ties",
    kept="The number of ties is kept",
    drawn="they fall on any pairs, all networks with so many ties being equally likely",
    source="katz1957, anderson1999, butts2008",
)
def by_edges(frame: Frame, streams: Streams, fast: bool) -> NDArray[np.uint8]:
    """Choose so many cells of all."""
    counts = {1: frame.ties, 0: frame.cells - frame.ties}
    return deal(streams, frame.cells, counts, fast)
