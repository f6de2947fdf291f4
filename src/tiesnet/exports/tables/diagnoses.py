"""Diagnoses as people read them: evidence with names for ids, gaps, the cut-offs used."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import Diagnosis, Evidence, Study, diagnose, diagnoses
from tiesnet.exports.tables.evidence import WIDE, shown_evidence
from tiesnet.exports.tables.model import Column, Table, frame_table
from tiesnet.language import localised, say
from tiesnet.metrics import Measures


def diagnosis_tables(measures: Measures, name: str, found: Diagnosis | None = None) -> list[Table]:
    """Give the tables of one diagnosis that have rows, the first with its question and answer.

    Without `found` it is made with the options as they are.
    """
    found, study = found or diagnose(measures, [name])[name], diagnoses()[name]
    made = [evidence_table(measures, one, study) for one in found.tables if len(one.rows)]
    made = [table for table in made if table.columns]
    return [*made, *_gaps(found, study), *_parameters(found, study)]


def next_survey_table(measures: Measures) -> Table:
    """Give what the survey could not tell, and what to ask in the next one.

    One row per question, the one that would answer most first.
    """
    known = diagnoses()
    asked: dict[str, list[tuple[str, str]]] = {}
    for name, found in diagnose(measures).items():
        for gap in found.gaps:
            asked.setdefault(gap.ask, []).append((gap.what, known[name].label))
    rows = [
        {
            "what": " ".join(dict.fromkeys(say(what) for what, _ in gaps)),
            "ask": say(ask),
            "label": "; ".join(dict.fromkeys(say(label) for _, label in gaps)),
        }
        for ask, gaps in sorted(asked.items(), key=lambda item: -len(item[1]))
    ]
    columns = (
        Column("what", "What could not be said", width=WIDE),
        Column("ask", "What to ask", width=60),
        Column("label", "For", width=30),
    )
    return frame_table(
        "next_survey",
        "What to ask in the next survey",
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        columns,
        question="What to ask in the next survey?",
        reading="What would answer most comes first. Nobody needs to ask everything: choose what "
        "you want to know.",
    )


def answer_of(found: Diagnosis) -> str:
    """Give the sentences of a diagnosis, with what to keep in mind."""
    said = [part for one in found.findings for part in (one.sentence, one.caution)]
    if not said and found.gaps:
        said = [_not_said(found)]
    return " ".join(dict.fromkeys(part for part in [*said, *found.cautions] if part))


def _not_said(found: Diagnosis) -> str:
    return " ".join(f"{say(gap.what)} {say(gap.ask)}" for gap in found.gaps)


def evidence_table(measures: Measures, one: Evidence, study: Study) -> Table:
    """Show a table of evidence: names instead of ids, labels instead of codes."""
    return shown_evidence(measures.net, one, ", ".join(study.source))


def _gaps(found: Diagnosis, study: Study) -> list[Table]:
    if not found.gaps:
        return []
    rows = pd.DataFrame([{"what": say(gap.what), "ask": say(gap.ask)} for gap in found.gaps])
    columns = (
        Column("what", "What could not be said", width=WIDE),
        Column("ask", "What to ask in the next survey", width=60),
    )
    return [frame_table(f"{study.name}_gaps", "What was missing", rows, columns)]


def _parameters(found: Diagnosis, study: Study) -> list[Table]:
    if not found.parameters:
        return []
    rows = pd.DataFrame(
        [{"what": say(name), "value": in_words(value)} for name, value in found.parameters.items()]
    )
    columns = (Column("what", "Cut-off or choice", width=WIDE), Column("value", "Value used"))
    return [frame_table(f"{study.name}_parameters", "Cut-offs and choices", rows, columns)]


def in_words(value: Any) -> str:
    """Say a cut-off or a choice as a person would."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return localised(f"{value:g}") if isinstance(value, float) else say(str(value))
