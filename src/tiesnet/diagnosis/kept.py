"""Work done once per `Measures`: several chapters and sheets ask the same question."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from tiesnet.language import language
from tiesnet.metrics import Measures
from tiesnet.network import Rebuilt

T = TypeVar("T")


def kept(diagnose: Callable[[Measures], T]) -> Callable[[Measures], T]:
    """Keep what a diagnosis gave, in each language; tables go out as copies, never to be spoilt."""
    store: WeakKeyDictionary[Measures, dict[str, T]] = WeakKeyDictionary()

    @wraps(diagnose)
    def once(measures: Measures) -> T:
        said = store.setdefault(measures, {})
        if language() not in said:
            said[language()] = diagnose(measures)
        value = said[language()]
        return value.copy() if isinstance(value, pd.DataFrame) else value

    return once


def seed_of(measures: Measures) -> int:
    """Give the seed of the network, of which everything drawn at random depends."""
    return int(measures.net.origin.parameters.get("seed", 1))


@kept
def rebuilt(measures: Measures) -> Rebuilt | None:
    """Give the networks of the survey under other policies, which several chapters compare."""
    survey = measures.net.origin.survey
    return None if survey is None else Rebuilt(survey)
