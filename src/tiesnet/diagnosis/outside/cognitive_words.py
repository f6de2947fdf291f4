"""What cognitive roles say in sentences: who brings knowledge in, who stands apart."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis.connection.register import that_answered
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.outside.cognitive import GATEKEEPER, ISOLATE, STAR
from tiesnet.diagnosis.words import count, mentions, percent
from tiesnet.metrics import Measures

_NAMED, _FEWEST = 5, 10


def say_roles(measures: Measures, table: pd.DataFrame) -> tuple[Finding, ...]:
    """Name the gatekeepers, and count those that stand apart; nothing of few firms."""
    given = table[table["role"] != ""]
    if len(given) < _FEWEST:
        return ()
    gate = given[given["role"] == GATEKEEPER]
    names = measures.net.actors["name"].astype("str")
    listed = [Mention(str(k), str(names[k])) for k in gate["actor"]] if len(gate) <= _NAMED else []
    meaning = ", central in the exchange of knowledge inside and open to sources outside"
    firms = f"{count(len(gate), 'firm', 'firms')}" if len(gate) else "No firm"
    verb = "is a technological gatekeeper" if len(gate) < 2 else "are technological gatekeepers"
    rest = (f"{meaning}: ", *mentions(listed), ".") if listed else (f"{meaning}.",)
    caution = ""
    if len(gate):
        keep = percent(float(gate["stability"].mean()))
        who = "The gatekeeper keeps its" if len(gate) < 2 else "On average gatekeepers keep their"
        caution = f"{who} role in {keep} of the resamples."
    first = Finding("cognitive", "outside", f"{firms} {verb}", rest, gate, caution, "giuliani2005")
    return first, *_apart(given, that_answered(measures))


def _apart(given: pd.DataFrame, answered: str) -> tuple[Finding, ...]:
    """Say how many keep what they learn outside, and how many exchange nothing."""
    star, alone = (int((given["role"] == role).sum()) for role in (STAR, ISOLATE))
    if not star + alone:
        return ()
    every = "the one firm" if len(given) == 1 else f"the {len(given)} firms"
    claim = f"{star} of {every}{answered}"
    have, exchange = "has" if star == 1 else "have", "exchanges" if alone == 1 else "exchange"
    rest = (
        f" {have} sources of knowledge outside and few partners inside (external stars), and "
        f"{alone} {exchange} no knowledge inside and {'gets' if alone == 1 else 'get'} little or "
        "none from outside (isolates).",
    )
    rows = given[given["role"].isin((STAR, ISOLATE))]
    return (Finding("cognitive_apart", "outside", claim, rest, rows, source="giuliani2005"),)
