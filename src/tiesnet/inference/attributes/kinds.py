"""Ways to compare a measure with an attribute; each is a function that registers itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.attributes.columns import Attribute
from tiesnet.language import word

_Floats = NDArray[np.float64]
Fits = Literal["number", "two groups", "groups"]
Compute = Callable[[_Floats, _Floats], _Floats]
"""Takes the measure in every order, shape (count, actors), and the attribute, shape (actors,);
gives one number for each order."""


@dataclass(frozen=True)
class Comparison:
    """One number that says how a measure and an attribute go together.

    Attributes
    ----------
    name : str
        In plain words.
    fits : str
        For an attribute that is a number, that has two groups, or more.
    compute : callable
        See `Compute`.
    textbook : callable
        The p without permutation, from the measure and the attribute.
    """

    name: str
    fits: Fits
    compute: Compute
    textbook: Callable[[_Floats, _Floats], float]


_comparisons: list[Comparison] = []


def comparison(
    name: str, fits: Fits, textbook: Callable[[_Floats, _Floats], float]
) -> Callable[[Compute], Compute]:
    """Register a comparison; the first of a kind is the one that is put into words."""

    def register(compute: Compute) -> Compute:
        _comparisons.append(Comparison(word(name), fits, compute, textbook))
        return compute

    return register


def fitting(attribute: Attribute, values: _Floats) -> list[Comparison]:
    """Give the comparisons for an attribute, by the groups there are among some values of it."""
    count = len(np.unique(values))
    kind = "number" if attribute.number else "two groups" if count == 2 else "groups"
    return [one for one in _comparisons if one.fits == kind]


def over(above: _Floats, below: _Floats | float) -> _Floats:
    """Divide; empty where nothing can be divided by."""
    below = np.broadcast_to(np.asarray(below, dtype=float), np.shape(above))
    empty = np.full(np.shape(above), np.nan)
    return np.asarray(np.divide(above, below, out=empty, where=below > 1e-300))
