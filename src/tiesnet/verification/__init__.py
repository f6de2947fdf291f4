"""The parity certificate: measures against the numbers of other programs, on bundled cases."""

from tiesnet.verification.cases import Case, case_names, read_case
from tiesnet.verification.claim import PEERS, Claim
from tiesnet.verification.claims import claims
from tiesnet.verification.run import AGREES, DIFFERS, FAILS, Verified, verify

__all__ = [
    "AGREES",
    "DIFFERS",
    "FAILS",
    "PEERS",
    "Case",
    "Claim",
    "Verified",
    "case_names",
    "claims",
    "read_case",
    "verify",
]
