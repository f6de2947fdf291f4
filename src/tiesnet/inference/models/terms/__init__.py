"""The terms of formulas, one small function each; importing this registers them."""

from tiesnet.inference.models.terms import distance, layers, likeness, numbers, shared
from tiesnet.inference.models.terms.registry import TERMS, Term, term

__all__ = ["TERMS", "Term", "distance", "layers", "likeness", "numbers", "shared", "term"]
