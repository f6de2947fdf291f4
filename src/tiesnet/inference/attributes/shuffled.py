"""A measure on a network whose actors have exchanged an attribute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.columns import columns_of
from tiesnet.inference.attributes.fast import Case, Draw, Key
from tiesnet.inference.attributes.uses import CLASSIFIED
from tiesnet.language import say
from tiesnet.metrics import Metric
from tiesnet.network import Network, relabelled

_CHANCE_ITSELF = ("ei_variance", "ei_z")
"""Columns that say already how far from chance a number lies."""


def numbers(case: Case, value: Any) -> dict[Key, float]:
    """Give all numbers of a result by whom they are of and what they are."""
    record = case.record
    if record.level == "network":
        return {("", record.name): float(value)}
    if record.level == "actor":
        inside = case.view.actors["in_cluster"].to_numpy(dtype=bool)
        found = dict(zip(value.index[inside], value.to_numpy()[inside], strict=True))
        return {(str(actor), record.name): float(number) for actor, number in found.items()}
    table = value
    if record.name == "homophily":
        table = table[table["attribute"] == case.by].drop(columns=["attribute", *_CHANCE_ITSELF])
    return _cells(table)


def _cells(table: pd.DataFrame) -> dict[Key, float]:
    numeric = [str(c) for c in table.columns if pd.api.types.is_numeric_dtype(table[c])]
    words = table.drop(columns=numeric).astype("str")
    subjects = [" → ".join(row) for row in words.itertuples(index=False)]
    return {
        (subject, column): float(number)
        for column in numeric
        for subject, number in zip(subjects, table[column], strict=True)
    }


def slow_way(base: Network, layer: str, case: Case, keys: list[Key]) -> Draw:
    """Compute a measure itself on every shuffled network.

    Parameters
    ----------
    base : Network
        All layers; its actors are those of ``case.view``.
    layer : str
        Of the view.
    case : Case
        What is computed.
    keys : list of (whom, number)
        Of the observed result.
    """
    columns = columns_of(case.view, case.by)
    anew = case.by == "stage" and bool(case.record.needs & CLASSIFIED)

    def draw(orders: NDArray[np.intp]) -> NDArray[np.float64]:
        drawn = np.full((len(orders), len(keys)), np.nan)
        for row, order in enumerate(orders):
            view = _exchanged(base if anew else case.view, columns, order, anew)
            shown = view.layer(layer) if anew else view
            found = numbers(case, case.record.function(shown, **case.options))
            drawn[row] = [found.get(key, np.nan) for key in keys]
        return drawn

    return draw


def _exchanged(net: Network, columns: list[str], order: NDArray[np.intp], anew: bool) -> Network:
    moved = {
        name: pd.Series(net.actors[name].array.take(order), index=net.actors.index)
        for name in columns
    }
    actors = net.actors.assign(**moved)
    return relabelled(net, actors) if anew else replace(net, actors=actors)


def same_as_before(observed: dict[Key, float], again: NDArray[np.float64], record: Metric) -> None:
    """Refuse a measure that is another one when the same attribute is put in its place again.

    Raises
    ------
    TiesnetError
        The network knows an order of stages that its actors do not tell.
    """
    if not np.allclose(list(observed.values()), again, equal_nan=True):
        raise TiesnetError(
            say(
                "The measure {name} cannot be tested on this network: its ties were "
                "classified by an order of stages that the network does not hold.",
                name=f"{record.name!r}",
            ),
            say("Build it from a survey with the table 'stages'."),
        )
