"""Words as the page shows them: nothing in them turns the direction of what follows."""

from __future__ import annotations

import re
from typing import Any

from tiesnet.exports import shown as told
from tiesnet.language import localised, say

_TESTED = re.compile("tiesnet (?:robustness|permute|layers|waves|mrqap|qap|cug)")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def shown(value: Any) -> str:
    """Show a value; what is not known is empty, and signs that turn text round are made visible.

    >>> shown(None), shown("Calzados" + chr(0x202E))
    ('', 'Calzados�')
    """
    return _TURNS.sub("\N{REPLACEMENT CHARACTER}", told(value))


def typeset(text: str) -> str:
    """Write numbers as tables do: a minus of its own, and no powers of ten.

    >>> typeset("from -14.6 to 24"), typeset("3.2e−04"), typeset("f-3, 2026-03")
    ('from −14.6 to 24', '< 0.001', 'f-3, 2026-03')
    """
    least = localised("0.001")
    text = re.sub(r"^\d[.,]\de−\d+$", f"< {least}", text)
    text = re.sub(r"^−\d[.,]\de−\d+$", f"> −{least}", text)
    return re.sub(r"(?<=[ (])-(?=\d+[.,]\d)", "−", text)


def whole_number(given: Any) -> int | None:
    """Give the whole number somebody wrote, with or without separators; None when it is none.

    >>> whole_number("999"), whole_number("1 000"), whole_number("50,000"), whole_number("1.5")
    (999, 1000, 50000, None)
    """
    if isinstance(given, int | float):
        return int(given) if given == int(given) else None
    text = str(given or "").strip()
    if re.fullmatch(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+", text):
        text = re.sub(r"\D", "", text)
    return int(text) if re.fullmatch(r"[+-]?\d{1,12}", text, re.ASCII) else None


def repair_here(repair: Any) -> str:
    """Say how to repair something on this page, where the advice names a command.

    >>> repair_here("Let 'tiesnet map' write a draft.")
    'Say what the columns mean, in the view Columns.'
    """
    words = shown(repair)
    if "tiesnet map" in words or "--mapping" in words:
        return say("Say what the columns mean, in the view Columns.")
    if "tiesnet names" in words or "--names" in words:
        return say("Decide which names are the same firm, in the view Names.")
    if _TESTED.search(words):
        return say("Do it in the view Tests.")
    if "tiesnet metrics" in words:
        return say("Choose another measure from the list.")
    return words
