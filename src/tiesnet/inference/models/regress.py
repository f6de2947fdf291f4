"""MRQAP: regressions over pairs of actors, written as formulas, tested by permuting who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import REPLICATIONS
from tiesnet.inference.models import glm, linear
from tiesnet.inference.models.design import Design, make_design, refuse_large
from tiesnet.inference.models.family import FAMILIES, Family, Fitted, Permute, Run
from tiesnet.inference.models.formula import Formula, parse
from tiesnet.inference.models.met import by_definition
from tiesnet.inference.models.presented import presented
from tiesnet.inference.models.variables import Variables, variables
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import known_together, respondents
from tiesnet.language import say
from tiesnet.network import Network

_Flags = NDArray[np.bool_]
_REGISTERED = (glm, linear)  # importing them makes their families known


def mrqap(
    net: Network,
    formula: str | Sequence[str],
    *,
    family: str = "linear",
    permute: Permute = "dsp",
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Regress ties on other ties and on what two actors have in common (MRQAP).

    Pairs of actors depend on each other, so the p of an ordinary regression are too small. Here
    who is who is permuted: by double semi-partialling the residual of each predictor on all
    others, so that the other predictors keep their tie to the outcome; or the outcome itself.

    Parameters
    ----------
    net : Network
        The actors inside the cluster are used. Pairs that are not known in every variable stay
        out, and only actors of whom the same pairs are known change places, among those that
        answered the layers in the model. When nothing in a model has a direction, every pair
        counts once.
    formula : str or sequence of str
        ``"advice ~ supplies + same(sector) + absdiff(size) + distance(km)"``: a layer or a union
        (``valued(layer)`` for strengths), then layers and terms. Several formulas are fitted side
        by side; those with one outcome over the pairs known in all of them.
    family : {"linear", "logistic", "count"}, default "linear"
        What kind of outcome it is.
    permute : {"dsp", "outcome"}, default "dsp"
        The residual of each predictor (double semi-partialling), or the outcome.
    replications : int, default 999
        Permutations.
    seed : int, default 1
        The same seed gives the same result.
    workers : int, optional
        Side by side, as in `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Tables "coefficients" (a row for each model and term: estimate, statistic, ordinary p for
        comparison, permutation p with its test, null model, replications, seed and error, VIF),
        "fit", of several models also "side_by_side", "variables" and "not_moved". No standardised
        estimate and no VIF of the intercept.

    Raises
    ------
    TiesnetError
        A formula cannot be read or names what does not exist; a variable is the same for all
        pairs or follows from others; too many actors, or too few that can change places.

    References
    ----------
    Krackhardt (1988); Dekker, Krackhardt and Snijders (2007).
    """
    chosen = _family(family)
    if permute not in get_args(Permute):
        raise TiesnetError(
            say("There is no way of permuting called {permute}.", permute=f"{permute!r}"),
            say("Choose 'dsp' or 'outcome'."),
        )
    formulas = _parsed([formula] if isinstance(formula, str) else list(formula))
    view = net.inside()
    refuse_large(len(view.actors))
    made = variables(view, formulas)
    designs = designed(view, formulas, made)
    run = Run(permute, replications, seed, workers)
    asked = [_layers(_alike(formulas, formula), made) for formula in formulas]
    fitted = [
        _fit(chosen, design, run, place, by_definition(view, formula, made))
        for place, (formula, design) in enumerate(zip(formulas, designs, strict=True))
    ]
    return presented(net, formulas, designs, fitted, (chosen, run, asked))


def designed(net: Network, formulas: Sequence[Formula], made: Variables) -> list[Design]:
    """Make the design of every formula; models of one outcome stand on the same pairs.

    Raises
    ------
    TiesnetError
        A variable cannot be used, or too few actors can change places.
    """
    designs = []
    for formula in formulas:
        alike = _alike(formulas, formula)
        parts = {part: None for one in alike for part in (one.outcome, *one.predictors)}
        cells = known_together(made.values[part] for part in parts)
        among = respondents(net, _layers(alike, made))
        predictors = [made.values[part] for part in formula.predictors]
        designs.append(make_design(made.values[formula.outcome], predictors, among, cells))
    return designs


def _family(name: str) -> Family:
    if name not in FAMILIES:
        raise TiesnetError(
            say("There is no family {name} of outcomes.", name=f"{name!r}"),
            say("Choose one of: {families}.", families=", ".join(sorted(FAMILIES))),
        )
    return FAMILIES[name]


def _parsed(texts: Sequence[str]) -> list[Formula]:
    """Read every formula, and say of all of them what is wrong."""
    if not texts:
        raise TiesnetError(
            say("There is no formula."), say("Give one, such as 'advice ~ supplies'.")
        )
    read: list[Formula] = []
    wrong: list[TiesnetError] = []
    for text in texts:
        try:
            read.append(parse(text))
        except TiesnetError as error:
            wrong.append(error)
    if wrong:
        raise TiesnetError(" ".join(error.problem for error in wrong), wrong[0].repair)
    return read


def _alike(formulas: Sequence[Formula], formula: Formula) -> list[Formula]:
    return [other for other in formulas if other.outcome == formula.outcome]


def _layers(formulas: Sequence[Formula], made: Variables) -> list[str]:
    parts = [part for one in formulas for part in (one.outcome, *one.predictors)]
    return list(dict.fromkeys(layer for part in parts for layer in made.layers[part]))


def _fit(family: Family, design: Design, run: Run, place: int, cautions: Iterable[str]) -> Fitted:
    fitted = family.fit(design, run)
    front: dict[str, Any] = {"model": place + 1, "outcome": design.outcome.name}
    coefficients = fitted.coefficients.copy()
    for position, (key, value) in enumerate(front.items()):
        coefficients.insert(position, key, value)
    return Fitted(coefficients, front | dict(fitted.fit), (*cautions, *fitted.cautions))
