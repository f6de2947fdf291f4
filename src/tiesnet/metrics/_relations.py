"""The single relations behind a view, directions ignored: who is tied in which, what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics._shared import once
from tiesnet.network import Network, Respondents, members, tie_parts

_Keys = NDArray[np.int64]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Relation:
    """One relation: its tied pairs, each once, and who answered.

    Attributes
    ----------
    name : str
    one, other : array of int
        The two ends of every tied pair, the lower place first, in order.
    respondents : Respondents
    """

    name: str
    one: _Keys
    other: _Keys
    respondents: Respondents

    def degrees(self, count: int) -> NDArray[np.float64]:
        """Count the partners of each of so many actors."""
        ends = np.concatenate([self.one, self.other])
        return np.bincount(ends, minlength=count).astype(float)

    def known(self, one: _Keys, other: _Keys) -> _Flags:
        """Tell which pairs are known whichever way an arrow could run."""
        return self.respondents.known(one, other) & self.respondents.known(other, one)


def relations(net: Network) -> list[Relation]:
    """Give the relations of a network or behind a union, membership left out; made once."""
    found: list[Relation] = once(net, "relations", lambda: _relations(net))
    return found


def _relations(net: Network) -> list[Relation]:
    parts = tie_parts(net)
    union = parts is not net.ties
    names = list(net.respondents.questions.index) if union else members(net.layers, "all")
    return [
        _relation(
            str(name),
            parts.loc[(parts["layer"] == name).to_numpy(), ["source", "target"]].to_numpy(),
            net.respondents.questions_only([name]),
            len(net.actors),
        )
        for name in names
    ]


def _relation(name: str, ends: NDArray[np.int64], respondents: Respondents, count: int) -> Relation:
    keys = np.unique(ends.min(axis=1).astype(np.int64) * count + ends.max(axis=1))
    return Relation(name, keys // max(count, 1), keys % max(count, 1), respondents)


def known_in_all(found: Sequence[Relation], one: _Keys, other: _Keys) -> _Flags:
    """Tell which pairs are known in every relation."""
    every = np.ones(np.broadcast(one, other).shape, dtype=bool)
    for relation in found:
        every &= relation.known(one, other)
    return every


def count_known(found: Sequence[Relation]) -> int:
    """Count the pairs known in every relation; actors who answered alike are counted together."""
    if not found:
        return 0
    flags = np.hstack([relation.respondents.answered.to_numpy() for relation in found])
    _, first, size = np.unique(flags, axis=0, return_index=True, return_counts=True)
    table = known_in_all(found, first[:, None], first[None, :])
    return int(size @ table @ size - size @ np.diag(table)) // 2


def pairs_by_relations(net: Network) -> tuple[_Keys, _Keys, NDArray[np.int64]]:
    """Give every tied pair once, and in how many relations it is tied."""
    found = relations(net)
    count = max(len(net.actors), 1)
    keys = [relation.one * count + relation.other for relation in found]
    every = np.concatenate(keys) if keys else np.zeros(0, dtype=np.int64)
    pairs, times = np.unique(every, return_counts=True)
    return pairs // count, pairs % count, times
