"""From the normal approximation to the posterior itself: a few Metropolis steps for every draw.

Around its mode the posterior is close to normal, except for actors with hardly any tie: how little
they are named cannot be told from below. A draw from the approximation would make them too popular,
and the network too dense. Steps of all activities, then all popularities, then blocks and
coefficients set this right; given the others, actors are independent, so that each step moves
all of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.missing.model import GUESS, REVERSE, WORTH, Fitted

_SWEEPS, _FEWEST, _SIZE = 8, 3, 200  # eight up to 200 actors, fewer in larger networks
_Values = NDArray[np.float64]
_STEP = 2.4  # in conditional standard deviations; of several parameters over their root
_FAR = 30.0  # log-odds beyond which a probability is 0 or 1


@dataclass(eq=False)
class State:
    """Where the parameters of a layer with arrows stand.

    Attributes
    ----------
    send, get : array of float, shape (actors,)
        Activities and popularities.
    blocks : array of float, shape (groups, groups)
    coefficients : array of float, shape (features,)
    variances : array of float, shape (3,)
    """

    send: _Values
    get: _Values
    blocks: _Values
    coefficients: _Values
    variances: _Values

    def theta(self) -> _Values:
        """Put all parameters into one row, as the model has them."""
        return np.concatenate([self.send, self.get, self.blocks.ravel(), self.coefficients])


def sweeps_for(actors: int) -> int:
    """Say how many steps of everything a draw takes; large networks tell more of every actor."""
    return max(_FEWEST, min(_SWEEPS, round(_SWEEPS * _SIZE / max(actors, 1))))


def settled(model: Fitted, theta: _Values, rng: np.random.Generator, sweeps: int) -> State:
    """Move a draw from the normal approximation towards the posterior.

    Parameters
    ----------
    model : Fitted
        Of a layer with arrows.
    theta : array of float
        Drawn from the approximation.
    rng : numpy.random.Generator
    sweeps : int
        How many steps of everything.
    """
    chain = _Chain(model, theta, rng)
    for _ in range(sweeps):
        chain.sweep()
    return chain.state


def _times_likelier(odds: _Values) -> _Values:
    """Give exp(x): how many times likelier a tie is than none."""
    times: _Values = np.exp(np.minimum(odds, _FAR))
    return times


def _softened(odds: _Values, times: _Values | None = None) -> _Values:
    """Give log(1 + exp(x)): minus the log-probability of no tie."""
    times = _times_likelier(odds) if times is None else times
    softened: _Values = np.log1p(times) + np.maximum(odds - _FAR, 0.0)
    return softened


class _Chain:
    """One chain, from one draw."""

    def __init__(self, model: Fitted, theta: _Values, rng: np.random.Generator) -> None:
        count, kinds = len(model.groups), int(model.groups.max()) + 1
        self.rng, self.model = rng, model
        self.known = model.cells.known.astype(float)
        self.tied = np.nan_to_num(model.cells.values) * self.known
        self.member = np.eye(kinds)[model.groups]
        self.open_back = np.nonzero(np.isnan(model.cells.reverse) & model.cells.known)
        self.pair_groups = model.groups[:, None], model.groups
        self.flat = model.features.reshape(len(model.features), -1)
        self.told = model.cells.known.any(axis=1)
        self.named = model.cells.known.any(axis=0)
        first = 2 * count + kinds * kinds
        self.state = State(
            theta[:count].copy(),
            theta[count : 2 * count].copy(),
            theta[2 * count : first].reshape(kinds, kinds).copy(),
            theta[first:].copy(),
            model.variances.copy(),
        )
        self.wide = model.wide

    def sweep(self) -> None:
        """Move everything once."""
        self._look()
        self._actors(rows=True)
        self._actors(rows=False)
        self._blocks()
        self._coefficients()
        self._shifts()
        self._variances()

    def _look(self) -> None:
        """Compute the log-odds, with what an unknown arrow back adds on average."""
        theta, model = self.state.theta(), self.model
        self.odds = model.with_back(theta)
        if len(self.open_back[0]):
            back = model.log_odds(theta).T[self.open_back]
            rise = self.state.coefficients[REVERSE]
            self.odds[self.open_back] += _softened(back + rise) - _softened(back)
        times = _times_likelier(self.odds)
        self.weight = self.known * times / (1 + times) ** 2
        self.never = _softened(self.odds, times)

    def _gain(self, move: _Values) -> tuple[_Values, _Values]:
        """Give what a change of the log-odds does to the log-likelihood, cell by cell."""
        never = _softened(self.odds + move)
        return self.tied * move - self.known * (never - self.never), never

    def _accepted(self, gain: _Values) -> NDArray[np.bool_]:
        flags: NDArray[np.bool_] = np.log(self.rng.random(gain.shape)) < gain
        return flags

    def _move(self, move: _Values, never: _Values, here: NDArray[np.bool_]) -> None:
        self.odds += np.where(here, move, 0.0)
        np.copyto(self.never, never, where=here)

    def _actors(self, rows: bool) -> None:
        axis, effect = (1, self.state.send) if rows else (0, self.state.get)
        variance = self.state.variances[0 if rows else 1]
        size = _STEP / np.sqrt(self.weight.sum(axis=axis) + 1 / variance)
        step = size * self.rng.standard_normal(len(effect))
        move = np.expand_dims(step, axis)
        cells, never = self._gain(move)
        gain = cells.sum(axis=axis) + (effect**2 - (effect + step) ** 2) / (2 * variance)
        moved = self._accepted(gain)
        effect += np.where(moved, step, 0.0)
        self._move(move, never, np.expand_dims(moved, axis))

    def _blocks(self) -> None:
        blocks, variance = self.state.blocks, self.state.variances[2]
        size = _STEP / np.sqrt(self.member.T @ self.weight @ self.member + 1 / variance)
        step = size * self.rng.standard_normal(blocks.shape)
        move = step[self.pair_groups]
        cells, never = self._gain(move)
        gain = self.member.T @ cells @ self.member
        gain += (blocks**2 - (blocks + step) ** 2) / (2 * variance)
        moved = self._accepted(gain)
        blocks += np.where(moved, step, 0.0)
        self._move(move, never, moved[self.pair_groups])

    def _coefficients(self) -> None:
        own = self.state.coefficients
        inner = (self.flat * self.weight.ravel()) @ self.flat.T + np.diag(self.wide)
        noise = self.rng.standard_normal(len(own)) * _STEP / np.sqrt(len(own))
        step = np.linalg.solve(np.linalg.cholesky(inner).T, noise)
        cells, _ = self._gain((step @ self.flat).reshape(self.odds.shape))
        gain = cells.sum() + (self.wide * (own**2 - (own + step) ** 2)).sum() / 2
        if self._accepted(np.array(gain)):
            own += step

    def _shifts(self) -> None:
        """Move the mean of effects into the level: the network stays as likely."""
        state = self.state
        parts = (state.send, state.get, state.blocks)
        for effects, variance in zip(parts, state.variances, strict=True):
            sure = effects.size / variance + self.wide[0]
            middle = (effects.sum() / variance - self.wide[0] * state.coefficients[0]) / sure
            shift = middle + self.rng.standard_normal() / np.sqrt(sure)
            effects -= shift
            state.coefficients[0] += shift

    def _variances(self) -> None:
        state = self.state
        parts = (state.send[self.told], state.get[self.named], state.blocks.ravel())
        for place, effects in enumerate(parts):
            size = WORTH * GUESS + float((effects**2).sum())
            state.variances[place] = size / self.rng.chisquare(WORTH + len(effects))
