"""Attributes and positions: what goes together more than chance would have it."""

from tiesnet.inference.attributes.autocorrelation import autocorrelation
from tiesnet.inference.attributes.lag import LAG_METHODS, lag_model
from tiesnet.inference.attributes.neighbours import WEIGHTS
from tiesnet.inference.attributes.permuted import permute_metric
from tiesnet.inference.attributes.regression import METHODS as REGRESSION_METHODS
from tiesnet.inference.attributes.regression import regress
from tiesnet.inference.attributes.related import attribute_test
from tiesnet.inference.attributes.uses import computed_of

__all__ = [
    "LAG_METHODS",
    "REGRESSION_METHODS",
    "WEIGHTS",
    "attribute_test",
    "autocorrelation",
    "computed_of",
    "lag_model",
    "permute_metric",
    "regress",
]
