"""Modularity of a grouping that is given."""

from __future__ import annotations

from tiesnet.verification.claim import Claim

_OFF = {"arrows": "ignored"}
CLAIMS = [
    Claim("modularity_of", "python-igraph", "modularity_group"),
    Claim("modularity_of", "R igraph", "modularity_group", _OFF),
    Claim("modularity_of", "networkx", "modularity_group", _OFF),
]
