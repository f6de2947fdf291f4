"""How ties fall within and between groups, and the closed forms that sum it up.

Everything counts ordered pairs here: with arrows as they run, without arrows every tie both ways.
`within` and `between` give counts back as people count them, an undirected tie once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics._groups import Groups, groups
from tiesnet.metrics._pairs import pair_counts
from tiesnet.metrics._shared import once, ratio
from tiesnet.network import Network

_Table = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Mixing:
    """Ties and known pairs by the groups of their two ends.

    Attributes
    ----------
    groups : Groups
        Who belongs to which group.
    ties, pairs : array of float, shape (G, G)
        Ordered ties and ordered known pairs; row: the group of the source.
    directed : bool
        Whether ties have arrows.
    """

    groups: Groups
    ties: _Table
    pairs: _Table
    directed: bool

    def within(self, table: _Table) -> float:
        """Count within groups, an undirected tie or pair once."""
        return float(table.trace()) / (1 if self.directed else 2)

    def between(self, table: _Table) -> float:
        """Count between groups, an undirected tie or pair once."""
        return float(table.sum() - table.trace()) / (1 if self.directed else 2)

    def cells(self) -> _Table:
        """Give tied and not tied pairs (columns) of the same and of different groups (rows)."""
        tied = np.array([self.within(self.ties), self.between(self.ties)])
        known = np.array([self.within(self.pairs), self.between(self.pairs)])
        return np.column_stack([tied, known - tied])


def mixing(net: Network, by: str) -> Mixing:
    """Count ties and known pairs by group; made once for each grouping of a view."""
    found: Mixing = once(net, f"mixing by {by}", lambda: _mixing(net, by))
    return found


def grouped(net: Network, by: str) -> Groups:
    """Sort the actors; stages sort the firms only, as everywhere."""
    return groups(net, by, firms_only=by == "stage")


def _mixing(net: Network, by: str) -> Mixing:
    sorted_ = grouped(net, by)
    count = len(sorted_.labels)
    ties = pairs = np.zeros((count, count))
    if count:
        ties, pairs = (table.astype(float) for table in pair_counts(net, sorted_.codes))
    if not net.directed:
        ties, pairs = ties + ties.T, pairs + pairs.T
    return Mixing(sorted_, ties, pairs, net.directed)


def ei(mix: Mixing, table: _Table) -> float:
    """Give (external - internal) / (external + internal) of ties or of pairs."""
    inside, outside = mix.within(table), mix.between(table)
    return ratio(outside - inside, outside + inside)


def attainable_ei(mix: Mixing) -> tuple[float, float]:
    """Give the lowest and highest E-I index that so many ties allow in these groups."""
    cells = mix.cells()
    (inside, outside), ties = cells.sum(axis=1), float(cells[:, 0].sum())
    lowest = ratio(ties - 2 * min(ties, inside), ties)
    return lowest, ratio(2 * min(ties, outside) - ties, ties)


def odds_ratio(cells: _Table) -> float:
    """Give the odds of a tie within over those between; one half added where a count is 0."""
    if not cells.sum(axis=1).all():
        return float("nan")
    full = cells if cells.all() else cells + 0.5
    return float(full[0, 0] * full[1, 1] / (full[0, 1] * full[1, 0]))


def yules_q(cells: _Table) -> float:
    """Give (ad - bc) / (ad + bc) of a table of two by two."""
    one, other = cells[0, 0] * cells[1, 1], cells[0, 1] * cells[1, 0]
    return ratio(one - other, one + other)


def phi(cells: _Table) -> float:
    """Give the correlation of two yes-or-no variables."""
    one, other = cells[0, 0] * cells[1, 1], cells[0, 1] * cells[1, 0]
    margins = float(np.prod(cells.sum(axis=0)) * np.prod(cells.sum(axis=1)))
    return ratio(one - other, float(np.sqrt(margins)))


def modularity(ties: _Table) -> float:
    """Give the share of ordered ties within groups less the share chance would put there."""
    share, chance = _shares(ties)
    return float(share.trace()) - chance if ties.any() else float("nan")


def assortativity(ties: _Table) -> float:
    """Give Newman's coefficient: modularity as a share of the largest possible."""
    chance = _shares(ties)[1]
    return ratio(modularity(ties), 1 - chance) if chance < 1 else float("nan")


def _shares(ties: _Table) -> tuple[_Table, float]:
    """Give the shares of ordered ties, and which share chance would put within groups."""
    share = ties / max(float(ties.sum()), 1.0)
    return share, float(share.sum(axis=1) @ share.sum(axis=0))


def expected_within(mix: Mixing) -> _Table:
    """Give, per group, the ties within if its ties fell on its known pairs by chance."""
    known = mix.pairs.sum(axis=1)
    share = np.divide(mix.pairs.diagonal(), known, out=np.full(len(known), np.nan), where=known > 0)
    return np.asarray(mix.ties.sum(axis=1) * share)


def coleman(within: float, sent: float, expected: float) -> float:
    """Give Coleman's index: the excess over chance as a share of the largest excess possible."""
    if np.isnan(expected) or not sent:
        return float("nan")
    largest = sent - expected if within >= expected else expected
    return ratio(within - expected, largest)
