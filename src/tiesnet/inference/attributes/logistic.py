"""Logistic regression of many outcomes or predictors at once, by Newton's method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_STEPS = 30
_CLOSE = 1e-10


def logistic(x: _Floats, y: _Floats) -> tuple[_Floats, _Floats, _Floats]:
    """Fit each outcome on its terms.

    Parameters
    ----------
    x : array, shape (count, actors, terms) or (1, actors, terms)
        The constant first.
    y : array of 0 and 1, shape (count, actors) or (1, actors)

    Returns
    -------
    b, error : array, shape (count, terms)
        Estimates and standard errors; empty where they do not exist.
    likelihood : array, shape (count,)
        The logarithm of the likelihood.
    """
    count = max(len(x), len(y))
    x = np.broadcast_to(x, (count, *x.shape[1:]))
    y = np.broadcast_to(y, (count, y.shape[1]))
    x, back = _standardised(x)
    b = np.zeros((count, x.shape[2]))
    open_ = np.ones(count, dtype=bool)
    for _ in range(_STEPS):
        here = np.flatnonzero(open_)
        step = _step(x[here], y[here], b[here])
        b[here] += step
        open_[here] = ~(np.abs(step).max(axis=1) < _CLOSE)
        open_[np.isnan(b).any(axis=1)] = False
        if not open_.any():
            break
    # Where the terms tell yes and no apart, the steps go on for ever: there is no estimate.
    b[open_] = np.nan
    fine = np.flatnonzero(~np.isnan(b).any(axis=1))
    error, likelihood = np.full(b.shape, np.nan), np.full(count, np.nan)
    eta = np.einsum("kij,kj->ki", x[fine], b[fine])
    covariance = np.linalg.inv(_information(x[fine], eta))
    turned = back[fine] @ covariance @ back[fine].transpose(0, 2, 1)
    error[fine] = np.sqrt(np.einsum("kjj->kj", turned))
    likelihood[fine] = (y[fine] * eta - np.logaddexp(0, eta)).sum(axis=1)
    return np.einsum("kij,kj->ki", back, b), error, likelihood


def _standardised(x: _Floats) -> tuple[_Floats, _Floats]:
    """Bring terms to mean 0 and deviation 1, and give what turns estimates back.

    Sales in single euros or years of foundation would leave Newton's method without digits.
    """
    mean = x.mean(axis=1)
    mean[:, 0] = 0
    spread = np.sqrt(((x - mean[:, None]) ** 2).mean(axis=1))
    spread[:, 0] = 1
    spread[spread == 0] = 1
    back = np.zeros((len(x), x.shape[2], x.shape[2]))
    np.einsum("kjj->kj", back)[:] = 1 / spread
    back[:, 0, 1:] = -mean[:, 1:] / spread[:, 1:]
    return (x - mean[:, None]) / spread[:, None], back


def _step(x: _Floats, y: _Floats, b: _Floats) -> _Floats:
    eta = np.clip(np.einsum("kij,kj->ki", x, b), -500, 500)
    slope = np.einsum("kij,ki->kj", x, y - 1 / (1 + np.exp(-eta)))
    information = _information(x, eta)
    singular = ~(np.linalg.cond(information) < 1e14)
    information[singular] = np.eye(x.shape[2])
    step = np.linalg.solve(information, slope[:, :, None])[:, :, 0]
    step[singular] = np.nan
    return np.asarray(step)


def _information(x: _Floats, eta: _Floats) -> _Floats:
    weight = 0.25 / np.cosh(np.clip(eta / 2, -300, 300)) ** 2
    return np.asarray(np.einsum("kij,ki,kil->kjl", x, weight, x, optimize=True))
