"""What a report without names says of itself on its first screen."""

from __future__ import annotations

from tiesnet.survey import Survey

REPLACED, COARSER, LEFT_OUT = "names_replaced", "made_coarser", "left_out_in_public"
RECOGNISABLE, BEFORE = "still_recognisable", "problems_before"


def public_notes(survey: Survey | None) -> list[str]:
    """Say that names are replaced and what was left out; nothing where that was not done."""
    if survey is None:
        return []
    known = survey.assumptions
    codes = (REPLACED, RECOGNISABLE, COARSER, LEFT_OUT)
    return [str(text) for code in codes for text in known["assumption"][known["code"] == code]]
