"""Ordinary least squares in an orthonormal basis of the predictors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """An ordinary regression in an orthonormal basis of its predictors.

    Attributes
    ----------
    y : array of float, shape (cells,)
    X : array of float, shape (cells, p + 1)
        The first column is 1.
    basis : array of float, shape (cells, p)
        Orthonormal, of the predictors about their means.
    corner : array of float, shape (p + 1, p + 1)
        ``X = [1 / sqrt(cells), basis] @ corner``, upper triangular.
    """

    y: _Values
    X: _Values
    basis: _Values
    corner: _Values

    @property
    def free(self) -> int:
        """Degrees of freedom of the residuals."""
        return int(self.X.shape[0] - self.X.shape[1])

    @cached_property
    def total(self) -> float:
        """Sum of squares of the outcome about its mean."""
        return float(((self.y - self.y.mean()) ** 2).sum())

    @cached_property
    def outcome(self) -> _Values:
        """The outcome in the basis, the constant first, shape (p + 1,)."""
        about = self.basis.T @ (self.y - self.y.mean())
        made: _Values = np.append(np.sqrt(len(self.y)) * self.y.mean(), about)
        return made

    @cached_property
    def residual(self) -> float:
        """Sum of squares of the residuals."""
        fitted = self.y.mean() + self.basis @ self.outcome[1:]
        return float(((self.y - fitted) ** 2).sum())

    @cached_property
    def inverse(self) -> _Values:
        """Inverse of `corner`."""
        made: _Values = np.asarray(np.linalg.inv(self.corner))
        return made

    @cached_property
    def directions(self) -> _Values:
        """What each predictor has of its own, of length 1 in the basis, shape (p + 1, p + 1).

        The residual of a predictor on all others, the constant among them, is a row of the
        pseudo-inverse of X up to its length.
        """
        made: _Values = self.inverse / np.linalg.norm(self.inverse, axis=1)[:, None]
        return made

    @property
    def estimates(self) -> _Values:
        """Coefficients, shape (p + 1,)."""
        made: _Values = self.inverse @ self.outcome
        return made

    @property
    def t(self) -> _Values:
        """Estimates over their ordinary standard errors, shape (p + 1,)."""
        made: _Values = self.directions @ self.outcome / np.sqrt(self.residual / self.free)
        return made

    @property
    def r2(self) -> float:
        """Share of the outcome's variance that the predictors account for."""
        return 1 - self.residual / self.total

    @property
    def standardised(self) -> _Values:
        """Coefficients of variables in units of their standard deviation; none of the constant."""
        made: _Values = self.estimates * self.X.std(axis=0) / self.y.std()
        made[0] = np.nan
        return made

    @property
    def vif(self) -> _Values:
        """By how much the others inflate the variance of each coefficient; none of the constant."""
        about = ((self.X - self.X.mean(axis=0)) ** 2).sum(axis=0)
        made: _Values = about * (self.inverse**2).sum(axis=1)
        made[0] = np.nan
        return made


def least_squares(y: _Values, X: _Values) -> LeastSquares:
    """Fit an ordinary regression.

    Parameters
    ----------
    y : array of float, shape (cells,)
    X : array of float, shape (cells, p + 1)
        The first column is 1; of full rank.
    """
    mean = X[:, 1:].mean(axis=0)
    basis, corner = np.linalg.qr(X[:, 1:] - mean)
    whole = np.zeros((X.shape[1], X.shape[1]))
    whole[0, 0] = np.sqrt(len(y))
    whole[0, 1:] = np.sqrt(len(y)) * mean
    whole[1:, 1:] = corner
    return LeastSquares(y, X, basis, whole)
