"""Brokerage against chance."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed

_ROLES = {
    "coordinator": "w_I",
    "consultant": "w_O",
    "representative": "b_IO",
    "gatekeeper": "b_OI",
    "liaison": "b_O",
    "total": "t",
}
CLAIMS = [
    Claim("brokerage_z", "R sna", f"brokerage_z.nli_{column}", {"role": role}, when=directed)
    for role, column in _ROLES.items()
]
