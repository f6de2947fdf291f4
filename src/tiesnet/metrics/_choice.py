"""Which measures are asked for, and with which options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from math import isfinite
from numbers import Integral, Real
from typing import Any

import numpy as np

from tiesnet.errors import TiesnetError
from tiesnet.metrics._catalogue import TOPICS, Metric, catalogue

EVERY = "every"
_SEE = "See catalogue() or 'tiesnet metrics'."
_FLAG = (bool, np.bool_)
_NUMBERS = ("alpha", "beta", "cutoff")
"""Options that are not set by default, and are numbers where they are."""


def choose(asked: Iterable[str] | None) -> tuple[list[Metric], frozenset[str]]:
    """Give the measures asked for, and the names of those that were named one by one.

    Parameters
    ----------
    asked : iterable of str, optional
        Names of measures, topics, or "every"; by default all that are not extra.

    Raises
    ------
    TiesnetError
        A name is neither a measure nor a topic.
    """
    known = catalogue()
    if asked is None:
        return [record for record in known.values() if not record.extra], frozenset()
    wanted = list(dict.fromkeys([asked] if isinstance(asked, str) else asked))
    chosen: dict[str, Metric] = {}
    for name in wanted:
        chosen |= {record.name: record for record in _meant(name, known)}
    return list(chosen.values()), frozenset(known) & frozenset(wanted)


def check_options(options: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Refuse options that no measure has, and values of another kind than theirs.

    Raises
    ------
    TiesnetError
        A measure is not known, does not have the option, or the value is of another kind.
    """
    known = catalogue()
    for name, given in options.items():
        if name not in known:
            raise TiesnetError(f"There is no measure {name!r}.", _repair(name, known))
        strange = [option for option in given if option not in known[name].options]
        if strange:
            has = ", ".join(known[name].options) or "none"
            raise TiesnetError(
                f"The measure {name!r} has no option {strange[0]!r}.", f"Its options: {has}."
            )
        for option, value in given.items():
            repair = _of_its_kind(option, known[name].options[option], value)
            if repair:
                said = in_word(value) if isinstance(value, _FLAG) else repr(value)
                raise TiesnetError(f"The option {option!r} of {name!r} cannot be {said}.", repair)
    return options


def _of_its_kind(option: str, default: object, value: object) -> str:
    """Say what kind of value to give instead; "" when the value will do."""
    number = isinstance(value, Real) and not isinstance(value, _FLAG) and isfinite(value)
    if default is None:
        fits = option not in _NUMBERS or value is None or number
        return "" if fits else "Give a number."
    if isinstance(default, _FLAG):
        return "" if isinstance(value, _FLAG) else "Say yes or no."
    if isinstance(default, Integral):
        whole = number and isinstance(value, Integral)
        return "" if whole else "Give a whole number."
    if isinstance(default, Real):
        return "" if number else "Give a number."
    return "" if isinstance(value, str) else "Give a word."


def in_word(value: object) -> str:
    """Say the value of an option: nothing chosen is "not set", a flag is yes or no."""
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _meant(name: str, known: Mapping[str, Metric]) -> list[Metric]:
    if name in known:
        return [known[name]]
    if name == EVERY or name in TOPICS:
        return [record for record in known.values() if name in (EVERY, record.topic)]
    raise TiesnetError(f"There is no measure {name!r}.", _repair(name, known))


def _repair(name: str, known: Mapping[str, Metric]) -> str:
    near = get_close_matches(name, [*known, *TOPICS], n=1)
    return f"Did you mean {near[0]!r}? {_SEE}" if near else _SEE
