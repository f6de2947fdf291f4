"""An actor's circle."""

from __future__ import annotations

from typing import Any

from tiesnet.verification.cases import Case
from tiesnet.verification.claim import Claim


def _mean(values: Any, case: Case) -> float:
    """Average over all actors, those with fewer than two partners as 0, as networkx does."""
    return float(values.fillna(0.0).mean())


CLAIMS = [
    Claim("local_efficiency", "networkx", "local_efficiency", read=_mean),
    Claim(
        "local_efficiency",
        "R igraph",
        "local_efficiency",
        differs="ways between two partners may lead over others outside the circle there",
    ),
]
