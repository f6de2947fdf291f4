"""Networks drawn by chance: what each null model keeps, and how many are drawn at once."""

from tiesnet.inference.graphs.drawn import Graphs
from tiesnet.inference.graphs.frame import MOST, Frame, frame_of
from tiesnet.inference.graphs.registry import (
    MODELS,
    NullModel,
    null_model_named,
    null_models,
)
from tiesnet.inference.graphs.statistics import Known, fast_statistics, triads
from tiesnet.inference.graphs.streams import Streams, streams

__all__ = [
    "MODELS",
    "MOST",
    "Frame",
    "Graphs",
    "Known",
    "NullModel",
    "Streams",
    "fast_statistics",
    "frame_of",
    "null_model_named",
    "null_models",
    "streams",
    "triads",
]
