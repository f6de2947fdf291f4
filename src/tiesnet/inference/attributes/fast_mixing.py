"""Measures of mixing under shuffled groups, from the counts of ties within and between groups.

The known pairs by group stay as they are: those who change places answered the same questions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.attributes.fast import Case, Draw, Key, fast
from tiesnet.metrics import groups
from tiesnet.network import Network, adjacency

_Floats = NDArray[np.float64]
_CELLS = 4_000_000
"""Ends of ties looked at together."""
_MOST_GROUPS = 200


@dataclass(frozen=True, eq=False)
class _Counts:
    """Ordered ties of every replication and ordered known pairs, by groups of both ends.

    Attributes
    ----------
    ties : array of float, shape (count, G, G)
    pairs : array of float, shape (G, G)
    double : int
        How often a tie stands in `ties`: without arrows twice.
    """

    ties: _Floats
    pairs: _Floats
    double: int

    def tied(self) -> tuple[_Floats, _Floats]:
        """Count ties within and between groups, one without arrows once; shape (count,)."""
        within = np.trace(self.ties, axis1=1, axis2=2) / self.double
        return within, self.ties.sum(axis=(1, 2)) / self.double - within

    def known(self) -> tuple[float, float]:
        """Count known pairs within and between groups."""
        within = float(self.pairs.trace()) / self.double
        return within, float(self.pairs.sum()) / self.double - within

    def cells(self) -> _Floats:
        """Give tied and not tied pairs of the same and of different groups, (4, count)."""
        (a, b), (within, between) = self.tied(), self.known()
        return np.array([a, within - a, b, between - b])


def _over(above: _Floats, below: _Floats | float) -> _Floats:
    """Divide; empty where nothing can be divided by."""
    below = np.broadcast_to(below, np.shape(above))
    return np.asarray(
        np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
    )


def _ei(counts: _Counts) -> _Floats:
    within, between = counts.tied()
    return _over(between - within, between + within)


def _odds_ratio(counts: _Counts) -> _Floats:
    cells = counts.cells()
    full = np.where((cells == 0).any(axis=0), cells + 0.5, cells)
    ratio = full[0] * full[3] / (full[1] * full[2])
    return np.where(all(counts.known()), ratio, np.nan)


def _yules_q(counts: _Counts) -> _Floats:
    a, c, b, d = counts.cells()
    return _over(a * d - b * c, a * d + b * c)


def _phi(counts: _Counts) -> _Floats:
    a, c, b, d = counts.cells()
    return _over(a * d - b * c, np.sqrt((a + c) * (b + d) * (a + b) * (c + d)))


def _share_within(counts: _Counts) -> _Floats:
    within, between = counts.tied()
    return _over(within, within + between)


def _h_star(counts: _Counts) -> _Floats:
    within, between = counts.known()
    return _share_within(counts) - within / (within + between)


def _rescaled(counts: _Counts) -> _Floats:
    tied, (within, between) = sum(counts.tied()), counts.known()
    lowest = _over(tied - 2 * np.minimum(tied, within), tied)
    highest = _over(2 * np.minimum(tied, between) - tied, tied)
    return 2 * _over(_ei(counts) - lowest, highest - lowest) - 1


def _by_chance(counts: _Counts) -> tuple[_Floats, _Floats]:
    """Give the modularity, and the share of ties within groups that the degrees would give."""
    total = np.maximum(counts.ties.sum(axis=(1, 2)), 1)
    share = counts.ties / total[:, None, None]
    chance = np.einsum("kij,kjl->k", share, share)
    empty = np.where(counts.ties.any(axis=(1, 2)), 0.0, np.nan)
    return np.trace(share, axis1=1, axis2=2) - chance + empty, chance


def _assortativity(counts: _Counts) -> _Floats:
    modularity, chance = _by_chance(counts)
    return _over(modularity, 1 - chance)


def _coleman(counts: _Counts) -> _Floats:
    known = counts.pairs.sum(axis=1)
    expected = np.nansum(counts.ties.sum(axis=2) * _over(counts.pairs.diagonal(), known), axis=1)
    within, sent = np.trace(counts.ties, axis1=1, axis2=2), counts.ties.sum(axis=(1, 2))
    largest = np.where(within >= expected, sent - expected, expected)
    return np.where(sent > 0, _over(within - expected, largest), np.nan)


_NUMBERS: Mapping[str, Callable[[_Counts], _Floats]] = {
    "ties_within": lambda counts: counts.tied()[0],
    "ties_between": lambda counts: counts.tied()[1],
    "share_within": _share_within,
    "h_star": _h_star,
    "ei": _ei,
    "ei_rescaled": _rescaled,
    "yules_q": _yules_q,
    "odds_ratio": _odds_ratio,
    "coleman": _coleman,
    "assortativity": _assortativity,
    "modularity": lambda counts: _by_chance(counts)[0],
    "correlation": _phi,
    "ei_index": _ei,
    "odds_ratio_stage": _odds_ratio,
    "density_same_stage": lambda counts: _over(counts.tied()[0], counts.known()[0]),
    "density_different_stage": lambda counts: _over(counts.tied()[1], counts.known()[1]),
}
"""The columns of the measure homophily, and the measures of mixing by stage."""


@fast("ei_index", "odds_ratio_stage", "density_same_stage", "density_different_stage", "homophily")
def shuffled_mixing(case: Case, observed: Mapping[Key, float]) -> Draw | None:
    """Count ties within and between groups again, and sum it up; sizes and pairs stay."""
    numbers = [(_NUMBERS.get(name), seen) for (_, name), seen in observed.items()]
    codes = groups(case.view, case.by, firms_only=case.by == "stage").codes
    if codes.max(initial=-1) >= _MOST_GROUPS:
        return None
    count = _counter(case.view, codes)

    def draw(orders: NDArray[np.intp]) -> _Floats:
        counts = count(codes[orders])
        fixed = np.ones(len(orders))
        return np.column_stack([seen * fixed if f is None else f(counts) for f, seen in numbers])

    return draw


def _counter(view: Network, codes: NDArray[np.intp]) -> Callable[[NDArray[np.intp]], _Counts]:
    cells = adjacency(view).tocoo()
    known = view.respondents.known(cells.row, cells.col)
    if not view.directed:
        known &= view.respondents.known(cells.col, cells.row)
    one, other = cells.row[known], cells.col[known]
    pairs = view.respondents.known_pairs(codes, both=not view.directed).astype(float)
    size, double = len(pairs), 1 if view.directed else 2

    def count(labels: NDArray[np.intp]) -> _Counts:
        ties = np.zeros((len(labels), size * size))
        step = max(1, _CELLS // max(len(one), 1))
        for first in range(0, len(labels), step):
            part = labels[first : first + step]
            source, target = part[:, one], part[:, other]
            cell = np.where((source >= 0) & (target >= 0), source * size + target, size * size)
            cell += np.arange(len(part))[:, None] * (size * size + 1)
            found = np.bincount(cell.ravel(), minlength=len(part) * (size * size + 1))
            ties[first : first + step] = found.reshape(len(part), -1)[:, :-1]
        return _Counts(ties.reshape(len(labels), size, size), pairs, double)

    return count
