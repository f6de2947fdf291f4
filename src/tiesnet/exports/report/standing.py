"""The numbers of an actor's card, each with where it stands among the firms that answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis import ROLES, brokers
from tiesnet.exports.report.words import is_blank, shown
from tiesnet.exports.tables import ROLE_WORDS
from tiesnet.exports.tables.model import Kind
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.network import ANSWERED
from tiesnet.plots import NetworkFrame


@dataclass(frozen=True)
class Number:
    """One number of a card: its words, the measure, the column of the map, the layer."""

    label: str
    metric: str
    column: str
    kind: Kind = "count"
    layer: str = "all"


NUMBERS = (
    Number(word("Partners"), "degree", "partners"),
    Number(word("by formal ties"), "degree", "partners_formal", layer="formal"),
    Number(word("by informal ties"), "degree", "partners_informal", layer="informal"),
    Number(word("Named by"), "named_by", "named_by"),
    Number(word("Effective size"), "effective_size", "effective_size", "number"),
    Number(word("Constraint"), "constraint_ego", "constraint", "number"),
)
BROKER = word("Rank as broker")
BETWEEN = "betweenness_normalised"
DEFINED = (*dict.fromkeys(number.metric for number in NUMBERS), BETWEEN, "connection")
"""The measures a card names: the page explains each of them."""


def heard_firms(frame: NetworkFrame) -> pd.Index:
    """Give the firms that answered: they are compared with each other."""
    nodes = frame.nodes
    firm = nodes["inside"].astype(bool) & (nodes["kind"] == "firm")
    return nodes.index[firm & (nodes["answered"] == ANSWERED)]


class Standing:
    """Where each firm stands among the others that answered.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    frame : NetworkFrame
        The map, whose nodes have the numbers.
    """

    def __init__(self, measures: Measures, frame: NetworkFrame) -> None:
        self._nodes = frame.nodes
        self._heard = heard_firms(frame)
        bounds = measures.lower_bounds[["actor", "layer", "metric"]]
        self._least = set(bounds.astype(str).itertuples(index=False, name=None))
        ranked = ("all", "betweenness") in measures.actors.columns
        self._brokers = brokers(measures) if ranked else pd.DataFrame({"rank": []})
        self._known: dict[tuple[int, str], tuple[dict[Any, float], NDArray[np.float64]]] = {}

    def facts(self, actor: str) -> list[list[Any]]:
        """Give label, value, defining measure, and for firms that answered their place.

        The place is the share of the other firms that answered with a lower number, and that in
        words; both are left out where there is nobody to compare with.
        """
        row = self._nodes.loc[actor]
        facts = [
            [
                say(one.label),
                self._value(actor, row[one.column], one),
                one.metric,
                *self._place(actor, self._nodes, one.column),
            ]
            for one in NUMBERS
        ]
        if actor in self._brokers.index:
            rank, ranks = int(self._brokers.at[actor, "rank"]), len(self._brokers)
            value = say("{rank} of {n}", rank=rank, n=ranks)
            facts.append(
                [say(BROKER), value, BETWEEN, *self._place(actor, self._nodes, "betweenness")]
            )
        return [fact for fact in facts if fact[1]]

    def _value(self, actor: str, value: Any, one: Number) -> str:
        """Write a number; a lower bound says so, as it does in every table."""
        text = shown(value, one.kind)
        least = text and (str(actor), one.layer, one.metric) in self._least
        return f"≥ {text}" if least else text

    def roles(self, actor: str) -> list[list[Any]]:
        """Give the roles a broker plays, the most frequent first, with what each of them is."""
        if actor not in self._brokers.index:
            return []
        row = self._brokers.loc[actor]
        held = [(float(row[role]), role) for role in ROLES if not is_blank(row.get(role))]
        held = sorted((one for one in held if one[0] > 0), key=lambda one: -one[0])
        return [
            [
                say(catalogue()[role].label),
                say_n(int(times), "{n} time", "{n} times"),
                role,
                *self._place(actor, self._brokers, role),
                say(ROLE_WORDS[role]),
            ]
            for times, role in held
        ]

    def _place(self, actor: str, table: pd.DataFrame, column: str) -> list[Any]:
        key = (id(table), column)
        if key not in self._known:
            known = pd.to_numeric(table[column].reindex(self._heard), errors="coerce").dropna()
            self._known[key] = known.to_dict(), np.sort(known.to_numpy())
        own, ordered = self._known[key]
        if actor not in own or len(own) < 2:
            return []
        share = int(np.searchsorted(ordered, own[actor])) / (len(own) - 1)
        return [round(share, 3), _in_words(share)]


def _in_words(share: float) -> str:
    if share == 0:
        return say("no firm has less")
    if share == 1:
        return say("more than every other firm")
    return say("more than {share} of firms", share=shown(share, "percent"))
