"""Coefficients of association of two variables over pairs; each registers itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.correlation.pairing import Pairing
from tiesnet.language import say, word

_Values = NDArray[np.float64]


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of association that depends on labels through one sum only.

    Attributes
    ----------
    name, label : str
        As asked for, and in plain words.
    two_sided : {"tails", "size"}
        See `tiesnet.inference.summarise`.
    undefined : callable
        Says why it does not exist for two variables; "" when it does.
    value : callable
        Of the sums of products (see `Pairing.crossed`) and the pairing.
    """

    name: str
    label: str
    two_sided: Literal["tails", "size"]
    undefined: Callable[[Pairing], str]
    value: Callable[[_Values, Pairing], _Values]


COEFFICIENTS: dict[str, Coefficient] = {}


def _register(made: Coefficient) -> None:
    COEFFICIENTS[made.name] = made


def _constant(pairing: Pairing) -> str:
    for variable, values in ((pairing.one, pairing.first), (pairing.other, pairing.second)):
        if values.min() == values.max():
            return say("{label} is the same for all these pairs", label=variable.label)
    return ""


def _no_ties(pairing: Pairing) -> str:
    for variable in (pairing.one, pairing.other):
        if not variable.binary:
            return say("{label} is not yes or no", label=variable.label)
    if not pairing.first.any() and not pairing.second.any():
        return word("there is no tie in either")
    return ""


def _not_binary(pairing: Pairing) -> str:
    return next(
        (
            say("{label} is not yes or no", label=one.label)
            for one in (pairing.one, pairing.other)
            if not one.binary
        ),
        "",
    )


def pearson(crossed: _Values, pairing: Pairing) -> _Values:
    """Pearson's correlation, of yes-or-no variables the phi coefficient."""
    first, second, cells = pairing.first, pairing.second, len(pairing.rows)
    if pairing.binary:  # whole numbers: exact
        a, b = first.sum(), second.sum()
        found: _Values = (cells * crossed - a * b) / np.sqrt(a * (cells - a) * b * (cells - b))
        return found
    scale = np.linalg.norm(first - first.mean()) * np.linalg.norm(second - second.mean())
    return np.asarray(crossed / scale, dtype=np.float64)


def jaccard(crossed: _Values, pairing: Pairing) -> _Values:
    """Pairs tied in both over pairs tied in either."""
    found: _Values = crossed / (pairing.first.sum() + pairing.second.sum() - crossed)
    return found


def matching(crossed: _Values, pairing: Pairing) -> _Values:
    """Share of the pairs that are tied in both or in neither."""
    cells = len(pairing.rows)
    found: _Values = (cells - pairing.first.sum() - pairing.second.sum() + 2 * crossed) / cells
    return found


_register(Coefficient("pearson", word("Correlation"), "size", _constant, pearson))
_register(Coefficient("jaccard", "Jaccard", "tails", _no_ties, jaccard))
_register(Coefficient("matching", word("Simple matching"), "tails", _not_binary, matching))
