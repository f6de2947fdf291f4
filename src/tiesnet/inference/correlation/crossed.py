"""The one number that changes when labels are permuted: the products of two tables, summed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROOM = 1 << 15  # numbers in a batch, so that they stay near the processor
_SPARSE = 0.4  # of all cells; with fewer to look at they are looked up one by one
_Values = NDArray[np.float64]
_Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Crossed:
    """Two tables of all pairs, of which one is permuted.

    Attributes
    ----------
    table : array, shape (n, n)
        What is permuted: 0 or 1 as small integers, or numbers; anything where not in use.
    rows, cols : array of int, shape (cells,)
        The cells at which the other one is not 0.
    weights : array of float, shape (cells,), optional
        What it is there; 1 everywhere when left out.
    turned : bool
        Whether the table is permuted by the inverse of an order: it is then the second of two
        variables, and the sum the same as if the first were permuted by the order itself.
    fast : bool
        Whether the compiled loops do it.
    """

    table: NDArray[Any]
    rows: _Places
    cols: _Places
    weights: _Values | None
    turned: bool
    fast: bool

    def sums(self, orders: _Places) -> _Values:
        """Give the sum for every order, shape (orders,)."""
        moved = _inverse(orders) if self.turned else orders
        found = self._compiled(moved) if self.fast else self._plain(moved)
        return found.astype(np.float64)

    @property
    def _dense(self) -> bool:
        return self.weights is not None and len(self.rows) > _SPARSE * self.table.size

    @cached_property
    def _whole(self) -> _Values:
        whole = np.zeros(self.table.shape)
        whole[self.rows, self.cols] = 1.0 if self.weights is None else self.weights
        return whole

    def _compiled(self, orders: _Places) -> NDArray[np.float64 | np.int64]:
        from tiesnet.inference import kernels

        cells = self.rows.astype(np.uint32), self.cols.astype(np.uint32)
        found: NDArray[np.float64 | np.int64]
        if self.weights is None:
            found = kernels.crossed_ties(self.table, *cells, orders)
        elif self._dense:
            upper = not bool((self.rows > self.cols).any())
            found = kernels.crossed_tables(self.table, self._whole, upper, orders)
        else:
            found = kernels.crossed_cells(self.table, *cells, self.weights, orders)
        return found

    def _plain(self, orders: _Places) -> NDArray[np.float64 | np.int64]:
        size = max(1, _ROOM // (self.table.size if self._dense else max(1, len(self.rows))))
        batch = self._batch_of_all if self._dense else self._batch_of_cells
        parts = [batch(orders[at : at + size]) for at in range(0, len(orders), size)]
        return np.concatenate(parts)

    def _batch_of_cells(self, orders: _Places) -> NDArray[np.float64 | np.int64]:
        flat = orders[:, self.rows]
        flat *= len(self.table)
        flat += orders[:, self.cols]
        values = self.table.ravel().take(flat)
        if self.weights is None:
            counted: NDArray[np.int64] = values.sum(axis=1, dtype=np.int64)
            return counted
        summed: _Values = values @ self.weights
        return summed

    def _batch_of_all(self, orders: _Places) -> _Values:
        flat = (orders * len(self.table))[:, :, None] + orders[:, None, :]
        values = self.table.ravel().take(flat).reshape(len(orders), -1)
        summed: _Values = values @ self._whole.ravel()
        return summed


def _inverse(orders: _Places) -> _Places:
    found = np.empty_like(orders)
    places = np.broadcast_to(np.arange(orders.shape[1]), orders.shape)
    np.put_along_axis(found, orders, places, axis=1)
    return found
