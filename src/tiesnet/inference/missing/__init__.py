"""Missing answers: filling them in, and what they and other losses do to every number."""

from tiesnet.inference.missing.cells import MOST_ACTORS
from tiesnet.inference.missing.filled import completed, imputed
from tiesnet.inference.missing.intervals import CAUSES, SHARES, rank_intervals
from tiesnet.inference.missing.robustness import EVERYTHING, robustness
from tiesnet.inference.missing.rules import Imputation, imputation, imputations
from tiesnet.inference.missing.slots import HEADLINE_MEASURES
from tiesnet.inference.missing.specification import MISSING, specification_curve, stronger

__all__ = [
    "CAUSES",
    "EVERYTHING",
    "HEADLINE_MEASURES",
    "MISSING",
    "MOST_ACTORS",
    "SHARES",
    "Imputation",
    "completed",
    "imputation",
    "imputations",
    "imputed",
    "rank_intervals",
    "robustness",
    "specification_curve",
    "stronger",
]
