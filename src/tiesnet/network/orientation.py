"""Horizontal, vertical, lateral or institutional: what kind of cooperation a tie is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.network.words import ORIENTATIONS, REACHES, places, small, words

RULES = {
    1: word("an end is no firm: institutional"),
    2: word("the relation says so"),
    3: word("trade: vertical"),
    4: word("the stages of both ends"),
    5: word("undetermined: a stage or its place in the order is not known"),
}


_MOST_KINDS = 1_000_000
_CODE = {word: place for place, word in enumerate(ORIENTATIONS)}


def classify(
    ties: pd.DataFrame, actors: pd.DataFrame, layers: pd.DataFrame, order: Mapping[str, int]
) -> pd.DataFrame:
    """Add ``orientation``, ``rule``, ``upstream`` and ``reach`` to a table of ties.

    The first rule that applies decides (Schmitz 1997; Schmitz & Nadvi 1999): (1) an end that is
    no firm: institutional; (2) the orientation the relation declares; (3) trade: vertical;
    (4) both stages known: a shared stage is horizontal, another order is vertical, the same
    order in another stage is lateral; (5) undetermined. A relation that declares ``by_stage``
    goes to (4) at once.
    """
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    layer = places(ties["layer"], layers.index)
    chain = _Chain(actors, order)
    firm = (actors["kind"] == "firm").to_numpy(dtype=bool)
    own = layers["orientation"]
    declared = np.array([_CODE.get(word, -1) for word in own], dtype=np.int8)[layer]
    trade = ((layers["content"] == "trade") & (own != "by_stage")).to_numpy(dtype=bool)[layer]
    stage = chain.compare(source, target)
    # The last that applies is written last: of several rules the first in the list above decides.
    orientation, rule = stage.copy(), np.where(stage == _CODE["undetermined"], 5, 4).astype(np.int8)
    for number, holds, words_of in (
        (3, trade, _CODE["vertical"]),
        (2, declared >= 0, declared),
        (1, ~(firm[source] & firm[target]), _CODE["institutional"]),
    ):
        orientation = np.where(holds, words_of, orientation).astype(np.int8)
        rule[holds] = number
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    vertical = np.flatnonzero(orientation == _CODE["vertical"])
    upstream = np.zeros(len(ties), dtype=np.int8)
    one, two, of = source[vertical], target[vertical], layer[vertical]
    upstream[vertical] = _upstream(one, two, of, chain, layers)
    return ties.assign(
        orientation=words(orientation, ORIENTATIONS),
        rule=small(rule),
        upstream=small(upstream),
        reach=words((inside[source] & inside[target]).astype(np.int8), REACHES),
    )


class _Chain:
    """The stages of the actors and their order; actors in the same stages are one group."""

    def __init__(self, actors: pd.DataFrame, order: Mapping[str, int]) -> None:
        self.group, stages = pd.factorize(actors["stages"].to_numpy())
        self.stages = [frozenset(value) for value in stages]
        self.orders = [frozenset(order[s] for s in value if s in order) for value in stages]
        places = [[float(order[s]) for s in value if s in order] for value in stages]
        means = np.array([np.mean(found) if found else np.nan for found in places])
        #: The place of each group along the chain, counted from 0; -1: not known.
        self.rank = pd.factorize(means, sort=True)[0]

    def compare(self, source: NDArray[Any], target: NDArray[Any]) -> NDArray[np.int8]:
        """Compare the stages of both ends; firms in several share a stage if any is common."""
        count = len(self.stages)
        pair = self.group[source] * count + self.group[target]
        if count * count > _MOST_KINDS:
            kinds, pair = np.unique(pair, return_inverse=True)
            codes = np.zeros(len(kinds), dtype=np.int8)
            where = np.arange(len(kinds))
        else:
            codes = np.zeros(count * count, dtype=np.int8)
            kinds = where = np.flatnonzero(np.bincount(pair, minlength=count * count))
        codes[where] = [_CODE[self._kind(*divmod(int(kind), count))] for kind in kinds]
        found: NDArray[np.int8] = codes[pair]
        return found

    def _kind(self, one: int, other: int) -> str:
        if not self.stages[one] or not self.stages[other]:
            return "undetermined"
        if self.stages[one] & self.stages[other]:
            return "horizontal"
        if not self.orders[one] or not self.orders[other]:
            return "undetermined"
        return "lateral" if self.orders[one] & self.orders[other] else "vertical"


def _upstream(
    source: NDArray[Any],
    target: NDArray[Any],
    layer: NDArray[np.intp],
    chain: _Chain,
    layers: pd.DataFrame,
) -> NDArray[np.int8]:
    """Say which end is the supplier (trade) or the earlier stage (other vertical ties)."""
    one, other = chain.rank[chain.group[source]], chain.rank[chain.group[target]]
    by_stage = np.where((one >= 0) & (other >= 0), np.sign(other - one), 0)
    flow = layers["flow"].map({"with_arrow": 1, "against_arrow": -1}).fillna(0).to_numpy()
    by_flow = np.where(layers["content"] == "trade", flow, 0)[layer]
    side: NDArray[np.int8] = np.where(by_flow != 0, by_flow, by_stage).astype(np.int8)
    return side
