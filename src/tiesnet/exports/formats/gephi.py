"""Gephi's tables: nodes.csv and edges.csv for its data laboratory."""

from __future__ import annotations

from tiesnet.exports.formats import frames, tables
from tiesnet.exports.formats.losses import lost_codebook, lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.language import say
from tiesnet.network import Network


def _lost(net: Network) -> tuple[str, ...]:
    said = lost_details(net) + lost_codebook(net)
    if net.ties["weight"].isna().any():
        said = (*said, say("Gephi takes ties without a strength for ties of strength 1."))
    return said


@network_format("gephi", (), "Gephi's tables: a folder with nodes.csv and edges.csv", _lost)
def gephi_files(net: Network) -> dict[str, bytes]:
    """Give the tables of nodes and edges as Gephi's import wizard expects them."""
    names = frames.ids(net)
    nodes = tables.node_table(net, {"Id": names, "Label": tables.labels(net)}, skip=["name"])
    edges = tables.edge_table(net, names, ("Source", "Target"))
    edges.insert(2, "Type", tables.directions(edges, "Directed", "Undirected"))
    edges = edges.rename(columns={"layer": "Kind", "weight": "Weight"}).drop(columns="arrow")
    return {"nodes.csv": tables.csv_bytes(nodes), "edges.csv": tables.csv_bytes(edges)}
