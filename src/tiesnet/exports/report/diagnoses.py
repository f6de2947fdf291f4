"""Diagnoses in the chapters of the report: sentences, evidence, what they mean and cannot say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tiesnet.diagnosis import CHAPTERS, Diagnosis, Finding, Study, diagnose, diagnoses
from tiesnet.exports.report.cells import Page, Term
from tiesnet.exports.report.chapter import Chapter, answer, folded, part
from tiesnet.exports.report.first import Part
from tiesnet.exports.tables import Table, evidence_table, in_words
from tiesnet.exports.tables.paper import SIDES
from tiesnet.language import say
from tiesnet.literature import cite
from tiesnet.metrics import Measures

MOST_OPEN = 15
"""Rows up to which the table of the first diagnosis of a chapter stands open."""
MOST_OPEN_AFTER = 6
"""Rows up to which that of a further diagnosis does."""


def with_diagnoses(chapters: list[Chapter], measures: Measures, page: Page) -> list[Chapter]:
    """Add the diagnoses to their chapters; a chapter that is not there yet is opened.

    A diagnosis that could not say anything comes last in its chapter, folded, and opens no
    chapter: what it lacked stands with the quality of the survey.
    """
    there = {chapter.id: chapter for chapter in chapters}
    made = []
    for key in CHAPTERS:
        base = there.pop(key, None)
        studies = _studies(measures, page, key)
        if base is not None or any(view["said"] for view in studies):
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
    opening = studies[0]  # the chapter opens with it, so that nothing of it is said again
    first, *opening["said"] = opening["said"]
    opening["heading"] = ""
    return Chapter(key, say(CHAPTERS[key]), first, studies=studies)


def _found(measures: Measures, chapter: str) -> dict[str, Diagnosis]:
    names = [study.name for study in diagnoses().values() if study.chapter == chapter]
    return diagnose(measures, names) if names else {}


def _studies(measures: Measures, page: Page, chapter: str) -> tuple[dict[str, Any], ...]:
    made = _found(measures, chapter)
    told = [name for name, found in made.items() if found.findings]
    quiet = [name for name in made if name not in told]
    views = (
        _view(measures, page, diagnoses()[name], made[name], _most_open(name, told))
        for name in [*told, *quiet]
    )
    return tuple(view for view in views if view["said"] or view["tables"])


def _most_open(name: str, told: list[str]) -> int:
    """Tell up to how many rows the first table of a diagnosis stands open."""
    return MOST_OPEN if name in told[:1] else MOST_OPEN_AFTER


def _view(
    measures: Measures, page: Page, study: Study, found: Diagnosis, most: int
) -> dict[str, Any]:
    """Give one diagnosis as the page shows it."""
    return {
        "key": study.name,
        "heading": say(study.question),
        "said": [_sentence(page, finding) for finding in found.findings],
        "quiet": not found.findings,
        "cautions": _cautions(found),
        "tables": _tables(measures, page, study, found, most),
        "facts": _facts(study, found),
        "parameters": dict(found.parameters),
    }


def _sentence(page: Page, finding: Finding) -> tuple[Part, ...]:
    return answer(page, finding, "")


def _cautions(found: Diagnosis) -> str:
    said = [*(finding.caution for finding in found.findings), *found.cautions]
    return " ".join(dict.fromkeys(text for text in said if text))


def _tables(
    measures: Measures, page: Page, study: Study, found: Diagnosis, most: int
) -> tuple[dict[str, Any], ...]:
    """Give the tables; the first stands open when it is short, the others open on request."""
    parts: list[dict[str, Any]] = []
    for one in found.tables:
        if one.shown == "workbook" or one.rows.empty:
            continue
        open_ = one.shown == "page" and not parts and len(one.rows) <= most
        table = evidence_table(measures, one, study)
        show = part if open_ else folded
        options = {"leave_out": _sides(table), "about": _about(study)}
        parts += show(table, page, table.title, table.reading, **options)
    return tuple(parts)


def _about(study: Study) -> Term:
    """Explain the numbers of a diagnosis that have no definition of their own."""
    return Term(
        say(study.question),
        say(study.definition),
        source=cite(", ".join(study.source)),
        part=f"d-{study.name}",
    )


def _sides(table: Table) -> tuple[str, ...]:
    """Leave the one-sided p to the workbook where the two-sided one stands."""
    return SIDES if any(column.key == "p" for column in table.columns) else ()


def _facts(study: Study, found: Diagnosis) -> list[tuple[str, str]]:
    """Say what a diagnosis means, needs and cannot say, and which cut-offs it used."""
    chosen = found.parameters.items()
    used = "; ".join(f"{say(name)}: {in_words(value)}" for name, value in chosen)
    lacked = " ".join(f"{say(gap.what)} {say(gap.ask)}" for gap in found.gaps)
    rows = [
        (say("What it says"), say(study.definition)),
        (say("How it is made"), say(study.method)),
        (say("What it needs"), say(study.needs)),
        (say("What it cannot say"), say(study.limits)),
        (say("Cut-offs and choices"), used),
        (say("What was missing here"), lacked),
        (say("Sources"), cite(", ".join(study.source))),
    ]
    return [row for row in rows if row[1]]
