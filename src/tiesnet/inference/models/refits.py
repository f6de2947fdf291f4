"""The same regression fitted again and again, each time with something else permuted.

Newton's method for many permutations at once. They start where the permuted column has no part,
which is where most of them end: three or four steps are enough. Permutations for which they are
not enough, since the outcome is nearly foretold, are fitted once more with care.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.models.design import Design
from tiesnet.inference.models.links import COUNT, Link
from tiesnet.inference.models.newton import TOLERANCE, from_the_mean, maximise, standardised

_STEPS = 12
_ROOM = 1 << 15  # numbers in a batch, so that they stay near the processor
_Values = NDArray[np.float64]
_Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Refit:
    """A regression of which one column, or the outcome, is permuted.

    Attributes
    ----------
    design : Design
        Where its cells are.
    link : Link
    y : array of float, shape (cells,)
    fixed : array of float, shape (cells, columns)
        The columns that stay as they are, standardised.
    column : array of float, shape (cells,), optional
        The column permuted; without it the outcome is.
    start : array of float
        Betas from which every permutation starts, of `fixed` and then of `column`.
    fast : bool
        Whether the compiled loops do it.
    """

    design: Design
    link: Link
    y: _Values
    fixed: _Values
    column: _Values | None
    start: _Values
    fast: bool

    def z(self, orders: _Places) -> _Values:
        """Give z, shape (orders, columns), of the fixed columns and of the one permuted.

        NaN where the permuted regression has no maximum.
        """
        found = self._compiled(orders) if self.fast else self._plain(orders)
        for place in np.flatnonzero(np.isnan(found).any(axis=1)).tolist():
            found[place] = self._careful(orders[place])
        return found

    def _compiled(self, orders: _Places) -> _Values:
        from tiesnet.inference import kernels

        moved = self.y if self.column is None else self.column
        found: _Values = kernels.refit(
            np.ascontiguousarray(self.fixed.T),
            self.design.place(moved),
            self.y,
            self.design.rows.astype(np.uint32),
            self.design.cols.astype(np.uint32),
            orders,
            self.start,
            (self.column is not None, self.link is COUNT, _STEPS, TOLERANCE),
        )
        return found

    def _plain(self, orders: _Places) -> _Values:
        size = max(1, _ROOM // len(self.y))
        parts = [self._batch(orders[at : at + size]) for at in range(0, len(orders), size)]
        return np.concatenate(parts)

    def _batch(self, orders: _Places) -> _Values:
        """Fit some permutations side by side; NaN for those that did not get there."""
        moved = self.design.gather(self.y if self.column is None else self.column, orders)
        found = np.full((len(orders), len(self.start)), np.nan)
        beta = np.tile(self.start, (len(orders), 1))
        on = np.arange(len(orders))
        with np.errstate(all="ignore"):
            for _ in range(_STEPS):
                slope, information = self._slopes(beta, moved)
                step, variance = _solve(slope, information)
                beta = beta + step
                done = np.abs(step).max(axis=1) < TOLERANCE
                found[on[done]] = beta[done] / np.sqrt(variance[done])
                going = ~done & np.isfinite(step).all(axis=1)
                if not going.any():
                    break
                on, beta, moved = on[going], beta[going], moved[going]
        return found

    def _slopes(self, beta: _Values, moved: _Values) -> tuple[_Values, _Values]:
        """Give gradients, shape (orders, columns), and informations of some betas."""
        q = self.fixed.shape[1]
        eta = beta[:, :q] @ self.fixed.T
        if self.column is not None:
            eta += beta[:, q:] * moved
        mean = self.link.mean(eta)
        weight = self.link.weight(mean)
        rest = (moved if self.column is None else self.y) - mean
        information = np.empty((len(beta), len(self.start), len(self.start)))
        one, other = self._pairs
        information[:, one, other] = information[:, other, one] = weight @ self._products
        slope = rest @ self.fixed
        if self.column is None:
            return slope, information
        weighted = weight * moved
        information[:, q, :q] = information[:, :q, q] = weighted @ self.fixed
        information[:, q, q] = np.einsum("ij,ij->i", weighted, moved)
        return np.column_stack([slope, np.einsum("ij,ij->i", rest, moved)]), information

    @cached_property
    def _pairs(self) -> tuple[_Places, _Places]:
        one, other = np.triu_indices(self.fixed.shape[1])
        return one, other

    @cached_property
    def _products(self) -> _Values:
        """Every two fixed columns multiplied, shape (cells, pairs of columns)."""
        one, other = self._pairs
        return self.fixed[:, one] * self.fixed[:, other]

    def _careful(self, order: _Places) -> _Values:
        moved = self.design.gather(self.y if self.column is None else self.column, order[None])[0]
        if self.column is None:
            made = maximise(moved, self.fixed, self.link)
        else:
            made = maximise(self.y, np.column_stack([self.fixed, moved]), self.link)
        return np.full(len(self.start), np.nan) if made is None else made.z


def _solve(slope: _Values, information: _Values) -> tuple[_Values, _Values]:
    """Give Newton's steps and the variances; NaN where an information cannot be inverted."""
    try:
        covariance = np.linalg.inv(information)
    except np.linalg.LinAlgError:
        covariance = np.stack([_inverse(one) for one in information])
    step = np.einsum("ijk,ik->ij", covariance, slope)
    return step, np.einsum("ijj->ij", covariance)


def _inverse(matrix: _Values) -> _Values:
    try:
        made: _Values = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    except np.linalg.LinAlgError:
        made = np.full(matrix.shape, np.nan)
    return made


def semi_partialled(design: Design, place: int, link: Link, fast: bool) -> Refit:
    """Prepare the permutation of what the others leave of one predictor.

    As R sna's netlogit (2.7) does it: the residual of an ordinary regression of the predictor on
    the other ones and the constant takes its place, permuted, beside the others as they are.

    Parameters
    ----------
    design : Design
    place : int
        Of the predictor among the columns of ``design.X``; 0 for the constant.
    link : Link
    fast : bool
        Whether to use the compiled loops.
    """
    others = np.delete(design.X, place, axis=1)
    fixed, _ = standardised(others)
    column = design.X[:, place]
    rest = column - fixed @ np.linalg.lstsq(fixed, column, rcond=None)[0]
    made = maximise(design.y, fixed, link)
    start = from_the_mean(design.y, fixed, link) if made is None else made.beta
    rest /= np.sqrt((rest**2).mean())
    return Refit(design, link, design.y, fixed, rest, np.append(start, 0.0), fast)


def outcome_moved(design: Design, link: Link, fast: bool) -> Refit:
    """Prepare the permutation of the outcome; every regression starts from no predictor."""
    fixed, _ = standardised(design.X, centre=False)  # z of the constant depends on the centre
    start = from_the_mean(design.y, fixed, link)
    return Refit(design, link, design.y, fixed, None, start, fast)
