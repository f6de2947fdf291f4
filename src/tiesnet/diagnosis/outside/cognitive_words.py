"""What cognitive roles say in sentences: who brings knowledge in, who stands apart."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis.connection.register import response
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.outside.cognitive import GATEKEEPER, ISOLATE, STAR
from tiesnet.diagnosis.words import mentions, percent
from tiesnet.language import pieces_n, say, say_n
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
    claim, rest, caution = _none() if gate.empty else _gate(gate, mentions(listed))
    first = Finding("cognitive", "outside", claim, rest, gate, caution, "giuliani2005")
    return first, *_apart(given, not response(measures).assumed)


_Parts = tuple[str | Mention, ...]


def _none() -> tuple[str, _Parts, str]:
    claim = say("No firm is a technological gatekeeper")
    return claim, _what(0), ""


def _what(n: int) -> _Parts:
    return pieces_n(
        n,
        ", central in the exchange of knowledge inside and open to sources outside.",
        ", central in the exchange of knowledge inside and open to sources outside.",
    )


def _gate(gate: pd.DataFrame, named: _Parts) -> tuple[str, _Parts, str]:
    """Say how many gatekeepers there are, who they are and how sure that is."""
    n = len(gate)
    claim = say_n(
        n, "{n} firm is a technological gatekeeper", "{n} firms are technological gatekeepers"
    )
    rest: _Parts = pieces_n(
        n,
        ", central in the exchange of knowledge inside and open to sources outside: {who}.",
        ", central in the exchange of knowledge inside and open to sources outside: {who}.",
        who=named,
    )
    if not named:
        rest = _what(n)
    share = percent(float(gate["stability"].mean()))
    caution = say_n(
        n,
        "The gatekeeper keeps its role in {share} of the resamples.",
        "On average gatekeepers keep their role in {share} of the resamples.",
        share=share,
    )
    return claim, rest, caution


def _apart(given: pd.DataFrame, told: bool) -> tuple[Finding, ...]:
    """Say how many keep what they learn outside, and how many exchange nothing."""
    star, alone = (int((given["role"] == role).sum()) for role in (STAR, ISOLATE))
    if not star + alone:
        return ()
    claim = say_n(
        star,
        "{n} of the {firms} firms has sources of knowledge outside and few partners inside "
        "(external stars)",
        "{n} of the {firms} firms have sources of knowledge outside and few partners inside "
        "(external stars)",
        firms=len(given),
    )
    if told:
        claim = say_n(
            star,
            "{n} of the {firms} firms that answered has sources of knowledge outside and few "
            "partners inside (external stars)",
            "{n} of the {firms} firms that answered have sources of knowledge outside and few "
            "partners inside (external stars)",
            firms=len(given),
        )
    rest = say_n(
        alone,
        ", and {n} exchanges no knowledge inside and gets little or none from outside (isolates).",
        ", and {n} exchange no knowledge inside and get little or none from outside (isolates).",
    )
    rows = given[given["role"].isin((STAR, ISOLATE))]
    return (Finding("cognitive_apart", "outside", claim, (rest,), rows, source="giuliani2005"),)
