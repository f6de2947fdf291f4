"""Regressions over pairs of actors, tested by permuting who is who."""

from tiesnet.inference.models.named import pair_variable
from tiesnet.inference.models.regress import mrqap

__all__ = ["mrqap", "pair_variable"]
