"""What firms offer and seek: which offer meets which search, by likeness of the words."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics import LIKE, Measures, alike_phrases, phrases


@dataclass(frozen=True, eq=False)
class Offers:
    """Which offers meet which searches.

    Attributes
    ----------
    found : mapping of (giver, taker) to (offer, search)
        Positions of the firms, and their words.
    given : bool
        Whether any firm says what it offers and any what it seeks.
    """

    found: dict[tuple[int, int], tuple[str, str]]
    given: bool

    def between(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell for which pairs an offer of one meets a search of the other."""
        if not self.found:
            return np.zeros(len(one), dtype=bool)
        pairs = zip(one.tolist(), other.tolist(), strict=True)
        return np.array([(a, b) in self.found or (b, a) in self.found for a, b in pairs])

    def met(self, one: int, other: int) -> tuple[int, int, str, str]:
        """Give who offers, who seeks, the offer and the search."""
        giver, taker = (one, other) if (one, other) in self.found else (other, one)
        return giver, taker, *self.found[giver, taker]


_kept: WeakKeyDictionary[Measures, dict[int, Offers]] = WeakKeyDictionary()


def offers_of(measures: Measures, like: int = LIKE) -> Offers:
    """Find which offers of firms inside the cluster meet which searches.

    Cells are split at semicolons, commas, slashes and bars. Two phrases meet when the ratio of
    their word sets (token set ratio) is at least `like`: the same words, or all words of one
    within the other, or nearly so; case and accents do not count.
    """
    store = _kept.setdefault(measures, {})
    if like not in store:
        store[like] = _offers(measures.net.inside().actors, like)
    return store[like]


def _offers(actors: pd.DataFrame, like: int) -> Offers:
    offered, sought = (phrases(actors.get(column, ())) for column in ("offers", "seeks"))
    if not offered or not sought:
        return Offers({}, False)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for offer, search in alike_phrases(list(offered), list(sought), like):
        for giver, said in offered[offer]:
            for taker, wanted in sought[search]:
                if giver != taker:
                    found.setdefault((giver, taker), (said, wanted))
    return Offers(found, True)
