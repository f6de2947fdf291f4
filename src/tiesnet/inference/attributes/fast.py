"""Measures whose shuffled values come from counts, without building the network again.

A file that knows such measures registers a function here; `permuted` looks it up and takes the
slow way, which computes the measure itself on the shuffled network, for all others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics import Metric
from tiesnet.network import Network

Key = tuple[str, str]
"""Of whom (an actor, groups; "" for the network) and which number it is."""
Draw = Callable[[NDArray[np.intp]], NDArray[np.float64]]
"""Takes orders, shape (count, actors), and gives numbers, shape (count, keys)."""


@dataclass(frozen=True, eq=False)
class Case:
    """A measure of a view whose attribute is to be shuffled.

    Attributes
    ----------
    view : Network
        One layer or union, actors inside the cluster unless the measure needs others.
    record : Metric
        The measure.
    by : str
        The attribute.
    options : mapping
        Of the measure, `by` included where it has one.
    """

    view: Network
    record: Metric
    by: str
    options: Mapping[str, Any]


Maker = Callable[[Case, Mapping[Key, float]], "Draw | None"]
"""Takes a case and its observed numbers."""
_makers: dict[str, Maker] = {}


def fast(*names: str) -> Callable[[Maker], Maker]:
    """Register the fast way of some measures; it gives nothing where it does not apply."""

    def register(make: Maker) -> Maker:
        _makers.update(dict.fromkeys(names, make))
        return make

    return register


def fast_way(case: Case, observed: Mapping[Key, float]) -> Draw | None:
    """Give the fast way of a measure, if there is one for its options."""
    make = _makers.get(case.record.name)
    return None if make is None else make(case, observed)
