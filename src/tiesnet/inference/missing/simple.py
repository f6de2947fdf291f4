"""Rules that look at what was said of a pair, of an actor, or in the whole layer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.missing.cells import Cells
from tiesnet.inference.missing.rules import imputation

_Values = NDArray[np.float64]
_SIMPLE = "znidarsic2012, znidarsic2020"


@imputation(
    "reconstruction",
    short="RE",
    label="what the other end said",
    source="stork1992, huisman2009, znidarsic2012",
)
def reconstruction(cells: Cells, _rng: np.random.Generator) -> _Values:
    """Take what the other end said of the same tie, else its own arrow to the silent end.

    In a layer with arrows the report of the other end about this very tie counts where it was
    asked; else its own tie in the other direction stands in, as if all ties were mutual. In a
    layer without arrows only the other end's report can. Strengths are taken over. Of a pair in
    which nobody answered nothing was said: no tie.
    """
    return np.where(np.isnan(cells.told), cells.reverse, cells.told)


@imputation(
    "reconstruction and mode",
    short="REMO",
    label="what the other end said, and where it is silent too, what most say of that actor",
    source=_SIMPLE,
)
def reconstruction_and_mode(cells: Cells, rng: np.random.Generator) -> _Values:
    """Reconstruct; pairs in which nobody answered get the mode of what is said of the receiver."""
    said = reconstruction(cells, rng)
    return np.where(np.isnan(said), mode(cells, rng), said)


@imputation("mode", label="what most say of the other end", source=_SIMPLE)
def mode(cells: Cells, _rng: np.random.Generator) -> _Values:
    """Take the most frequent answer about the receiver; of several the smallest.

    In a layer without strengths: a tie to those whom more than half of all respondents name.
    """
    column = np.array([_most_frequent(answers) for answers in cells.values.T])
    return np.broadcast_to(column, cells.values.shape).copy()


@imputation("mean", label="the mean of what is said of the other end", source=_SIMPLE)
def mean(cells: Cells, _rng: np.random.Generator) -> _Values:
    """Take the mean answer about the receiver, zeros included.

    In a layer without strengths: a tie to those whom at least half of all respondents name.
    """
    known = cells.known
    total, count = np.nan_to_num(cells.values).sum(axis=0), known.sum(axis=0)
    column = np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0)
    return np.broadcast_to(column, cells.values.shape).copy()


@imputation("total mean", short="TM", label="the mean of the whole layer", source=_SIMPLE)
def total_mean(cells: Cells, _rng: np.random.Generator) -> _Values:
    """Take the mean of all known pairs: the density, or the mean strength with zeros.

    In a layer without strengths: ties everywhere if at least half of all known pairs are tied,
    else none, so that in nearly every cluster it is the null tie.
    """
    return np.full(cells.values.shape, density(cells))


@imputation("null tie", short="null", label="no tie", source=_SIMPLE)
def null_tie(cells: Cells, _rng: np.random.Generator) -> _Values:
    """Put no tie where nobody answered."""
    return np.zeros(cells.values.shape)


@imputation(
    "random",
    label="drawn with the density of the layer",
    random=True,
    source="huisman2009",
)
def random(cells: Cells, rng: np.random.Generator) -> _Values:
    """Draw every pair by itself: a tie with the probability of the known density.

    In a layer with strengths one of the known answers is drawn, zeros included.
    """
    known = cells.values[cells.known]
    if not len(known):
        return np.full(cells.values.shape, np.nan)
    if cells.binary:
        return (rng.random(cells.values.shape) < density(cells)).astype(float)
    return rng.choice(known, cells.values.shape)


def density(cells: Cells) -> float:
    """Give the mean of the known pairs; NaN when none is known."""
    known = cells.values[cells.known]
    return float(known.mean()) if len(known) else float("nan")


def _most_frequent(answers: _Values) -> float:
    values, counts = np.unique(answers[~np.isnan(answers)], return_counts=True)
    return float(values[counts.argmax()]) if len(values) else float("nan")
