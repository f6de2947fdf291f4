"""Attributes and positions: what goes together more than chance would have it."""

from tiesnet.inference.attributes.permuted import permute_metric
from tiesnet.inference.attributes.related import attribute_test

__all__ = ["attribute_test", "permute_metric"]
