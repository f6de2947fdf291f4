"""Numbers, dates and statuses as the report says them: never nan, inf or an empty promise."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from tiesnet.exports.tables.model import Kind
from tiesnet.exports.text import legal_text
from tiesnet.language import calendar_day, localised, percent_text, say, word

SYMBOLS = {
    "isolate": "isolate",
    "outside the main component": "apart",
    "hangs by one tie": "tie",
    "hangs by one actor": word("actor"),
    "core number 1 or less": "chain",
    "silent": "silent",
    "unclear": "unclear",
    "not surveyed": "unseen",
    "connected": "connected",
}
FIELD_TERMS = {
    "isolate": "isolate",
    "outside the main component": "outside the main component",
    "hangs by one tie": word("pendant"),
    "hangs by one actor": word("behind a cutpoint"),
    "core number 1 or less": "core number 1 or less",
    "silent": word("non-respondent"),
}
ORDER = {status: place for place, status in enumerate(SYMBOLS)}
KINDS = {
    "firm": word("firm"),
    "cluster_organisation": word("cluster organisation"),
    "government": word("government body"),
    "research": word("research organisation"),
    "finance": word("finance organisation"),
    "services": word("service organisation"),
    "other": word("actor"),
}


def shown(value: Any, kind: Kind = "text") -> str:
    """Show a value; what is not known is empty.

    >>> shown(3.0, "count"), shown(0.1234, "percent"), shown(0.002, "number"), shown(float("nan"))
    ('3', '12 %', '< 0.01', '')
    >>> shown(0.997, "percent"), shown(0.9999, "percent"), shown(1.0, "percent")
    ('99.7 %', '> 99.9 %', '100 %')
    """
    if isinstance(value, str):
        return legal_text(value)
    if isinstance(value, (tuple, list)):
        return ", ".join(shown(part) for part in value)
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if pd.isna(value):
        return ""
    if kind == "p":
        return chance(value)
    return _number(float(value), kind) if _is_number(value) else legal_text(str(value))


def _is_number(value: Any) -> bool:
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _number(value: float, kind: Kind) -> str:
    if kind == "percent":
        return _percent(100 * value)
    if kind == "count" or value == int(value):
        return _written(f"{value:,.0f}")
    if 0 < abs(value) < 0.01:
        return f"< {localised('0.01')}" if value > 0 else f"> −{localised('0.01')}"
    return _written(f"{value:.2f}" if abs(value) < 100 else f"{value:,.0f}")


def _percent(value: float) -> str:
    if value and abs(value) < 1:
        small = 0 < value < 0.1
        return f"< {percent_text('0.1')}" if small else _minus(percent_text(f"{value:.1f}"))
    if 99.5 <= value < 100 - 1e-9:  # most are not all
        return percent_text(f"{value:.1f}") if value < 99.95 else f"> {percent_text('99.9')}"
    return _minus(percent_text(f"{value:.0f}"))


def _written(number: str) -> str:
    return _minus(localised(number))


def chance(value: Any) -> str:
    """Show a probability as sentences do, with three decimals.

    >>> chance(0.002), chance(0.0004), chance(1.0), chance(None)
    ('0.002', '< 0.001', '1.000', '')
    """
    if not _is_number(value):
        return ""
    if float(value) < 0.001:
        return f"< {localised('0.001')}"
    return localised(f"{float(value):.3f}")


def _minus(text: str) -> str:
    return text.replace("-", "−")


def attribute(value: Any, kind: str) -> str:
    """Show an attribute of the survey: shares as percent, years and codes without separators.

    >>> attribute(1966.0, "year"), attribute(0.29, "share"), attribute(12500.0, "amount")
    ('1966', '29 %', '12,500')
    """
    if _is_number(value) and not isinstance(value, (bool, str)):
        number = float(value)
        if kind == "share" and 0 <= number <= 1:
            return shown(number, "percent")
        if number == int(number) and abs(number) < 10_000 and kind != "amount":
            return _minus(f"{number:.0f}")
        return shown(number, "number")
    return shown(value)


def is_blank(value: Any) -> bool:
    """Tell whether nothing would be shown; of a number that is told without writing it."""
    if isinstance(value, float):
        return not math.isfinite(value)
    return shown(value) == ""


def day(text: str) -> str:
    """Write a date of the survey in words; anything else stays as it was given.

    >>> day("2026-03-16"), day("2026-03"), day("spring 2026")
    ('16 March 2026', 'March 2026', 'spring 2026')
    """
    parts = text.strip().split("-")
    try:
        when = date(*[int(part) for part in (*parts, "1", "1")[:3]])
    except (ValueError, TypeError):
        return text
    if len(parts) == 1 or not 1 <= len(parts) <= 3:
        return text
    return calendar_day(when, "day" if len(parts) == 3 else "month")
