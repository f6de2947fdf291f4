"""Ordinary least squares in the few numbers that permutations need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_LEAST = 1e-12  # of a sum of squares; below it there is rounding only


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates of one regression, the constant first.

    Attributes
    ----------
    b, error, t : array of float, shape (terms + 1,)
    r2, adjusted : float
        Share of the variance explained; the same less what chance would explain.
    f : float
        Of the model against the constant alone.
    free : int
        Actors less coefficients.
    """

    b: _Floats
    error: _Floats
    t: _Floats
    r2: float
    adjusted: float
    f: float
    free: int


def least_squares(x: _Floats, y: _Floats) -> Fit:
    """Fit y on x, whose first column is the constant."""
    n, k = x.shape
    q, r = np.linalg.qr(x)
    b = np.linalg.solve(r, q.T @ y)
    left = y - x @ b
    free = n - k
    inverse = np.linalg.inv(r)
    error = np.sqrt((inverse**2).sum(axis=1) * (left @ left) / free)
    spread = float(((y - y.mean()) ** 2).sum())
    r2 = 1 - float(left @ left) / spread
    f = (r2 / (k - 1)) / ((1 - r2) / free) if r2 < 1 else np.inf
    return Fit(b, error, b / error, r2, 1 - (1 - r2) * (n - 1) / free, float(f), free)


def inflation(x: _Floats) -> _Floats:
    """Give the variance inflation of every column of x (without constant), at least 1."""
    if x.shape[1] == 1:
        return np.ones(1)
    return np.asarray(np.diag(np.linalg.inv(np.corrcoef(x, rowvar=False))))


def t_of_last(rest: _Floats, mixed: _Floats, y: _Floats, free: int) -> _Floats:
    """Give the t of a term that is exchanged while the others stay.

    Parameters
    ----------
    rest : array, shape (actors, others)
        The other terms, the constant included.
    mixed : array, shape (count, actors)
        The term in every order.
    y : array, shape (actors,)
        The outcome.
    free : int
        Actors less all coefficients.

    Returns
    -------
    array, shape (count,)
        By Frisch, Waugh and Lovell: what is left of both after the other terms. Empty where
        nothing is left of the term, or nothing of the outcome once the term is in.
    """
    q = np.linalg.qr(rest)[0]
    left = y - q @ (q.T @ y)
    own = mixed - (mixed @ q) @ q.T
    squares = (own**2).sum(axis=1)
    squares[squares <= _LEAST * (mixed**2).sum(axis=1)] = np.nan
    b = own @ left / squares
    errors = _rest(left @ left - b**2 * squares, left @ left) / free
    return np.asarray(b / np.sqrt(errors / squares))


def t_of_all(x: _Floats, mixed: _Floats) -> tuple[_Floats, _Floats]:
    """Give the t of every term, (count, terms + 1), and R squared, (count,), for each outcome.

    Parameters
    ----------
    x : array, shape (actors, terms + 1)
        With the constant.
    mixed : array, shape (count, actors)
        The outcome in every order. Where the terms give it without error, t is empty.
    """
    q, r = np.linalg.qr(x)
    inverse = np.linalg.inv(r)
    turned = mixed @ q
    b = turned @ inverse.T
    squares = ((mixed - turned @ q.T) ** 2).sum(axis=1)
    spread = ((mixed - mixed.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    scale = np.sqrt((inverse**2).sum(axis=1))
    rest = _rest(squares, spread)
    error = np.sqrt(rest / (x.shape[0] - x.shape[1]))[:, None] * scale
    return b / error, 1 - squares / spread


def _rest(squares: _Floats, whole: _Floats | float) -> _Floats:
    """Leave out sums of squares that are 0 but for rounding."""
    return np.where(squares > _LEAST * whole, squares, np.nan)
