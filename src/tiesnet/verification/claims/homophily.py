"""Mixing by groups."""

from __future__ import annotations

from typing import Any

from tiesnet.verification.cases import Case
from tiesnet.verification.claim import Claim, grouped


def _assortativity(table: Any, case: Case) -> float:
    return float(table.set_index("attribute").at["stage", "assortativity"])


CLAIMS = [
    Claim("homophily", "R igraph", "assortativity_nominal", when=grouped, read=_assortativity),
    Claim("homophily", "networkx", "attribute_assortativity", when=grouped, read=_assortativity),
]
