"""How degrees are spread."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, undirected

CLAIMS = [
    Claim("degree_assortativity", "R igraph", "assortativity_degree"),
    Claim("degree_assortativity", "python-igraph", "assortativity_degree", when=undirected),
    Claim("degree_assortativity", "networkx", "degree_assortativity"),
]
