"""Groups with no tie between them, and whether missing answers may tie them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.kept import kept
from tiesnet.metrics import Measures, doubted
from tiesnet.network import adjacency


@dataclass(frozen=True)
class Groups:
    """The components of two actors and more inside the cluster.

    Attributes
    ----------
    count : int
        How many there are.
    largest : int
        How many actors the largest has.
    equal : int
        How many are as large as that.
    sure : bool
        Whether no missing answer may tie the largest ones.
    """

    count: int
    largest: int
    equal: int
    sure: bool

    @property
    def apart(self) -> bool:
        """Whether there is no single main group."""
        return self.equal > 1


@kept
def groups_of(measures: Measures) -> Groups:
    """Count the groups of a network, directions ignored."""
    net = measures.net.inside().layer("all")
    if net.ties.empty:
        return Groups(0, 0, 0, True)
    label = connected_components(adjacency(net), directed=False)[1].astype(np.int64)
    size = np.bincount(label)
    largest = np.flatnonzero(size == size.max())
    doubt = np.isin(doubted(net, label, largest[:1]), largest).any()
    sure = not doubt and not few_answers(measures)
    return Groups(int((size > 1).sum()), int(size.max()), len(largest), bool(sure))
