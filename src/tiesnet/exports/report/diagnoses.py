"""Diagnoses in the chapters of the report: sentences, evidence, what they mean and cannot say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tiesnet.diagnosis import CHAPTERS, Diagnosis, Finding, Study, diagnose, diagnoses
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.chapter import Chapter, answer, folded, part
from tiesnet.exports.report.first import Part
from tiesnet.exports.tables import evidence_table, in_words
from tiesnet.literature import cite
from tiesnet.metrics import Measures

MOST_OPEN = 15
"""Rows up to which the first table of a diagnosis stands open."""


def with_diagnoses(chapters: list[Chapter], measures: Measures, page: Page) -> list[Chapter]:
    """Add the diagnoses to their chapters; a chapter that is not there yet is opened.

    A diagnosis that could not say anything has no place here: what it lacked stands with the
    quality of the survey.
    """
    there = {chapter.id: chapter for chapter in chapters}
    made = []
    for key in CHAPTERS:
        base = there.pop(key, None)
        studies = _studies(measures, page, key)
        if base is not None or studies:
            made.append(_chapter(base, measures, page, key, studies))
    return [*made, *(chapter for chapter in chapters if chapter.id in there)]


def _chapter(
    base: Chapter | None,
    measures: Measures,
    page: Page,
    key: str,
    studies: tuple[dict[str, Any], ...],
) -> Chapter:
    if base is not None:
        return replace(base, studies=studies)
    for view in studies:
        if view["said"]:  # the chapter opens with it, so that it need not be said again
            first, *view["said"] = view["said"]
            return Chapter(key, CHAPTERS[key], first, studies=studies)
    return Chapter(key, CHAPTERS[key], (), studies=studies)


def _found(measures: Measures, chapter: str) -> dict[str, Diagnosis]:
    names = [study.name for study in diagnoses().values() if study.chapter == chapter]
    return diagnose(measures, names) if names else {}


def _studies(measures: Measures, page: Page, chapter: str) -> tuple[dict[str, Any], ...]:
    views = (
        _view(measures, page, diagnoses()[name], found)
        for name, found in _found(measures, chapter).items()
    )
    return tuple(view for view in views if view["said"] or view["tables"])


def _view(measures: Measures, page: Page, study: Study, found: Diagnosis) -> dict[str, Any]:
    """Give one diagnosis as the page shows it."""
    return {
        "key": study.name,
        "heading": study.question,
        "said": [_sentence(page, finding) for finding in found.findings],
        "cautions": _cautions(found),
        "tables": _tables(measures, page, study, found),
        "facts": _facts(study, found),
    }


def _sentence(page: Page, finding: Finding) -> tuple[Part, ...]:
    return answer(page, finding, "")


def _cautions(found: Diagnosis) -> str:
    said = [*(finding.caution for finding in found.findings), *found.cautions]
    return " ".join(dict.fromkeys(text for text in said if text))


def _tables(
    measures: Measures, page: Page, study: Study, found: Diagnosis
) -> tuple[dict[str, Any], ...]:
    """Give the tables; the first stands open when it is short, the others open on request."""
    parts: list[dict[str, Any]] = []
    for one in found.tables:
        if one.shown == "workbook" or one.rows.empty:
            continue
        open_ = one.shown == "page" and not parts and len(one.rows) <= MOST_OPEN
        table = evidence_table(measures, one, study)
        parts += (part if open_ else folded)(table, page, one.title, one.reading)
    return tuple(parts)


def _facts(study: Study, found: Diagnosis) -> list[tuple[str, str]]:
    """Say what a diagnosis means, needs and cannot say, and which cut-offs it used."""
    used = "; ".join(f"{name}: {in_words(value)}" for name, value in found.parameters.items())
    lacked = " ".join(f"{gap.what} {gap.ask}" for gap in found.gaps)
    rows = [
        ("What it says", study.definition),
        ("How it is made", study.method),
        ("What it needs", study.needs),
        ("What it cannot say", study.limits),
        ("Cut-offs and choices", used),
        ("What was missing here", lacked),
        ("Sources", cite(", ".join(study.source))),
    ]
    return [row for row in rows if row[1]]
