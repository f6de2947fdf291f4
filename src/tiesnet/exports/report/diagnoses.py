"""Diagnoses in the chapters of the report: sentences, evidence, what was missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tiesnet.diagnosis import CHAPTERS, Diagnosis, diagnose, diagnoses
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.chapter import Chapter, folded, part, plain
from tiesnet.exports.report.first import Part, sentence_parts
from tiesnet.exports.tables import evidence_table
from tiesnet.metrics import Measures


def with_diagnoses(chapters: list[Chapter], measures: Measures, page: Page) -> list[Chapter]:
    """Add the diagnoses to their chapters; chapters that were not there yet are made."""
    place = {chapter.id: chapter for chapter in chapters}
    made = []
    for key in CHAPTERS:
        own = [s.name for s in diagnoses().values() if s.chapter == key]
        base = place.pop(key, None)
        if own:
            made.append(_extended(base or _new(measures, page, key, own), measures, page, own))
        elif base is not None:
            made.append(base)
    return [*made, *(chapter for chapter in chapters if chapter.id in place)]


def _new(measures: Measures, page: Page, key: str, names: list[str]) -> Chapter:
    """Open a chapter with the first sentence of its diagnoses."""
    found = diagnose(measures, names).values()
    first = next((f for one in found for f in one.findings), None)
    if first is None:
        return Chapter(key, CHAPTERS[key], plain("The survey does not tell."))
    parts: tuple[Part, ...] = (
        {"text": first.claim, "actor": None},
        *sentence_parts(first, page),
    )
    return Chapter(key, CHAPTERS[key], parts)


def _extended(base: Chapter, measures: Measures, page: Page, names: list[str]) -> Chapter:
    tables = tuple(
        one
        for name, found in diagnose(measures, names).items()
        for one in _parts(measures, page, name, found)
    )
    return replace(base, tables=(*base.tables, *tables))


def _parts(
    measures: Measures, page: Page, name: str, found: Diagnosis
) -> tuple[dict[str, Any], ...]:
    study = diagnoses()[name]
    parts: list[dict[str, Any]] = []
    for one in found.tables:
        if one.shown == "workbook" or one.rows.empty:
            continue
        table = evidence_table(measures, one, study)
        show = folded if one.shown == "folded" else part
        parts += show(table, page, one.title, one.reading)
    said = [f.sentence for f in found.findings] + [f"{g.what} {g.ask}" for g in found.gaps]
    words = " ".join(dict.fromkeys([*said, *found.cautions]))
    if words:
        parts.insert(0, {"heading": study.label, "words": words, "table": None})
    return tuple(parts)
