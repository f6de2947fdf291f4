"""Betweenness and cores."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, both_ways, directed, undirected

_TWICE = "with arrows a mutual tie counts two there and one here: see core_number_arrows"
CLAIMS = [
    Claim("betweenness", "R sna", "betweenness"),
    Claim("betweenness", "R igraph", "betweenness"),
    Claim("betweenness", "R igraph", "betweenness_inverse", {"cost": "inverse"}),
    Claim("betweenness_normalised", "R igraph", "betweenness_normalized"),
    Claim("betweenness_normalised", "networkx", "betweenness"),
    Claim("edge_betweenness", "networkx", "edge_betweenness", read=both_ways("betweenness")),
    Claim("stress", "R sna", "stress", when=directed),
    Claim("stress", "R sna", "stress", when=undirected),
    Claim("flow_betweenness", "R sna", "flowbet", when=lambda case: len(case.net.actors) < 20),
    Claim("core_number", "networkx", "core_number"),
    Claim("core_number", "R igraph", "coreness"),
    Claim("core_number", "R sna", "kcores_total", when=undirected),
    Claim("core_number", "R sna", "kcores_total", when=directed, differs=_TWICE),
    Claim("core_number_arrows", "R sna", "kcores_total"),
    Claim("core_number_arrows", "R sna", "kcores_in", {"direction": "in"}, when=directed),
    Claim("core_number_arrows", "R sna", "kcores_out", {"direction": "out"}, when=directed),
]
