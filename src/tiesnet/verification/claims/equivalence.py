"""Distances between the rows and columns of two actors."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, both_ways

CLAIMS = [
    Claim("structural_equivalence", "R sna", "sedist_euclidean", read=both_ways("distance")),
]
