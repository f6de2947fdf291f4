"""Compiled loops behind the tests: the only file of this floor that knows numba.

It is imported when numba is installed and the work is large. Every loop here has a counterpart
in numpy with the same draws and, up to rounding, the same result; the tests hold the two equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

_Values = NDArray[np.float64]
_Places = NDArray[np.intp]
_Cells = NDArray[np.uint32]  # without a sign there is no counting from the end to allow for
_Function = TypeVar("_Function", bound=Callable[..., Any])
_SUMS = {"reassoc", "contract", "nsz", "arcp"}
"""Sums may be taken in any order, which lets the processor add several numbers at once."""
_BLOCK = 512  # cells worked on at a time, so that they stay near the processor
_EIGHT_SQUARINGS = 1 / 256


def _compiled(function: _Function) -> _Function:
    """Compile when first called and keep the result on disk, where there is a place for it."""
    try:
        made: _Function = numba.njit(
            function, cache=True, nogil=True, fastmath=_SUMS, error_model="numpy"
        )
    except RuntimeError:  # neither the installation nor the user's cache can be written
        made = numba.njit(function, nogil=True, fastmath=_SUMS, error_model="numpy")
    return made


@_compiled
def crossed_ties(
    table: NDArray[np.uint8], rows: _Cells, cols: _Cells, orders: _Places
) -> NDArray[np.int64]:
    """Count, for every order, the cells at which the permuted table has a one."""
    found = np.zeros(len(orders), np.int64)
    for k in range(len(orders)):
        order = orders[k].astype(np.uint32)
        count = 0
        for cell in range(len(rows)):
            count += table[order[rows[cell]], order[cols[cell]]]
        found[k] = count
    return found


@_compiled
def crossed_cells(
    table: _Values, rows: _Cells, cols: _Cells, weights: _Values, orders: _Places
) -> _Values:
    """Sum, for every order, the permuted table times weights over some cells."""
    found = np.zeros(len(orders))
    for k in range(len(orders)):
        order = orders[k].astype(np.uint32)
        total = 0.0
        for cell in range(len(rows)):
            total += weights[cell] * table[order[rows[cell]], order[cols[cell]]]
        found[k] = total
    return found


@_compiled
def crossed_tables(table: _Values, weights: _Values, upper: bool, orders: _Places) -> _Values:
    """Sum, for every order, the permuted table times weights over all cells, or one triangle.

    Four rows at a time, for which a column is looked up once. Of a triangle the weights below it
    are 0, so that all four may begin with the first one's.
    """
    n = len(table)
    found = np.zeros(len(orders))
    for k in range(len(orders)):
        order = orders[k].astype(np.uint32)
        total = 0.0
        for i in range(0, n - 3, 4):
            start = i + 1 if upper else 0
            a, b = table[order[i]], table[order[i + 1]]
            c, d = table[order[i + 2]], table[order[i + 3]]
            w, x = weights[i, start:], weights[i + 1, start:]
            y, z = weights[i + 2, start:], weights[i + 3, start:]
            places, part = order[start:], 0.0
            for j in range(len(places)):
                at = places[j]
                part += w[j] * a[at] + x[j] * b[at] + y[j] * c[at] + z[j] * d[at]
            total += part
        for i in range(n - n % 4, n):
            a, w = table[order[i]], weights[i]
            for j in range(n):
                total += w[j] * a[order[j]]
        found[k] = total
    return found


@_compiled
def refit(
    fixed: _Values,
    table: _Values,
    y: _Values,
    rows: _Cells,
    cols: _Cells,
    orders: _Places,
    start: _Values,
    how: tuple[bool, bool, int, float],
) -> _Values:
    """Fit a regression for every order, with the last column or the outcome from a table.

    `how`: whether the column is permuted (else the outcome), whether the outcome is a count, how
    many steps at most, and how small the last one must be. Gives z, shape (orders, columns); NaN
    where that many steps were not enough. See `tiesnet.inference.models.refits`.
    """
    column_moves, count, steps, tolerance = how
    p, cells = len(start), len(y)
    columns, outcome = np.empty((p, cells)), y.copy()
    columns[: len(fixed)] = fixed
    slope, information, covariance = np.empty(p), np.empty((p, p)), np.empty((p, p))
    step, room = np.empty(p), np.empty((4, _BLOCK))
    found = np.full((len(orders), p), np.nan)
    for k in range(len(orders)):
        order = orders[k].astype(np.uint32)
        target = columns[p - 1] if column_moves else outcome
        for cell in range(cells):
            target[cell] = table[order[rows[cell]], order[cols[cell]]]
        beta = start.copy()
        for _ in range(steps):
            _slopes(columns, outcome, beta, count, slope, information, room)
            if not _inverse(information, covariance):
                break
            largest = 0.0
            for a in range(p):
                step[a] = 0.0
                for b in range(p):
                    step[a] += covariance[a, b] * slope[b]
                largest = max(largest, abs(step[a]))
                beta[a] += step[a]
            if not math.isfinite(largest):
                break
            if largest < tolerance:
                for a in range(p):
                    found[k, a] = beta[a] / math.sqrt(covariance[a, a])
                break
    return found


@_compiled
def _exponential(x: float) -> float:
    """Give e to the power x, by a series and eight squarings: no branch, no call."""
    t = x * _EIGHT_SQUARINGS
    s = 1.0 + t * (1.0 / 9.0)
    s = 1.0 + t * s * (1.0 / 8.0)
    s = 1.0 + t * s * (1.0 / 7.0)
    s = 1.0 + t * s * (1.0 / 6.0)
    s = 1.0 + t * s * (1.0 / 5.0)
    s = 1.0 + t * s * (1.0 / 4.0)
    s = 1.0 + t * s * (1.0 / 3.0)
    s = 1.0 + t * s * (1.0 / 2.0)
    s = 1.0 + t * s
    s *= s
    s *= s
    s *= s
    s *= s
    s *= s
    s *= s
    s *= s
    s *= s
    return s


@_compiled
def _slopes(
    columns: _Values,
    outcome: _Values,
    beta: _Values,
    count: bool,
    slope: _Values,
    information: _Values,
    room: _Values,
) -> None:
    """Fill in the gradient and the lower triangle of the information at some betas."""
    p, cells = columns.shape
    slope[:], information[:] = 0.0, 0.0
    eta, rest, weight, held = room[0], room[1], room[2], room[3]
    for low in range(0, cells, _BLOCK):
        size = min(_BLOCK, cells - low)
        eta[:] = 0.0
        for a in range(p):
            column, b = columns[a, low : low + size], beta[a]
            for c in range(size):
                eta[c] += b * column[c]
        part = outcome[low : low + size]
        for c in range(size):
            if count:
                mean = _exponential(min(eta[c], 40.0))
                weight[c] = mean
            else:
                mean = 1.0 / (1.0 + _exponential(-max(-36.0, min(eta[c], 36.0))))
                weight[c] = mean * (1.0 - mean)
            rest[c] = part[c] - mean
        for a in range(p):
            column, total = columns[a, low : low + size], 0.0
            for c in range(size):
                total += rest[c] * column[c]
                held[c] = weight[c] * column[c]
            slope[a] += total
            for b in range(a + 1):
                other, total = columns[b, low : low + size], 0.0
                for c in range(size):
                    total += held[c] * other[c]
                information[a, b] += total


@_compiled
def _inverse(matrix: _Values, found: _Values) -> bool:
    """Invert a symmetric matrix of which the lower triangle is filled; False if it cannot be."""
    p = len(matrix)
    lower = np.zeros((p, p))
    for a in range(p):
        for b in range(a + 1):
            total = matrix[a, b]
            for c in range(b):
                total -= lower[a, c] * lower[b, c]
            if a > b:
                lower[a, b] = total / lower[b, b]
            elif total > 0.0:
                lower[a, a] = math.sqrt(total)
            else:
                return False
    for k in range(p):
        for a in range(p):
            total = 1.0 if a == k else 0.0
            for b in range(a):
                total -= lower[a, b] * found[b, k]
            found[a, k] = total / lower[a, a]
        for a in range(p - 1, -1, -1):
            total = found[a, k]
            for b in range(a + 1, p):
                total -= lower[b, a] * found[b, k]
            found[a, k] = total / lower[a, a]
    return True


@_compiled
def _add_products(cells: _Values, fixed: _Values, i: int, start: int, found: _Values) -> None:
    """Add the inner products of rows with row i of others, four, two or one row at a time."""
    size = fixed.shape[2] - start
    for right in range(len(fixed)):
        row = fixed[right, i, start:]
        left = 0
        while left + 4 <= len(cells):
            a, b, c, d = cells[left], cells[left + 1], cells[left + 2], cells[left + 3]
            w, x, y, z = 0.0, 0.0, 0.0, 0.0
            for k in range(size):
                value = row[k]
                w += a[k] * value
                x += b[k] * value
                y += c[k] * value
                z += d[k] * value
            found[left, right] += w
            found[left + 1, right] += x
            found[left + 2, right] += y
            found[left + 3, right] += z
            left += 4
        while left + 2 <= len(cells):
            a, b = cells[left], cells[left + 1]
            w, x = 0.0, 0.0
            for k in range(size):
                w += a[k] * row[k]
                x += b[k] * row[k]
            found[left, right] += w
            found[left + 1, right] += x
            left += 2
        if left < len(cells):
            a, w = cells[left], 0.0
            for k in range(size):
                w += a[k] * row[k]
            found[left, right] += w


@_compiled
def permuted_products(
    tables: _Values, fixed: _Values, orders: NDArray[np.int32], upper: bool, room: int
) -> _Values:
    """Multiply permuted tables with fixed ones; see ``models.sweep.products_of``."""
    left, n = tables.shape[0], tables.shape[1]
    found = np.zeros((len(orders), left, len(fixed)))
    cells = np.empty((left, n))
    step = max(1, room // ((left + len(fixed)) * n))
    for first in range(0, n, step):  # rows that fit into the processor's own memory
        last = min(n, first + step)
        for k in range(len(orders)):
            for i in range(first, last):
                start = i + 1 if upper else 0
                places, source = orders[k, start:], orders[k, i]
                for one in range(left):
                    row, into = tables[one, source], cells[one]
                    for j in range(len(places)):
                        into[j] = row[places[j]]
                _add_products(cells, fixed, i, start, found[k])
    return found
