"""Work done once per `Measures`: several chapters and sheets ask the same question."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from tiesnet.metrics import Measures

T = TypeVar("T")


def kept(diagnose: Callable[[Measures], T]) -> Callable[[Measures], T]:
    """Keep what a diagnosis gave; tables go out as copies, so that none can be spoilt."""
    store: WeakKeyDictionary[Measures, T] = WeakKeyDictionary()

    @wraps(diagnose)
    def once(measures: Measures) -> T:
        if measures not in store:
            store[measures] = diagnose(measures)
        value = store[measures]
        return value.copy() if isinstance(value, pd.DataFrame) else value

    return once


def seed_of(measures: Measures) -> int:
    """Give the seed of the network, of which everything drawn at random depends."""
    return int(measures.net.origin.parameters.get("seed", 1))
