"""Of one kind or of different kinds."""

from __future__ import annotations

import numpy as np

from tiesnet.inference.models.terms.columns import codes, pair_values
from tiesnet.inference.models.terms.registry import term
from tiesnet.inference.pairs import PairValues
from tiesnet.language import say
from tiesnet.network import Network


@term("same", "attribute")
def same(net: Network, column: str) -> PairValues:
    """1 when both actors have the same value, else 0."""
    return _likeness(net, column, "same", say("Same {column}", column=column), alike=True)


@term("different", "attribute")
def different(net: Network, column: str) -> PairValues:
    """1 when the two actors have different values, else 0."""
    label = say("Different {column}", column=column)
    return _likeness(net, column, "different", label, alike=False)


def _likeness(net: Network, column: str, name: str, label: str, *, alike: bool) -> PairValues:
    code = codes(net, column)
    equal = (code[:, None] == code[None, :]) == alike
    known = (code[:, None] >= 0) & (code[None, :] >= 0)
    values = np.where(known, equal.astype(float), np.nan)
    return pair_values(f"{name}({column})", label, values, symmetric=True, binary=True)
