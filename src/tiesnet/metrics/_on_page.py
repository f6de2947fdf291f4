"""How measures show themselves in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.language import say, say_n
from tiesnet.metrics._catalogue import catalogue
from tiesnet.metrics._policies import HEADLINES
from tiesnet.shown import card, rows

if TYPE_CHECKING:
    from tiesnet.metrics._measure import Measures

_LAYERS = 5


def measures_card(measures: Measures) -> str:
    """Write the first numbers of the network, layer by layer, and the cautions."""
    counts = (
        say_n(len(measures.layers), "{n} layer", "{n} layers"),
        say_n(measures.actors.shape[1], "{n} column of actors", "{n} columns of actors"),
        say_n(len(measures.network), "{n} number of the network", "{n} numbers of the network"),
    )
    network = measures.network
    names = [name for name in HEADLINES if name in network.index] or list(network.index)
    layers = list(measures.layers)[-_LAYERS:]
    table = [
        (say(catalogue()[str(name)].label), *(_number(network.at[name, one]) for one in layers))
        for name in names
    ]
    size = len(measures.actors)
    headline = say_n(size, "Measures of {n} actor", "Measures of {n} actors")
    return card(
        headline, counts, table=rows((say("Measure"), *layers), table), quiet=measures.cautions
    )


def _number(value: object) -> object:
    """Give a number as Python has it; None where there is none."""
    if value is None or pd.isna(value):
        return None
    return float(value) if isinstance(value, int | float) else str(value)
