"""Which cells of two matrices lie on each other, as observed and with the actors shuffled (QAP)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.pairs import exchangeable, orders
from tiesnet.language import word

FEWEST = 4
"""With fewer actors that can change places there is nothing to test."""
TEST = word("QAP: permutation of labels")
_Flags = NDArray[np.bool_]
_Counts = NDArray[np.float64]


def overlaps(
    fixed: list[_Flags],
    moved: list[_Flags],
    known: _Flags,
    among: _Flags,
    *,
    replications: int,
    seed: int,
    workers: int | None,
    salt: int = 0,
) -> _Counts | None:
    """Count the cells that are in a fixed and in a moved matrix, order after order.

    Parameters
    ----------
    fixed, moved : list of array of bool, shape (actors, actors)
        All moved matrices are moved alike.
    known : array of bool, shape (actors, actors)
        The cells in use: only actors of which the same cells are known change places, so that
        every order has as many cells of each matrix as there are observed.
    among : array of bool, shape (actors,)
        Who may change places at all: those that answered.

    Returns
    -------
    array, shape (replications, fixed, moved), or None
        None when fewer than four actors can change places.
    """
    groups = exchangeable(known, among)
    if np.bincount(groups[groups >= 0], minlength=1).max() < FEWEST:
        return None
    ends = [np.nonzero(cells & known) for cells in fixed]
    targets = [(cells & known).ravel() for cells in moved]

    def drawn(chunk: Chunk) -> _Counts:
        rows = orders(groups, chunk.size, chunk.rng())
        found = np.zeros((chunk.size, len(fixed), len(moved)))
        for place, order in enumerate(rows):
            for k, (one, other) in enumerate(ends):
                at = order[one] * len(known) + order[other]
                found[place, k] = [np.count_nonzero(cells.take(at)) for cells in targets]
        return found

    return replicate(
        drawn,
        replications,
        seed=seed,
        workers=workers,
        salt=salt,
        label=word("Shuffling the actors"),
    )
