"""Ties and known pairs, within and between groups of actors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.network import Network, adjacency


def pair_counts(
    net: Network, groups: NDArray[np.intp] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count ties and known pairs by the groups of their two ends.

    Ties on pairs that are not known stay out of both counts: in a union, a pair with a reported
    tie and one silent answer is half known, and so is a pair without, which nobody can count.

    Parameters
    ----------
    net : Network
        One layer or union.
    groups : array of int, shape (actors,), optional
        Group of each actor from 0 on, -1 to leave it out; one group by default.

    Returns
    -------
    ties, pairs : array of int, shape (G, G)
        With arrows, ordered pairs: row is the source's group. Without, every pair stands once,
        in the upper triangle.
    """
    label = np.zeros(len(net.actors), dtype=np.intp) if groups is None else groups
    cells = adjacency(net).tocoo()
    sure = known(net, cells.row, cells.col)
    ties = _count(label[cells.row[sure]], label[cells.col[sure]], label)
    pairs = net.respondents.known_pairs(label, both=not net.directed)
    return (ties, pairs) if net.directed else (_unordered(ties), _unordered(pairs))


def known(net: Network, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which pairs are known; without arrows both directions must be."""
    there = net.respondents.known(one, other)
    return there if net.directed else there & net.respondents.known(other, one)


def unknown_pairs(net: Network) -> int:
    """Count the pairs of actors of which it is not known whether they are tied, either way."""
    n = len(net.actors)
    both = net.respondents.known_pairs(both=True)
    return (n * (n - 1) - int(both.sum())) // 2


def _count(
    one: NDArray[np.intp], other: NDArray[np.intp], label: NDArray[np.intp]
) -> NDArray[np.int64]:
    size = int(label.max(initial=-1)) + 1
    take = (one >= 0) & (other >= 0)
    cells = (np.ones(int(take.sum()), dtype=np.int64), (one[take], other[take]))
    table: NDArray[np.int64] = sparse.coo_array(cells, shape=(size, size)).toarray()
    return table


def _unordered(table: NDArray[np.int64]) -> NDArray[np.int64]:
    """Fold a symmetric table of ordered pairs so that every pair stands once."""
    upper: NDArray[np.int64] = np.triu(table)
    upper[np.diag_indices(len(table))] //= 2
    return upper
