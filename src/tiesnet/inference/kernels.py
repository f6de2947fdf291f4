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
    """Sum, for every order, the permuted table times weights over all cells, or one triangle."""
    n = len(table)
    found = np.zeros(len(orders))
    for k in range(len(orders)):
        order = orders[k].astype(np.uint32)
        total = 0.0
        for i in range(n):
            start = i + 1 if upper else 0
            row, weight, places = table[order[i]], weights[i, start:], order[start:]
            part = 0.0
            for j in range(len(places)):
                part += weight[j] * row[places[j]]
            total += part
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


_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BY = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11), np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_TURN = 8  # as in graphs.degrees
_ONE, _THREE, _SIX, _LAST = np.uint64(1), np.uint64(3), np.uint64(6), np.uint64(63)
_PAIRS, _FOURS = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
_EIGHTS, _SUM = np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)


@_compiled
def _number(key: np.uint64, place: int) -> np.uint64:
    """Give the number at a place of a stream, as `graphs.streams` does."""
    word = key + np.uint64(place) * _STEP
    word = (word ^ (word >> _BY[0])) * _MIX[0]
    word = (word ^ (word >> _BY[1])) * _MIX[1]
    return word ^ (word >> _BY[2])


@_compiled
def deal(
    keys: NDArray[np.uint64],
    used: NDArray[np.int64],
    table: NDArray[np.uint8],
    cells: int,
    count: int,
    rest: int,
    value: int,
) -> None:
    """Name cells at random until so many different ones have been; see `graphs.deal`."""
    scale = 2.0**-53 * cells
    for row in range(len(keys)):
        lacking, place, key, own = count, used[row], keys[row], table[row]
        while lacking > 0:
            place += 1
            cell = np.int64(np.float64(_number(key, place) >> _BY[3]) * scale)
            if own[cell] == rest:
                own[cell] = value
                lacking -= 1
        used[row] = place


@_compiled
def _bits(word: np.uint64) -> np.uint64:
    """Count the bits of a word that are set."""
    word = word - ((word >> _ONE) & _PAIRS)
    word = (word & _FOURS) + ((word >> np.uint64(2)) & _FOURS)
    word = (word + (word >> np.uint64(4))) & _EIGHTS
    return (word * _SUM) >> np.uint64(56)


@_compiled
def count_ties(
    table: NDArray[np.uint64],
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    fixed: NDArray[np.int64],
    directed: bool,
    actors: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count arrows, returned ones, two-step paths and closed ones of every draw; all degrees.

    Rows of `table` hold eight cells in a word. Who is tied to whom is kept as bits: 64 possible
    middles of a path are looked at together.
    """
    words = np.uint64((actors + 63) // 64)
    size, stay = np.uint64(words * np.uint64(actors)), fixed.shape[1]
    counts = np.zeros((len(table), 4), np.int64)
    degrees = np.zeros((len(table), 2, actors), np.int64)
    out, into = np.empty(size, np.uint64), np.empty(size, np.uint64)
    most = (len(source) + stay) * (1 if directed else 2)
    ends = np.empty((most, 2), np.uint64)
    for k in range(stay):
        ends[k, 0], ends[k, 1] = fixed[0, k], fixed[1, k]
    for row in range(len(table)):
        ties = np.uint64(stay)
        for place in range(table.shape[1]):
            word, cell = table[row, place], np.uint64(8 * place)
            while word:
                here = cell + (_bits((word & (~word + _ONE)) - _ONE) >> _THREE)
                ends[ties, 0], ends[ties, 1] = source[here], target[here]
                ties += _ONE
                word &= word - _ONE
        if not directed:
            for k in range(ties):
                ends[ties + k, 0], ends[ties + k, 1] = ends[k, 1], ends[k, 0]
            ties += ties
        for w in range(size):
            out[w], into[w] = 0, 0
        given, received = degrees[row, 0], degrees[row, 1]
        returned, closed, paths = np.uint64(0), np.uint64(0), 0
        for k in range(ties):
            a, b = ends[k, 0], ends[k, 1]
            out[a * words + (b >> _SIX)] |= _ONE << (b & _LAST)
            into[b * words + (a >> _SIX)] |= _ONE << (a & _LAST)
            returned += (out[b * words + (a >> _SIX)] >> (a & _LAST)) & _ONE
            given[a] += 1
            received[b] += 1
        for k in range(ties):
            if words == _ONE:
                closed += _bits(out[ends[k, 0]] & into[ends[k, 1]])
                continue
            first, second = ends[k, 0] * words, ends[k, 1] * words
            for w in range(words):
                closed += _bits(out[first + w] & into[second + w])
        for a in range(actors):
            paths += given[a] * received[a]
        back = 2 * np.int64(returned)
        counts[row, 0], counts[row, 1] = np.int64(ties), back
        counts[row, 2], counts[row, 3] = paths - back, np.int64(closed)
    return counts, degrees


@_compiled
def switch(
    keys: NDArray[np.uint64],
    used: NDArray[np.int64],
    place: NDArray[np.int32],
    ends: NDArray[np.int32],
    directed: bool,
    steps: int,
) -> None:
    """Exchange the ends of ties step by step; see `graphs.degrees`."""
    ties, actors = np.uint64(ends.shape[2]), np.uint64(place.shape[1])
    for row in range(len(keys)):
        on, source, target = place[row], ends[0, row], ends[1, row]
        for step in range(steps):
            word = _number(keys[row], used[row] + step + 1)
            ahead, back = word >> _BY[4], word & _LOW
            one = np.int64((ahead * ties) >> _BY[4])
            a, b = source[one], target[one]
            if directed and step % _TURN == _TURN - 1:
                c = np.int64((back * actors) >> _BY[4])
                two, three = on[b, c], on[c, a]
                if two < 0 or three < 0:
                    continue
                if on[b, a] != -1 or on[c, b] != -1 or on[a, c] != -1:
                    continue
                on[a, b], on[b, c], on[c, a] = -1, -1, -1
                on[b, a], on[c, b], on[a, c] = one, two, three
                source[one], target[one] = b, a
                source[two], target[two] = c, b
                source[three], target[three] = a, c
                continue
            other = np.int64((back * ties) >> _BY[4])
            c, d = source[other], target[other]
            if not directed and word & _ONE:
                c, d = d, c
            if on[a, d] != -1 or on[c, b] != -1:
                continue
            on[a, b], on[c, d] = -1, -1
            on[a, d], on[c, b] = one, other
            if not directed:
                on[b, a], on[d, c] = -1, -1
                on[d, a], on[b, c] = one, other
            target[one], source[other], target[other] = d, c, b
        used[row] += steps


@_compiled
def same_lanes(
    source: NDArray[np.int32], target: NDArray[np.int32], labels: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """Count the ties within groups under many labellings at once.

    Parameters
    ----------
    source, target : array of int32, shape (ties,)
        The ends of each tie.
    labels : array of uint8, shape (actors, lanes)
        The group of each actor under each labelling.
    """
    lanes = labels.shape[1]
    found, some = np.zeros(lanes, np.int64), np.zeros(lanes, np.uint8)
    since = 0
    for tie in range(len(source)):
        one, other = labels[source[tie]], labels[target[tie]]
        for lane in range(lanes):
            some[lane] += one[lane] == other[lane]
        since += 1
        if since == 255:  # as many as a byte can hold
            for lane in range(lanes):
                found[lane] += some[lane]
                some[lane] = 0
            since = 0
    for lane in range(lanes):
        found[lane] += some[lane]
    return found
