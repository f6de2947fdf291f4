"""Phrases that several sentences on the kind of a cluster share."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say, say_n


def either(words: Sequence[str]) -> str:
    """List what something may be, in words of ours: A or B.

    >>> either(["growth", "maturity"])
    'growth or maturity'
    """
    first, *others = words
    said = say(first)
    for other in others:
        said = say("{one} or {other}", one=said, other=say(other))
    return said


def firms_told(number: int, told: bool) -> str:
    """Count firms that answered, or firms where the survey does not tell who did.

    >>> firms_told(1, True), firms_told(3, False)
    ('1 firm that answered', '3 firms')
    """
    if told:
        return say_n(number, "{n} firm that answered", "{n} firms that answered")
    return say_n(number, "{n} firm", "{n} firms")
