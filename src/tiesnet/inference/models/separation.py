"""Outcomes that predictors foretell without fail: the likelihood then has no maximum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.links import COUNT, Link
from tiesnet.language import joined, say, say_n

_Values = NDArray[np.float64]
_SMALL = 1e-6


def refuse_separation(y: _Values, X: _Values, names: Sequence[str], link: Link) -> NoReturn:
    """Say why a regression has no estimates: which predictors foretell the outcome.

    Raises
    ------
    TiesnetError
        Always: with the predictors when they separate the outcome, else that no maximum of the
        likelihood was found.

    References
    ----------
    Albert & Anderson (1984) and Konis (2007) for yes or no; Correia, Guimarães & Zylkin (2019)
    for counts.
    """
    alone = [
        name
        for name, column in zip(names[1:], X[:, 1:].T, strict=True)
        if _foretells(y, column, link)
    ]
    together = alone or separating(y, X, names, link)
    if not together:
        raise TiesnetError(
            say("The {name} regression has no stable estimates.", name=link.name),
            say(
                "Leave out predictors that are nearly the same, or predictors with extreme values."
            ),
        )
    names = joined([repr(name) for name in together])
    if not alone and len(together) > 1:
        names = say("{names} together", names=names)
    raise TiesnetError(
        say_n(
            len(together),
            "{names} foretells without fail for some pairs whether the outcome is 0 "
            "(separation), so that a coefficient would be infinite.",
            "{names} foretell without fail for some pairs whether the outcome is 0 "
            "(separation), so that a coefficient would be infinite.",
            names=names,
        )
        if link is COUNT
        else say_n(
            len(together),
            "{names} foretells without fail for some pairs whether the outcome is yes or no "
            "(separation), so that a coefficient would be infinite.",
            "{names} foretell without fail for some pairs whether the outcome is yes or no "
            "(separation), so that a coefficient would be infinite.",
            names=names,
        ),
        say("Leave it out of the formula, join rare categories, or use the linear family."),
    )


def _foretells(y: _Values, column: _Values, link: Link) -> bool:
    """Tell whether one predictor by itself separates the outcome."""
    no, yes = column[y == 0], column[y > 0]
    if not len(no) or not len(yes):
        return False
    if link is COUNT and yes.min() < yes.max():
        return False
    return bool(no.max() <= yes.min() or no.min() >= yes.max())


def separating(y: _Values, X: _Values, names: Sequence[str], link: Link) -> list[str]:
    """Name the predictors of a weighted sum that separates the outcome; none when there is none.

    A linear programme: the sum must not be on the wrong side for any pair, and be on the right
    side for as many, and as far, as weights between -1 and 1 allow.
    """
    spread = np.abs(X).max(axis=0)
    scaled = X / np.where(spread > 0, spread, 1.0)
    no = y == 0
    wrong = np.unique(
        scaled[no] if link is COUNT else np.where(no[:, None], scaled, -scaled), axis=0
    )
    equal = np.unique(scaled[~no], axis=0) if link is COUNT else None
    from scipy.optimize import linprog

    found = linprog(
        wrong.sum(axis=0),
        A_ub=wrong,
        b_ub=np.zeros(len(wrong)),
        A_eq=equal,
        b_eq=None if equal is None else np.zeros(len(equal)),
        bounds=(-1, 1),
    )
    if not found.success or found.fun > -_SMALL:
        return []
    weights = np.abs(found.x[1:])
    return [name for name, weight in zip(names[1:], weights, strict=True) if weight > _SMALL]
