"""Numbers and lists as a person would say them."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.diagnosis.finding import Mention
from tiesnet.inference import count
from tiesnet.inference import p_said as p_value
from tiesnet.language import last_link, localised, percent_text, say

__all__ = ["count", "mentions", "number", "p_value", "percent"]

_EQUAL = 1e-9


def number(value: float) -> str:
    """Round to what a person can use: two digits below ten, whole above."""
    if value == int(value):
        return localised(f"{int(value):,}")
    return localised(f"{value:.1f}" if value < 10 else f"{value:,.0f}")


def percent(share: float) -> str:
    """Say a share as a percentage, with a decimal only below one per cent, and near all.

    >>> percent(0.004), percent(0.42), percent(0.997), percent(0.99999), percent(1)
    ('0.4 %', '42 %', '99.7 %', 'over 99.9 %', '100 %')
    """
    value = 100 * share
    if 0 < value < 0.1:
        return say("under {percent}", percent=percent_text("0.1"))
    if 99.95 <= value < 100 - _EQUAL:
        return say("over {percent}", percent=percent_text("99.9"))
    fine = 0 < value < 1 or 99.5 <= value < 100 - _EQUAL  # some are not none, most are not all
    return percent_text(f"{value:.1f}" if fine else f"{value:.0f}")


def mentions(people: Sequence[Mention]) -> tuple[str | Mention, ...]:
    """List actors: A, B and C."""
    parts: list[str | Mention] = []
    for place, person in enumerate(people):
        if place:
            parts.append(last_link(person.name) if place == len(people) - 1 else ", ")
        parts.append(person)
    return tuple(parts)
