"""Krackhardt's graph theoretical dimensions."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed

CLAIMS = [
    Claim("flow_hierarchy", "networkx", "flow_hierarchy", when=directed),
    Claim("connectedness", "R sna", "connectedness"),
    Claim("connectedness", "UCINET", "connectedness", tolerance=6e-4),
    Claim("krackhardt_hierarchy", "R sna", "hierarchy_krackhardt"),
    Claim("krackhardt_efficiency", "R sna", "efficiency"),
    Claim("krackhardt_lub", "R sna", "lubness", {"as_sna": True}),
    Claim("krackhardt_lub", "R sna", "lubness", differs="R sna counts pairs whose upper bounds "
          "have a highest one; here a least one is asked for, as the definition says"),
]  # fmt: skip
