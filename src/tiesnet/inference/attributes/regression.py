"""An outcome of firms explained by their attributes and positions, p by permutation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.formula import design_of
from tiesnet.inference.attributes.models import Linear, Logistic
from tiesnet.inference.attributes.places import strata
from tiesnet.inference.attributes.regression_told import Told
from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import orders
from tiesnet.language import say
from tiesnet.network import Network

Method = Literal["residuals", "outcome"]
METHODS: tuple[Method, ...] = ("residuals", "outcome")
_Floats = NDArray[np.float64]
_Mixer = Callable[[Chunk], NDArray[np.intp]]


def regress(
    net: Network,
    formula: str,
    *,
    method: Method = "residuals",
    within: str | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Explain an outcome of firms by attributes and positions, with p from permutations.

    Linear regression of a number; logistic regression of an outcome with two groups. The p of a
    term compares its t (z in logistic regression) with the t it has after a shuffle.

    Parameters
    ----------
    net : Network
        From `build_network`; actors inside the cluster of which everything is known are used.
    formula : str
        Such as ``exports ~ degree(advice) + constraint_ego(formal) + log(size) + location``: an
        outcome, and attributes or measures of a layer. Words are compared with their first group.
    method : {"residuals", "outcome"}, default "residuals"
        What is shuffled: what the other terms leave of a term, which keeps its relation to the
        outcome's other causes (double semi-partialling of Dekker, Krackhardt and Snijders 2007,
        for actors in place of pairs); or the outcome, as UCINET does, which breaks all relations
        at once and tests each term as if none had an effect.
    within : str, optional
        An attribute: only actors alike in it change places.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Table "coefficients", a row for each term; table "fit": R squared (of McFadden for an
        outcome with two groups), with a p from shuffling the outcome.

    Raises
    ------
    TiesnetError
        The formula cannot be read, or asks for what is not there; too few actors; a term that
        follows from the others; an outcome that the terms tell without doubt.
    """
    if method not in METHODS:
        raise TiesnetError(
            say("There is no way {method} to shuffle a regression.", method=f"{method!r}"),
            say("Choose one of: {methods}.", methods=", ".join(METHODS)),
        )
    design = design_of(net, formula)
    inside = net.inside()
    used = np.zeros(len(inside.actors), dtype=bool)
    used[design.kept] = True
    groups, said = strata(inside, used, within)
    free = groups[design.kept]

    def mixer(chunk: Chunk) -> NDArray[np.intp]:
        return orders(free, chunk.size, chunk.rng())

    model = Logistic(design) if design.labels else Linear(design)
    testing = {"replications": replications, "seed": seed, "workers": workers}
    drawn, fit = _draw(model, method, mixer, testing)
    told = Told(design, model, method, within, replications, seed)
    return told.outcome(net, drawn, fit, said)


def _draw(
    model: Linear | Logistic, method: Method, mixer: _Mixer, testing: dict[str, Any]
) -> tuple[_Floats, _Floats]:
    """Give t of every coefficient, (replications, terms + 1), and R squared, (replications,)."""

    def shuffled(chunk: Chunk) -> _Floats:
        t, r2 = model.all(model.y[mixer(chunk)])
        return np.column_stack([t, r2])

    drawn = replicate(shuffled, **testing)
    whole = drawn[:, -1]
    if method == "outcome":
        return drawn[:, :-1], whole
    left = [_left_of(model.x, column) for column in range(model.x.shape[1])]

    def residuals(chunk: Chunk) -> _Floats:
        order = mixer(chunk)
        found = np.full((chunk.size, len(left)), np.nan)  # a constant cannot be shuffled
        for column in range(1, len(left)):
            found[:, column] = model.one(column, left[column][order])
        return found

    return replicate(residuals, **testing, salt=1), whole


def _left_of(x: _Floats, column: int) -> _Floats:
    """Give what the other terms leave of a term."""
    q = np.linalg.qr(np.delete(x, column, axis=1))[0]
    return np.asarray(x[:, column] - q @ (q.T @ x[:, column]))
