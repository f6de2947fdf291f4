"""Given the number of actors: every pair is tied or not by the toss of a coin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.graphs.deal import room
from tiesnet.inference.graphs.frame import Frame
from tiesnet.inference.graphs.registry import null_model
from tiesnet.inference.graphs.streams import Streams


@null_model(
    "size",
    label="the number of actors",
    kept="The number of actors is kept",
    drawn="every pair is tied with probability one half, so that all networks are equally likely",
    source="katz1957, anderson1999, butts2008",
    caution="Networks drawn given their size alone have half of all ties. Hardly any observed "
    "network is so dense, and most numbers differ from chance for that reason alone.",
)
def by_size(frame: Frame, streams: Streams, _fast: bool) -> NDArray[np.uint8]:
    """Toss a coin for every cell."""
    table = room(len(streams.keys), frame.cells)
    table[:, : frame.cells] = streams.bits(frame.cells)
    return table
