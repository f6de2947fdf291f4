"""The rule that draws: missing answers from a model of the known ones, parameters included."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.special import expit

from tiesnet.inference.missing.cells import Cells
from tiesnet.inference.missing.model import Fitted, fitted
from tiesnet.inference.missing.rules import imputation
from tiesnet.inference.missing.settle import settled, sweeps_for

_Values = NDArray[np.float64]
SWEEPS = 4


@imputation(
    "draws",
    label="drawn from what others said and from the density by block",
    random=True,
    source="vanduijn2004, rubin1987",
)
def draws(cells: Cells, rng: np.random.Generator) -> _Values:
    """Draw every missing pair from a model of the known ones (see `tiesnet.inference.missing`).

    The model has the activity of the one who names, the popularity of the one named, the density
    between groups, the arrow back, and shared contacts. The parameters are drawn as well, and so
    is the activity of silent firms: they may differ as much as respondents do. Strengths are
    those of ties like it.
    """
    return drawn_ties(fitted(cells), rng)


def drawn_ties(model: Fitted, rng: np.random.Generator) -> _Values:
    """Draw the missing pairs of a layer once; known pairs stay as they are.

    Parameters
    ----------
    model : Fitted
        Fitted once, drawn from many times.
    rng : numpy.random.Generator

    Returns
    -------
    array of float, shape (actors, actors)
        1 tied, 0 not; NaN where neither known nor to be filled in.
    """
    cells = model.cells
    theta = _parameters(model, rng)
    odds = model.log_odds(theta)
    if not cells.symmetric:
        odds = odds + _reports(cells, rng)
    drawn = cells.values.copy()
    if cells.symmetric:
        odds = (odds + odds.T) / 2
        chances = np.triu(rng.random(odds.shape), 1)
        chosen = chances + chances.T < expit(odds)
        drawn[cells.fill] = chosen[cells.fill]
    else:
        _fill_arrows(drawn, cells, odds, model.reverse(theta), rng)
    if cells.both:
        _confirm(drawn, cells, rng)
    return drawn


def _parameters(model: Fitted, rng: np.random.Generator) -> _Values:
    """Draw the parameters; activities of those of whom nothing is known, from their spread."""
    noise = rng.standard_normal(len(model.theta))
    theta: _Values = model.theta + solve_triangular(model.factor.T, noise, lower=False)
    variance = model.variances[0] * model.worth / rng.chisquare(model.worth)
    if not model.cells.symmetric:
        state = settled(model, theta, rng, sweeps_for(len(model.groups)))
        theta, variance = state.theta(), state.variances[0]
    silent = np.flatnonzero(model.silent)
    theta[silent] = rng.standard_normal(len(silent)) * np.sqrt(variance)
    return theta


def _fill_arrows(
    drawn: _Values, cells: Cells, odds: _Values, rise: float, rng: np.random.Generator
) -> None:
    """Draw arrows; where both directions are missing each is drawn given the other, in turns."""
    back = cells.reverse
    known = odds + rise * np.nan_to_num(back)
    never = np.isnan(back) & ~cells.fill.T
    averaged = np.logaddexp(0, odds.T + rise) - np.logaddexp(0, odds.T)
    chance = expit(known + np.where(never, averaged, 0.0))
    drawn[cells.fill] = (rng.random(odds.shape) < chance)[cells.fill]
    one, two = np.nonzero(np.triu(cells.fill & cells.fill.T, 1))
    for _ in range(SWEEPS):
        for a, b in ((one, two), (two, one)):
            drawn[a, b] = rng.random(len(a)) < expit(odds[a, b] + rise * drawn[b, a])


def _reports(cells: Cells, rng: np.random.Generator) -> _Values:
    """Give what the other end's word on the same tie adds, by how often both ends agree."""
    if cells.both or np.isnan(cells.told).all():
        return np.zeros(cells.values.shape)
    yes, no = cells.told == 1, cells.told == 0
    tied, free = cells.values == 1, cells.values == 0
    sure = rng.beta(1 + (tied & yes).sum(), 1 + (tied & no).sum())
    false = rng.beta(1 + (free & yes).sum(), 1 + (free & no).sum())
    shift = np.where(yes, np.log(sure / false), 0.0)
    return np.where(no, np.log((1 - sure) / (1 - false)), shift)


def _confirm(drawn: _Values, cells: Cells, rng: np.random.Generator) -> None:
    """Draw whether the silent end would have confirmed; what the other end denies is no tie."""
    drawn[cells.fill & (cells.told == 0)] = 0.0
    asked = cells.fill & (cells.told == 1)
    chance = rng.random(cells.values.shape)
    if cells.symmetric:
        chance = np.triu(chance, 1) + np.triu(chance, 1).T
    drawn[asked] = (chance < rng.beta(*cells.agreed))[asked]
