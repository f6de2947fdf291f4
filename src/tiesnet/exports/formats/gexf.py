"""GEXF 1.3: the network for Gephi and Gephi Lite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pandas as pd
from pandas.api import types

from tiesnet.exports.formats import frames
from tiesnet.exports.formats.losses import lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.provenance import tiesnet_version
from tiesnet.exports.text import legal_text, plain_value
from tiesnet.network import Network

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" version="1.3" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">'
)


@network_format("gexf", (".gexf",), "Gephi and Gephi Lite", lost_details)
def gexf_bytes(net: Network) -> bytes:
    """Give a network as GEXF 1.3, the same bytes for the same network.

    One edge per tie and layer, whose ``kind`` is the layer; a tie without arrows stands both ways
    where other layers have arrows. The strength is the weight of an edge and an attribute, since
    programs take a missing weight for 1.
    """
    nodes, edges = frames.nodes(net), frames.edges(net)
    if "weight" in edges:
        edges = edges.rename(columns={"weight": "strength"})
    kind = "directed" if net.directed else "undirected"
    lines = [_HEAD, *_meta(net), f'<graph mode="static" defaultedgetype="{kind}">']
    lines += [*_attributes("node", nodes), *_attributes("edge", edges), "<nodes>"]
    names = frames.ids(net)
    labels = net.actors["name"]
    for name, label, row in zip(names, labels, nodes.to_dict("records"), strict=True):
        shown = plain_value(label) or name
        lines.append(f"<node id={_quoted(name)} label={_quoted(str(shown))}>")
        lines += [*_values(row), "</node>"]
    lines += ["</nodes>", "<edges>"]
    for at, (ends, row) in enumerate(zip(edges.index, edges.to_dict("records"), strict=True)):
        lines += _edge(at, (names[ends[0]], names[ends[1]]), row)
    lines += ["</edges>", "</graph>", "</gexf>", ""]
    return "\n".join(lines).encode("utf-8")


def _meta(net: Network) -> Iterator[str]:
    survey = net.origin.survey
    title = plain_value(survey.info.get("title")) if survey is not None else None
    yield f"<meta><creator>tiesnet {tiesnet_version()}</creator>"
    if title:
        yield f"<title>{escape(str(title))}</title>"
    yield f"<keywords>{escape(frames.facts(net))}</keywords></meta>"


def _attributes(where: str, frame: pd.DataFrame) -> Iterator[str]:
    yield f'<attributes class="{where}">'
    for at, column in enumerate(frame.columns):
        title = _quoted(legal_text(str(column)))
        yield f'<attribute id="{at}" title={title} type="{_kind(frame[column])}"/>'
    yield "</attributes>"


def _kind(values: pd.Series) -> str:
    if types.is_bool_dtype(values.dtype):
        return "boolean"
    if types.is_integer_dtype(values.dtype):
        return "long"
    return "double" if types.is_float_dtype(values.dtype) else "string"


def _values(row: dict[Any, Any]) -> Iterator[str]:
    yield "<attvalues>"
    for at, value in enumerate(row.values()):
        plain = plain_value(value)
        if isinstance(value, bool):
            plain = "true" if value else "false"
        if plain is not None:
            yield f'<attvalue for="{at}" value={_quoted(str(plain))}/>'
    yield "</attvalues>"


def _edge(at: int, ends: tuple[str, str], row: dict[Any, Any]) -> Iterator[str]:
    strength = plain_value(row.get("strength"))
    weight = "" if strength is None else f' weight="{strength}"'
    kind = f" kind={_quoted(legal_text(str(row['layer'])))}"
    source, target = (_quoted(end) for end in ends)
    yield f'<edge id="{at}" source={source} target={target}{weight}{kind}>'
    yield from _values(row)
    yield "</edge>"


def _quoted(text: str) -> str:
    """A value of an XML attribute; line ends and tabs survive as references."""
    return quoteattr(text)
