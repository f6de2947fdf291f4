"""Numbers as sentences say them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tiesnet.language import both, localised, percent_text, say


def count(n: int, one: str, many: str = "") -> str:
    """Say a number with its noun, as part of a sentence in which nothing else depends on it.

    Both nouns are literals where they are said, to be found for translation.

    >>> count(1, "tie", "ties"), count(1200, "tie", "ties"), count(2, "entry", "entries")
    ('1 tie', '1,200 ties', '2 entries')
    """
    return f"{localised(f'{n:,}')} {both(one, many or one + 's')[0 if n == 1 else 1]}"


def percent(share: float) -> str:
    """Say a share as a percentage.

    >>> percent(0.004), percent(0.42), percent(0.996), percent(float("nan"))
    ('0.4 %', '42 %', '99.6 %', 'not defined')
    """
    if math.isnan(share):
        return say("not defined")
    fine = 0 < abs(share) < 0.01 or 0.995 <= share < 1  # some are not none, nearly all not all
    return percent_text(f"{100 * share:.1f}" if fine else f"{100 * share:.0f}")


def number(value: float) -> str:
    """Say a number with two decimals, or three digits where it is small.

    >>> number(3), number(2.345), number(0.01234), number(float("nan"))
    ('3', '2.35', '0.0123', 'not defined')
    """
    if math.isnan(value):
        return say("not defined")
    if value == int(value):
        return localised(f"{int(value):,}")
    return localised(f"{value:.3g}" if abs(value) < 0.1 else f"{value:.2f}")


def p_said(p: float) -> str:
    """Say a p with three decimals, and no smaller than they can show.

    >>> p_said(0.0004), p_said(0.0321)
    ('p < 0.001', 'p = 0.032')
    """
    if math.isnan(p):
        return say("no p")
    return f"p < {localised('0.001')}" if p < 0.001 else f"p = {localised(f'{p:.3f}')}"


def among(names: Sequence[str], most: int = 8) -> str:
    """Name some, and how many more.

    >>> among(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    listed = ", ".join(names[:most])
    if len(names) <= most:
        return listed
    return say("{names} and {n} more", names=listed, n=len(names) - most)
