"""A claim: this measure equals that entry of a peer, or differs from it for a stated reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tiesnet.verification.cases import Case

PEERS = ("UCINET", "R sna", "igraph", "networkx")
_PROGRAM = {"R igraph": "igraph", "python-igraph": "igraph"}


def _same(value: Any) -> Any:
    return value


def _always(case: Case) -> bool:
    return True


@dataclass(frozen=True)
class Claim:
    """What is claimed of a measure and a peer's entry.

    Attributes
    ----------
    measure : str
        Name in the catalogue.
    peer, entry : str
        Where the peer's value stands in the golden cases.
    options : mapping
        Options of the measure under which it is claimed.
    when : callable of Case to bool
        On which cases the two mean the same.
    turn : callable
        Brings the peer's value to the unit used here (numbers by key, or one number).
    read : callable
        Takes the comparable numbers out of a measure that is a table.
    tolerance : float
        Largest difference allowed, relative to values above 1; published figures are rounded.
    differs : str
        Empty for a claim of equality. Otherwise why the two differ, which must then show.
    """

    measure: str
    peer: str
    entry: str
    options: Mapping[str, Any] = field(default_factory=dict)
    when: Callable[[Case], bool] = _always
    turn: Callable[[Any], Any] = _same
    read: Callable[[Any, Case], Any] | None = None
    tolerance: float = 1e-9
    differs: str = ""

    @property
    def program(self) -> str:
        """The program, whatever language it is called from."""
        return _PROGRAM.get(self.peer, self.peer)


def directed(case: Case) -> bool:
    """With arrows."""
    return case.net.directed


def undirected(case: Case) -> bool:
    """Without arrows."""
    return not case.net.directed


def valued_arrows(case: Case) -> bool:
    """With arrows of different strengths."""
    return case.net.directed and case.valued


def grouped(case: Case) -> bool:
    """Every actor has a group."""
    return bool(case.net.actors["stage"].notna().all())
