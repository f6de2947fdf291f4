"""A measure in groups: the difference of two means, or how much of it lies between groups."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from tiesnet.inference.attributes.kinds import comparison, over

_Floats = NDArray[np.float64]


def _members(attribute: _Floats) -> _Floats:
    """Give a column of 0 and 1 for each group, shape (actors, groups), in their order."""
    return np.asarray(attribute[:, None] == np.unique(attribute)[None, :], dtype=float)


def _welch_p(measure: _Floats, attribute: _Floats) -> float:
    """Give the two-sided p of Welch's t, degrees of freedom after Satterthwaite."""
    t = float(welch(measure[None], attribute)[0])
    if np.isnan(t):
        return t
    sizes, _, squares = _moments(measure[None], attribute)
    errors = squares[0] / (sizes - 1) / sizes
    free = errors.sum() ** 2 / (errors**2 / (sizes - 1)).sum()
    return float(2 * special.stdtr(free, -abs(t)))


def _anova_p(measure: _Floats, attribute: _Floats) -> float:
    f = float(anova(measure[None], attribute)[0])
    groups = len(np.unique(attribute))
    return float(special.fdtrc(groups - 1, len(attribute) - groups, f))


def _moments(measure: _Floats, attribute: _Floats) -> tuple[_Floats, _Floats, _Floats]:
    """Give sizes, means and sums of squares around them, shapes (G,), (count, G), (count, G)."""
    members = _members(attribute)
    sizes = members.sum(axis=0)
    centred = measure - measure.mean(axis=1, keepdims=True)
    means = centred @ members / sizes
    squares = np.maximum((centred**2) @ members - sizes * means**2, 0)
    squares[squares < 1e-12 * (centred**2).sum(axis=1, keepdims=True)] = 0
    return sizes, means, squares


@comparison("Difference of means", "two groups", _welch_p)
def difference(measure: _Floats, attribute: _Floats) -> _Floats:
    """Give the mean of the second group less that of the first, groups in their order."""
    _, means, _ = _moments(measure, attribute)
    return np.asarray(means[:, 1] - means[:, 0])


@comparison("Welch's t", "two groups", _welch_p)
def welch(measure: _Floats, attribute: _Floats) -> _Floats:
    """Divide the difference by its error, variances unequal (Welch 1947).

    Empty when a group has one member, or nothing varies within either.
    """
    sizes, means, squares = _moments(measure, attribute)
    if sizes.min() < 2:
        return np.full(len(measure), np.nan)
    error = np.sqrt((squares / (sizes - 1) / sizes).sum(axis=1))
    return over(means[:, 1] - means[:, 0], error)


@comparison("F of one-way analysis of variance", "groups", _anova_p)
def anova(measure: _Floats, attribute: _Floats) -> _Floats:
    """Divide the variance between the groups by that within; empty when none varies within."""
    sizes, means, squares = _moments(measure, attribute)
    free = len(attribute) - len(sizes)
    if free < 1:
        return np.full(len(measure), np.nan)
    between = (sizes * means**2).sum(axis=1) / (len(sizes) - 1)
    return over(between, squares.sum(axis=1) / free)


@comparison("Share between groups (eta squared)", "groups", _anova_p)
def eta_squared(measure: _Floats, attribute: _Floats) -> _Floats:
    """Give the share of the measure's variance that lies between the groups."""
    sizes, means, squares = _moments(measure, attribute)
    between = (sizes * means**2).sum(axis=1)
    return over(between, between + squares.sum(axis=1))
