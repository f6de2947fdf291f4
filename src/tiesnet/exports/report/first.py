"""The first screen: title, answers, what to look at before believing, what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from tiesnet.diagnosis import Finding, Mention, few_answers, findings, response
from tiesnet.exports.provenance import input_files
from tiesnet.exports.public_notes import public_notes
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.words import day, shown
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures

MOST_FOUND = 6

Part = dict[str, Any]


def title(measures: Measures) -> str:
    """Give the title of the survey, or the name of its file."""
    survey = measures.net.origin.survey
    named = str(survey.info.get("title") or "") if survey is not None else ""
    files = input_files(measures.net)
    fallback = files[0]["name"].rsplit(".", 1)[0] if len(files) == 1 else say("Ties of a cluster")
    return shown(named) or fallback


def header(measures: Measures) -> dict[str, Any]:
    """Give the title, the response rate, the date, and what to look at before believing."""
    survey = measures.net.origin.survey
    head, bracket, tail = response(measures).sentence.partition(" (")
    when = str(survey.info.get("date") or "") if survey is not None else ""
    return {
        "title": title(measures),
        "rate": head,
        "share": f"{bracket}{tail}".strip(),
        "date": day(shown(when)),
        "notes": _notes(measures),
        "public": public_notes(survey),
        "few": few_answers(measures),
    }


def _notes(measures: Measures) -> list[str]:
    """Count the assumptions, errors and warnings; what there is none of is left out."""
    survey = measures.net.origin.survey
    problems = survey.problems["severity"] if survey is not None else pd.Series(dtype="object")
    made = len(measures.net.origin.assumptions)
    errors = int((problems == "error").sum())
    warnings = int((problems != "note").sum()) - errors
    said = (
        (made, say_n(made, "{n} assumption made", "{n} assumptions made")),
        (errors, say_n(errors, "{n} error in the data", "{n} errors in the data")),
        (warnings, say_n(warnings, "{n} warning", "{n} warnings")),
    )
    return [text for n, text in said if n]


def found(measures: Measures, page: Page) -> list[dict[str, Any]]:
    """Give the findings: a claim that links to its chapter, and the rest with names to press."""
    return [
        {
            "href": f"#{finding.chapter}",
            "claim": finding.claim,
            "rest": sentence_parts(finding, page),
        }
        for finding in findings(measures)[:MOST_FOUND]
    ]


def sentence_parts(finding: Finding, page: Page) -> list[Part]:
    """Split the rest of a finding into text and actors."""
    return as_parts(page, finding.rest)


def as_parts(page: Page, said: Iterable[Any]) -> list[Part]:
    """Make parts of a sentence of texts and mentions: a name in it can be pressed."""
    return [
        named(page, part.id, part.name)
        if isinstance(part, Mention)
        else {"text": part, "actor": None}
        for part in said
    ]


def named(page: Page, actor: Any, name: Any) -> Part:
    """Give an actor as a part of a sentence."""
    return {"text": shown(name), "actor": page.places.get(str(actor))}
