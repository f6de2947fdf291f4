"""Cliques."""

from __future__ import annotations

from tiesnet.verification.claim import Claim

CLAIMS = [
    Claim("clique_count", "networkx", "clique_count"),
    Claim("n_cliques", "R igraph", "cliques_3"),
    Claim("n_cliques", "networkx", "number_of_cliques"),
    Claim("clique_number", "R igraph", "largest_clique"),
]
