"""Eigenvector centrality and its relatives."""

from __future__ import annotations

from tiesnet.verification.claim import (
    Claim,
    connected,
    directed,
    one_part,
    to_length,
    to_one,
    undirected,
)

_PARTS = "parts of the network other than the strongest get 0; here each has its own vector"
CLAIMS = [
    Claim("eigenvector", "R igraph", "eigen", when=one_part, turn=to_length),
    Claim("eigenvector", "python-igraph", "eigenvector", when=lambda case: not one_part(case),
          differs=_PARTS),
    Claim("bonacich_power", "R sna", "bonpow_0.05", {"beta": 0.05}),
    Claim("bonacich_power", "R igraph", "power_0.05", {"beta": 0.05}, when=undirected),
    Claim("katz", "networkx", "katz_0.05", {"alpha": 0.05, "convention": "networkx"}),
    Claim("katz", "R igraph", "alpha_0.05", {"alpha": 0.05, "convention": "igraph"}),
    Claim("pagerank", "python-igraph", "pagerank"),
    Claim("pagerank", "networkx", "pagerank"),
    Claim("hub_score", "R igraph", "hub", when=connected, tolerance=1e-7, turn=to_one),
    Claim("authority_score", "R igraph", "authority", when=connected, tolerance=1e-7, turn=to_one),
    Claim("information_centrality", "R sna", "infocent",
          when=lambda case: connected(case) and undirected(case)),
    Claim("information_centrality", "networkx", "information", when=connected,
          differs="divided by the number of actors"),
    Claim("eigenvector", "R sna", "evcent", when=directed,
          differs="of the arrows as they are; here their direction is ignored"),
]  # fmt: skip
