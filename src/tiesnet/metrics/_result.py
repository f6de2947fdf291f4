"""Check what a measure returns, and empty what the survey cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.language import say, word
from tiesnet.metrics._shared import once
from tiesnet.network import ANSWERED, NOT_SURVEYED, PARTLY, SILENT, Network

if TYPE_CHECKING:
    from tiesnet.metrics._catalogue import Metric

REASONS = {
    SILENT: word("did not answer"),
    PARTLY: word("answered only a part of these questions"),
    NOT_SURVEYED: "not surveyed",
}
NOT_ASKED = word("was not asked this")
NOT_ASKED_ALL = word("was not asked all of these questions")


def check(record: Metric, net: Network, value: Any) -> Any:
    """Check type and index of a result; empty the cells only an own answer could fill."""
    if record.level == "network":
        return _finite(record, float(value))
    if not isinstance(value, pd.DataFrame if record.level == "table" else pd.Series):
        raise TypeError(f"Measure {record.name!r} returned {type(value).__name__}.")
    if record.level == "table":
        return value
    if not value.index.equals(net.actors.index):
        raise TypeError(
            say(
                "Measure {name} returned other actors than the network has.",
                name=f"{record.name!r}",
            )
        )
    if record.dtype == "text":
        typed = value.astype("str").rename(record.name)
        return typed if record.observed == "anyone" else typed.where(observed(net))
    numbers = value.astype("float64").to_numpy()
    _finite(record, numbers)
    if record.observed != "anyone":
        numbers = np.where(observed(net), numbers, np.nan)
    return pd.Series(numbers, index=value.index, name=record.name)


def observed(net: Network) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which actors answered everything this network holds."""
    seen: np.ndarray[Any, np.dtype[np.bool_]] = once(
        net, "observed", lambda: net.respondents.observed().to_numpy()
    )
    return seen


def reasons(net: Network, overall: pd.Series) -> pd.Series:
    """Give, per actor, why its own answers do not fill a cell; empty when they do.

    Parameters
    ----------
    net : Network
        The view that was measured.
    overall : Series of str
        The actors' response states over the whole survey.
    """
    states = net.respondents.states()
    words = states.map(REASONS)
    asked_elsewhere = (states == NOT_SURVEYED) & (overall.reindex(states.index) != NOT_SURVEYED)
    words = words.mask(asked_elsewhere, NOT_ASKED)
    words = words.mask(states == ANSWERED, NOT_ASKED_ALL)
    return words.mask(observed(net))


def _finite(record: Metric, value: Any) -> Any:
    if np.isinf(value).any():
        raise ValueError(say("Measure {name} returned an infinite value.", name=f"{record.name!r}"))
    return value
