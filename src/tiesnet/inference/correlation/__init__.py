"""QAP correlation of relations, likeness and distance, pair by pair."""

from tiesnet.inference.correlation.coefficients import COEFFICIENTS, Coefficient
from tiesnet.inference.correlation.pairing import Pairing, pair_up, permuted
from tiesnet.inference.correlation.tested import qap

__all__ = ["COEFFICIENTS", "Coefficient", "Pairing", "pair_up", "permuted", "qap"]
