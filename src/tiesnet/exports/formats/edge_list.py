"""An edge list as CSV: one tie per row, for whatever reads a spreadsheet."""

from __future__ import annotations

from tiesnet.exports.formats import frames
from tiesnet.exports.formats.losses import lost_attributes, lost_codebook
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.formats.tables import csv_bytes, edge_table
from tiesnet.network import Network


def _lost(net: Network) -> tuple[str, ...]:
    return lost_attributes(net) + lost_codebook(net)


@network_format("edge-list", (".csv",), "Excel and all that reads CSV: one tie a row", _lost)
def edge_list_bytes(net: Network) -> bytes:
    """Give source, target, relation, direction and strength of every tie, each once."""
    edges = edge_table(net, frames.ids(net), ("source", "target"))
    if "weight" not in edges:
        edges["weight"] = None
    shown = {"layer": "relation", "arrow": "directed", "weight": "strength"}
    return csv_bytes(edges[["source", "target", *shown]].rename(columns=shown), mark=True)
