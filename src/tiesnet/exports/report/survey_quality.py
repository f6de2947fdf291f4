"""How good the survey is: who answered, and whether both ends of a tie say the same."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis import percent, response
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
        (
            heard.answered - heard.partly,
            "firm answered all it was asked",
            "firms answered all they were asked",
        ),
        (heard.partly, "firm answered in part", "firms answered in part"),
        (heard.silent, "firm was asked and did not answer", "firms were asked and did not answer"),
    ]
    if heard.assumed:
        return []
    return [{"value": f"{n:,}", "label": one if n == 1 else many} for n, one, many in rows if n]


def survey_caution(measures: Measures) -> str:
    """Say what silence, few answers and missing reporters do to the numbers; nothing if none."""
    heard = response(measures)
    said = [grouped(measures, "of those asked answered")]
    if heard.silent:
        said.append(
            "A silent firm keeps its place: what others say of it is a lower bound, and its own "
            "numbers stay empty."
        )
    if heard.assumed:
        said.append(
            "The survey does not say who answered, so a firm without ties may be one that was "
            "never asked."
        )
    return " ".join(part for part in said if part)


def grouped(measures: Measures, words: str) -> str:
    """Say a caution once, with the relations it is about in front."""
    about: dict[str, list[str]] = {}
    for caution in measures.cautions:
        label, _, text = caution.rpartition(": ")
        if words in text:
            about.setdefault(text, []).append(label)
    return " ".join(f"{', '.join(labels)}: {text}" for text, labels in about.items())


def agreement_table(measures: Measures) -> Table:
    """Count, per relation, what the other end of every tie says that anybody reported."""
    # Before the policy: what it believes agrees with itself.
    ties = measures.net.origin.reported
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
        "is the policy of the relation; it is listed under Problems and assumptions."
        if (compared > 0).any()
        else _incomparable(measures),
    )


def _incomparable(measures: Measures) -> str:
    """Say why the reports of two ends cannot be compared."""
    survey = measures.net.origin.survey
    if survey is None:
        return "These ties are a list made in Python, so there are no reports to compare."
    if survey.ties.empty:
        return ""
    assumed = survey.assumptions.loc[survey.assumptions["code"] == "source_reports", "count"].sum()
    if survey.ties["reported_by"].notna().sum() <= assumed:
        return (
            "The survey does not say who reported a tie (column reported_by), so the reports of "
            "its two ends cannot be compared."
        )
    return "No tie has two ends that answered the same question, so reports cannot be compared."


def _agreement(measures: Measures) -> float | None:
    """Share of the ties both ends were asked about that both name."""
    status = measures.net.origin.reported["status"].map(STATUSES)
    compared = status.isin(["both", "one", "denied"])
    if not compared.any():
        return None
    return float((status[compared] == "both").mean())
