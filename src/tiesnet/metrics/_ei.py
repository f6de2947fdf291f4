"""Ties within groups when the labels are shuffled: exact mean and variance from plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray

_Codes = NDArray[np.integer]


@dataclass(frozen=True)
class JoinCount:
    """How many ties run within groups, and how many would if labels were shuffled.

    Attributes
    ----------
    ties, within : int
        Ties between actors whose groups are known, and those of them within a group.
    mean, variance : float
        Of the ties within, over all ways to deal the same labels to the same actors.
    """

    ties: int
    within: int
    mean: float
    variance: float

    @property
    def ei(self) -> float:
        """The E-I index; empty without ties."""
        return 1 - 2 * self.within / self.ties if self.ties else float("nan")

    @property
    def ei_variance(self) -> float:
        """The variance of the E-I index under shuffled labels; empty without ties."""
        return 4 * self.variance / self.ties**2 if self.ties else float("nan")

    @property
    def z(self) -> float:
        """The E-I index less its mean, in standard deviations; empty when nothing varies."""
        return (self.mean - self.within) / sqrt(self.variance) if self.variance else float("nan")


def join_count(source: _Codes, target: _Codes, codes: _Codes) -> JoinCount:
    """Count ties within groups and give the exact moments under shuffled labels.

    The join-count statistic of Cliff and Ord, labels dealt without replacement. Two arrows of a
    mutual pair are within or between together; they are one pair that weighs two, which the
    variance of a directed network must know.

    Parameters
    ----------
    source, target : array of int
        The ends of every tie, as places in `codes`; an undirected tie once, in any order.
    codes : array of int, shape (actors,)
        The group of each actor, -1 when it is not known: such actors and their ties are left out.
    """
    one, other = codes[source], codes[target]
    known = (one >= 0) & (other >= 0)
    if not known.all():
        source, target, one, other = source[known], target[known], one[known], other[known]
    sizes = np.bincount(codes[codes >= 0]).tolist()
    mean, variance = _moments(
        len(source),
        _touching(source, target, len(codes)),
        _squares(source, target, len(codes)),
        sizes,
    )
    within = int(np.count_nonzero(one == other))
    return JoinCount(len(source), within, float(mean), float(variance))


def _touching(source: _Codes, target: _Codes, count: int) -> int:
    """Sum the squared degrees."""
    degree = np.bincount(source, minlength=count) + np.bincount(target, minlength=count)
    return int(np.dot(degree, degree))


def _squares(source: _Codes, target: _Codes, count: int) -> int:
    """Sum over pairs the square of the number of ties between the two."""
    if not len(source):
        return 0
    pairs = np.minimum(source, target).astype(np.int64)
    pairs *= count
    pairs += np.maximum(source, target)
    pairs.sort()
    ends = np.flatnonzero(pairs[1:] != pairs[:-1])
    runs = np.diff(ends, prepend=-1, append=len(pairs) - 1)
    return int(np.dot(runs, runs))


def _moments(
    ties: int, degree_squares: int, pair_squares: int, sizes: list[int]
) -> tuple[Fraction, Fraction]:
    """Give mean and variance in whole numbers throughout: nothing is lost to rounding.

    Two ties on one pair, two ties that share an actor, two ties apart: for each kind, how many
    ordered couples of ties there are, and how likely both are within groups.
    """
    total = sum(sizes)
    pairs = [_falling(size, 2) for size in sizes]
    one = _chance(sum(pairs), total, 2)
    three = _chance(sum(_falling(size, 3) for size in sizes), total, 3)
    apart = sum(_falling(size, 4) for size in sizes) + sum(pairs) ** 2 - sum(p * p for p in pairs)
    four = _chance(apart, total, 4)
    touching = degree_squares - 2 * pair_squares
    mean = ties * one
    square = pair_squares * one + touching * three
    square += (ties * ties - pair_squares - touching) * four
    return mean, square - mean * mean


def _falling(size: int, k: int) -> int:
    """Count the ways to draw k actors in order."""
    ways = 1
    for step in range(k):
        ways *= size - step
    return max(ways, 0) if size >= k else 0


def _chance(ways: int, total: int, k: int) -> Fraction:
    every = _falling(total, k)
    return Fraction(ways, every) if every else Fraction(0)
