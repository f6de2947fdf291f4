"""Given how many ties each actor has: ends of ties are exchanged, many times over.

A Markov chain from the observed network. A switch takes two ties a to b and c to d and makes
them a to d and c to b, when neither is there (Taylor 1981). With arrows every eighth step turns
a circle of three round instead, without which some networks could not be reached (Rao, Jana and
Bandyopadhyay 1996). Every step is as likely as its reverse, so the chain tends to all networks
with the same degrees being equally likely; it is stopped after `SWITCHES` tries per tie.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.graphs.deal import room
from tiesnet.inference.graphs.frame import Frame
from tiesnet.inference.graphs.registry import null_model
from tiesnet.inference.graphs.streams import Streams

SWITCHES = 20
"""Tries per tie; ten are common, and more are needed where few succeed."""
_ALSO = 200
TURN = 8
"""Every so many steps a circle is turned."""
_FREE, _BARRED = -1, -2
_AHEAD, _BACK = np.uint64(32), np.uint64(0xFFFFFFFF)
_Rows = NDArray[np.int64]
_Words = NDArray[np.uint64]


@null_model(
    "degrees",
    label="how many ties each actor has",
    kept="How many ties each actor gives and receives is kept",
    drawn="the ends of ties are exchanged at random, 20 tries per tie from the observed network, "
    "after which all such networks are about equally likely",
    source="taylor1981, rao1996, milo2003",
    steps=SWITCHES,
    caution="With degrees kept, networks come from a chain of random switches: that all are "
    "equally likely holds nearly, not exactly.",
)
def by_degrees(frame: Frame, streams: Streams, fast: bool) -> NDArray[np.uint8]:
    """Switch ends of ties in every draw, starting from the observed network."""
    steps = SWITCHES * frame.ties + _ALSO if frame.ties > 1 else 0
    begin = np.flatnonzero(frame.tied)
    place = _start(frame, begin, len(streams.keys))
    ends = np.stack([frame.source[begin], frame.target[begin]])
    both = np.repeat(ends[:, None, :], len(place), axis=1).astype(np.int32)
    if fast:
        from tiesnet.inference.graphs import kernels

        kernels.switch(streams.keys, streams.used, place, both, frame.directed, steps)
    else:
        _Chains(frame.actors, frame.directed, place, both).run(streams, steps)
    table = room(len(place), frame.cells)
    flat = place.reshape(len(place), -1)
    table[:, : frame.cells] = flat[:, frame.source * frame.actors + frame.target] >= 0
    return table


def _start(frame: Frame, begin: NDArray[np.intp], rows: int) -> NDArray[np.int32]:
    """Say of each pair which tie is on it, that it is free, or that no tie may come there."""
    place = np.full((frame.actors, frame.actors), _BARRED, dtype=np.int32)
    place[frame.source, frame.target] = _FREE
    place[frame.source[begin], frame.target[begin]] = np.arange(len(begin))
    if not frame.directed:
        place[frame.target, frame.source] = place[frame.source, frame.target]
    return np.repeat(place[None], rows, axis=0)


class _Chains:
    """A chain for each draw, all going step by step together."""

    def __init__(
        self, actors: int, directed: bool, place: NDArray[np.int32], ends: NDArray[np.int32]
    ) -> None:
        self.actors, self.directed = actors, directed
        self.place, self.source, self.target = place.reshape(-1), *ends.reshape(2, -1)
        self.first = np.arange(len(place)) * ends.shape[2]
        self.corner = np.arange(len(place)) * actors**2
        self.ties = ends.shape[2]

    def run(self, streams: Streams, steps: int) -> None:
        """Take so many steps."""
        for step in range(steps):
            word = streams.take(1)[:, 0]
            turning = self.directed and step % TURN == TURN - 1
            (self._turn if turning else self._switch)(word)

    def _cell(self, one: _Rows, other: _Rows) -> _Rows:
        return self.corner + one.astype(np.int64) * self.actors + other

    def _switch(self, word: _Words) -> None:
        one = self.first + _part(word >> _AHEAD, self.ties)
        two = self.first + _part(word & _BACK, self.ties)
        a, b, c, d = self.source[one], self.target[one], self.source[two], self.target[two]
        if not self.directed:  # a tie without arrows has two ways to be read
            turned = (word & np.uint64(1)).astype(bool)
            c, d = np.where(turned, d, c), np.where(turned, c, d)
        new, back = self._cell(a, d), self._cell(c, b)
        good = np.flatnonzero((self.place[new] == _FREE) & (self.place[back] == _FREE))
        self._write(good, (a, b), _FREE)
        self._write(good, (c, d), _FREE)
        self._write(good, (a, d), one - self.first)
        self._write(good, (c, b), two - self.first)
        self.source[one[good]], self.target[one[good]] = a[good], d[good]
        self.source[two[good]], self.target[two[good]] = c[good], b[good]

    def _write(
        self, rows: NDArray[np.intp], ends: tuple[_Rows, _Rows], value: NDArray[Any] | int
    ) -> None:
        tie = value if isinstance(value, int) else value[rows]
        one, other = ends
        self.place[self._cell(one, other)[rows]] = tie
        if not self.directed:
            self.place[self._cell(other, one)[rows]] = tie

    def _turn(self, word: _Words) -> None:
        ab = self.first + _part(word >> _AHEAD, self.ties)
        a, b = self.source[ab], self.target[ab]
        c = _part(word & _BACK, self.actors)
        bc, ca = self.place[self._cell(b, c)], self.place[self._cell(c, a)]
        good = (bc >= 0) & (ca >= 0)
        for one, other in ((b, a), (c, b), (a, c)):
            good &= self.place[self._cell(one, other)] == _FREE
        rows = np.flatnonzero(good)
        for tie, one, other in ((ab - self.first, a, b), (bc, b, c), (ca, c, a)):
            self._write(rows, (one, other), _FREE)
            self._write(rows, (other, one), tie)
            place = (self.first + tie)[rows]
            self.source[place], self.target[place] = other[rows], one[rows]


def _part(half: _Words, most: int) -> _Rows:
    """Turn half a word into a whole number from 0 to `most` - 1."""
    return ((half * np.uint64(most)) >> _AHEAD).astype(np.int64)
