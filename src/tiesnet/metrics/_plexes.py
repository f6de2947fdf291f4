"""Maximal k-plexes: groups in which each member lacks at most k - 1 of the others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

STEPS = 300_000
"""Steps of the search before it gives up; about ten seconds."""


class TooMany(Exception):
    """The search was given up."""


def maximal_plexes(matrix: sparse.csr_array, k: int, smallest: int) -> list[tuple[int, ...]]:
    """Find all maximal k-plexes of a size or more, largest first.

    A group of at least 2k - 1 hangs together over two steps, so the search goes actor by actor
    through those two steps away (`smallest` may not be less). Branches on the member or
    candidate with fewest ties in the group, with and without it; sets are the bits of whole
    numbers.

    Parameters
    ----------
    matrix : csr_array
        Symmetric 0/1 matrix, empty diagonal.
    k : int
        Each member is tied to all but k of the group, itself among those k.
    smallest : int
        At least 2k - 1.

    Raises
    ------
    TooMany
        More than `STEPS` steps.
    """
    near = _bits(matrix)
    search = _Search(near, k, smallest)
    for actor in range(len(near)):
        around = near[actor]
        for other in _members(near[actor]):
            around |= near[other]
        later = around >> (actor + 1) << (actor + 1)
        earlier = around & ((1 << actor) - 1)
        search.go(1 << actor, later, earlier)
    return sorted((tuple(_members(found)) for found in search.found), key=lambda g: (-len(g), g))


class _Search:
    """What one search holds: neighbours by actor, the rule, what was found, and its steps."""

    def __init__(self, near: list[int], k: int, smallest: int) -> None:
        self.near, self.k, self.smallest = near, k, smallest
        self.found: list[int] = []
        self.steps = 0

    def go(self, group: int, candidates: int, excluded: int) -> None:
        """Grow a group by candidates; excluded actors were tried before."""
        stack = [(group, candidates, excluded)]
        while stack:
            group, candidates, excluded = stack.pop()
            self.steps += 1
            if self.steps > STEPS:
                raise TooMany
            candidates = self._fitting(group, candidates)
            whole = group | candidates
            if whole.bit_count() < self.smallest:
                continue
            excluded = self._fitting(group, excluded)
            branch = self._branch(group, candidates)
            if branch is None:
                if not self._fitting(whole, excluded):
                    self.found.append(whole)
                continue
            bit = 1 << branch
            stack.append((group, candidates & ~bit, excluded | bit))
            stack.append((group | bit, candidates & ~bit, excluded))

    def _fitting(self, group: int, others: int) -> int:
        """Keep the actors that can join a group, one by one."""
        size = group.bit_count()
        full = 0  # members who cannot lack one more
        for member in _members(group):
            if size - (self.near[member] & group).bit_count() >= self.k:
                full |= 1 << member
        fit = 0
        for actor in _members(others & ~group):
            near = self.near[actor]
            if full & ~near == 0 and size - (near & group).bit_count() < self.k:
                fit |= 1 << actor
        return fit

    def _branch(self, group: int, candidates: int) -> int | None:
        """Choose whom to decide upon next; nobody when all candidates can join together."""
        whole = group | candidates
        size = whole.bit_count()
        actor = min(_members(whole), key=lambda one: (self.near[one] & whole).bit_count())
        if (self.near[actor] & whole).bit_count() >= size - self.k:
            return None
        if candidates >> actor & 1:
            return actor
        return next(_members(candidates & ~self.near[actor]))


def _bits(matrix: sparse.csr_array) -> list[int]:
    """Give the neighbours of each actor as the bits of a whole number."""
    rows: list[NDArray[np.int32]] = np.split(matrix.indices, matrix.indptr[1:-1])
    return [sum(1 << int(other) for other in row) for row in rows] if matrix.shape[0] else []


def _members(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
