"""Texts short enough for one page."""

from __future__ import annotations

from tiesnet.exports.report.words import shown
from tiesnet.exports.text import legal_text

LONGEST_NAME, LONGEST_TEXT, LONGEST_LABEL = 60, 150, 40


def short(text: object, most: int = LONGEST_NAME) -> str:
    """Cut a long text; what is not known is empty."""
    whole = " ".join(legal_text(shown(text)).split())
    return whole if len(whole) <= most else f"{whole[: most - 1].rstrip()}…"
