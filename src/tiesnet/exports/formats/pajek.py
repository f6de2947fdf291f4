"""Pajek: a network as .net, or with the figures of its actors as a project, .paj."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
from pandas.api import types

from tiesnet.exports.formats.plain_text import (
    lost_by_labels,
    lost_by_layers,
    number,
    one_line,
    own_columns,
    shown_names,
    ties_of,
)
from tiesnet.exports.formats.registry import network_format
from tiesnet.language import say
from tiesnet.network import Network

_ENTITY = re.compile(r"&(?=#\d{1,7};)")
_MISSING = "999999998"


def lost_in_network(net: Network) -> tuple[str, ...]:
    """Say what a Pajek network cannot hold."""
    said = [*lost_by_labels(net, shown_names(net)), *lost_by_layers(net)]
    if columns := own_columns(net):
        said.append(
            say(
                "Attributes of the actors are left out: {names}.",
                names=", ".join(map(str, columns)),
            )
        )
    return tuple(said)


def lost_in_project(net: Network) -> tuple[str, ...]:
    """Say what a Pajek project cannot hold."""
    said = [*lost_by_labels(net, shown_names(net)), *lost_by_layers(net)]
    words = [column for column in own_columns(net) if not _is_figure(net.actors[column])]
    if words:
        said.append(
            say("Attributes in words are left out: {names}.", names=", ".join(map(str, words)))
        )
    return tuple(said)


@network_format("pajek", (".net",), "Pajek and programs that read its networks", lost_in_network)
def pajek_bytes(net: Network) -> bytes:
    """Give a network for Pajek, the same bytes for the same network.

    Vertices have numbers and quoted labels; every layer is a relation of arcs or edges, with the
    strength as value where it is known. A network of one layer is named after it.
    """
    return _encoded(_network(net))


@network_format("pajek-project", (".paj",), "Pajek, with figures of the actors", lost_in_project)
def pajek_project_bytes(net: Network) -> bytes:
    """Give a network for Pajek with every column of figures as a vector."""
    return _encoded([*_network(net), *_vectors(net)])


def _encoded(lines: list[str]) -> bytes:
    text = "\r\n".join([*lines, ""])
    # Pajek takes a file for UTF-8 only when it begins with the mark; other programs trip over it.
    return text.encode("ascii" if text.isascii() else "utf-8-sig")


def _quoted(text: str) -> str:
    """A label between quotation marks; marks inside are written by number, as Pajek writes them."""
    return '"' + _ENTITY.sub("&#38;", text).replace('"', "&#34;") + '"'


def _network(net: Network) -> list[str]:
    layers = list(map(str, net.layers.index))
    single = len(layers) == 1
    lines = [f"*Network {_quoted(one_line(layers[0]) if single else 'network')}"]
    lines.append(f"*Vertices {len(net.actors)}")
    lines += [f"{k} {_quoted(name)}" for k, name in enumerate(shown_names(net), start=1)]
    for k, (layer, directed) in enumerate(zip(layers, net.layers["directed"], strict=True), 1):
        head = "*Arcs" if directed else "*Edges"
        lines.append(head if single else f"{head} :{k} {_quoted(one_line(layer))}")
        lines += [
            f"{source + 1} {target + 1} {number(weight)}".rstrip()
            for source, target, weight in ties_of(net, layer)
        ]
    return lines


def _is_figure(values: pd.Series) -> bool:
    return bool(types.is_numeric_dtype(values.dtype) or types.is_bool_dtype(values.dtype))


def _vectors(net: Network) -> Iterator[str]:
    for column in own_columns(net):
        values = net.actors[column]
        if not _is_figure(values):
            continue
        yield f"*Vector {one_line(str(column))}"
        yield f"*Vertices {len(values)}"
        for value in values:
            yield _MISSING if pd.isna(value) else number(float(value)) or _MISSING
