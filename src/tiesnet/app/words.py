"""Words as the page shows them: nothing in them turns the direction of what follows."""

from __future__ import annotations

import re
from typing import Any

from tiesnet.exports import shown as told
from tiesnet.language import say

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def shown(value: Any) -> str:
    """Show a value; what is not known is empty, and signs that turn text round are made visible.

    >>> shown(None), shown("Calzados" + chr(0x202E))
    ('', 'Calzados�')
    """
    return _TURNS.sub("\N{REPLACEMENT CHARACTER}", told(value))


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
    return words
