"""A network whose missing answers were filled in; what was filled in is marked tie by tie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.network.kept import Kept
from tiesnet.network.network import TIE_COLUMNS, Network
from tiesnet.network.orientation import classify
from tiesnet.network.respondents import Respondents
from tiesnet.network.unions import READY, Union, prepared_union
from tiesnet.network.words import (
    ORIENTATIONS,
    REACHES,
    REPORTED,
    STATUSES,
    of_index,
    one_word,
    small,
)
from tiesnet.survey import ASSUMPTION_COLUMNS

FILLED = word("filled in, nobody answered")
"""The ``status`` of a tie that a rule or a draw put where an answer is missing."""
_WORDS = ("layer", "orientation", "reach", "status", "reported")
_Places = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class Filling:
    """Everything that may be filled in, classified once, so that many draws are quick.

    Attributes
    ----------
    net : Network
        As observed.
    pool : DataFrame
        The ties observed, then every tie that could be filled in.
    layers : tuple of str
        The layers that are filled in.
    """

    net: Network
    pool: pd.DataFrame
    layers: tuple[str, ...]
    _told: Respondents

    def network(
        self, chosen: NDArray[np.bool_], weight: NDArray[np.float64] | None = None
    ) -> Network:
        """Give the network with some of the ties that could be filled in.

        Parameters
        ----------
        chosen : array of bool, shape (candidates,)
            Which of them, layer after layer.
        weight : array of float, shape (candidates,), optional
            Their strengths; empty by default.
        """
        own = len(self.pool) - len(chosen)
        rows = np.append(np.ones(own, dtype=bool), chosen)
        ties = self.pool[rows].reset_index(drop=True)
        if weight is not None:
            given = self.pool["weight"].to_numpy(copy=True)
            given[own:] = weight
            ties["weight"] = given[rows]
        return replace(self.net, ties=ties, respondents=self._told, _parts=None)

    def drawn(self, chosen: NDArray[np.bool_], weight: NDArray[np.float64]) -> Network:
        """Give the same network for being measured at once: quicker, and not to be changed.

        Its words are categories, and its unions are sorted already.
        """
        pool, unions = self._ready
        own = len(pool) - len(chosen)
        rows = np.append(np.ones(own, dtype=bool), chosen)
        given = np.append(pool["weight"].to_numpy()[:own], weight)
        ties = pool[rows].reset_index(drop=True)
        ties["weight"] = given[rows]
        net = replace(self.net, ties=ties, respondents=self._told, _parts=None)
        kept = Kept(private=True)
        object.__setattr__(net, "_kept", kept)

        def union(name: str) -> Network:
            if name not in unions:
                whole = replace(self.net, ties=pool, respondents=self._told, _parts=None)
                unions[name] = prepared_union(whole, name)
            return unions[name].some(net, rows, given)

        kept.own[READY] = union
        return net

    @cached_property
    def _ready(self) -> tuple[pd.DataFrame, dict[str, Union]]:
        """The pool with words as categories, and the unions prepared of it."""
        known = {
            "layer": self.net.layers.index,
            "orientation": ORIENTATIONS,
            "reach": REACHES,
            "status": (*STATUSES, FILLED),
            "reported": REPORTED,
        }
        kinds = {name: pd.CategoricalDtype(sorted(words)) for name, words in known.items()}
        return self.pool.astype(kinds), {}

    def said(self, net: Network, text: str) -> Network:
        """List among the assumptions of a network that its ties were filled in."""
        count = len(net.ties) - len(self.net.ties)
        row = pd.DataFrame([("filled_in", text, count)], columns=list(ASSUMPTION_COLUMNS))
        listed = [table for table in (net.origin.assumptions, row) if len(table)]
        origin = replace(net.origin, assumptions=pd.concat(listed, ignore_index=True))
        return replace(net, origin=origin)


def filling(net: Network, candidates: Mapping[str, tuple[_Places, _Places]]) -> Filling:
    """Prepare to fill in missing answers.

    Parameters
    ----------
    net : Network
        With its single layers, no union.
    candidates : mapping of layer to (source, target)
        Places of the ends of every tie that may be filled in; in layers without arrows with
        ``source`` < ``target``. In the networks made, all who were asked in these layers have
        answered.

    Raises
    ------
    TiesnetError
        A layer is a union of relations, of which nobody was asked as a whole.
    """
    for layer in candidates:
        if layer not in net.respondents.asked:
            raise TiesnetError(
                say(
                    "{layer} is a union of relations, and missing answers are filled in "
                    "relation by relation.",
                    layer=f"{layer!r}",
                ),
                say("Give the whole network, and name the union among the layers."),
            )
    parts = [_texts(net.ties)]
    parts += [_possible(net, layer, *ends) for layer, ends in candidates.items() if len(ends[0])]
    pool = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    answered = net.respondents.answered.copy()
    for layer in candidates:
        answered[layer] = net.respondents.asked[layer]
    told = replace(net.respondents, answered=answered)
    return Filling(net, pool, tuple(candidates), told)


def _texts(ties: pd.DataFrame) -> pd.DataFrame:
    """Give columns of words as plain words: categories of two tables do not fit together."""
    return ties.astype(dict.fromkeys(_WORDS, "str"))


def _possible(net: Network, layer: str, source: _Places, target: _Places) -> pd.DataFrame:
    rows = len(source)
    empty = np.full(rows, np.nan)
    ties = pd.DataFrame(
        {
            "source": source.astype(np.int64),
            "target": target.astype(np.int64),
            "layer": of_index(np.zeros(rows, dtype=np.int64), pd.Index([layer])),
            "weight": empty,
            "relations": small(np.ones(rows, dtype=np.int8)),
            "source_report": empty,
            "target_report": empty,
            "status": np.full(rows, FILLED, dtype=object),
            "reported": one_word("", rows, REPORTED),
        }
    )
    return _texts(classify(ties, net.actors, net.layers, _order(net))[list(TIE_COLUMNS)])


def _order(net: Network) -> dict[str, int]:
    survey = net.origin.survey
    if survey is None:
        names = sorted({stage for stages in net.actors["stages"] for stage in stages})
        return {name: place for place, name in enumerate(names)}
    return {str(k): int(v) for k, v in survey.stages["order"].dropna().items()}
