"""Brokerage roles by group: R sna counts without arrows both orders of every path."""

from __future__ import annotations

from typing import Any

from tiesnet.verification.claim import Claim, directed, undirected

_ROLES = {
    "coordinator": "w_I",
    "consultant": "w_O",
    "representative": "b_IO",
    "gatekeeper": "b_OI",
    "liaison": "b_O",
    "brokerage_total": "t",
}
_ONE_ROLE = ("representative", "gatekeeper")


def _halved(value: dict[str, Any]) -> dict[str, Any]:
    return {actor: count / 2 for actor, count in value.items()}


CLAIMS = [
    *(
        Claim(name, "R sna", f"brokerage_raw.nli_{column}", when=directed)
        for name, column in _ROLES.items()
    ),
    *(
        Claim(name, "R sna", f"brokerage_raw.nli_{column}", when=undirected, turn=_halved)
        for name, column in _ROLES.items()
        if name not in _ONE_ROLE
    ),
    *(
        Claim(name, "R sna", f"brokerage_raw.nli_{_ROLES[name]}", when=undirected)
        for name in _ONE_ROLE
    ),
]
