"""A model of who names whom, fitted to the pairs that are known.

The log-odds that i names j are

    m + activity of i + popularity of j + block (group of i, group of j)
      + r * (j names i) + p * (how often others name i) + s * (actors who name both i and j)

Activities, popularities and blocks are drawn towards 0 as far as the data say that actors and
blocks are alike: their variances are estimated, so that a block with few known pairs is close to
the density of the layer. What others say of a silent firm enters three times: its own popularity
tells of its activity, an arrow that reaches it of the arrow back, and those who name it of whom
it may know. Where the arrow back is not known, it is averaged out. In a layer without arrows an
actor has one effect, and r and p are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.special import expit

from tiesnet.inference.missing.cells import Cells
from tiesnet.metrics import in_one_thread

_Values = NDArray[np.float64]
_Flags = NDArray[np.bool_]

ROUNDS = 60
_LEVEL, _COEFFICIENT = 10.0, 2.5  # standard deviations of the priors of m, and of r, p and s
GUESS, WORTH = 0.25, 2.0  # of a variance: its value before the data, worth so many effects
_STEP = 2.0
_CLOSE = 0.01
REVERSE = 1
"""The place of the arrow back among the features of a layer with arrows."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """The model of one layer: where its parameters are, and how sure that is.

    Attributes
    ----------
    cells : Cells
        What it was fitted to.
    groups : array of int, shape (actors,)
    features : array of float, shape (features, actors, actors)
        The first is 1 everywhere; in layers with arrows the second is the arrow back.
    theta : array of float
        Activities, popularities (not in layers without arrows), blocks, coefficients.
    factor : array of float
        Cholesky factor of the precision of `theta`.
    variances : array of float, shape (3,)
        Of activities, popularities and blocks.
    worth : float
        How many activities the first variance is as good as known from.
    silent : array of bool, shape (actors,)
        Actors of whose own answers nothing is known.
    """

    cells: Cells
    groups: NDArray[np.intp]
    features: _Values
    theta: _Values
    factor: _Values
    variances: _Values
    worth: float
    silent: _Flags

    def log_odds(self, theta: _Values) -> _Values:
        """Give the log-odds of every pair, the arrow back left out."""
        return _log_odds(theta, self.groups, self._without_back, self.cells.symmetric)

    @cached_property
    def _without_back(self) -> _Values:
        return _plain(self.features, self.cells.symmetric)

    def with_back(self, theta: _Values) -> _Values:
        """Give the log-odds of every pair, with the arrow back where it is known."""
        return _log_odds(theta, self.groups, self.features, self.cells.symmetric)

    @property
    def wide(self) -> _Values:
        """Give the precisions of the priors of the coefficients."""
        return _wide(len(self.features))

    def reverse(self, theta: _Values) -> float:
        """Give what the arrow back adds to the log-odds."""
        if self.cells.symmetric:
            return 0.0
        return float(theta[len(theta) - len(self.features) + REVERSE])


@in_one_thread
def fitted(cells: Cells) -> Fitted:
    """Fit the model: Newton steps to the mode, the variances estimated on the way.

    The variances follow the expectation-maximisation rule with the normal approximation of the
    effects around the mode, as usual in mixed logistic models. Nothing is drawn.

    References
    ----------
    van Duijn, Snijders & Zijlstra (2004) for a model with the same effects.
    """
    groups = np.zeros(len(cells.values), dtype=np.intp) if cells.groups is None else cells.groups
    features = _features(cells)
    work = _Work(cells, groups, features)
    theta, variances = work.start()
    for _ in range(ROUNDS):
        slope, precision = work.newton(theta, variances)
        factor = cholesky(precision, lower=True)
        inverse = solve_triangular(factor, np.eye(len(theta)), lower=True)
        step = inverse.T @ (inverse @ slope)
        step *= min(1.0, _STEP / max(float(np.abs(step).max()), 1e-12))
        theta = theta + step
        spread = (inverse**2).sum(axis=0)
        again = work.variances(theta, spread)
        still = np.abs(np.log(again / variances)).max() < _CLOSE and np.abs(step).max() < _CLOSE
        variances = again
        if still:
            break
    told = np.asarray(cells.known.any(axis=1))
    sure = 1 - np.minimum(spread[: len(told)][told].mean() / variances[0], 0.95)
    worth = max(2.0, float(told.sum() * sure)) + WORTH
    return Fitted(cells, groups, features, theta, factor, variances, worth, ~told)


def _features(cells: Cells) -> _Values:
    values, known = np.nan_to_num(cells.values), cells.known
    parts = [np.ones(values.shape)]
    if not cells.symmetric:
        share = (values.sum(axis=0) + 0.5) / (known.sum(axis=0) + 1.0)
        named = np.log(share / (1 - share))
        parts.append(np.nan_to_num(cells.reverse))
        parts.append(np.repeat((named - named.mean())[:, None], len(values), axis=1))
    told = 2 * known.sum(axis=1) > len(values) - 1
    own = values * told[:, None]
    shared = np.log1p(own.T @ own)
    np.fill_diagonal(shared, 0.0)
    parts.append(shared - shared.sum() / max(1, shared.size - len(shared)))
    return np.array(parts)


def _plain(features: _Values, symmetric: bool) -> _Values:
    """Give the features without the arrow back."""
    if symmetric:
        return features
    plain = features.copy()
    plain[REVERSE] = 0.0
    return plain


def _log_odds(
    theta: _Values, groups: NDArray[np.intp], features: _Values, symmetric: bool
) -> _Values:
    count, kinds = len(groups), int(groups.max()) + 1
    send = theta[:count]
    get = send if symmetric else theta[count : 2 * count]
    first = count if symmetric else 2 * count
    blocks = theta[first : first + kinds * kinds].reshape(kinds, kinds)
    if symmetric:
        blocks = (blocks + blocks.T) / 2
    summed: _Values = np.tensordot(theta[first + kinds * kinds :], features, 1)
    summed += send[:, None] + get[None, :] + blocks[groups[:, None], groups]
    return summed


def _wide(count: int) -> _Values:
    wide = np.full(count, _COEFFICIENT**-2)
    wide[0] = _LEVEL**-2
    return wide


class _Work:
    """The likelihood of one layer, its slope and its curvature."""

    def __init__(self, cells: Cells, groups: NDArray[np.intp], features: _Values) -> None:
        self.symmetric, self.groups, self.features = cells.symmetric, groups, features
        self.count, self.kinds = len(groups), int(groups.max()) + 1
        # Of a layer without arrows every pair stands twice, each time with half its weight.
        self.known = cells.known * (0.5 if cells.symmetric else 1.0)
        self.tied = np.nan_to_num(cells.values)
        self.open_back = np.isnan(cells.reverse) & (not cells.symmetric)
        self.member = np.eye(self.kinds)[groups]
        self.plain = _plain(features, cells.symmetric)
        self.wide = _wide(len(features))

    def start(self) -> tuple[_Values, _Values]:
        """Begin at the density of the layer."""
        total, tied = self.known.sum(), (self.known * self.tied).sum()
        size = self.count * (1 if self.symmetric else 2) + self.kinds**2
        theta = np.zeros(size + len(self.features))
        theta[size] = np.log((tied + 0.5) / (total - tied + 0.5))
        return theta, np.array([0.5, 0.5, 0.3])

    def newton(self, theta: _Values, variances: _Values) -> tuple[_Values, _Values]:
        """Give the slope of the log-posterior, and its curvature."""
        odds = _log_odds(theta, self.groups, self.features, self.symmetric)
        if self.open_back.any():
            odds = odds + self._averaged_back(theta)
        chance = expit(odds)
        weight, rest = self.known * chance * (1 - chance), self.known * (self.tied - chance)
        slope = np.concatenate([self._ends(rest), self._by_block(rest), self._by_feature(rest)])
        prior = self._prior(variances)
        precision = self._curvature(weight) + np.diag(prior)
        return slope - prior * theta, precision

    def variances(self, theta: _Values, spread: _Values) -> _Values:
        """Estimate the variances of activities, popularities and blocks again."""
        count, first = self.count, self.count * (1 if self.symmetric else 2)
        seen = self.known > 0
        size = theta**2 + spread
        blocks = (self.member.T @ seen @ self.member).ravel() > 0
        parts = [size[:count][seen.any(axis=1)]]
        parts.append(parts[0] if self.symmetric else size[count:first][seen.any(axis=0)])
        parts.append(size[first : first + self.kinds**2][blocks])
        return np.array([(p.sum() + WORTH * GUESS) / (len(p) + WORTH) for p in parts])

    def _averaged_back(self, theta: _Values) -> _Values:
        """Give what an arrow back that is not known adds on average to the log-odds."""
        back = _log_odds(theta, self.groups, self.plain, self.symmetric).T
        rise = theta[len(theta) - len(self.features) + REVERSE]
        averaged = np.logaddexp(0, back + rise) - np.logaddexp(0, back)
        return np.where(self.open_back, averaged, 0.0)

    def _prior(self, variances: _Values) -> _Values:
        ends = [np.full(self.count, 1 / variances[0])]
        if not self.symmetric:
            ends.append(np.full(self.count, 1 / variances[1]))
        return np.concatenate([*ends, np.full(self.kinds**2, 1 / variances[2]), self.wide])

    def _ends(self, cells: _Values) -> _Values:
        out, into = cells.sum(axis=1), cells.sum(axis=0)
        return out + into if self.symmetric else np.concatenate([out, into])

    def _by_block(self, cells: _Values) -> _Values:
        summed: _Values = (self.member.T @ cells @ self.member).ravel()
        return summed

    def _by_feature(self, cells: _Values) -> _Values:
        summed: _Values = np.einsum("kij,ij->k", self.features, cells)
        return summed

    def _curvature(self, weight: _Values) -> _Values:
        count, kinds = self.count, self.kinds
        ends = np.block(
            [[np.diag(weight.sum(axis=1)), weight], [weight.T, np.diag(weight.sum(axis=0))]]
        )
        to_blocks = np.zeros((2, count, kinds, kinds))
        everyone = np.arange(count)
        to_blocks[0, everyone, self.groups] = weight @ self.member
        to_blocks[1, everyone, :, self.groups] = (self.member.T @ weight).T
        weighted = self.features * weight
        across = np.concatenate([weighted.sum(axis=2).T, weighted.sum(axis=1).T])
        cross = np.hstack([to_blocks.reshape(2 * count, kinds**2), across])
        if self.symmetric:
            ends = ends[:count, :count] + ends[count:, count:] + weight + weight.T
            cross = cross[:count] + cross[count:]
        blocks = np.diag(self._by_block(weight))
        between = np.array([self._by_block(part) for part in weighted]).T
        inner = np.einsum("kij,lij->kl", weighted, self.features)
        return np.block(
            [[ends, cross], [cross.T, np.block([[blocks, between], [between.T, inner]])]]
        )
