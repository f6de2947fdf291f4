"""A claim: this measure equals that entry of a peer, or differs from it for a stated reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tiesnet.metrics import catalogue
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


def over_others(value: dict[str, Any]) -> dict[str, Any]:
    """Divide a sum over the others by their number."""
    return {k: None if v is None else v / (len(value) - 1) for k, v in value.items()}


def to_one(value: dict[str, Any]) -> dict[str, Any]:
    """Scale values so that the largest is 1."""
    top = max((v for v in value.values() if v is not None), default=0)
    return {k: v / top for k, v in value.items()} if top else value


def to_length(value: dict[str, Any]) -> dict[str, Any]:
    """Scale values to a vector of length 1, all positive."""
    length = math.sqrt(sum(v * v for v in value.values()))
    return {k: abs(v) / length for k, v in value.items()} if length else value


def column(name: str, *keys: str) -> Callable[[Any, Case], dict[str, Any]]:
    """Read a column of a table, by the words of other columns joined by a stroke."""

    def read(table: Any, case: Case) -> dict[str, Any]:
        words = table[list(keys)].astype("str").agg(" | ".join, axis=1)
        return dict(zip(words, table[name].astype(float), strict=True))

    return read


def both_ways(name: str) -> Callable[[Any, Case], dict[str, Any]]:
    """Read a column of a table of ties without arrows, whichever end stands first."""

    def read(table: Any, case: Case) -> dict[str, Any]:
        one, other = table.columns[:2]
        there = column(name, one, other)(table, case)
        back = {} if case.net.directed else column(name, other, one)(table, case)
        return there | back

    return read


def connected(case: Case) -> bool:
    """Everybody is connected, directions ignored."""
    return bool(catalogue()["n_components"].function(case.net) == 1)


def one_part(case: Case) -> bool:
    """Only one component has ties."""
    parts, alone = (catalogue()[n].function(case.net) for n in ("n_components", "n_isolates"))
    return bool(parts - alone == 1)


def strongly_connected(case: Case) -> bool:
    """Everybody reaches everybody along the arrows."""
    if not case.net.directed:
        return connected(case)
    return bool(catalogue()["n_strong_components"].function(case.net) == 1)


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
