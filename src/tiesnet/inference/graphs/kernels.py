"""Compiled loops behind networks drawn by chance and shuffled labels.

They are compiled as `tiesnet.inference.kernels` says, the only file that knows numba. Every loop
has a counterpart in numpy with the same draws and the same result; the tests hold the two equal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.kernels import _compiled

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BY = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11), np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_TURN = 8  # as in graphs.degrees
_HALF, _REST = np.uint32(16), np.uint32(0xFFFF)
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
            cell = np.int64(np.float64(np.int64(_number(key, place) >> _BY[3])) * scale)
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
    cells: NDArray[np.uint32],
    fixed: NDArray[np.uint32],
    directed: bool,
    actors: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count arrows, returned ones, two-step paths and closed ones of every draw; all degrees.

    Rows of `table` hold eight cells in a word; `cells` and `fixed` hold both ends of a tie in one
    number, the source in its upper half. Who is tied to whom is kept as bits: 64 possible middles
    of a path are looked at together.
    """
    words = np.uint64((actors + 63) // 64)
    size, stay = np.uint64(words * np.uint64(actors)), len(fixed)
    counts = np.zeros((len(table), 4), np.int64)
    degrees = np.zeros((len(table), 2, actors), np.int64)
    out, into = np.empty(size, np.uint64), np.empty(size, np.uint64)
    ends = np.empty((len(cells) + stay) * (1 if directed else 2), np.uint32)
    ends[:stay] = fixed
    for row in range(len(table)):
        ties = np.uint64(stay)
        for place in range(table.shape[1]):
            word, cell = table[row, place], np.uint64(8 * place)
            while word:
                ends[ties] = cells[cell + (_bits((word & (~word + _ONE)) - _ONE) >> _THREE)]
                ties += _ONE
                word &= word - _ONE
        if not directed:
            for k in range(ties):
                ends[ties + k] = (ends[k] >> _HALF) | (ends[k] << _HALF)
            ties += ties
        for w in range(size):
            out[w], into[w] = 0, 0
        for k in range(ties):
            a, b = np.uint64(ends[k] >> _HALF), np.uint64(ends[k] & _REST)
            out[a * words + (b >> _SIX)] |= _ONE << (b & _LAST)
            into[b * words + (a >> _SIX)] |= _ONE << (a & _LAST)
        returned, closed, paths = np.uint64(0), np.uint64(0), np.uint64(0)
        for k in range(ties):
            a, b = np.uint64(ends[k] >> _HALF), np.uint64(ends[k] & _REST)
            if words == _ONE:
                closed += _bits(out[a] & into[b])
                continue
            first, second = a * words, b * words
            for w in range(words):
                closed += _bits(out[first + w] & into[second + w])
        for v in range(actors):
            given, received = np.uint64(0), np.uint64(0)
            for w in range(v * words, (v + 1) * words):
                given += _bits(out[w])
                received += _bits(into[w])
                returned += _bits(out[w] & into[w])
            paths += given * received
            degrees[row, 0, v], degrees[row, 1, v] = given, received
        counts[row, 0], counts[row, 1] = ties, returned
        counts[row, 2], counts[row, 3] = paths - returned, closed
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
