"""Whether formal and informal ties lie on the same pairs more than chance would have it."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chance.passed import (
    LEVEL,
    REPLICATIONS,
    drawn,
    evidence_of,
    tested,
    too_many,
)
from tiesnet.diagnosis.evidence import Diagnosis, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import p_value, percent
from tiesnet.inference import layer_coupling
from tiesnet.language import say, word
from tiesnet.metrics import Measures

_MOST, _FEWEST = 1_000, 10
_FEW = 2  # pairs of relations
_MANY = word("Many pairs of relations are tested: of twenty without any link one has p under 0.05.")
_WHAT = word("Whether formal and informal ties go together cannot be tested.")
_ASK = word("Ask every firm for formal ties, such as trade, and for informal ones, such as advice.")


@diagnosis(
    chapter="chance",
    label="Formal beside informal",
    question="Do firms that know each other informally also work together formally?",
    needs="a formal and an informal relation, asked of the same firms",
    limits="That two kinds of ties lie on the same pairs does not say which came first.",
    source="krackhardt1987, uzzi1997, phipson2010",
)
def coupling(measures: Measures, *, replications: int = REPLICATIONS) -> Diagnosis:
    """Of the pairs with one kind of tie, the share that has the other, beside chance.

    Directions are ignored, and a pair counts when it is known in both kinds. For chance the
    firms of one kind of ties change names among those that answered (QAP), which keeps
    everything about either kind but how they lie on each other: p = (b + 1) / (m + 1), two-sided.
    """
    parameters = drawn(
        measures, replications, **{word("Fewest tied pairs for a sentence"): _FEWEST}
    )
    if caution := too_many(measures, _MOST, "'tiesnet layers'"):
        return Diagnosis(cautions=(caution,), parameters=parameters)
    made = tested(
        layer_coupling,
        measures.net,
        replications=replications,
        seed=seed_of(measures),
        what=_WHAT,
        ask=_ASK,
    )
    if isinstance(made, Gap):
        return Diagnosis(gaps=(made,), parameters=parameters)
    shares = made.table("shares")
    said = _said(shares)
    return Diagnosis(
        tables=evidence_of(made, "coupling", open_=("shares",)),
        findings=said,
        gaps=() if _between(shares) is not None else (Gap(_WHAT, _ASK),),
        cautions=(say(_MANY),) if said and len(shares) > 2 * _FEW else (),
        parameters=parameters,
    )


def _between(shares: pd.DataFrame) -> pd.Series | None:
    rows = shares[(shares["given"] == "informal") & (shares["also"] == "formal")]
    return rows.iloc[0] if len(rows) else None


def _said(shares: pd.DataFrame) -> tuple[Finding, ...]:
    row = _between(shares)
    if row is None or row["tied"] < _FEWEST or pd.isna(row["p"]):
        return ()
    if row["p"] > LEVEL:
        claim = say("Informal ties are no more often formal ties too than chance would give")
    elif row["observed"] > row["expected"]:
        claim = say(
            "Firms that know each other informally also work together formally more often than "
            "chance would give"
        )
    else:
        claim = say(
            "Firms that know each other informally work together formally less often than chance "
            "would give"
        )
    rest = say(
        ": {share} of {n} pairs with an informal tie have a formal one, by chance {chance} ({p}).",
        share=percent(row["observed"]),
        n=int(row["tied"]),
        chance=percent(row["expected"]),
        p=p_value(row["p"]),
    )
    return (Finding("coupling", "chance", claim, (rest,), shares, source="krackhardt1987"),)
