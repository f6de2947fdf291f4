"""Strengths of ties that were filled in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Values = NDArray[np.float64]


def usual_strengths(strengths: _Values, filled: NDArray[np.bool_]) -> _Values:
    """Give ties the strength of the arrow back where there is one, else the median of the layer.

    Parameters
    ----------
    strengths : array of float, shape (actors, actors)
        Of the known ties; NaN where there is none.
    filled : array of bool, shape (actors, actors)
        The ties that were filled in.

    Returns
    -------
    array of float, shape (ties,)
        In the order of ``np.nonzero(filled)``; NaN when no strength is known at all.
    """
    known = strengths[~np.isnan(strengths)]
    usual = float(np.median(known)) if len(known) else float("nan")
    back = strengths.T[filled]
    return np.where(np.isnan(back), usual, back)


def drawn_strengths(
    strengths: _Values, filled: NDArray[np.bool_], rng: np.random.Generator
) -> _Values:
    """Draw the strength of a known tie: one with an arrow back as strong, where there is one.

    Parameters and result as in `usual_strengths`.
    """
    known = strengths[~np.isnan(strengths)]
    rows, columns = np.nonzero(filled)
    if not len(known):
        return np.full(len(rows), np.nan)
    drawn = rng.choice(known, len(rows))
    back = strengths[columns, rows]
    mutual = ~np.isnan(strengths) & ~np.isnan(strengths.T)
    own, other = strengths[mutual], strengths.T[mutual]
    for value in np.unique(back[~np.isnan(back)]) if len(own) else ():
        near = np.abs(other - value)
        places = np.flatnonzero(back == value)
        drawn[places] = rng.choice(own[near == near.min()], len(places))
    return drawn
