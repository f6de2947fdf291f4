"""How many pairs reach each other within two steps, and what new ties would add to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Pair = tuple[int, int]
_Bools = NDArray[np.bool_]
_Places = NDArray[np.intp]
Liked = Callable[[_Places, _Places], NDArray[np.int64]]
_COMPARED = 10_000  # pairs of equal gain among which the liked one is looked for


@dataclass(frozen=True, eq=False)
class Chosen:
    """Ties chosen one after another.

    Attributes
    ----------
    pairs : tuple of (int, int)
        Positions of both ends, in the order chosen.
    gains : tuple of int
        Pairs that each adds to those within two steps when it is chosen.
    alone : tuple of int
        Pairs that each would add on its own.
    bound : int
        No set of as many ties can add more: the largest single gains and, since two new ties
        can join one more pair between them, one pair for every two ties.
    """

    pairs: tuple[Pair, ...]
    gains: tuple[int, ...]
    alone: tuple[int, ...]
    bound: int

    @property
    def gain(self) -> int:
        """Pairs that all of them add together."""
        return sum(self.gains)


class TwoSteps:
    """The pairs of a network that are within two steps, directions ignored.

    Parameters
    ----------
    tied : csr_array, shape (actors, actors)
        Any cell that is not 0 is a tie; the diagonal does not count.
    """

    def __init__(self, tied: sparse.csr_array) -> None:
        size = tied.shape[0]
        flat = sparse.csr_array(((tied + tied.T) != 0).astype(np.int32))
        own = sparse.identity(size, dtype=np.int32, format="csr")
        self._near = sparse.csr_array(((flat + own) != 0).astype(np.int32))
        self._beyond = (self._near @ self._near).toarray() == 0
        cells = self._near.indices, self._near.indptr
        self._partners = [
            set(cells[0][cells[1][k] : cells[1][k + 1]].tolist()) - {k} for k in range(size)
        ]

    @property
    def pairs(self) -> int:
        """How many pairs are within two steps now."""
        size = len(self._partners)
        return (size * (size - 1) - int(self._beyond.sum())) // 2

    @property
    def apart(self) -> int:
        """How many pairs are not within two steps now."""
        size = len(self._partners)
        return size * (size - 1) // 2 - self.pairs

    def gains(self) -> NDArray[np.int32]:
        """Give what a tie of each pair would add on its own.

        A tie of a and b brings b and its partners within two steps of a, and a and its partners
        within two steps of b; the pair itself is counted once.
        """
        return _gains(self._near, self._beyond)

    def gain(self, pairs: Iterable[Pair]) -> int:
        """Give what some new ties would add together."""
        ties = list(pairs)
        more: dict[int, set[int]] = defaultdict(set)
        for one, other in ties:
            more[one].add(other)
            more[other].add(one)
        new: set[Pair] = set()
        for pair in ties:
            for one, other in (pair, pair[::-1]):
                for far in {other} | self._partners[other] | more[other]:
                    if far != one and self._beyond[one, far]:
                        new.add((min(one, far), max(one, far)))
        return len(new)

    def choose(
        self,
        allowed: _Bools,
        count: int,
        liked: Liked | None = None,
        each: int = 0,
    ) -> Chosen:
        """Choose ties one after another, each time the one that adds most.

        Parameters
        ----------
        allowed : array of bool, shape (actors, actors)
            Symmetric: which ties may be chosen.
        count : int
            How many; fewer when no more are allowed or none adds anything.
        liked : callable, optional
            Scores pairs that add equally many: of them the highest is chosen, then the first.
        each : int, default 0
            How many ties may be given to one actor; 0: any number.
        """
        near, beyond = self._near.tolil(), self._beyond.copy()
        open_now = np.triu(allowed, 1)
        single = self.gains()
        pairs: list[Pair] = []
        gains: list[int] = []
        for _ in range(count):
            adds = np.where(open_now, _gains(near.tocsr(), beyond), -1)
            most = int(adds.max(initial=-1))
            if most < 1:
                break
            one, other = _best(adds == most, liked)
            _tie(near, beyond, one, other)
            open_now[one, other] = False
            pairs.append((one, other))
            for end in (one, other):
                if each and sum(end in pair for pair in pairs) >= each:
                    open_now[end, :] = open_now[:, end] = False
            gains.append(most)
        alone = tuple(int(single[pair]) for pair in pairs)
        highest = bound(single[np.triu(allowed, 1)], count, self.apart)
        return Chosen(tuple(pairs), tuple(gains), alone, highest)


def bound(single: NDArray[np.int32], count: int, apart: int) -> int:
    """Give what no `count` ties can exceed: the largest single gains + count (count - 1) / 2.

    Nor can they bring together more pairs than are still apart.
    """
    count = min(count, len(single))
    top = np.partition(single, len(single) - count)[len(single) - count :] if count else single
    return min(int(top.sum()) + count * (count - 1) // 2, apart)


def most_partners(degree: NDArray[np.float64], allowed: _Bools, count: int) -> list[Pair]:
    """Give the allowed pairs whose ends have most partners together."""
    one, other = np.nonzero(np.triu(allowed, 1))
    order = np.argsort(-(degree[one] + degree[other]), kind="stable")[:count]
    return list(zip(one[order].tolist(), other[order].tolist(), strict=True))


def random_sets(
    allowed: _Bools, count: int, draws: int, rng: np.random.Generator
) -> list[list[Pair]]:
    """Draw sets of allowed pairs, every set as likely as any other."""
    one, other = np.nonzero(np.triu(allowed, 1))
    count = min(count, len(one))
    sets = []
    for _ in range(draws):
        drawn = rng.choice(len(one), count, replace=False, shuffle=False)
        sets.append(list(zip(one[drawn].tolist(), other[drawn].tolist(), strict=True)))
    return sets


def _gains(near: sparse.csr_array, beyond: _Bools) -> NDArray[np.int32]:
    reached = near @ beyond.astype(np.int32)  # [b, a]: of b and its partners, who is beyond a
    found: NDArray[np.int32] = reached + reached.T - beyond
    return found


def _tie(near: sparse.lil_array, beyond: _Bools, one: int, other: int) -> None:
    sides = [np.array(near.rows[k], dtype=np.intp) for k in (one, other)]
    for end, reached in ((one, sides[1]), (other, sides[0])):
        beyond[end, reached] = beyond[reached, end] = False
    near[one, other] = near[other, one] = 1


def _best(equal: _Bools, liked: Liked | None) -> Pair:
    one, other = (ends[:_COMPARED] for ends in np.nonzero(equal))
    place = 0 if liked is None or len(one) == 1 else int(np.argmax(liked(one, other)))
    return int(one[place]), int(other[place])
