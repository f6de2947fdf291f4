"""Kinds of outcome: each family is one function that registers itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from tiesnet.inference.evidence import Field
from tiesnet.inference.models.design import Design
from tiesnet.inference.result import TEST_FIELDS
from tiesnet.language import say, word

Permute = Literal["dsp", "outcome"]
NULLS = {
    "dsp": word("the residual of each predictor on the others, its actors permuted"),
    "outcome": word("the outcome, its actors permuted"),
}
"""What is permuted, in plain words; the null model of every p of a coefficient."""
TESTED = tuple(one for one in TEST_FIELDS if one.key != "observed")
"""Columns of a test, whose statistic has a column of its own."""
P_ORDINARY = Field(
    "p_ordinary",
    "p, ordinary regression",
    "number",
    "",
    "For comparison: too small when pairs depend on each other.",
)
FITTED_TO = (
    Field("cells", "Pairs", "count", "", "Known in all variables."),
    Field("actors", "Actors", "count"),
    Field("moved", "Actors moved", "count", "", "That could change places."),
)
"""Columns of a fit: to how much."""
TESTS = {"dsp": word("MRQAP, double semi-partialling"), "outcome": word("MRQAP, outcome permuted")}


@dataclass(frozen=True)
class Run:
    """How a model is tested."""

    permute: Permute
    replications: int
    seed: int
    workers: int | None

    @property
    def null(self) -> str:
        """The null model in plain words."""
        return NULLS[self.permute]

    @property
    def test(self) -> str:
        """The name of the test."""
        return TESTS[self.permute]


@dataclass(frozen=True, eq=False)
class Fitted:
    """One model, fitted and tested.

    Attributes
    ----------
    coefficients : DataFrame
        One row for each of ``design.names``: "term", "estimate", then what the family's
        ``coefficient_fields`` name; every p with its test, null, replications, seed and error.
    fit : mapping
        One row of the table of fit, keyed by the family's ``fit_fields``.
    cautions : tuple of str
        What to keep in mind about this model.
    """

    coefficients: pd.DataFrame
    fit: Mapping[str, Any]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Family:
    """A kind of outcome and how it is modelled.

    Attributes
    ----------
    name : str
        As asked for: "linear".
    title : str
        In plain words: "Linear regression".
    fit : callable
        Takes a `Design` and a `Run` and gives a `Fitted`.
    coefficient_fields, fit_fields : tuple of Field
        Columns of the two tables, after the model and its outcome.
    method : str
        A sentence for a paper: how it was fitted, and what the statistic is.
    source : tuple of str
        Keys of the literature.
    reading : str
        How to read the coefficients.
    """

    name: str
    title: str
    fit: Callable[[Design, Run], Fitted]
    coefficient_fields: tuple[Field, ...]
    fit_fields: tuple[Field, ...]
    method: str
    source: tuple[str, ...] = ()
    reading: str = ""


FAMILIES: dict[str, Family] = {}


def register(made: Family) -> Family:
    """Make a family available by its name."""
    if made.name in FAMILIES:
        raise ValueError(say("The family {name} is there already.", name=f"{made.name!r}"))
    FAMILIES[made.name] = made
    return made


__all__ = ["FAMILIES", "NULLS", "TESTS", "Family", "Fitted", "Permute", "Run", "register"]
