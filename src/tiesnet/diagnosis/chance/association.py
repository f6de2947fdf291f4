"""Which relations go together, every two of them beside chance."""

from __future__ import annotations

from dataclasses import replace

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
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import count, p_value
from tiesnet.inference import qap
from tiesnet.metrics import Measures
from tiesnet.network import UNIONS

_MOST, _NAMED = 1_000, 3
_WHAT = "Whether relations go together cannot be tested."
_ASK = "Ask for more than one kind of tie, such as trade, joint projects and advice."


@diagnosis(
    chapter="chance",
    label="Which relations go together",
    question="Which relations go together?",
    needs="two relations or more",
    limits="A correlation of two relations does not say what makes them go together: firms of one "
    "place or stage may have more ties of either kind. Arrows are compared as they were asked for.",
    source="krackhardt1987, krackhardt1988b, holm1979, phipson2010",
)
def layer_association(measures: Measures, *, replications: int = REPLICATIONS) -> Diagnosis:
    """The correlation of every two relations over pairs of firms, beside chance (QAP).

    Over the pairs known in both relations, with arrows where both have them. For chance the
    firms of one relation change names among those that answered, 1,000 times or as often as
    asked; p is the share of the correlations at least as far from 0, (b + 1) / (m + 1), and the
    reading allows for the number of pairs of relations (Holm).
    """
    parameters = drawn(measures, replications)
    if caution := too_many(measures, _MOST, "'tiesnet qap'"):
        return Diagnosis(cautions=(caution,), parameters=parameters)
    made = tested(
        qap,
        measures.net,
        coefficients=("pearson",),
        replications=replications,
        seed=seed_of(measures),
        what=_WHAT,
        ask=_ASK,
    )
    if isinstance(made, Gap):
        return Diagnosis(gaps=(made,), parameters=parameters)
    [every] = evidence_of(made, "association", open_=("qap",), left=("qap_square",))
    return Diagnosis(
        tables=(_of_relations(every),),
        findings=_said(made.table()),
        parameters=parameters,
    )


def _of_relations(one: Evidence) -> Evidence:
    """Head the table for relations, of which only one coefficient is shown."""
    fields = tuple(
        replace(field, label="Correlation") if field.key == "observed" else field
        for field in one.fields
        if field.key != "coefficient_label"
    )
    rows = one.rows[[field.key for field in fields]]
    return replace(one, title="Every two relations, against chance", fields=fields, rows=rows)


def _said(rows: pd.DataFrame) -> tuple[Finding, ...]:
    unions = rows["variables"].str.split(", ").map(lambda names: set(names) <= set(UNIONS))
    rows = rows[~unions & rows["p_holm"].notna()]
    if rows.empty:
        return ()
    clear = rows[rows["p_holm"] <= LEVEL]
    together = clear[clear["observed"] > 0].sort_values("observed", ascending=False, kind="stable")
    apart = clear[clear["observed"] < 0].sort_values("observed", kind="stable")
    if len(rows) == 1:
        return (_only(rows),)
    of = f"of {count(len(rows), 'pair', 'pairs')} of relations"
    if clear.empty:
        claim, rest = f"No two relations go together more than chance would give ({of[3:]})", "."
    else:
        some = f"{len(together)} {of}" if len(together) else f"None {of}"
        verb = "goes" if len(together) == 1 else "go" if len(together) else "goes"
        claim = f"{some} {verb} together more often than chance would give"
        parts = [_list(together)] if len(together) else []
        parts += [f"less often: {_list(apart)}"] if len(apart) else []
        rest = f" (p at most {LEVEL} for all pairs of relations together): {'; '.join(parts)}."
    return (Finding("layer_association", "chance", claim, (rest,), rows, source="krackhardt1987"),)


def _only(rows: pd.DataFrame) -> Finding:
    """Say it of two relations when there are no others."""
    row = rows.iloc[0]
    more = "more" if row["observed"] > 0 else "less"
    said = f"go together {more} often than chance would give"
    if row["p"] > LEVEL:
        said = "go together no more often than chance would give"
    claim = f"{row['one']} and {row['other']} {said}"
    rest = f" ({p_value(row['p'])})."
    return Finding("layer_association", "chance", claim, (rest,), rows, source="krackhardt1987")


def _list(rows: pd.DataFrame) -> str:
    named = [
        f"{one} with {other}"
        for one, other in zip(rows["one"][:_NAMED], rows["other"][:_NAMED], strict=True)
    ]
    more = len(rows) - _NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
