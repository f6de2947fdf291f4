"""Rules that take over answers: of actors alike, or of another layer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.missing.cells import Cells
from tiesnet.inference.missing.rules import imputation
from tiesnet.language import say

_Values = NDArray[np.float64]
_Places = NDArray[np.intp]
NEIGHBOURS = 3


@imputation(
    "nearest",
    short="kNN",
    label="the median of the answers of the three firms most alike",
    source="znidarsic2012, znidarsic2020",
)
def nearest(cells: Cells, _rng: np.random.Generator) -> _Values:
    """Take the median answer of the three respondents of whom others say the most similar things.

    Alike: the mean squared difference between what the same third actors say of both is small;
    of several alike the first in the survey. For each pair the three nearest count who said
    something of the receiver.
    """
    proposed = np.full(cells.values.shape, np.nan)
    for row in np.flatnonzero(cells.fill.any(axis=1)):
        answers = cells.values[_alike(cells, int(row))]
        if not len(answers):
            continue
        first = np.cumsum(~np.isnan(answers), axis=0) <= NEIGHBOURS
        chosen = np.where(first, answers, np.nan)
        told = ~np.isnan(chosen).all(axis=0)
        proposed[row, told] = np.nanmedian(chosen[:, told], axis=0)
    return proposed


@imputation(
    "hot deck",
    label="the answer of one firm among the three most alike",
    random=True,
    source="huisman2009",
)
def hot_deck(cells: Cells, rng: np.random.Generator) -> _Values:
    """Copy all answers of one respondent, drawn from the three most alike (see "nearest").

    What the donor said of itself is nothing: no tie. In a layer without arrows the answers of the
    first of the two ends count.
    """
    proposed = np.full(cells.values.shape, np.nan)
    for row in np.flatnonzero(cells.fill.any(axis=1)):
        donors = _alike(cells, int(row))[:NEIGHBOURS]
        if len(donors):
            proposed[row] = cells.values[rng.choice(donors)]
    return proposed


@imputation(
    "copy", short="copy", label="what another layer says of the same pair", source="borgatti2002"
)
def copy(cells: Cells, _rng: np.random.Generator) -> _Values:
    """Copy another layer, such as the answers of an earlier round; not known there: no tie."""
    if cells.other is None:
        raise TiesnetError(
            say("The rule 'copy' takes answers from another layer, and none was named."),
            say("Name one: copy_from='advice'."),
        )
    return cells.other.T if cells.turned else cells.other


def _alike(cells: Cells, row: int) -> _Places:
    """List who answered more than half of all pairs, those of whom like things are said first."""
    values, known = cells.values, cells.known
    donors = np.flatnonzero(2 * known.sum(axis=1) > len(values) - 1)
    donors = donors[donors != row]
    both = known[:, [row]] & known[:, donors]
    both[row] = False
    gap = np.where(both, np.nan_to_num(values[:, [row]]) - np.nan_to_num(values[:, donors]), 0.0)
    count = both.sum(axis=0)
    far = np.full(len(donors), np.inf)
    distance = np.divide((gap**2).sum(axis=0), count, out=far, where=count > 0)
    ordered: _Places = donors[np.argsort(distance, kind="stable")]
    return ordered
