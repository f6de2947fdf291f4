"""Two kinds of ties in two waves over each other: who had which, and who made the other since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.coupling import tied_and_known
from tiesnet.inference.evidence import Field
from tiesnet.inference.pairs import respondents
from tiesnet.inference.result import TEST_FIELDS
from tiesnet.inference.waves.rounds import Step
from tiesnet.inference.waves.ties import STEP_FIELDS

_Flags = NDArray[np.bool_]
_Numbers = NDArray[np.float64]

PRECEDENCE_FIELDS = (
    *STEP_FIELDS,
    Field("first", "First there", "layer"),
    Field("then", "Then made", "layer"),
    Field("with_first", "Pairs with the first", "count", "pairs",
          "Tied in the first before, and not in the second."),
    Field("made_with", "of them made", "count", "pairs"),
    Field("rate_with", "Share made, with", "percent"),
    Field("without", "Pairs with neither", "count", "pairs", "Tied in neither before."),
    Field("made_without", "of them made", "count", "pairs"),
    Field("rate_without", "Share made, without", "percent"),
    Field("difference", "Difference", "number", "", "Of the two shares."),
    Field("odds_ratio", "Odds ratio", "number", "",
          "Odds of being made with the first, over those without; empty where it divides by 0."),
    Field("observed", "z", "number", "",
          "Made with the first less expected, over its standard deviation (Mantel-Haenszel)."),
    *TEST_FIELDS[1:],
)  # fmt: skip
DIRECTION_FIELDS = (
    *STEP_FIELDS,
    Field("one", "One kind", "layer"),
    Field("other", "Other kind", "layer"),
    Field("log_one", "Log odds ratio, one before other", "number", "", "0.5 added to every count."),
    Field("log_other", "Log odds ratio, other before one", "number"),
    Field("observed", "z of the difference", "number", "",
          "Above 0: the one precedes the other more than the other way round."),
    *TEST_FIELDS[1:],
)  # fmt: skip
PATH_FIELDS = (
    *STEP_FIELDS,
    Field("before", "Before"),
    Field("after", "After"),
    Field("pairs", "Pairs", "count", "pairs"),
)
PAIR_FIELDS = (
    *STEP_FIELDS,
    Field("one", "Actor"),
    Field("other", "Actor"),
)


@dataclass(frozen=True, eq=False)
class Both:
    """Two kinds of ties in two waves, over pairs known in all four; symmetric.

    Attributes
    ----------
    one, other : tuple of array of bool, shape (actors, actors)
        Tied before, and made since (tied after and not before).
    after : tuple of array of bool
        Tied after.
    known : array of bool, shape (actors, actors)
    among : array of bool, shape (actors,)
        Who answered both in both waves.
    """

    one: tuple[_Flags, _Flags]
    other: tuple[_Flags, _Flags]
    after: tuple[_Flags, _Flags]
    known: _Flags
    among: _Flags

    @property
    def size(self) -> int:
        """How many pairs are known."""
        return int(self.known.sum()) // 2

    def shared(self) -> _Numbers:
        """Count pairs that are in each of the other kind and in each of the one, shape (2, 2)."""
        return np.array([[(a & b).sum() // 2 for b in self.one] for a in self.other], dtype=float)


@dataclass(frozen=True, eq=False)
class Table:
    """Pairs without a tie of the second kind before: with and without the first, made or not.

    Attributes
    ----------
    made_with, with_first, made_without, without : array of float
        Counts, of any shape.
    """

    made_with: _Numbers
    with_first: _Numbers
    made_without: _Numbers
    without: _Numbers

    def log_odds(self) -> tuple[_Numbers, _Numbers]:
        """Give the log odds ratio and its variance, 0.5 added to every count."""
        cells = [
            self.made_with + 0.5,
            self.with_first - self.made_with + 0.5,
            self.made_without + 0.5,
            self.without - self.made_without + 0.5,
        ]
        a, b, c, d = cells
        ratio: _Numbers = np.log(a * d / (b * c))
        return ratio, 1 / a + 1 / b + 1 / c + 1 / d

    def z(self) -> _Numbers:
        """Give how far the pairs made with the first lie from what their share would give.

        (made with - expected) / standard deviation, both hypergeometric: the statistic of Mantel
        and Haenszel. Empty where nothing was made, or all pairs are of one sort.
        """
        size, made = self.with_first + self.without, self.made_with + self.made_without
        with np.errstate(divide="ignore", invalid="ignore"):
            share = made / size
            variance = self.with_first * share * (1 - share) * self.without / (size - 1)
            found: _Numbers = (self.made_with - self.with_first * share) / np.sqrt(variance)
        return np.where(variance > 0, found, np.nan)


def laid(step: Step, one: str, other: str) -> Both:
    """Lay two kinds of ties in two waves over each other."""
    found = {}
    known = np.ones((len(step.both), len(step.both)), dtype=bool)
    among = np.ones(len(step.both), dtype=bool)
    for name in (one, other):
        for wave, net in enumerate(step.kept):
            tied, told = tied_and_known(net, name)
            found[name, wave] = tied
            known &= told
            view = net.layer(name)
            among &= respondents(view, map(str, view.layers.index))
    before, after = (tuple(found[name, wave] & known for name in (one, other)) for wave in (0, 1))
    made = tuple(late & ~early for late, early in zip(after, before, strict=True))
    return Both((before[0], made[0]), (before[1], made[1]), (after[0], after[1]), known, among)


def tables(both: Both, shared: _Numbers) -> tuple[Table, Table]:
    """Give the table of each direction from how many pairs are shared.

    Parameters
    ----------
    shared : array, shape (..., 2, 2)
        Rows: the other kind before, and made since; columns: the one kind before, and made.
    """
    one, other = ([float(cells.sum()) / 2 for cells in kind] for kind in (both.one, both.other))
    together = shared[..., 0, 0]
    return (
        _table(both.size, one[0] - together, other, shared[..., 1, 0]),
        _table(both.size, other[0] - together, one, shared[..., 0, 1]),
    )


def _table(size: int, with_first: _Numbers, then: list[float], made_with: _Numbers) -> Table:
    """Fill in what follows: at risk are all pairs without the second kind before."""
    return Table(made_with, with_first, then[1] - made_with, size - then[0] - with_first)


def between(found: Sequence[Table]) -> _Numbers:
    """Give the difference of the two log odds ratios over its standard error."""
    (one, of_one), (other, of_other) = (table.log_odds() for table in found)
    ratio: _Numbers = (one - other) / np.sqrt(of_one + of_other)
    return ratio
