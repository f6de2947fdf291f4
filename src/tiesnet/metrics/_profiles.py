"""Profiles of ties: how alike two actors are in whom they name and who names them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics._partition import known_cells, one_of, sure_ties
from tiesnet.network import Network

_Floats = NDArray[np.float64]
DIAGONALS = ("ignore", "reciprocal", "zero")
METHODS = ("euclidean", "hamming", "correlation")


@dataclass(frozen=True)
class Profiles:
    """For every two actors, sums over the cells known of both.

    Attributes
    ----------
    cells : array of float, shape (n, n)
        The number of cells compared.
    ties : array of float, shape (n, n)
        The ties of the first actor among them; transposed, those of the second.
    common : array of float, shape (n, n)
        The ties both have.
    whole : float
        The number of cells when everything is known.
    """

    cells: _Floats
    ties: _Floats
    common: _Floats
    whole: float

    def value(self, method: str) -> _Floats:
        """Give the distance (euclidean, hamming) or the likeness (correlation) of every two.

        A distance over fewer cells is brought up to all of them; without any it is empty, as is
        a correlation with a profile that never changes.
        """
        one_of("method", method, METHODS)
        if method == "correlation":
            return self._correlation()
        different = self.ties + self.ties.T - 2 * self.common
        scale = np.divide(
            self.whole, self.cells, out=np.full_like(self.cells, np.nan), where=self.cells > 0
        )
        distance = different * scale
        return distance if method == "hamming" else np.sqrt(distance)

    def distance(self, method: str) -> _Floats:
        """Give distances of every two; 1 - r for correlations, empty ones counting as r = 0."""
        value = self.value(method)
        if method == "correlation":
            value = 1.0 - np.nan_to_num(value, nan=0.0)
        filled: _Floats = np.nan_to_num(value, nan=float(np.nanmax(value, initial=0.0)))
        np.fill_diagonal(filled, 0.0)
        return filled

    def _correlation(self) -> _Floats:
        spread = self.cells * self.ties - self.ties**2
        below = spread * spread.T
        above = self.cells * self.common - self.ties * self.ties.T
        fixed = below <= 0
        value: _Floats = np.where(fixed, np.nan, above / np.sqrt(np.where(fixed, 1.0, below)))
        np.fill_diagonal(value, np.where(np.diag(fixed), np.nan, 1.0))
        return value


def profiles(net: Network, actors: NDArray[np.intp], diagonal: str) -> Profiles:
    """Compare the rows and columns of some actors, over all actors and all layers.

    Parameters
    ----------
    net : Network
        Of several layers, each has its rows and columns.
    actors : array of int
        Whose profiles.
    diagonal : {"ignore", "reciprocal", "zero"}
        What becomes of the cells between the two compared and with themselves. ignore: they stay
        out. reciprocal: the tie from the first to the second is compared with the one back.
        zero: actors have no tie with themselves, and all cells are compared as they stand.
    """
    one_of("diagonal", diagonal, DIAGONALS)
    views = [net.layer(str(name)) for name in net.layers.index] if len(net.layers) > 1 else [net]
    parts = [_layer(view, actors, diagonal) for view in views]
    whole = {"ignore": 2 * len(net.actors) - 4, "zero": 2 * len(net.actors)}
    per_layer = whole.get(diagonal, 2 * len(net.actors) - 3)
    cells, ties, common = (sum(part[k] for part in parts) for k in range(3))
    return Profiles(np.asarray(cells), np.asarray(ties), np.asarray(common), per_layer * len(views))


def _layer(
    net: Network, actors: NDArray[np.intp], diagonal: str
) -> tuple[_Floats, _Floats, _Floats]:
    tied, seen = sure_ties(net).astype(np.float32), known_cells(net).astype(np.float32)
    if diagonal == "zero":
        np.fill_diagonal(seen, 1.0)
    ties = np.hstack([tied[actors], tied.T[actors]])
    known = np.hstack([seen[actors], seen.T[actors]])
    sums = [
        (one @ other.T).astype(float)
        for one, other in ((known, known), (ties, known), (ties, ties))
    ]
    if diagonal == "reciprocal":
        grid = np.ix_(actors, actors)
        both, there = (seen[grid] * seen.T[grid]).astype(float), tied[grid].astype(float)
        added = (both, there * both, there * there.T)
        sums = [one + other for one, other in zip(sums, added, strict=True)]
    cells, names, common = sums
    return cells, names, common
