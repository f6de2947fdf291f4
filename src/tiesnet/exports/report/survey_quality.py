"""How good the survey is: how much of the cluster was heard, and what silence does."""

from __future__ import annotations

from tiesnet.diagnosis import response
from tiesnet.metrics import Measures, design_caution


def survey_answer(measures: Measures) -> str:
    """Say in one sentence how much of the cluster was heard."""
    heard = response(measures)
    parts = [heard.sentence]
    if heard.partly:
        parts.append(f"{heard.partly} of them only in part")
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
    said = [design_caution(measures.net), grouped(measures, "of those asked answered")]
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
