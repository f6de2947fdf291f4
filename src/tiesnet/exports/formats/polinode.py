"""Polinode's workbook: sheets Nodes and Edges."""

from __future__ import annotations

from tiesnet.exports.formats import frames, tables
from tiesnet.exports.formats.losses import lost_codebook, lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.workbook.survey_sheets import survey_workbook
from tiesnet.network import Network


def _lost(net: Network) -> tuple[str, ...]:
    return lost_details(net) + lost_codebook(net)


@network_format("polinode", (".xlsx",), "Polinode: a workbook with Nodes and Edges", _lost)
def polinode_bytes(net: Network) -> bytes:
    """Give nodes and edges; edges name nodes by their names, each of which is given once."""
    names = tables.names_shown(net)
    nodes = tables.node_table(net, {"Name": names, "ID": frames.ids(net)}, skip=["name"])
    edges = tables.edge_table(net, names, ("Source", "Target"))
    shown = {"layer": "Relationship", "weight": "Strength", "arrow": "directed"}
    return survey_workbook({"Nodes": nodes, "Edges": edges.rename(columns=shown)})
