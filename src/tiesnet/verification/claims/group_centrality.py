"""Centrality of groups."""

from __future__ import annotations

from tiesnet.verification.cases import Case
from tiesnet.verification.claim import Claim, column

_BETWEEN = column("betweenness_normalised", "group")


def _small(case: Case) -> bool:
    return len(case.net.actors) < 20


CLAIMS = [
    Claim(
        "group_centrality", "networkx", "group_degree", read=column("degree_normalised", "group")
    ),
    Claim("group_centrality", "networkx", "group_betweenness", when=_small, read=_BETWEEN),
    Claim(
        "group_centrality",
        "networkx",
        "group_betweenness",
        when=lambda case: not _small(case),
        read=_BETWEEN,
        differs="networkx 3.6 is off for some groups of many actors; here every shortest path is "
        "counted, as a count of all paths confirms",
    ),
]
