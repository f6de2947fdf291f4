"""Memberships: Davis' women and their events."""

from __future__ import annotations

from typing import Any

from tiesnet.verification.cases import Case
from tiesnet.verification.claim import Claim


def _women(value: dict[str, Any]) -> dict[str, Any]:
    """Keep the actors; networkx gives the organisations, E1 to E14, beside them."""
    return {name: v for name, v in value.items() if not name[1:].isdigit()}


def _events(value: dict[str, Any]) -> dict[str, Any]:
    women = _women(value)
    return {name: v for name, v in value.items() if name not in women}


def _of(column: str) -> Any:
    def read(table: Any, case: Case) -> dict[str, Any]:
        return dict(zip(table["organisation"], table[column], strict=True))

    return read


_NAMES = ("two_mode_degree", "two_mode_closeness", "two_mode_betweenness")
_COLUMNS = dict(zip(_NAMES, ("share_of_actors", "closeness", "betweenness"), strict=True))
CLAIMS = [
    *(Claim(name, "networkx", name, turn=_women) for name in _NAMES),
    *(
        Claim("organisations", "networkx", name, turn=_events, read=_of(_COLUMNS[name]))
        for name in _NAMES
    ),
    Claim("two_mode_density", "networkx", "two_mode_density"),
    Claim("two_mode_density", "UCINET", "two_mode_density", tolerance=6e-4),
    Claim("memberships_mean", "UCINET", "memberships_mean", tolerance=6e-4),
    Claim("organisation_size_mean", "UCINET", "organisation_size_mean", tolerance=6e-4),
    Claim("two_mode_degree_mean", "UCINET", "two_mode_degree_mean", tolerance=6e-4),
]
