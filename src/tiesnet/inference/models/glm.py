"""Regressions over pairs of yes-or-no outcomes and of counts, tested by permutation."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.evidence import Field
from tiesnet.inference.models.design import Design
from tiesnet.inference.models.family import (
    FITTED_TO,
    P_ORDINARY,
    TESTED,
    Family,
    Fitted,
    Run,
    register,
)
from tiesnet.inference.models.least_squares import least_squares
from tiesnet.inference.models.links import COUNT, LOGISTIC, Link
from tiesnet.inference.models.newton import Estimate, maximise
from tiesnet.inference.models.refits import outcome_moved, semi_partialled
from tiesnet.inference.models.separation import refuse_separation
from tiesnet.inference.pairs import orders
from tiesnet.inference.result import summarise
from tiesnet.language import localised, say, word

FROM_WORK = 20_000_000
"""From so many cells times permuted regressions on the compiled loops are worth their start."""
_CARE = 1.5
_EVENTS = 10
_Values = NDArray[np.float64]


def fit_logistic(design: Design, run: Run) -> Fitted:
    """Fit and test a logistic model of an outcome that is 0 or 1.

    Raises
    ------
    TiesnetError
        The outcome has other values; predictors foretell it without fail.
    """
    if not np.isin(design.y, (0.0, 1.0)).all():
        raise TiesnetError(
            say(
                "The logistic family needs an outcome that is 0 or 1, and {name} has "
                "other values, such as {y}.",
                name=f"{design.outcome.name!r}",
                y=localised(f"{_other(design.y, (0.0, 1.0)):g}"),
            ),
            say("Leave out valued(), or use the linear or the count family."),
        )
    return _fitted(design, run, LOGISTIC)


def fit_count(design: Design, run: Run) -> Fitted:
    """Fit and test a Poisson model, with the logarithm as link, of an outcome that is a count.

    Raises
    ------
    TiesnetError
        The outcome is not made of whole numbers from 0 on; predictors foretell its zeros.
    """
    if (design.y < 0).any() or (design.y % 1 != 0).any():
        wrong = design.y[(design.y < 0) | (design.y % 1 != 0)][0]
        raise TiesnetError(
            say(
                "The count family needs an outcome of whole numbers from 0 on, and "
                "{name} has other values, such as {wrong}.",
                name=f"{design.outcome.name!r}",
                wrong=localised(f"{wrong:g}"),
            ),
            say("Use the linear family."),
        )
    return _fitted(design, run, COUNT)


def _other(y: _Values, usual: tuple[float, ...]) -> float:
    return float(y[~np.isin(y, usual)][0])


def _fitted(design: Design, run: Run, link: Link) -> Fitted:
    made = maximise(design.y, design.X, link)
    if made is None:
        refuse_separation(design.y, design.X, design.names, link)
    drawn = permuted(design, run, link)
    ratio = "odds_ratio" if link is LOGISTIC else "rate_ratio"
    vif = least_squares(design.y, design.X).vif
    ordinary = 2 * special.ndtr(-np.abs(made.z))
    rows = []
    for place, name in enumerate(design.names):
        z = float(made.z[place])
        tested = summarise(
            z, drawn[:, place], run.seed, run.null, test=run.test, two_sided="size"
        ).row()
        del tested["observed"]
        with np.errstate(over="ignore"):
            factor = float(np.exp(made.beta[place]))
        row = {"term": name, "estimate": made.beta[place], ratio: factor, "z": z}
        rows.append(row | {"p_ordinary": ordinary[place], "vif": vif[place]} | tested)
    fit = _fit(design, made, link)
    return Fitted(pd.DataFrame(rows), fit, _cautions(design, fit, drawn, link))


def permuted(design: Design, run: Run, link: Link) -> _Values:
    """Draw z of every coefficient under the null model of a run.

    Parameters
    ----------
    design : Design
    run : Run
    link : Link

    Returns
    -------
    array of float, shape (replications, columns of ``design.X``)
        NaN where a permuted regression has no maximum of its likelihood.
    """
    columns = design.X.shape[1]
    models = columns if run.permute == "dsp" else 1
    work = len(design.y) * run.replications * models
    fast = work >= FROM_WORK and find_spec("numba") is not None
    if run.permute == "dsp":
        refits = [semi_partialled(design, place, link, fast) for place in range(columns)]
    else:
        refits = [outcome_moved(design, link, fast)]

    def draw(chunk: Chunk) -> _Values:
        drawn = orders(design.groups, chunk.size, chunk.rng())
        if run.permute == "outcome":
            return refits[0].z(drawn)
        return np.column_stack([refit.z(drawn)[:, -1] for refit in refits])

    return replicate(
        draw,
        run.replications,
        seed=run.seed,
        workers=run.workers,
        label="Permuting pairs",
        threads=True,
    )


def _fit(design: Design, made: Estimate, link: Link) -> dict[str, Any]:
    y, cells = design.y, len(design.y)
    alone = link.likelihood(y, np.full(cells, link.start(float(y.mean()))))
    best = 0.0 if link is LOGISTIC else _saturated(y)
    fit = {
        "cells": cells,
        "actors": design.actors,
        "moved": int((design.groups >= 0).sum()),
        "log_likelihood": made.likelihood,
        "deviance": 2 * (best - made.likelihood),
        "null_deviance": 2 * (best - alone),
        "mcfadden_r2": 1 - made.likelihood / alone,
        "aic": 2 * (len(made.beta) - made.likelihood),
    }
    if link is COUNT:
        mean = link.mean(made.eta)
        fit["dispersion"] = float(((y - mean) ** 2 / mean).sum()) / (cells - len(made.beta))
    return fit


def _saturated(y: _Values) -> float:
    """Give the likelihood of counts that are all fitted as they are."""
    return float((special.xlogy(y, y) - y - special.gammaln(y + 1)).sum())


def _cautions(
    design: Design, fit: Mapping[str, Any], drawn: _Values, link: Link
) -> tuple[str, ...]:
    found = []
    lost = np.isnan(drawn).sum(axis=0)
    if lost.any():
        found.append(
            say(
                "In up to {lost} of {n} permutations the permuted predictors foretold "
                "the outcome without fail, so that there was nothing to compare with: "
                "they are left out of the p-values.",
                lost=int(lost.max()),
                n=len(drawn),
            )
        )
    fewer = int(min((design.y > 0).sum(), (design.y == 0).sum()))
    if link is LOGISTIC and fewer < _EVENTS * (len(design.names) - 1):
        found.append(
            say(
                "The rarer of the two outcomes, tied or not, occurs in {fewer} pairs "
                "only: fewer than {events} for each predictor, so that estimates are "
                "unsteady and too large.",
                fewer=fewer,
                events=_EVENTS,
            )
        )
    if link is COUNT and fit["dispersion"] > _CARE:
        found.append(
            say(
                "The counts vary {dispersion} times as much as a Poisson model expects "
                "(overdispersion): trust the p-values of the permutations, not z or the "
                "ordinary ones.",
                dispersion=localised(f"{fit['dispersion']:.1f}"),
            )
        )
    return tuple(found)


def _coefficient_fields(ratio: Field) -> tuple[Field, ...]:
    return (
        Field("estimate", "Estimate", "number"),
        ratio,
        Field("z", "z", "number", "", "Estimate over its ordinary standard error."),
        P_ORDINARY,
        *TESTED,
        Field(
            "vif",
            "VIF",
            "number",
            "",
            "Variance inflation: how many times the other predictors make the variance of the "
            "estimate larger, in a linear regression.",
        ),
    )


_FIT_FIELDS = (
    *FITTED_TO,
    Field("log_likelihood", "Log likelihood", "number"),
    Field("deviance", "Deviance", "number"),
    Field("null_deviance", "Deviance without predictors", "number"),
    Field(
        "mcfadden_r2",
        "McFadden's R²",
        "number",
        "",
        "1 less the log likelihood over that of a model without predictors.",
    ),
    Field("aic", "AIC", "number", "", "Smaller is better among models of the same pairs."),
)
LOGISTIC_FAMILY = register(
    Family(
        "logistic",
        word("Logistic regression over pairs"),
        fit_logistic,
        coefficient_fields=_coefficient_fields(
            Field(
                "odds_ratio",
                "Odds ratio",
                "number",
                "",
                "e to the power of the estimate.",
            )
        ),
        fit_fields=_FIT_FIELDS,
        method=word(
            "Logistic regression, maximum likelihood; the test statistic is z. In double "
            "semi-partialling the residual of each predictor, from an ordinary regression on the "
            "others, takes its place."
        ),
        source=("dekker2007", "krackhardt1988b"),
        reading=word(
            "The odds ratio says by how much the odds of a tie are multiplied for one unit "
            "more of the predictor, the others the same."
        ),
    )
)
COUNT_FAMILY = register(
    Family(
        "count",
        word("Regression of counts over pairs"),
        fit_count,
        coefficient_fields=_coefficient_fields(
            Field(
                "rate_ratio",
                "Rate ratio",
                "number",
                "",
                "e to the power of the estimate.",
            )
        ),
        fit_fields=(
            *_FIT_FIELDS,
            Field(
                "dispersion",
                "Dispersion",
                "number",
                "",
                "Pearson's chi-square over its degrees of freedom; 1 in a Poisson model.",
            ),
        ),
        method=word(
            "Poisson regression with the logarithm as link, maximum likelihood; the test "
            "statistic is z. In double semi-partialling the residual of each predictor, from an "
            "ordinary regression on the others, takes its place."
        ),
        source=("dekker2007", "krackhardt1988b"),
        reading=word(
            "The rate ratio says by how much the expected count is multiplied for one unit "
            "more of the predictor, the others the same."
        ),
    )
)
