"""How diagnoses and findings show themselves in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiesnet.language import say, say_n
from tiesnet.shown import card

if TYPE_CHECKING:
    from tiesnet.diagnosis.evidence import Diagnosis
    from tiesnet.diagnosis.finding import Finding


def diagnosis_card(diagnosis: Diagnosis) -> str:
    """Write what a diagnosis says, what it lacked, and what to keep in mind."""
    from tiesnet.diagnosis._catalogue import diagnoses

    known = diagnoses().get(diagnosis.name)
    counts = [
        say_n(len(one.rows), "{title}: {n} row", "{title}: {n} rows", title=say(one.title))
        for one in diagnosis.tables
        if len(one.rows) and one.shown != "workbook"
    ]
    lines = [one.sentence for one in diagnosis.findings]
    gaps = [f"{gap.what} {gap.ask}" for gap in diagnosis.gaps]
    headline = say(known.label) if known else say("Diagnosis")
    return card(headline, counts, lines, quiet=[*gaps, *diagnosis.cautions])


def finding_card(finding: Finding) -> str:
    """Write the sentence of a finding, its chapter and its caution."""
    from tiesnet.diagnosis._catalogue import CHAPTERS

    chapter = say(CHAPTERS[finding.chapter]) if finding.chapter in CHAPTERS else ""
    return card(chapter or say("Finding"), lines=[finding.sentence], quiet=[finding.caution])
