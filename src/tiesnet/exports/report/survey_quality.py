"""How good the survey is: how much of the cluster was heard, and what silence does."""

from __future__ import annotations

import re

from tiesnet.diagnosis import response
from tiesnet.exports.report.cells import Page, Term
from tiesnet.language import localised, say, say_n
from tiesnet.metrics import FEW_ANSWERS, Measures, design_caution


def survey_answer(measures: Measures) -> str:
    """Say in one sentence how much of the cluster was heard."""
    heard = response(measures)
    parts = [heard.sentence]
    if heard.partly:
        parts.append(say_n(heard.partly, "{n} of them only in part", "{n} of them only in part"))
    return "; ".join(parts) + "."


def survey_figures(measures: Measures, page: Page) -> list[dict[str, str]]:
    """Give the counts of answers, those that are not zero."""
    heard = response(measures)
    if heard.assumed:
        return []
    rows = [
        (
            n := heard.answered - heard.partly,
            say_n(n, "firm answered all it was asked", "firms answered all they were asked"),
        ),
        (
            n := heard.partly,
            say_n(n, "firm answered in part", "firms answered in part"),
        ),
        (
            n := heard.silent,
            say_n(n, "firm was asked and did not answer", "firms were asked and did not answer"),
        ),
    ]
    term = page.terms.add("t-answers", _answers_term())
    return [{"value": localised(f"{n:,}"), "label": words, "term": term} for n, words in rows if n]


def _answers_term() -> Term:
    return Term(
        say("Who answered"),
        say(
            "Firms of the cluster that were put on the list of those asked. In part: some of the "
            "questions it was asked are without an answer. Firms never asked are not counted."
        ),
    )


def survey_caution(measures: Measures) -> str:
    """Say what silence, few answers and missing reporters do to the numbers; nothing if none."""
    heard = response(measures)
    said = [design_caution(measures.net), grouped(measures, FEW_ANSWERS)]
    if heard.silent:
        said.append(
            say(
                "A silent firm keeps its place: what others say of it is a lower bound, and its "
                "own numbers stay empty."
            )
        )
    if heard.assumed:
        said.append(
            say(
                "The survey does not say who answered, so a firm without ties may be one that was "
                "never asked."
            )
        )
    return " ".join(part for part in said if part)


def grouped(measures: Measures, caution: str) -> str:
    """Say a caution once, with all relations it is about where one was."""
    about: dict[tuple[str, str], list[str]] = {}
    parts = re.split(r"\{(\w+)\}", say(caution))
    named = [f"(?P<{one}>.+)" if k % 2 else re.escape(one) for k, one in enumerate(parts)]
    like = re.compile("".join(named), re.DOTALL)
    for text in measures.cautions:
        if found := like.fullmatch(text):
            start, end = found.span("label")
            about.setdefault((text[:start], text[end:]), []).append(found["label"])
    return " ".join(f"{start}{', '.join(all_)}{end}" for (start, end), all_ in about.items())
