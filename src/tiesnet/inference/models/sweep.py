"""Inner products of permuted columns with fixed ones: all that a linear model needs.

By Frisch and Waugh the t of a permuted residual follows from its inner products with the other
predictors and the outcome, and every residual is a sum of columns of one basis. So no model is
fitted again: one small table of inner products for each permutation serves all coefficients.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.models.design import Design
from tiesnet.inference.pairs import orders
from tiesnet.language import word

FROM_PRODUCTS = 1_000_000_000
"""From so many multiplications on the compiled loop is worth its start."""
_ROOM = 1 << 16  # numbers of one block of rows, so that it stays in the processor's own memory
_Values = NDArray[np.float64]
_Places = NDArray[np.intp]


def sweep(
    design: Design,
    left: _Values,
    right: _Values,
    *,
    replications: int,
    seed: int,
    workers: int | None,
    fast: bool | None = None,
) -> _Values:
    """Permute columns again and again and multiply them with fixed columns.

    Parameters
    ----------
    design : Design
        Says which cells are in use and who may change places.
    left : array of float, shape (cells, L)
        Permuted, all by the same order.
    right : array of float, shape (cells, R)
        Stay where they are.
    replications, seed, workers
        As in `tiesnet.inference.replicate`.
    fast : bool, optional
        Whether to use the compiled loop; by default from `FROM_PRODUCTS` multiplications on,
        where numba is installed. The permutations are the same.

    Returns
    -------
    array of float, shape (replications, L, R)
    """
    tables, fixed = tabled(design, left, right)
    if fast is None:
        products = design.n**2 * left.shape[1] * right.shape[1] * replications
        fast = products >= FROM_PRODUCTS and compiled()
    multiply = fast_products if fast else products_of

    def work(chunk: Chunk) -> _Values:
        drawn = orders(design.groups, chunk.size, chunk.rng())
        return multiply(tables, fixed, drawn, design.symmetric)

    return replicate(
        work,
        replications,
        seed=seed,
        workers=workers,
        label=word("Permuting the model"),
        threads=True,
    )


def tabled(design: Design, left: _Values, right: _Values) -> tuple[_Values, _Values]:
    """Lay columns into tables of all pairs, shape (columns, n, n); 0 where not in use.

    Of a symmetric design the fixed ones fill the upper triangle only, so that every pair counts
    once.
    """
    tables = np.stack([design.place(column) for column in left.T])
    fixed = np.zeros((right.shape[1], design.n, design.n))
    fixed[:, design.rows, design.cols] = right.T
    return tables, fixed


def products_of(tables: _Values, fixed: _Values, drawn: _Places, upper: bool) -> _Values:
    """Multiply permuted tables with fixed ones, shape (orders, L, R).

    Parameters
    ----------
    tables, fixed : array of float, shapes (L, n, n) and (R, n, n)
    drawn : array of int, shape (orders, n)
        Cell (i, j) gets the value of (drawn[k, i], drawn[k, j]).
    upper : bool
        Whether the fixed ones are 0 below the diagonal, which then need not be looked at.
    """
    left, n = tables.shape[:2]
    right = len(fixed)
    found = np.zeros((len(drawn), left, right))
    step = max(1, _ROOM // ((left + right) * n))
    for first in range(0, n, step):
        last = min(n, first + step)
        start = first if upper else 0
        block = np.ascontiguousarray(fixed[:, first:last, start:]).reshape(right, -1).T
        rows = np.empty((left, last - first, n))
        cells = np.empty((left, last - first, n - start))
        flat, sums = cells.reshape(left, -1), np.empty((left, right))
        for k, order in enumerate(drawn):
            # "clip" spares a copy; no place is outside.
            tables.take(order[first:last], axis=1, out=rows, mode="clip")
            rows.take(order[start:], axis=2, out=cells, mode="clip")
            found[k] += np.dot(flat, block, out=sums)
    return found


def fast_products(tables: _Values, fixed: _Values, drawn: _Places, upper: bool) -> _Values:
    """Do what `products_of` does, compiled; equal to it up to rounding."""
    from tiesnet.inference.kernels import permuted_products

    return permuted_products(tables, fixed, drawn.astype(np.int32), upper, _ROOM)


@cache
def compiled() -> bool:
    """Whether numba is there."""
    return find_spec("numba") is not None
