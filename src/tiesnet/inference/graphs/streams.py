"""Random numbers by their place: the number t of replication k is a function of seed, k and t.

SplitMix64 (Steele, Lea and Flood 2014): every replication has a start of its own in one long
sequence. So a draw depends neither on what is computed beside it nor on the path that computes
it, and many networks can be drawn at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.engine import Chunk

_Words = NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)
_OWN = np.uint64(0xD1342543DE82EF95)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)


@dataclass(eq=False)
class Streams:
    """A stream of numbers for each of some replications.

    Attributes
    ----------
    keys : array of uint64, shape (replications,)
        Where each stream starts.
    used : array of int, shape (replications,)
        How many numbers of each have been taken.
    """

    keys: _Words
    used: NDArray[np.int64]

    def take(self, count: int) -> _Words:
        """Take the same number of numbers from every stream; shape (replications, count)."""
        places = self.used[:, None] + np.arange(1, count + 1)
        self.used += count
        return mixed(self.keys[:, None] + places.astype(np.uint64) * _STEP)

    def ragged(self, rows: NDArray[np.intp], counts: NDArray[np.int64]) -> _Words:
        """Take `counts` numbers from each stream; `rows` names the stream of each, in order."""
        begin = np.cumsum(counts) - counts
        places = (self.used - begin)[rows] + np.arange(1, len(rows) + 1)
        self.used += counts
        return mixed(self.keys[rows] + places.astype(np.uint64) * _STEP)

    def bits(self, count: int) -> NDArray[np.uint8]:
        """Take `count` bits from every stream, 64 from a number; shape (replications, count)."""
        words = self.take(-(-count // 64)).astype("<u8")
        return np.unpackbits(words.view(np.uint8), axis=1, count=count, bitorder="little")


def streams(chunk: Chunk) -> Streams:
    """Give every replication of a chunk its stream."""
    seed = np.random.SeedSequence(chunk.seed, spawn_key=(chunk.salt,))
    word = seed.generate_state(1, np.uint64)[0]
    numbers = np.arange(chunk.first + 1, chunk.first + chunk.size + 1, dtype=np.uint64)
    return Streams(mixed(mixed(numbers * _OWN) ^ word), np.zeros(chunk.size, dtype=np.int64))


def mixed(words: _Words) -> _Words:
    """Mix the bits of each word; in place."""
    for shift, factor in zip(_SHIFTS[:2], (_FIRST, _SECOND), strict=True):
        words ^= words >> shift
        words *= factor
    words ^= words >> _SHIFTS[2]
    return words


def below(words: _Words, most: int) -> NDArray[np.int32]:
    """Turn each word into a whole number from 0 to `most` - 1."""
    return ((words >> np.uint64(11)).astype(np.float64) * (2.0**-53 * most)).astype(np.int32)
