"""Floor 3: the measures, each declared once in a catalogue."""

from tiesnet.metrics._catalogue import TOPICS, Metric, catalogue
from tiesnet.metrics._measure import Measures, measure

__all__ = ["TOPICS", "Measures", "Metric", "catalogue", "measure"]
