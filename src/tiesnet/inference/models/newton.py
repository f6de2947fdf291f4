"""The maximum of the likelihood of one regression, found with care."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.models.links import Link

TOLERANCE = 1e-9
"""The last step of every coefficient, in standard deviations of its predictor."""
_MOST = 40
_HALVINGS = 30
_Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Estimate:
    """A fitted regression.

    Attributes
    ----------
    beta : array of float, shape (columns,)
    covariance : array of float, shape (columns, columns)
        The inverse of the information.
    eta : array of float, shape (cells,)
        The linear predictor.
    likelihood : float
        Its logarithm.
    """

    beta: _Values
    covariance: _Values
    eta: _Values
    likelihood: float

    @property
    def z(self) -> _Values:
        """Coefficients by their standard errors."""
        found: _Values = self.beta / np.sqrt(np.diag(self.covariance))
        return found


def maximise(y: _Values, X: _Values, link: Link) -> Estimate | None:
    """Fit a regression; nothing when the likelihood has no maximum, or none is found.

    Newton's method, which for these links is iteratively reweighted least squares, on standardised
    predictors; a step that makes the fit worse is halved.

    Parameters
    ----------
    y : array of float, shape (cells,)
    X : array of float, shape (cells, columns)
    link : Link
    """
    scaled, back = standardised(X)
    beta = from_the_mean(y, X, link)
    best = link.likelihood(y, scaled @ beta)
    for _ in range(_MOST):
        try:
            covariance = np.linalg.inv(_information(scaled, beta, link))
        except np.linalg.LinAlgError:
            return None
        step = covariance @ (scaled.T @ (y - link.mean(scaled @ beta)))
        if not np.isfinite(step).all():
            return None
        if np.abs(step).max() < TOLERANCE:
            eta = scaled @ (beta + step)
            turned = back @ covariance @ back.T
            return Estimate(back @ (beta + step), turned, eta, link.likelihood(y, eta))
        beta, best = _better(y, scaled, beta, step, best, link)
    return None


def standardised(X: _Values, centre: bool = True) -> tuple[_Values, _Values]:
    """Bring predictors to one size, and give the matrix that turns betas back.

    Beside a constant, which is then the first column, they get mean 0 and standard deviation 1;
    without one, or when not to be centred, they are only made as long as a constant is.
    """
    constant = centre and has_constant(X)
    mean = X.mean(axis=0) if constant else np.zeros(X.shape[1])
    if constant:
        mean[0] = 0.0
    spread = np.sqrt(((X - mean) ** 2).mean(axis=0))
    spread = np.where(spread > 0, spread, 1.0)
    back = np.diag(1 / spread)
    if constant:
        back[0, 1:] = -mean[1:] / spread[1:]
    return (X - mean) / spread, back


def has_constant(X: _Values) -> bool:
    """Tell whether the first column is 1 throughout."""
    return bool((X[:, 0] == 1).all())


def from_the_mean(y: _Values, X: _Values, link: Link) -> _Values:
    """Give the betas of no predictor but the constant."""
    beta = np.zeros(X.shape[1])
    if has_constant(X):
        beta[0] = link.start(float(y.mean()))
    return beta


def _information(X: _Values, beta: _Values, link: Link) -> _Values:
    weight = link.weight(link.mean(X @ beta))
    found: _Values = (X * weight[:, None]).T @ X
    return found


def _better(
    y: _Values, X: _Values, beta: _Values, step: _Values, best: float, link: Link
) -> tuple[_Values, float]:
    """Go on by a step, or by half of it, a quarter and so on until the fit is no worse."""
    slack = 1e-10 * abs(best)
    for _ in range(_HALVINGS):
        value = link.likelihood(y, X @ (beta + step))
        if value >= best - slack:
            return beta + step, value
        step = step / 2
    return beta, best
