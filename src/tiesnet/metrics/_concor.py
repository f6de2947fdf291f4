"""CONCOR: splitting actors in two by correlating their correlations again and again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_Codes = NDArray[np.intp]
_ROUNDS = 500
_SETTLED = 1e-9


def concor(
    correlation: _Floats, without_ties: NDArray[np.bool_], splits: int
) -> tuple[_Codes, int]:
    """Split in two so many times; actors without ties are a block by themselves.

    Parameters
    ----------
    correlation : array of float, shape (n, n)
        Of the profiles; empty where a profile never changes, which counts as 0.
    without_ties : array of bool, shape (n,)
        Actors kept apart from the beginning.
    splits : int
        How often every block is split; a block whose members are all alike stays whole.

    Returns
    -------
    codes : array of int, shape (n,)
        The block of each actor.
    unsettled : int
        How many splits were made before the correlations had become 1 and -1.
    """
    first = np.nan_to_num(correlation, nan=0.0)
    np.fill_diagonal(first, 1.0)
    blocks = [np.flatnonzero(~without_ties)]
    unsettled = 0
    for _ in range(splits):
        halves = []
        for block in blocks:
            side, settled = _halve(first[np.ix_(block, block)])
            unsettled += not settled
            halves += [block[side], block[~side]]
        blocks = [half for half in halves if len(half)]
    codes = np.full(len(first), len(blocks), dtype=np.intp)
    for number, block in enumerate(blocks):
        codes[block] = number
    return codes, unsettled


def _halve(table: _Floats) -> tuple[NDArray[np.bool_], bool]:
    """Tell who goes with the first actor, and whether the correlations settled at 1 and -1."""
    if len(table) < 2:
        return np.ones(len(table), dtype=bool), True
    for _ in range(_ROUNDS):
        following = correlate(table)
        change = np.abs(following - table).max()
        table = following
        if change < _SETTLED:
            break
    settled = bool((np.abs(np.abs(table) - 1.0) < 1e-3).all())
    return table[0] >= 0, settled


def correlate(table: _Floats) -> _Floats:
    """Correlate the columns of a table; a column that never changes goes with others like it.

    Two columns that never change count as alike; with any other column their correlation is 0.
    """
    centred = table - table.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    fixed = length < 1e-12
    centred /= np.where(fixed, 1.0, length)
    centred[:, fixed] = 0.0
    found: _Floats = np.clip(centred.T @ centred, -1.0, 1.0)
    found[np.ix_(fixed, fixed)] = 1.0
    return found
