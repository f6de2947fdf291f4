"""Structural holes: the ego-network model is UCINET's, the whole-network model the others'."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed, undirected

_TYPED = 6e-4  # three decimals are printed
CLAIMS = [
    Claim("constraint_ego", "UCINET", "constraint_ego", tolerance=_TYPED),
    Claim("constraint_whole", "UCINET", "constraint_whole", tolerance=_TYPED),
    Claim("effective_size", "UCINET", "effective_size", tolerance=_TYPED),
    Claim("constraint_whole", "R igraph", "constraint"),
    Claim("constraint_whole", "networkx", "constraint"),
    Claim("effective_size", "networkx", "effective_size", when=undirected),
    Claim("effective_size", "networkx", "effective_size", when=directed),
    Claim(
        "constraint_ego",
        "R igraph",
        "constraint",
        differs="igraph counts the partners' ties outside the actor's circle too: see "
        "constraint_whole",
    ),
]
