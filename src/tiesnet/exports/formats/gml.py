"""GML: the network for igraph, networkx, Gephi, yEd and Cytoscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from tiesnet.exports.formats import frames
from tiesnet.exports.formats.losses import lost_details
from tiesnet.exports.formats.names import ascii_parts
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.provenance import tiesnet_version
from tiesnet.exports.text import plain_value
from tiesnet.network import Network

# These mean something of their own inside a node, an edge or a graph.
_TAKEN = frozenset({"id", "label", "source", "target", "node", "edge", "directed", "graph"})
_ESCAPED = {"&": "&amp;", '"': "&quot;"}


@network_format("gml", (".gml",), "igraph, networkx, Gephi, yEd, Cytoscape", lost_details)
def gml_bytes(net: Network) -> bytes:
    """Give a network as GML, the same bytes for the same network.

    The file is plain ASCII, as the format asks: other characters and quotation marks are
    references, which networkx and Gephi read as characters and igraph shows as they are. Names of
    attributes hold letters and digits only.
    """
    nodes, edges = frames.nodes(net), frames.edges(net)
    keys = gml_keys([*map(str, nodes.columns), *map(str, edges.columns)])
    names = frames.ids(net)
    original = {key: column for column, key in keys.items() if key != column}
    lines = [f'Creator "tiesnet {tiesnet_version()}"', "Version 1", "graph ["]
    lines.append(f"  directed {int(net.directed)}")
    lines.append(f"  {frames.FACTS} {_text(frames.facts(net, original, labels=True))}")
    if net.origin.survey is not None and net.origin.survey.info.get("title"):
        lines.append(f"  title {_text(str(net.origin.survey.info['title']))}")
    for at, (name, row) in enumerate(zip(names, nodes.to_dict("records"), strict=True)):
        lines += ["  node [", f"    id {at}", f"    label {_text(name)}"]
        lines += [*_pairs(row, keys), "  ]"]
    for (source, target), row in zip(edges.index, edges.to_dict("records"), strict=True):
        lines += ["  edge [", f"    source {source}", f"    target {target}"]
        lines += [*_pairs(row, keys), "  ]"]
    lines += ["]", ""]
    return "\n".join(lines).encode("ascii")


def gml_keys(columns: Iterable[str]) -> dict[str, str]:
    """Give each column a name that GML allows: letters and digits, a letter first.

    >>> gml_keys(["source_report", "Año", "id"])
    {'source_report': 'sourceReport', 'Año': 'Ano', 'id': 'id2'}
    """
    keys: dict[str, str] = {}
    taken = set(_TAKEN)
    for column in dict.fromkeys(columns):
        first, *more = ascii_parts(column) or ["column"]
        key = first + "".join(part[0].upper() + part[1:] for part in more)
        key = key if key[0].isalpha() else f"x{key}"
        free, k = key, 2
        while free.casefold() in taken:
            free, k = f"{key}{k}", k + 1
        taken.add(free.casefold())
        keys[column] = free
    return keys


def _pairs(row: Mapping[Any, Any], keys: Mapping[str, str]) -> Iterator[str]:
    for column, value in row.items():
        plain = plain_value(value)
        if plain is None:
            continue
        if isinstance(plain, str):
            yield f"    {keys[str(column)]} {_text(plain)}"
        else:
            number = repr(float(plain)) if isinstance(plain, float) else str(plain)
            if "e" in number:  # GML wants a point in the mantissa
                number = np.format_float_scientific(float(plain), trim="0")
            yield f"    {keys[str(column)]} {number}"


def _text(text: str) -> str:
    """A string of GML: no quotation mark in it, and nothing beyond ASCII."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(char: str) -> str:
    if char in _ESCAPED:
        return _ESCAPED[char]
    return char if " " <= char <= "~" else f"&#{ord(char)};"
