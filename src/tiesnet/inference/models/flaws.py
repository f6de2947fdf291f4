"""Variables that no regression can use: the same everywhere, or given by the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tiesnet.language import joined, localised, say

_TOLERANCE = 1e-7  # of R's qr(), below which a predictor adds nothing to those before it
_NAMED = 1e-6
_Values = NDArray[np.float64]


def flaws(outcome: str, y: _Values, X: _Values, names: Sequence[str]) -> list[str]:
    """Say of every variable that cannot be used why.

    Parameters
    ----------
    outcome : str
        Its name.
    y : array of float, shape (cells,)
    X : array of float, shape (cells, predictors + 1)
        The first column is 1.
    names : sequence of str
        Of the columns of `X`.
    """
    variables = np.column_stack([X[:, 1:], y])
    words = [
        *(say("The predictor {name}", name=f"{name!r}") for name in names[1:]),
        say("The outcome {outcome}", outcome=f"{outcome!r}"),
    ]
    spread = variables.std(axis=0)
    varied = spread > 1e-12 * np.abs(variables).max(axis=0)
    found = [
        say(
            "{words} is {variables} for every pair in use.",
            words=words[place],
            variables=localised(f"{variables[0, place]:g}"),
        )
        for place in np.flatnonzero(~varied).tolist()
    ]
    places = np.flatnonzero(varied).tolist()
    if not places:
        return found
    unit = variables[:, places] - variables[:, places].mean(axis=0)
    unit /= np.linalg.norm(unit, axis=0)
    # Columns of R are as long, and as far from each other, as those it was made of.
    corner: _Values = np.asarray(np.linalg.qr(unit, mode="r"))
    named = [*names[1:], outcome]
    return found + list(
        _given(corner, [words[place] for place in places], [named[place] for place in places])
    )


def _given(corner: _Values, words: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Name each variable that follows from those before it."""
    free: list[int] = []
    for place, word in enumerate(words):
        weights = np.linalg.lstsq(corner[:, free], corner[:, place], rcond=None)[0]
        rest = corner[:, place] - corner[:, free] @ weights
        if np.linalg.norm(rest) > _TOLERANCE:
            free.append(place)
            continue
        others = [
            f"{names[one]!r}"
            for one, weight in zip(free, weights.tolist(), strict=True)
            if abs(weight) > _NAMED
        ]
        yield say(
            "{word} follows from {others}: it has nothing of its own.",
            word=word,
            others=joined(others),
        )
