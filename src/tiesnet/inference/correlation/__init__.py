"""QAP correlation of relations, likeness and distance, pair by pair."""

from tiesnet.inference.correlation.coefficients import COEFFICIENTS, Coefficient
from tiesnet.inference.correlation.pairing import Pairing, pair_up
from tiesnet.inference.correlation.permuted import qap

__all__ = ["COEFFICIENTS", "Coefficient", "Pairing", "pair_up", "qap"]
