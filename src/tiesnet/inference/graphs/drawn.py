"""Many drawn networks at once: their ties, and what of them can be counted together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.inference.graphs.deal import compiled
from tiesnet.inference.graphs.frame import Frame, packed
from tiesnet.network import Network, with_ties

_Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Counted:
    """What is counted of many networks; without arrows every tie counts as two.

    Attributes
    ----------
    arrows, returned, paths, closed : array of int, shape (draws,)
        Arrows, those that are returned, paths of two steps between different actors, and those
        of them that are closed by an arrow from the first to the last.
    given, received : array of int, shape (draws, actors)
        Arrows of each actor.
    """

    arrows: _Ints
    returned: _Ints
    paths: _Ints
    closed: _Ints
    given: _Ints
    received: _Ints


class Graphs:
    """Some drawn networks of one frame.

    Parameters
    ----------
    frame : Frame
        What was drawn.
    table : array of uint8, shape (draws, cells or more)
        1 where a cell is tied; what follows the cells is 0.
    fast : bool, optional
        Whether compiled loops count; by default where they are worth it.
    """

    def __init__(self, frame: Frame, table: NDArray[np.uint8], fast: bool | None = None) -> None:
        self.frame, self.table = frame, table
        self.size = len(table)
        self._fast = compiled(self.size * frame.ties) if fast is None else fast
        self._made: dict[Any, Any] = {}

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """Make something of these networks once."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    @cached_property
    def ends(self) -> tuple[_Ints, _Ints, _Ints]:
        """Draw, source and target of every tie, without arrows once; in the order of draws."""
        frame, stay = self.frame, self.frame.fixed.shape[1]
        draw, cell = np.divmod(np.flatnonzero(self.table.view(bool)), self.table.shape[1])
        source, target = frame.source[cell], frame.target[cell]
        if not stay:
            return draw, source, target
        every = np.repeat(np.arange(self.size), stay)
        order = np.argsort(np.concatenate([draw, every]), kind="stable")
        kept = (every, *np.tile(frame.fixed, self.size))
        one, two, three = (
            np.concatenate(part)[order] for part in zip((draw, source, target), kept, strict=True)
        )
        return one, two, three

    @cached_property
    def arcs(self) -> tuple[_Ints, _Ints, _Ints]:
        """The same, with ties without arrows in both directions."""
        if self.frame.directed:
            return self.ends
        draw, source, target = self.ends
        return (
            np.concatenate([draw, draw]),
            np.concatenate([source, target]),
            np.concatenate([target, source]),
        )

    @cached_property
    def counted(self) -> Counted:
        """Arrows, paths and degrees of every draw."""
        return self._count_fast() if self._fast else self._count()

    def _count_fast(self) -> Counted:
        from tiesnet.inference.graphs import kernels

        frame = self.frame
        words, stay = self.table.view(np.uint64), packed(*frame.fixed)
        counts, degrees = kernels.count_ties(
            words, frame.packed, stay, frame.directed, frame.actors
        )
        arrows, returned, paths, closed = counts.T
        return Counted(arrows, returned, paths, closed, degrees[:, 0], degrees[:, 1])

    def _count(self) -> Counted:
        """Keep who is tied to whom as bits: 64 middles of a path are looked at together."""
        draw, source, target = self.arcs
        n = self.frame.actors
        begin, end = draw * n + source, draw * n + target
        given, received = (
            _bits(place, column, self.size * n, n)
            for place, column in ((begin, target), (end, source))
        )
        there = given[source >> 6, end] >> (source & 63).astype(np.uint64) & np.uint64(1)
        middle = np.zeros(len(draw), dtype=np.int64)
        for out, into in zip(given, received, strict=True):
            middle += np.bitwise_count(out[begin] & into[end])
        degrees = [np.bincount(p, minlength=self.size * n).reshape(-1, n) for p in (begin, end)]
        arrows, returned, closed = (
            np.bincount(draw, values, self.size).astype(np.int64)
            for values in (None, there, middle)
        )
        paths = np.einsum("ij,ij->i", *degrees) - returned
        return Counted(arrows, returned, paths, closed, *degrees)

    @cached_property
    def components(self) -> _Ints:
        """The component of each actor, directions ignored; shape (draws, actors)."""
        draw, source, target = self.ends
        n = self.frame.actors
        whole = self.size * n
        cells = (np.ones(len(draw), dtype=np.int8), (draw * n + source, draw * n + target))
        matrix = sparse.csr_array(cells, shape=(whole, whole))
        found = sparse.csgraph.connected_components(matrix, directed=False)[1]
        labels: _Ints = np.asarray(found, dtype=np.int64).reshape(self.size, n)
        return labels

    def pairs(self, draw: int) -> tuple[_Ints, _Ints]:
        """Give the ends of the ties of one draw."""
        place, source, target = self.ends
        begin, stop = np.searchsorted(place, [draw, draw + 1])
        return source[begin:stop], target[begin:stop]

    def graph(self, draw: int) -> Any:
        """Give one draw as an igraph graph, made once."""

        def make() -> Any:
            import igraph

            source, target = self.pairs(draw)
            edges = list(zip(source.tolist(), target.tolist(), strict=True))
            return igraph.Graph(n=self.frame.actors, edges=edges, directed=self.frame.directed)

        return self.once(("graph", draw), make)

    def network(self, view: Network, draw: int) -> Network:
        """Give one draw as a network of the actors of the view it was drawn from."""
        return with_ties(view, *self.pairs(draw))


def _bits(row: _Ints, column: _Ints, rows: int, columns: int) -> NDArray[np.uint64]:
    """Set a bit for each row and column, all different; shape (words of 64 columns, rows)."""
    halves = 2 * -(-columns // 64)
    # Sums of different powers of two up to the 31st are exact.
    power = np.ldexp(1.0, (column & 31).astype(np.int32))
    found = np.bincount(row * halves + (column >> 5), power, rows * halves)
    words = found.astype("<u4").view("<u8").astype(np.uint64, copy=False)
    return np.ascontiguousarray(words.reshape(rows, -1).T)
