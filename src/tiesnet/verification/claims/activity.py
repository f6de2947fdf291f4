"""Degrees and strengths."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed, undirected, valued_arrows

CLAIMS = [
    Claim("degree_total", "R sna", "degree_total", when=directed),
    Claim("degree_normalised", "networkx", "degree_centrality"),
    Claim("in_degree_normalised", "networkx", "in_degree_centrality", when=directed),
    Claim("out_degree_normalised", "networkx", "out_degree_centrality", when=directed),
    Claim("in_degree", "R sna", "degree_in", when=directed),
    Claim("out_degree", "R sna", "degree_out", when=directed),
    Claim("degree", "R sna", "degree_in", when=undirected),
    Claim("in_strength", "R igraph", "strength_in", when=valued_arrows),
    Claim("out_strength", "R igraph", "strength_out", when=valued_arrows),
]
