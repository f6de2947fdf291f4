"""Options of measures: which values they take, and how a value is said."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from numbers import Integral, Real
from typing import Any

import numpy as np

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say

_FLAG = (bool, np.bool_)
_NUMBERS = ("alpha", "beta", "cutoff", "highest", "lowest")
"""Options that are not set by default, and are numbers where they are."""
_LONG = 8
"""Numbers with more signs, such as two thirds, are said shorter."""
RANGES: Mapping[str, tuple[float, float]] = {
    "alpha": (0, inf),
    "at_most": (0, 1),
    "cutoff": (0, 1),
    "damping": (0, 1),
    "k": (1, inf),
    "min_size": (1, inf),
    "pivots": (0, inf),
    "rounds": (1, 1_000),
    "splits": (1, 20),
    "steps": (0, inf),
    "trusted": (0, 1),
}
"""Smallest and largest value of the options that are numbers, whatever the measure."""


def check_values(name: str, options: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Refuse options that a measure does not have, and values they cannot take.

    Parameters
    ----------
    name : str
        The measure.
    options : mapping of option to default
        What it has.
    given : mapping of option to value
        What came.

    Raises
    ------
    TiesnetError
        With the options there are, or the values the option takes.
    """
    for option, value in given.items():
        if option not in options:
            raise TiesnetError(
                say(
                    "The measure {name} has no option {option}.",
                    name=f"{name!r}",
                    option=f"{option!r}",
                ),
                say("Its options: {options}.", options=", ".join(options) or say("none")),
            )
        repair = _of_its_kind(option, options[option], value) or _in_range(option, value)
        if repair:
            said = in_word(value) if isinstance(value, _FLAG) else repr(value)
            raise TiesnetError(
                say(
                    "The option {option} of {name} cannot be {said}.",
                    option=f"{option!r}",
                    name=f"{name!r}",
                    said=said,
                ),
                repair,
            )


def _of_its_kind(option: str, default: object, value: object) -> str:
    """Say what kind of value to give instead; "" when the value will do."""
    number = isinstance(value, Real) and not isinstance(value, _FLAG) and _finite(value)
    whole = number and isinstance(value, Integral)
    if option == "pivots":
        return "" if whole or value in (None, "all") else say("Give a whole number, or 'all'.")
    if default is None:
        return _where_not_set(option, value, number)
    if isinstance(default, _FLAG):
        return "" if isinstance(value, _FLAG) else say("Say yes or no.")
    if isinstance(default, Integral):
        return "" if whole else say("Give a whole number.")
    if isinstance(default, Real):
        return "" if number else say("Give a number.")
    return "" if isinstance(value, str) else say("Give a word.")


def _finite(value: Real) -> bool:
    try:
        return isfinite(value)
    except OverflowError:  # a whole number too large to compute with
        return False


def _where_not_set(option: str, value: object, number: bool) -> str:
    if option in _NUMBERS:
        return "" if value is None or number else say("Give a number.")
    return "" if value is None or isinstance(value, str) else say("Give a word.")


def _in_range(option: str, value: object) -> str:
    smallest, largest = RANGES.get(option, (-inf, inf))
    if not isinstance(value, Real) or smallest <= float(value) <= largest:
        return ""
    if largest == inf:
        return say("Give {smallest} or a larger number.", smallest=localised(f"{smallest:g}"))
    return say(
        "Give a number from {smallest} to {largest}.",
        smallest=localised(f"{smallest:g}"),
        largest=localised(f"{largest:,g}"),
    )


def in_word(value: object) -> str:
    """Say the value of an option: nothing chosen is "not set", a flag is yes or no."""
    if value is None:
        return say("not set")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and len(repr(value)) > _LONG:
        return f"{value:.3g}"
    return str(value)
