"""Two variables over the pairs known in both, ready to be permuted against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.correlation.crossed import Crossed
from tiesnet.inference.pairs import PairValues, exchangeable, known_together

_Values = NDArray[np.float64]
_Flags = NDArray[np.bool_]
_Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Pairing:
    """Two variables over the same pairs.

    Attributes
    ----------
    one, other : PairValues
    rows, cols : array of int, shape (cells,)
        The pairs known in both; of two variables without direction one triangle.
    groups : array of int, shape (n,)
        Who may change places, see `tiesnet.inference.exchangeable`.
    """

    one: PairValues
    other: PairValues
    rows: _Places
    cols: _Places
    groups: _Places

    @property
    def first(self) -> _Values:
        """The one variable in the pairs in use."""
        found: _Values = self.one.values[self.rows, self.cols]
        return found

    @property
    def second(self) -> _Values:
        """The other variable in the pairs in use."""
        found: _Values = self.other.values[self.rows, self.cols]
        return found

    @property
    def binary(self) -> bool:
        """Whether both are yes or no."""
        return self.one.binary and self.other.binary

    @property
    def symmetric(self) -> bool:
        """Whether every pair stands once."""
        return self.one.symmetric and self.other.symmetric

    @property
    def moved(self) -> int:
        """How many actors can change places."""
        return int((self.groups >= 0).sum())

    def crossed(self, fast: bool = False) -> Crossed:
        """Prepare the sum of products of the first, permuted, with the second.

        Of two variables that are 0 or 1 the tables are taken as they are, which counts the pairs
        tied in both; else one about its mean, which gives the numerator of a correlation. Only
        the cells are looked up in which the one with more zeros is not 0.
        """
        first, second = self.first, self.second
        turned = bool(np.count_nonzero(first) < np.count_nonzero(second))
        if turned:
            first, second = second, first
        values = first if self.binary else first - first.mean()
        cells = np.flatnonzero(second)
        weights = None if self.binary else second[cells]
        return Crossed(
            self._table(values), self.rows[cells], self.cols[cells], weights, turned, fast
        )

    def _table(self, values: _Values) -> NDArray[Any]:
        n = len(self.groups)
        table: NDArray[Any] = np.zeros((n, n), dtype=np.uint8 if self.binary else np.float64)
        table[self.rows, self.cols] = values
        if self.symmetric:
            table[self.cols, self.rows] = values
        return table


def pair_up(one: PairValues, other: PairValues, among: _Flags | None = None) -> Pairing:
    """Put two variables over the pairs that are known in both.

    Parameters
    ----------
    one, other : PairValues
        Of the same actors.
    among : array of bool, shape (actors,), optional
        Who may be moved at all: those that answered. Everybody by default.
    """
    known = known_together([one, other])
    symmetric = one.symmetric and other.symmetric
    rows, cols = np.nonzero(np.triu(known) if symmetric else known)
    return Pairing(one, other, rows, cols, exchangeable(known, among))


def permuted(pairing: Pairing, places: _Places) -> _Values:
    """Give the sums of products when the first variable is permuted by given orders.

    Parameters
    ----------
    pairing : Pairing
    places : array of int, shape (orders, actors)
        See `tiesnet.inference.orders`.
    """
    return pairing.crossed().sums(places)
