"""Run the claims: every measure against every peer on every case."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import TOPICS, catalogue, in_word
from tiesnet.progress import track
from tiesnet.verification.cases import Case, case_names, read_case
from tiesnet.verification.claim import Claim
from tiesnet.verification.claims import claims

AGREES, DIFFERS, FAILS = "agrees", "differs as stated", "DOES NOT AGREE"
COLUMNS = (
    "measure",
    "program",
    "peer",
    "convention",
    "options",
    "cases",
    "values",
    "largest_difference",
    "result",
    "remark",
)


@dataclass(frozen=True, eq=False)
class Verified:
    """What came out.

    Attributes
    ----------
    rows : DataFrame
        One row per claim: ``measure``, ``program``, ``peer``, ``convention`` (the call or the
        publication), ``options`` of the measure, number of ``cases`` and ``values`` compared,
        ``largest_difference`` (relative above 1; empty when nothing could be compared),
        ``result`` and ``remark``.
    without_peer : tuple of str
        Measures no peer computes; the tests check them against calculations by hand.
    """

    rows: pd.DataFrame
    without_peer: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every claim holds."""
        return not (self.rows["result"] == FAILS).any()


def verify(names: Iterable[str] | None = None) -> Verified:
    """Compare measures with UCINET, R sna, igraph and networkx on the bundled cases.

    Parameters
    ----------
    names : iterable of str, optional
        Measures or topics; all by default.

    Raises
    ------
    TiesnetError
        A name is neither a measure nor a topic.
    """
    known = catalogue()
    wanted = set(names) if names is not None else set(known)
    strange = sorted(wanted - set(known) - set(TOPICS))
    if strange:
        raise TiesnetError(f"There is no measure {strange[0]!r}.", "See 'tiesnet metrics'.")
    chosen = [n for n, record in known.items() if n in wanted or record.topic in wanted]
    place = {name: number for number, name in enumerate(known)}
    stated = [claim for claim in claims() if claim.measure in chosen]
    stated.sort(key=lambda claim: place[claim.measure])
    found = [_check(claim) for claim in track(stated, "Comparing")]
    claimed = {claim.measure for claim in claims()}
    return Verified(
        pd.DataFrame(found, columns=list(COLUMNS)),
        tuple(name for name in chosen if name not in claimed),
    )


def _check(claim: Claim) -> dict[str, Any]:
    """Compare one claim on all its cases."""
    cases = values = 0
    largest, calls = 0.0, []
    for name in case_names():
        case = read_case(name)
        found = case.entries.get((claim.peer, claim.entry))
        if found is None or not claim.when(case):
            continue
        call, theirs = found
        try:
            gaps = _gaps(_ours(claim, case), claim.turn(theirs))
        except NeedsError:
            continue  # the measure has no meaning on this case
        if gaps:
            cases, values, largest = cases + 1, values + len(gaps), max(largest, *gaps)
            calls.append(call)
    result = _result(claim, cases, largest)
    return {
        "measure": claim.measure,
        "program": claim.program,
        "peer": claim.peer,
        "convention": calls[0] if calls else claim.entry,
        "options": ", ".join(f"{k} = {in_word(v)}" for k, v in claim.options.items()),
        "cases": cases,
        "values": values,
        "largest_difference": largest if cases else math.nan,
        "result": result,
        "remark": claim.differs if cases else "no case has this entry",
    }


def _result(claim: Claim, cases: int, largest: float) -> str:
    same = largest <= claim.tolerance
    if not cases or same == bool(claim.differs):
        return FAILS  # nothing compared, a gap, or a stated difference that does not show
    return DIFFERS if claim.differs else AGREES


def _ours(claim: Claim, case: Case) -> Any:
    value = catalogue()[claim.measure].function(case.net, **claim.options)
    if claim.read is not None:
        return claim.read(value, case)
    return value.to_dict() if isinstance(value, pd.Series) else value


def _gaps(ours: Any, theirs: Any) -> list[float]:
    """Give the difference of each value; one that only one side leaves empty is infinite."""
    if not isinstance(theirs, dict):
        return [_gap(ours, theirs)]
    return [_gap(ours.get(key, math.nan), value) for key, value in theirs.items()]


def _gap(one: Any, other: Any) -> float:
    a, b = (math.nan if value is None else float(value) for value in (one, other))
    if math.isnan(a) or math.isnan(b):
        return 0.0 if math.isnan(a) and math.isnan(b) else math.inf
    return abs(a - b) / max(1.0, abs(b))
