"""Steps between actors."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed, strongly_connected, undirected

CLAIMS = [
    Claim("mean_distance", "R igraph", "mean_distance"),
    Claim("diameter", "R igraph", "diameter"),
    Claim("compactness", "R igraph", "global_efficiency"),
    Claim("compactness", "UCINET", "compactness", tolerance=6e-4),
    Claim("global_efficiency", "networkx", "global_efficiency"),
    Claim("global_efficiency", "R igraph", "global_efficiency", when=undirected),
    Claim("global_efficiency", "R igraph", "global_efficiency", when=directed,
          differs="arrows are followed there: see compactness"),
    Claim("eccentricity", "R igraph", "eccentricity", when=strongly_connected),
]  # fmt: skip
