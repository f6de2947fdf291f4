"""Numbers as the sentences of a comparison say them."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import joined, localised, percent_text, say

KINDS = ("percent", "number", "count")
MOST_NAMED = 5


def value_words(value: float, kind: str) -> str:
    """Say a value: a share as a percentage, others with what a person can use.

    >>> value_words(0.0412, "percent"), value_words(3.14159, "number"), value_words(4.0, "count")
    ('4.1 %', '3.14', '4')
    >>> value_words(0.0003, "percent"), value_words(0.002, "number")
    ('0.03 %', '0.002')
    >>> value_words(float("nan"), "number")
    ''
    """
    if value != value:
        return ""
    if kind == "percent":
        share = 100 * value
        if 0 < abs(share) < 0.1:  # some are not none
            return percent_text(f"{share:.1g}")
        whole = share == round(share) or abs(share) >= 10
        return percent_text(f"{share:.0f}" if whole else f"{share:.1f}")
    if kind == "count" or (value == round(value) and abs(value) >= 10):
        return localised(f"{value:,.0f}")
    if 0 < abs(value) < 0.01:
        return localised(f"{value:.1g}")
    return localised(f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}")


def listed(words: Sequence[str], most: int = MOST_NAMED) -> str:
    """List words: of many the first, and how many more.

    >>> listed(["a", "b", "c"]), listed(list("abcdefgh"), most=2)
    ('a, b and c', 'a, b and 6 more')
    """
    if len(words) > most + 1:
        names = ", ".join(words[:most])
        return say("{names} and {n} more", names=names, n=len(words) - most)
    return joined(words)
