"""Search for the set of actors with the largest value, exact where that is affordable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

_Set = tuple[int, ...]
_EPS = 1e-12


@dataclass(frozen=True)
class Found:
    """A best set.

    Attributes
    ----------
    members : tuple of int
        In ascending order; of equal sets, the one whose members stand first.
    value : float
    equal : int or None
        Number of sets with this value; None when not all were compared.
    compared : int
        Number of sets compared.
    """

    members: _Set
    value: float
    equal: int | None
    compared: int


def best_set(
    value: Callable[[_Set], float],
    candidates: Sequence[int],
    size: int,
    affordable: int,
    starts: int,
    seed: int,
) -> Found:
    """Find the set of a given size with the largest value.

    All sets are compared if there are no more than are affordable. Otherwise one start adds the
    best actor again and again, the others are drawn at random; each is improved by the best
    exchange of one member for one other until none helps (Borgatti 2006), and the best end counts.

    Parameters
    ----------
    value : callable
        Of a set in ascending order; larger is better.
    candidates : sequence of int
        In ascending order.
    size : int
        No larger than the number of candidates.
    affordable : int
        Largest number of sets that are all compared.
    starts : int
        Number of random starts.
    seed : int
    """
    known: dict[_Set, float] = {}

    def of(members: _Set) -> float:
        if members not in known:
            known[members] = value(members)
        return known[members]

    if comb(len(candidates), size) <= affordable:
        for members in combinations(candidates, size):
            of(members)
        best = _first_best(known)
        ties = sum(abs(v - known[best]) < _EPS for v in known.values())
        return Found(best, known[best], ties, len(known))
    draw = np.random.default_rng([seed, size])
    ends = {_improve(of, candidates, _greedy(of, candidates, size))}
    for _ in range(starts):
        start = tuple(sorted(draw.choice(candidates, size, replace=False).tolist()))
        ends.add(_improve(of, candidates, start))
    best = _first_best({end: of(end) for end in ends})
    return Found(best, of(best), None, len(known))


def _first_best(known: dict[_Set, float]) -> _Set:
    top = max(known.values())
    return min(members for members, value in known.items() if value >= top - _EPS)


def _greedy(of: Callable[[_Set], float], candidates: Sequence[int], size: int) -> _Set:
    members: _Set = ()
    while len(members) < size:
        more = [tuple(sorted((*members, c))) for c in candidates if c not in members]
        members = _first_best({one: of(one) for one in more})
    return members


def _improve(of: Callable[[_Set], float], candidates: Sequence[int], start: _Set) -> _Set:
    members = start
    while True:
        swaps = {
            one: of(one)
            for out in members
            for c in candidates
            if c not in members
            for one in [tuple(sorted((*(m for m in members if m != out), c)))]
        }
        if not swaps or max(swaps.values()) <= of(members) + _EPS:
            return members
        members = _first_best(swaps)
