"""How good the survey is: who answered, and whether both ends of a tie say the same."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis import count, percent, response
from tiesnet.exports.tables.columns import layer_label
from tiesnet.exports.tables.model import Column, Table, frame_table
from tiesnet.metrics import Measures

BOTH = "both ends say so"
STATUSES = {
    BOTH: "both",
    "the other end did not name it": "one",
    "the other end says no": "denied",
    "the other end did not answer": "silent",
    "the other end was not asked": "unasked",
    "reported by others": "others",
}
_HEADS = {
    "both": ("Both ends say so", "Both ends named the tie."),
    "one": ("The other did not name it", "The other end answered and did not name the tie."),
    "denied": ("The other says no", "The other end was shown the tie and said no."),
    "silent": ("The other did not answer", "Nothing to compare with."),
    "unasked": (
        "The other was not asked",
        "The question goes to one end only, or the other end is no part of the survey.",
    ),
    "others": ("Reported by others", "Neither end reported it; somebody else did."),
}


def survey_answer(measures: Measures) -> str:
    """Say in one sentence how much of the cluster was heard."""
    heard = response(measures)
    parts = [heard.sentence]
    if heard.partly:
        parts.append(f"{heard.partly} of them only in part")
    shared = _agreement(measures)
    if shared is not None:
        parts.append(f"where both ends were asked, {percent(shared)} of the ties are named by both")
    return "; ".join(parts) + "."


def survey_figures(measures: Measures) -> list[dict[str, str]]:
    """Give the counts of answers, those that are not zero."""
    heard = response(measures)
    rows = [
        (heard.answered - heard.partly, "answered all that they were asked"),
        (heard.partly, "answered in part"),
        (heard.silent, "were asked and did not answer"),
    ]
    if heard.assumed:
        return []
    return [
        {"value": f"{n:,}", "label": count(n, "firm", "firms")[len(f"{n:,}") + 1 :] + f" {text}"}
        for n, text in rows
        if n
    ]


def agreement_table(measures: Measures) -> Table:
    """Count, per relation, what the other end of every reported tie says."""
    ties = measures.ties
    known = ties[ties["status"].isin(list(STATUSES))]
    counts = pd.crosstab(known["layer"], known["status"].map(STATUSES))
    frame = counts.reindex(columns=list(_HEADS), fill_value=0)
    frame = frame.loc[:, frame.sum() > 0]
    frame.insert(0, "label", [layer_label(measures, str(layer)) for layer in frame.index])
    compared = frame.reindex(columns=["both", "one", "denied"], fill_value=0).sum(axis=1)
    both = frame["both"] if "both" in frame else 0 * compared
    frame["agree"] = (both / compared.where(compared > 0)).astype("float64")
    columns = [
        Column("label", "Relation"),
        *[Column(k, head, "ties", "count", text) for k, (head, text) in _HEADS.items()],
        Column(
            "agree",
            "Agreement",
            "%",
            "percent",
            "Of the ties whose other end answered the same question: named by both.",
        ),
    ]
    if not (compared > 0).any():
        frame = frame.iloc[:0]
    return frame_table(
        "agreement",
        "Agreement of double reports",
        frame,
        columns,
        reading="A tie that both ends name is surer than one only one end names. Which word counts "
        "is the policy of the relation; it is listed under Provenance."
        if (compared > 0).any()
        else "Each question was put to one end of a tie only, so reports cannot be compared.",
    )


def _agreement(measures: Measures) -> float | None:
    """Share of the ties both ends were asked about that both name."""
    status = measures.ties["status"].map(STATUSES)
    compared = status.isin(["both", "one", "denied"])
    if not compared.any():
        return None
    return float((status[compared] == "both").mean())
