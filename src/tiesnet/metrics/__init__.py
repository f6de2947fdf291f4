"""Floor 3: the measures, each declared once in a catalogue."""

from tiesnet.metrics._catalogue import TOPICS, Metric, catalogue
from tiesnet.metrics._choice import in_word
from tiesnet.metrics._measure import Measures, measure
from tiesnet.metrics._space import NEAR, kilometres, pair_space, space
from tiesnet.metrics.connection import (
    ISOLATE,
    LOW_CORE,
    ONE_ACTOR,
    ONE_TIE,
    OUTSIDE,
    UNCLEAR,
    CutOff,
    cut_off,
    cut_points,
    doubted,
    naming,
)

__all__ = [
    "ISOLATE",
    "LOW_CORE",
    "NEAR",
    "ONE_ACTOR",
    "ONE_TIE",
    "OUTSIDE",
    "TOPICS",
    "UNCLEAR",
    "CutOff",
    "Measures",
    "Metric",
    "catalogue",
    "cut_off",
    "cut_points",
    "doubted",
    "in_word",
    "kilometres",
    "measure",
    "naming",
    "pair_space",
    "space",
]
