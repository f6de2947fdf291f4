"""What holds together by several paths."""

from __future__ import annotations

from tiesnet.verification.claim import Claim

CLAIMS = [
    Claim("n_bridges", "R igraph", "bridges"),
    Claim("n_bridges", "networkx", "bridges"),
    Claim("line_connectivity", "R igraph", "edge_connectivity"),
    Claim("n_bicomponents", "R igraph", "bicomponents"),
    Claim("n_cut_points", "R igraph", "articulation_points"),
    Claim("point_connectivity", "R igraph", "cohesion"),
]
