"""VNA: actors with their attributes and one column per layer, for NetDraw and UCINET."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from tiesnet.exports.formats.frames import unique
from tiesnet.exports.formats.plain_text import (
    lost_by_layers,
    lost_by_symmetry,
    number,
    one_line,
    own_columns,
    shown_names,
    ties_of,
)
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.text import plain_value
from tiesnet.language import say
from tiesnet.network import Network


def lost(net: Network) -> tuple[str, ...]:
    """Say what a VNA file cannot hold."""
    said = [*lost_by_symmetry(net), *lost_by_layers(net)]
    if net.ties["weight"].isna().any():
        said.append(say("Ties whose strength is not known are written as 1."))
    texts = [*map(str, net.actors.index), *map(str, net.actors["name"])]
    if any('"' in text or text != one_line(text) for text in texts):
        text = say("Quotation marks in names are written as apostrophes, line ends as blanks.")
        said.append(text)
    return tuple(said)


@network_format("vna", (".vna",), "NetDraw and UCINET, with attributes of the actors", lost)
def vna_bytes(net: Network) -> bytes:
    """Give a network as VNA, the same bytes for the same network.

    Every layer is a column of the ties, 0 where two actors have no tie in it. Ties without
    arrows stand both ways, as NetDraw keeps them.
    """
    ids = unique([_safe(str(actor)) or f"actor {k}" for k, actor in enumerate(net.actors.index, 1)])
    columns = own_columns(net)
    lines = ["*Node data", " ".join(["ID", "name", *map(_quoted, map(str, columns))])]
    cells = [shown_names(net), *(net.actors[column] for column in columns)]
    for actor, *values in zip(ids, *cells, strict=True):
        lines.append(" ".join([_quoted(actor), *map(_cell, values)]))
    layers = list(map(str, net.layers.index))
    lines += [
        "*Tie data",
        " ".join(["from", "to", *map(_quoted, unique(list(map(_safe, layers))))]),
    ]
    lines += list(_ties(net, layers, ids))
    text = "\r\n".join([*lines, ""])
    return text.encode("ascii" if text.isascii() else "utf-8-sig")


def _ties(net: Network, layers: list[str], ids: list[str]) -> Iterator[str]:
    """One line for every pair tied in any layer, in the order of the actors."""
    values: dict[tuple[int, int], dict[str, str]] = {}
    for layer in layers:
        directed = bool(net.layers.at[layer, "directed"])
        for source, target, weight in ties_of(net, layer):
            for ends in ((source, target),) if directed else ((source, target), (target, source)):
                values.setdefault(ends, {})[layer] = number(weight) or "1"
    for (source, target), of_pair in sorted(values.items()):
        found = [of_pair.get(layer, "0") for layer in layers]
        yield " ".join([_quoted(ids[source]), _quoted(ids[target]), *found])


def _safe(text: str) -> str:
    return one_line(text).replace('"', "'")


def _quoted(text: str) -> str:
    return f'"{_safe(text)}"'


def _cell(value: Any) -> str:
    """A number as it is, text between quotation marks; what is not known is an empty text."""
    plain = plain_value(value)
    if isinstance(plain, (int, float)) and not pd.isna(plain):
        return number(float(plain))
    return _quoted("" if plain is None else str(plain))
