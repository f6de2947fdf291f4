"""Change of the treated less change of the others: of actors, and of the ties of pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.pairs import orders
from tiesnet.inference.result import TestResult, summarise
from tiesnet.inference.waves.ties import PairChange
from tiesnet.inference.waves.vertex import totals
from tiesnet.language import word

TEST = word("permutation of who was treated")
NULL = word("the programme changed nothing for anybody: who was treated shuffled")
_LEAST = 1e-9
_Flags = NDArray[np.bool_]
_Places = NDArray[np.intp]
_Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Effect:
    """A difference of changes, its interval and its test.

    Attributes
    ----------
    result : TestResult
        The estimate against the treatment shuffled.
    low, high : float
        Bootstrap interval, 95 %.
    """

    result: TestResult
    low: float
    high: float


def actor_effect(change: _Values, treated: _Flags, strata: _Places, **testing: Any) -> Effect:
    """Test the mean change of treated actors less that of the others, within strata.

    Parameters
    ----------
    change : array, shape (actors,)
        After less before.
    treated : array of bool, shape (actors,)
    strata : array of int, shape (actors,)
        The treatment is shuffled within each.
    """
    codes = np.unique(strata, return_inverse=True)[1]
    observed = estimate(change, treated, codes)

    def shuffled(chunk: Chunk) -> _Values:
        rows = orders(strata, chunk.size, chunk.rng())
        return np.array([estimate(change, treated[order], codes) for order in rows])

    def again(chunk: Chunk) -> _Values:
        rng = chunk.rng()
        sides = np.flatnonzero(treated), np.flatnonzero(~treated)
        found = np.empty(chunk.size)
        for k in range(chunk.size):
            picks = np.concatenate([rng.choice(side, len(side)) for side in sides])
            found[k] = estimate(change[picks], treated[picks], codes[picks])
        return found

    drawn = replicate(shuffled, label=word("Shuffling who was treated"), **testing)
    resamples = replicate(again, label=word("Drawing actors again"), salt=1, **testing)
    found = summarise(observed, drawn, testing["seed"], NULL, test=TEST, two_sided="size")
    return Effect(found, *_quantiles(resamples))


def estimate(change: _Values, treated: _Flags, codes: _Places) -> float:
    """Give the mean change of the treated less that of the others, within strata.

    With one stratum the difference of the two means; with several the coefficient of being treated
    beside a constant for each stratum. Empty when no stratum has both.
    """
    size = np.bincount(codes)
    own = treated - (np.bincount(codes, treated) / np.maximum(size, 1))[codes]
    spread = float(own @ own)
    return float(own @ change) / spread if spread > _LEAST else np.nan


def compared(treated: _Flags, strata: _Places) -> _Flags:
    """Tell who is in a stratum that has both treated and others; nobody else can be compared."""
    codes = np.unique(strata, return_inverse=True)[1]
    share = np.bincount(codes, treated) / np.maximum(np.bincount(codes), 1)
    found: _Flags = ((share > 0) & (share < 1))[codes]
    return found


def _quantiles(drawn: _Values) -> tuple[float, float]:
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return np.nan, np.nan
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


STATISTICS = (word("share tied"), word("creation"), word("dissolution"))
GROUPS = (word("both treated"), word("one treated"), word("none treated"))


def pair_sums(change: PairChange) -> list[_Values]:
    """Give what is added up: known pairs, ties before, after, and in both waves."""
    both = change.before & change.after
    return [cells.astype(float) for cells in (change.known, change.before, change.after, both)]


def pair_rates(sums: _Values) -> _Values:
    """Turn sums into change of the share tied, creation and dissolution rate.

    Parameters
    ----------
    sums : array, shape (..., 4)
        Known pairs, ties before, after, in both.

    Returns
    -------
    array, shape (..., 3)
        Creation over pairs not tied before, dissolution over pairs tied before; empty where there
        are none.
    """
    known, before, after, both = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = [
            (after - before) / known,
            (after - both) / (known - before),
            (before - both) / before,
        ]
    found: _Values = np.stack(rates, axis=-1)
    return found


def group_sums(cells: list[_Values], treated: _Flags) -> _Values:
    """Add up over pairs with both, one or none treated; shape (3, sums)."""
    return _by_group(np.stack([_split(one, treated.astype(float)) for one in cells]))


def _split(cells: _Values, flags: _Values) -> _Values:
    """Add up a matrix by the treatment of its ends, shape (2, 2): untreated first."""
    rows, columns = flags @ cells, cells @ flags
    both = float(flags @ columns)
    first, second = float(rows.sum()) - both, float(columns.sum()) - both
    # `rows` counts pairs whose first end is treated, `columns` those whose second is.
    none = float(cells.sum()) - both - first - second
    return np.array([[none, second], [first, both]])


def _by_group(sums: _Values) -> _Values:
    """From (..., sums, 2, 2) to (..., 3, sums)."""
    groups = [sums[..., 1, 1], sums[..., 0, 1] + sums[..., 1, 0], sums[..., 0, 0]]
    found: _Values = np.stack(groups, axis=-2)
    return found


def pair_effects(
    change: PairChange, treated: _Flags, strata: _Places, **testing: Any
) -> dict[tuple[str, str], Effect]:
    """Test rates among pairs with both (or one) treated less those with none treated.

    Returns
    -------
    dict of (group, statistic) to Effect
    """
    cells = pair_sums(change)
    observed = _against_none(pair_rates(group_sums(cells, treated)))

    def shuffled(chunk: Chunk) -> _Values:
        rows = orders(strata, chunk.size, chunk.rng())
        sums = np.stack([group_sums(cells, treated[order]) for order in rows])
        return _against_none(pair_rates(sums))

    drawn = replicate(shuffled, label=word("Shuffling who was treated"), **testing)
    again = totals(cells, treated.astype(np.intp), between=True, salt=1, **testing)
    resamples = _against_none(pair_rates(_by_group(again)))
    found = {}
    for g, group in enumerate(GROUPS[:2]):
        for k, name in enumerate(STATISTICS):
            value, outcomes = float(observed[g, k]), drawn[:, g, k]
            test = summarise(value, outcomes, testing["seed"], NULL, test=TEST)
            found[(group, name)] = Effect(test, *_quantiles(resamples[:, g, k]))
    return found


def _against_none(rates: _Values) -> _Values:
    found: _Values = rates[..., :2, :] - rates[..., 2:, :]
    return found
