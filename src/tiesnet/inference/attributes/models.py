"""Regressions of an outcome of firms that can be fitted again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.formula import Design
from tiesnet.inference.attributes.least_squares import least_squares, t_of_all, t_of_last
from tiesnet.inference.attributes.logistic import logistic
from tiesnet.language import say, word

_Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Estimates:
    """Numbers of every coefficient, the constant first, and of the whole."""

    b: _Floats
    error: _Floats
    t: _Floats
    p: _Floats
    whole: tuple[tuple[str, float], ...]


class Linear:
    """Linear regression."""

    statistic = "t"

    def __init__(self, design: Design) -> None:
        self.x, self.y = design.with_constant, design.y
        fit = least_squares(self.x, self.y)
        self.free = fit.free
        p = 2 * special.stdtr(fit.free, -np.abs(fit.t))
        whole = (("R squared", fit.r2), ("R squared, adjusted", fit.adjusted), ("F", fit.f))
        self.found = Estimates(fit.b, fit.error, fit.t, p, whole)

    def one(self, column: int, mixed: _Floats) -> _Floats:
        """Give the t of a term in every order of it."""
        return t_of_last(np.delete(self.x, column, axis=1), mixed, self.y, self.free)

    def all(self, mixed: _Floats) -> tuple[_Floats, _Floats]:
        """Give all t and R squared of every order of the outcome."""
        return t_of_all(self.x, mixed)


class Logistic:
    """Logistic regression of an outcome with two groups."""

    statistic = "z"

    def __init__(self, design: Design) -> None:
        self.x, self.y = design.with_constant, design.y
        b, error, likelihood = (part[0] for part in logistic(self.x[None], self.y[None]))
        if np.isnan(b).any():
            raise TiesnetError(
                say(
                    "The terms tell without doubt which firms are {labels} in {outcome}, so "
                    "that there is no estimate.",
                    labels=f"{design.labels[1]!r}",
                    outcome=f"{design.outcome!r}",
                ),
                say("Leave terms out, or merge groups."),
            )
        share = self.y.mean()
        self.null = len(self.y) * (share * np.log(share) + (1 - share) * np.log(1 - share))
        r2 = 1 - likelihood / self.null
        whole = (
            (word("R squared of McFadden"), r2),
            (word("Logarithm of the likelihood"), likelihood),
        )
        p = 2 * special.ndtr(-np.abs(b / error))
        self.found = Estimates(b, error, b / error, p, whole)

    def one(self, column: int, mixed: _Floats) -> _Floats:
        """Give the z of a term in every order of it."""
        x = np.repeat(self.x[None], len(mixed), axis=0)
        x[:, :, column] = mixed
        b, error, _ = logistic(x, self.y[None])
        return np.asarray(b[:, column] / error[:, column])

    def all(self, mixed: _Floats) -> tuple[_Floats, _Floats]:
        """Give all z and R squared of McFadden of every order of the outcome."""
        b, error, likelihood = logistic(self.x[None], mixed)
        return b / error, 1 - likelihood / self.null
