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
from tiesnet.diagnosis.words import p_value
from tiesnet.inference import qap
from tiesnet.language import localised, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import UNIONS

_MOST, _NAMED = 1_000, 3
_WHAT = word("Whether relations go together cannot be tested.")
_ASK = word("Ask for more than one kind of tie, such as trade, joint projects and advice.")


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
        replace(field, label=word("Correlation")) if field.key == "observed" else field
        for field in one.fields
        if field.key != "coefficient_label"
    )
    rows = one.rows[[field.key for field in fields]]
    title = word("Every two relations, against chance")
    return replace(one, title=title, fields=fields, rows=rows)


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
    if clear.empty:
        claim = say_n(
            len(rows),
            "No two relations go together more than chance would give ({n} pair of relations)",
            "No two relations go together more than chance would give ({n} pairs of relations)",
        )
        rest = "."
    else:
        claim, rest = _together(len(together), len(rows)), _listed(together, apart)
    return (Finding("layer_association", "chance", claim, (rest,), rows, source="krackhardt1987"),)


def _together(clear: int, pairs: int) -> str:
    """Say how many pairs of relations go together; there are two pairs at least."""
    if not clear:
        return say(
            "None of {n} pairs of relations goes together more often than chance would give",
            n=pairs,
        )
    return say_n(
        clear,
        "{n} of {pairs} pairs of relations goes together more often than chance would give",
        "{n} of {pairs} pairs of relations go together more often than chance would give",
        pairs=pairs,
    )


def _listed(together: pd.DataFrame, apart: pd.DataFrame) -> str:
    """Name the pairs that go together more often than by chance, and those that do less often."""
    level, more, less = localised(f"{LEVEL}"), _list(together), _list(apart)
    if together.empty:
        return say(
            " (p at most {level} for all pairs of relations together): less often: {less}.",
            level=level,
            less=less,
        )
    if apart.empty:
        return say(
            " (p at most {level} for all pairs of relations together): {more}.",
            level=level,
            more=more,
        )
    return say(
        " (p at most {level} for all pairs of relations together): {more}; less often: {less}.",
        level=level,
        more=more,
        less=less,
    )


def _only(rows: pd.DataFrame) -> Finding:
    """Say it of two relations when there are no others."""
    row = rows.iloc[0]
    one, other = _labels(row)
    both = {"one": one, "other": other}
    if row["p"] > LEVEL:
        claim = say("{one} and {other} go together no more often than chance would give", **both)
    elif row["observed"] > 0:
        claim = say("{one} and {other} go together more often than chance would give", **both)
    else:
        claim = say("{one} and {other} go together less often than chance would give", **both)
    rest = f" ({p_value(row['p'])})."
    return Finding("layer_association", "chance", claim, (rest,), rows, source="krackhardt1987")


def _labels(row: pd.Series) -> list[str]:
    """Name two relations; unions are words of ours, the others texts of the survey."""
    names = str(row["variables"]).split(", ")
    return [
        say(label) if name in UNIONS else label
        for name, label in zip(names, (row["one"], row["other"]), strict=True)
    ]


def _list(rows: pd.DataFrame) -> str:
    named = ", ".join(
        say("{one} with {other}", one=one, other=other)
        for one, other in (_labels(row) for _, row in rows[:_NAMED].iterrows())
    )
    more = len(rows) - _NAMED
    if more < 1:
        return named
    return say_n(more, "{pairs} and {n} more", "{pairs} and {n} more", pairs=named)
