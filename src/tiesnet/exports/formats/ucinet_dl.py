"""UCINET DL: one matrix per layer, under labels that UCINET accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tiesnet.exports.formats.plain_text import (
    lost_by_labels,
    lost_by_layers,
    lost_by_symmetry,
    number,
    one_line,
    own_columns,
    shown_names,
    ties_of,
)
from tiesnet.exports.formats.registry import network_format
from tiesnet.language import say
from tiesnet.network import Network
from tiesnet.survey import unaccented

LONGEST = 18  # UCINET cuts what is longer, and tells no small letter from a capital
_MOST_CELLS = 4_000_000


def lost(net: Network) -> tuple[str, ...]:
    """Say what a DL file cannot hold."""
    said = [*lost_by_labels(net, short_labels(shown_names(net)))]
    said += [*lost_by_symmetry(net), *lost_by_layers(net)]
    if len(net.layers) > 1 and _fits(net) and net.ties["weight"].isna().any():
        said.append(say("Ties whose strength is not known are written as 1."))
    if columns := own_columns(net):
        said.append(
            say(
                "Attributes of the actors are left out: {names}.",
                names=", ".join(map(str, columns)),
            )
        )
    layers = list(map(one_line, map(str, net.layers.index)))
    if len(layers) > 1 and short_labels(layers) != layers:
        said.append(say("Names of relations are cut to 18 plain characters."))
    if len(layers) == 1:
        said.append(say("The name of the relation is left out."))
    return tuple(said)


@network_format("ucinet-dl", (".dl",), "UCINET, igraph and other programs that read DL", lost)
def ucinet_dl_bytes(net: Network) -> bytes:
    """Give a network as UCINET DL, the same bytes for the same network.

    Labels are plain letters, at most 18, and differ in more than capitals. One layer is written
    as a list of ties, several as matrices, very large ones as several lists.
    """
    size, layers = len(net.actors), list(map(str, net.layers.index))
    # More programs read a list with strengths than a matrix with strengths.
    whole = len(layers) > 1 and _fits(net)
    lines = [f"dl n={size}" + (f" nm={len(layers)}" if len(layers) > 1 else "")]
    lines.append("format = fullmatrix" if whole else "format = edgelist1")
    lines += ["labels:", *_label_lines(short_labels(shown_names(net)))]
    if len(layers) > 1:
        lines += ["matrix labels:", *_label_lines(short_labels(list(map(one_line, layers))))]
    lines.append("data:")
    for k, layer in enumerate(layers):
        if whole:
            lines += _matrix(net, layer)
        else:
            lines += ["!"] * (k > 0) + list(_list(net, layer))
    return "\r\n".join([*lines, ""]).encode("ascii")


def _fits(net: Network) -> bool:
    return len(net.actors) ** 2 * len(net.layers) <= _MOST_CELLS


def _label_lines(labels: Sequence[str]) -> list[str]:
    """One label in a line; marks only where needed, since not every program reads them."""
    return [label if label.replace("_", "").isalnum() else f'"{label}"' for label in labels]


def short_labels(names: Sequence[str]) -> list[str]:
    """Make labels that UCINET keeps as they are, each once whatever the capitals.

    >>> short_labels(["Peña & Söhne", "Peña & Sohne", "名", "Very Long Name of a Firm"])
    ['Pena & Sohne', 'Pena & Sohne 2', 'actor 3', 'Very Long Name of']
    """
    taken: set[str] = set()
    labels = []
    for k, name in enumerate(names, start=1):
        ascii_only = unaccented(name).encode("ascii", "ignore").decode().replace('"', "'")
        plain = one_line(ascii_only)[:LONGEST].strip()
        label, count = plain or f"actor {k}", 1
        while label.casefold() in taken:
            count += 1
            label = f"{(plain or 'actor')[: LONGEST - len(str(count)) - 1].strip()} {count}"
        taken.add(label.casefold())
        labels.append(label)
    return labels


def _both_ways(net: Network, layer: str) -> Iterator[tuple[int, int, str]]:
    directed = bool(net.layers.at[layer, "directed"])
    for source, target, weight in ties_of(net, layer):
        yield source, target, number(weight)
        if not directed:
            yield target, source, number(weight)


def _matrix(net: Network, layer: str) -> list[str]:
    cells = np.full((len(net.actors), len(net.actors)), "0", dtype=object)
    for source, target, value in _both_ways(net, layer):
        cells[source, target] = value or "1"
    return [" ".join(row) for row in cells]


def _list(net: Network, layer: str) -> Iterator[str]:
    for source, target, value in sorted(_both_ways(net, layer), key=lambda tie: tie[:2]):
        yield f"{source + 1} {target + 1} {value}".rstrip()
