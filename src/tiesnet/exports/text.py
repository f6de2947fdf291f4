"""Text that every file format can hold, and that no spreadsheet takes for a formula."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal_text(text: str) -> str:
    r"""Take out the characters that a file of XML cannot hold; line ends become line feeds.

    >>> legal_text("a\x00b\r\nc")
    'ab\nc'
    """
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain_value(value: Any) -> str | int | float | None:
    """Turn any value into text, a finite number, or nothing; yes and no for true and false.

    >>> plain_value(float("nan")) is None, plain_value(True), plain_value(("a", "b"))
    (True, 'yes', 'a; b')
    """
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, (tuple, list)):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, str):
        return legal_text(value) or None
    if value is None or pd.isna(value):
        return None
    return value.isoformat() if isinstance(value, date) else legal_text(str(value)) or None


def csv_safe(value: Any) -> str | int | float | None:
    """Give a value for a CSV cell; text a spreadsheet would run gets an apostrophe in front.

    Numbers are not text: a negative number stays a negative number.

    >>> csv_safe("=1+1"), csv_safe("-2"), csv_safe(-2), csv_safe("Acme")
    ("'=1+1", "'-2", -2, 'Acme')

    Reading takes one apostrophe off again, so that a text that has one itself gets another.

    >>> csv_safe("'=1")
    "''=1"
    """
    plain = plain_value(value)
    if isinstance(plain, str) and plain.lstrip("'").startswith((*FORMULA_STARTS, "\n")):
        return f"'{plain}"
    return plain
