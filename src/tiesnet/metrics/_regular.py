"""Regular equivalence: tied to equivalent others, not necessarily to the same ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_Floats = NDArray[np.float64]
_Codes = NDArray[np.intp]


def rege(ties: sparse.csr_array, rounds: int) -> _Floats:
    """Match every tie of one actor with the best tie of the other, weighed by the last round.

    Parameters
    ----------
    ties : sparse array, shape (n, n)
        0 or 1.
    rounds : int
        3 in UCINET.

    Returns
    -------
    array of float, shape (n, n)
        Likeness from 0 to 1; 1 between actors without ties.
    """
    sent = ties.astype(bool).toarray()
    mutual = sent & sent.T
    kinds = (sent & ~mutual, sent.T & ~mutual, mutual)
    only_sent, only_got, both = (sparse.csr_array(kind.astype(float)) for kind in kinds)
    degree = (sent.sum(axis=1) + sent.sum(axis=0)).astype(float)
    below = degree[:, None] + degree[None, :]
    alike = np.ones(sent.shape)
    for _ in range(rounds):
        by_sent, by_got, by_both = (_best(alike, of) for of in (sent, sent.T, mutual))
        either = np.maximum(np.maximum(by_sent, by_got), 2.0 * by_both)
        matched = only_sent @ by_sent + only_got @ by_got + both @ either
        alike = np.divide(matched + matched.T, below, out=np.ones_like(alike), where=below > 0)
    return alike


def _best(alike: _Floats, tied: NDArray[np.bool_]) -> _Floats:
    """Give, for k and j, the largest likeness of k to those j is tied to; 0 without any."""
    best = np.zeros(alike.shape)
    for j in np.flatnonzero(tied.any(axis=1)):
        best[:, j] = alike[:, tied[j]].max(axis=1)
    return best


def catrege(ties: sparse.csr_array) -> tuple[_Floats, _Codes]:
    """Split classes of actors until all members of a class are tied to the same classes.

    Ties are of three kinds: sent, received and mutual.

    Returns
    -------
    alike : array of float, shape (n, n)
        The last round in which two actors were together, brought to 0 to 1; 1 throughout when no
        class was split.
    classes : array of int, shape (n,)
        At the end: the maximal regular equivalence.
    """
    partitions = _refined(ties)
    last = np.zeros((ties.shape[0],) * 2)
    for number, codes in enumerate(partitions, start=1):
        last[codes[:, None] == codes[None, :]] = number
    low, high = last.min(initial=len(partitions)), last.max(initial=1)
    alike = np.ones_like(last) if low >= high else (last - low) / (high - low)
    return alike, partitions[-1]


def _refined(ties: sparse.csr_array) -> list[_Codes]:
    """Give the partitions from one class on, each finer than the last."""
    sent = ties.astype(bool).tocsr()
    kinds = (sent.astype(int) + 2 * sent.T.astype(int)).tocoo()
    codes = np.zeros(ties.shape[0], dtype=np.intp)
    found = [codes]
    while True:
        seen: list[set[tuple[int, int]]] = [set() for _ in codes]
        for actor, kind, other in zip(
            kinds.row.tolist(), kinds.data.tolist(), codes[kinds.col].tolist(), strict=True
        ):
            seen[actor].add((kind, other))
        numbers: dict[object, int] = {}
        signs = zip(codes.tolist(), map(frozenset, seen), strict=True)
        finer = np.array([numbers.setdefault(sign, len(numbers)) for sign in signs], dtype=np.intp)
        if finer.max(initial=-1) == codes.max(initial=-1):
            return found
        found.append(codes := finer)
