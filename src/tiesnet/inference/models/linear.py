"""Linear regression over pairs, tested by double semi-partialling or by permuting the outcome."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.evidence import Field
from tiesnet.inference.models.design import Design
from tiesnet.inference.models.family import (
    FITTED_TO,
    NULLS,
    P_ORDINARY,
    TESTED,
    TESTS,
    Family,
    Fitted,
    Run,
    register,
)
from tiesnet.inference.models.least_squares import LeastSquares, least_squares
from tiesnet.inference.models.sweep import sweep
from tiesnet.inference.result import TestResult, summarise
from tiesnet.inference.words import count
from tiesnet.language import localised, say, word

_LEAST = 1e-12
_Values = NDArray[np.float64]


def semi_partialled(model: LeastSquares, products: _Values) -> tuple[_Values, _Values]:
    """Give t of every coefficient when its residual is permuted, and R² of permuted outcomes.

    Parameters
    ----------
    model : LeastSquares
    products : array of float, shape (replications, p, p + 1)
        Of the permuted basis with the basis and, last, the outcome.

    Returns
    -------
    tuple of array of float, shapes (replications, p + 1) and (replications,)
        t; NaN where a permuted residual has nothing of its own beside the other predictors, or
        where they give the outcome without error.
        R²: the inverse of an order does to the outcome what the order does to the predictors.
    """
    own, outcome = model.directions, model.outcome
    many, terms = len(products), len(own)
    inner = np.zeros((many, terms, terms))
    inner[:, 0, 0] = 1  # a constant stays what it is, and all others add up to 0 along it
    inner[:, 1:, 1:] = products[:, :, :-1]
    with_outcome = np.concatenate([np.full((many, 1), outcome[0]), products[:, :, -1]], axis=1)
    turned = own @ inner  # of each permuted residual with the whole basis
    back = (turned * own).sum(axis=2)  # and with itself where it was
    length = 1 - (turned**2).sum(axis=2) + back**2
    along = with_outcome @ own.T - (turned @ outcome - back * (own @ outcome))
    left = model.residual + (own @ outcome) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        length = np.where(length > _LEAST, length, np.nan)
        t = along / np.sqrt(length * _rest(left - along**2 / length, model) / model.free)
    return t, (with_outcome[:, 1:] ** 2).sum(axis=1) / model.total


def outcome_permuted(model: LeastSquares, products: _Values) -> tuple[_Values, _Values]:
    """Give t of every coefficient, and R², when the outcome is permuted.

    Parameters
    ----------
    model : LeastSquares
    products : array of float, shape (replications, p)
        Of the permuted outcome with the basis.

    Returns
    -------
    tuple of array of float, shapes (replications, p + 1) and (replications,)
        t is NaN where the predictors give the permuted outcome without error.
    """
    explained = (products**2).sum(axis=1)
    first = np.full((len(products), 1), model.outcome[0])
    along = np.concatenate([first, products], axis=1) @ model.directions.T
    spread = np.sqrt(_rest(model.total - explained, model) / model.free)
    return along / spread[:, None], explained / model.total


def _rest(squares: _Values, model: LeastSquares) -> _Values:
    """Leave out sums of squares of residuals that are 0 but for rounding: there is no t."""
    return np.where(squares > _LEAST * model.total, squares, np.nan)


def permuted(model: LeastSquares, design: Design, run: Run) -> tuple[_Values, _Values]:
    """Draw t of every coefficient, and R², under the null model of the run."""
    outcome = (design.y - design.y.mean())[:, None]
    how: dict[str, Any] = {
        "replications": run.replications,
        "seed": run.seed,
        "workers": run.workers,
    }
    if run.permute == "outcome":
        products = sweep(design, outcome, model.basis, **how)
        return outcome_permuted(model, products[:, 0])
    products = sweep(design, model.basis, np.hstack([model.basis, outcome]), **how)
    return semi_partialled(model, products)


def fit_linear(design: Design, run: Run) -> Fitted:
    """Fit and test a linear model."""
    model = least_squares(design.y, design.X)
    drawn_t, drawn_r2 = permuted(model, design, run)
    ordinary = _ordinary(model)
    rows = [
        {
            "term": name,
            "estimate": model.estimates[place],
            "standardised": model.standardised[place],
            "t": model.t[place],
            "p_ordinary": ordinary[place],
            "vif": model.vif[place],
        }
        | _tested(
            summarise(
                float(model.t[place]),
                drawn_t[:, place],
                run.seed,
                run.null,
                test=run.test,
                two_sided="size",
            )
        )
        for place, name in enumerate(design.names)
    ]
    fit = _fit(model, design, drawn_r2, run)
    return Fitted(pd.DataFrame(rows), fit, _cautions(design, drawn_t))


def _ordinary(model: LeastSquares) -> _Values:
    from scipy import special

    made: _Values = 2 * special.stdtr(model.free, -np.abs(model.t))
    return made


def _tested(result: TestResult) -> dict[str, Any]:
    row = result.row()
    row.pop("observed")
    return row


def _fit(model: LeastSquares, design: Design, drawn: _Values, run: Run) -> dict[str, Any]:
    cells, terms = design.X.shape
    explained = model.r2
    tested = summarise(
        explained, drawn, run.seed, NULLS["outcome"], test=TESTS["outcome"], two_sided="size"
    )
    return {
        "cells": cells,
        "actors": design.actors,
        "moved": int((design.groups >= 0).sum()),
        "r2": explained,
        "adjusted_r2": 1 - (1 - explained) * (cells - 1) / model.free,
        "f": explained / (terms - 1) / ((1 - explained) / model.free),
    } | _tested(tested)


def _cautions(design: Design, drawn: _Values) -> tuple[str, ...]:
    found = []
    if lost := int(np.isnan(drawn).sum(axis=0).max()):
        found.append(
            say(
                "In up to {lost} of {permutation} there was no t to compare with, since "
                "what was permuted followed from the predictors, or the outcome did: "
                "they are left out of the p-values.",
                lost=localised(f"{lost:,}"),
                permutation=count(len(drawn), "permutation"),
            )
        )
    if design.outcome.binary:
        found.append(
            say(
                "The outcome {name} is only ever 0 or 1: the estimates are differences "
                "of shares (a linear probability model); the logistic family gives odds.",
                name=f"{design.outcome.name!r}",
            )
        )
    return tuple(found)


LINEAR = register(
    Family(
        "linear",
        word("Linear regression over pairs"),
        fit_linear,
        coefficient_fields=(
            Field("estimate", "Estimate", "number"),
            Field(
                "standardised",
                "Standardised",
                "number",
                "",
                "Estimate in standard deviations of the outcome per one of the predictor.",
            ),
            Field("t", "t", "number", "", "Estimate over its ordinary standard error."),
            P_ORDINARY,
            *TESTED,
            Field(
                "vif",
                "VIF",
                "number",
                "",
                "Variance inflation: how many times the other predictors make the variance of "
                "the estimate larger.",
            ),
        ),
        fit_fields=(
            *FITTED_TO,
            Field("r2", "R²", "number"),
            Field("adjusted_r2", "Adjusted R²", "number"),
            Field("f", "F", "number"),
            *TESTED,
        ),
        method=word("Ordinary least squares; the test statistic is t."),
        source=("dekker2007", "krackhardt1988b"),
        reading=word(
            "The estimate is the change of the outcome for one unit more of the predictor, "
            "the others the same."
        ),
    )
)
