"""Density, reciprocity and closure."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed, undirected

_FLAT = "arrows are ignored there and followed here: see transitivity_undirected"
CLAIMS = [
    Claim("density_all", "R sna", "gden"),
    Claim("density_all", "R igraph", "edge_density"),
    Claim("density_all", "networkx", "density"),
    Claim("density_known", "R sna", "gden"),
    Claim("density_all", "UCINET", "density", tolerance=6e-4),
    Claim("reciprocity", "R sna", "grecip_edgewise", when=directed),
    Claim("reciprocity", "R igraph", "reciprocity", when=directed),
    Claim("reciprocity", "networkx", "reciprocity", when=directed),
    Claim("transitivity", "R sna", "gtrans_weak"),
    Claim("transitivity", "R igraph", "transitivity_global", when=undirected),
    Claim("transitivity", "R igraph", "transitivity_global", when=directed, differs=_FLAT),
    Claim("transitivity", "networkx", "transitivity_arrows", when=directed,
          differs="counts arrows among the targets of an actor"),
    Claim("transitivity", "UCINET", "transitivity", tolerance=6e-4),
    Claim("local_clustering", "R igraph", "transitivity_local"),
    Claim("local_clustering", "networkx", "clustering",
          differs="0 for actors with fewer than two partners; here they are empty"),
    Claim("mean_clustering", "R igraph", "transitivity_average"),
    Claim("mean_clustering", "networkx", "average_clustering", {"below_two": True}),
]  # fmt: skip
