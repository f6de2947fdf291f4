"""Clusters side by side: four thematic blocks, size taken out, what one could do for the other."""

from tiesnet.inference.compare.blocks import BLOCKS, INDICATORS, Indicator
from tiesnet.inference.compare.compare import compare

__all__ = ["BLOCKS", "INDICATORS", "Indicator", "compare"]
