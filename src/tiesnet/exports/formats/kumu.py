"""Kumu's workbook: sheets Elements and Connections."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tiesnet.exports.formats import frames, tables
from tiesnet.exports.formats.losses import lost_codebook, lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.workbook.survey_sheets import survey_workbook
from tiesnet.language import say
from tiesnet.network import Network

_BAR = "|"


def _lost(net: Network) -> tuple[str, ...]:
    said = lost_details(net) + lost_codebook(net)
    if any(_BAR in cell for frame in _sheets(net).values() for cell in _texts(frame)):
        said = (*said, say("Kumu cuts texts at '|', so this sign was written as '/'."))
    return said


@network_format("kumu", (".xlsx",), "Kumu: a workbook with Elements and Connections", _lost)
def kumu_bytes(net: Network) -> bytes:
    """Give elements and connections; connections name elements by their ids."""
    return survey_workbook({name: frame.map(_no_bar) for name, frame in _sheets(net).items()})


def _sheets(net: Network) -> dict[str, pd.DataFrame]:
    names = frames.unique([str(_no_bar(name)) for name in frames.ids(net)])
    kinds = [str(kind).replace("_", " ") for kind in net.actors["kind"]]
    first = {"Label": tables.labels(net), "Type": kinds, "ID": names}
    elements = tables.node_table(net, first, skip=["name", "kind"])
    connections = tables.edge_table(net, names, ("From", "To"))
    connections.insert(2, "Type", connections.pop("layer"))
    connections.insert(3, "Direction", tables.directions(connections, "directed", "undirected"))
    connections = connections.rename(columns={"weight": "Strength"}).drop(columns="arrow")
    return {"Elements": elements, "Connections": connections}


def _texts(frame: pd.DataFrame) -> Iterator[str]:
    return (cell for column in frame.columns for cell in frame[column] if isinstance(cell, str))


def _no_bar(value: object) -> object:
    return value.replace(_BAR, "/") if isinstance(value, str) else value
