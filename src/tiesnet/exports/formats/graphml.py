"""GraphML: the network for Gephi, visone, R, networkx and igraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pandas as pd
from pandas.api import types

from tiesnet.exports.files import write_whole
from tiesnet.exports.formats import frames
from tiesnet.exports.formats.losses import lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.provenance import input_files, input_hashes, tiesnet_version
from tiesnet.exports.text import legal_text, plain_value
from tiesnet.network import Network

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
)


def write_graphml(net: Network, path: str | Path, overwrite: bool = False) -> Path:
    """Write a network as GraphML.

    Parameters
    ----------
    net : Network
        All its layers and actors are written, outside actors included.
    path : str or Path
        A ``.graphml`` file.
    overwrite : bool, default False
        Replace the file if it is there.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OutputError
        The file is there already, or cannot be written.
    """
    return write_whole(path, graphml_bytes(net), overwrite, inputs=input_hashes(net))


@network_format("graphml", (".graphml",), "Gephi, visone, yEd, R, networkx, igraph", lost_details)
def graphml_bytes(net: Network) -> bytes:
    """Give a network as GraphML, the same bytes for the same network.

    Nodes carry the actor's id, every column of the actors and what it answered. There is one
    edge per tie and layer, keyed by layer, with strength, orientation and status as far as they
    are known. If any layer has arrows the graph is directed; a tie without arrows then stands
    both ways, with ``arrow`` false. What is not known is left out.
    """
    nodes, edges = frames.nodes(net), frames.edges(net)
    if "layer" in edges:
        edges.insert(0, "key", edges["layer"])
    about = pd.DataFrame([_about(net)], index=["graph"], dtype="object")
    keys = {"graph": _keys("g", about), "node": _keys("n", nodes), "edge": _keys("e", edges)}
    lines = [_HEAD]
    for where, frame in (("graph", about), ("node", nodes), ("edge", edges)):
        lines += _declarations(where, frame, keys[where])
    lines.append(f'<graph id="G" edgedefault="{"directed" if net.directed else "undirected"}">')
    lines += list(_data(keys["graph"], about.iloc[0].to_dict()))
    names = frames.ids(net)
    for name, row in zip(names, nodes.to_dict("records"), strict=True):
        lines += [f"<node id={quoteattr(name)}>", *_data(keys["node"], row), "</node>"]
    for (source, target), row in zip(edges.index, edges.to_dict("records"), strict=True):
        ends = f"source={quoteattr(names[source])} target={quoteattr(names[target])}"
        lines += [f"<edge {ends}>", *_data(keys["edge"], row), "</edge>"]
    lines += ["</graph>", "</graphml>", ""]
    return "\n".join(lines).encode("utf-8")


def _about(net: Network) -> dict[str, Any]:
    survey = net.origin.survey
    title = survey.info.get("title") if survey is not None else None
    inputs = " ".join(sorted({str(file["sha256"]) for file in input_files(net)}))
    made = f"tiesnet {tiesnet_version()}"
    about = {"title": title, "made_with": made, "input_sha256": inputs}
    return about | {frames.FACTS: frames.facts(net)}


def _keys(letter: str, frame: pd.DataFrame) -> dict[str, str]:
    return {str(column): f"{letter}{k}" for k, column in enumerate(frame.columns)}


def _declarations(where: str, frame: pd.DataFrame, keys: Mapping[str, str]) -> Iterator[str]:
    for column, key in keys.items():
        kind, name = _kind(frame[column]), quoteattr(legal_text(column))
        yield f'<key id="{key}" for="{where}" attr.name={name} attr.type="{kind}"/>'


def _kind(values: pd.Series) -> str:
    if types.is_bool_dtype(values.dtype):
        return "boolean"
    if types.is_integer_dtype(values.dtype):
        return "long"
    return "double" if types.is_float_dtype(values.dtype) else "string"


def _data(keys: Mapping[str, str], row: Mapping[Any, Any]) -> Iterator[str]:
    for column, value in row.items():
        plain = plain_value(value)
        if plain is None:
            continue
        if isinstance(value, bool):
            plain = "true" if value else "false"
        yield f'<data key="{keys[str(column)]}">{escape(str(plain))}</data>'
