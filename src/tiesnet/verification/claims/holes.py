"""Structural holes: the ego-network model is UCINET's, the whole-network model the others'."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed, undirected

_TYPED = 6e-4  # three decimals are printed
_WHOLE = {"model": "whole"}
_OUTSIDE = "partners' ties outside the actor's circle count too: see constraint_whole"
CLAIMS = [
    Claim("constraint_ego", "UCINET", "constraint_ego", tolerance=_TYPED),
    Claim("constraint_ego", "R igraph", "constraint", differs=_OUTSIDE),
    Claim("constraint_ego", "networkx", "constraint", differs=_OUTSIDE),
    Claim("constraint_whole", "UCINET", "constraint_whole", tolerance=_TYPED),
    Claim("constraint_whole", "R igraph", "constraint"),
    Claim("constraint_whole", "networkx", "constraint"),
    Claim("constraint_whole", "R igraph", "constraint_weighted", {"weighted": True}),
    Claim("constraint_whole", "networkx", "constraint_weighted", {"weighted": True}),
    Claim("effective_size", "UCINET", "effective_size", tolerance=_TYPED),
    Claim("effective_size", "networkx", "effective_size", when=undirected),
    Claim("effective_size", "networkx", "effective_size", _WHOLE, when=directed),
    Claim("effective_size", "networkx", "effective_size", when=directed, differs="a mutual tie of "
          "a partner outside the actor's circle counts there: the option model = whole"),
    Claim("burt_hierarchy", "UCINET", "hierarchy_ego", tolerance=_TYPED),
    Claim("burt_hierarchy", "UCINET", "hierarchy_whole", _WHOLE, tolerance=_TYPED),
]  # fmt: skip
