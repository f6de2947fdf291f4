"""Floor 0: how things show themselves in a notebook: small calm HTML that asks for nothing.

Colours are those of the notebook, so that it works on light and dark pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from tiesnet.language import localised, percent_text, say, say_n

MOST_ROWS, MOST_COLUMNS, MOST_LINES, LONGEST = 8, 7, 6, 60
_LINE = "1px solid rgba(128,128,128,.35)"
_OUTER = 'style="font:14px/1.45 system-ui,sans-serif;max-width:62em;margin:.3em 0"'
_HEAD = 'style="font-size:16px;font-weight:600"'
_QUIET = 'style="opacity:.75"'


def card(
    headline: str,
    counts: Iterable[str] = (),
    lines: Sequence[str] = (),
    table: str = "",
    quiet: Sequence[str] = (),
) -> str:
    """Write a card: a headline, counts in one row, sentences, a table, small print.

    Parameters
    ----------
    headline : str
    counts : iterable of str
        Such as "58 firms".
    lines : sequence of str
        Sentences; at most six are shown, the others counted.
    table : str
        From `rows`.
    quiet : sequence of str
        Cautions and the like; at most six.

    Returns
    -------
    str
        HTML; every text is escaped.

    Examples
    --------
    >>> "&lt;b&gt;" in card("<b>")
    True
    """
    parts = [f"<div {_HEAD}>{_said(headline)}</div>"]
    told = " · ".join(_said(one) for one in counts if one)
    if told:
        parts.append(f"<div {_QUIET}>{told}</div>")
    parts += [_listed(lines, ""), table, _listed(quiet, _QUIET)]
    return f"<div {_OUTER}>{''.join(parts)}</div>"


def rows(heads: Sequence[str], cells: Sequence[Sequence[Any]]) -> str:
    """Write a table, of at most eight rows and seven columns; what is left out is counted.

    Numbers stand on the right, and what is not known is empty.
    """
    if not cells:
        return ""
    heads = heads[:MOST_COLUMNS]
    right = [all(_is_number(row[k]) or _empty(row[k]) for row in cells) for k in range(len(heads))]
    body = "".join(
        f"<tr>{''.join(_cell('td', _written(row[k]), right[k]) for k in range(len(heads)))}</tr>"
        for row in cells[:MOST_ROWS]
    )
    head = "".join(_cell("th", one, right[k]) for k, one in enumerate(heads))
    rest = len(cells) - MOST_ROWS
    more = say_n(rest, "{n} further row", "{n} further rows")
    return (
        '<table style="border-collapse:collapse;margin:.4em 0;font-variant-numeric:tabular-nums">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        + (f"<div {_QUIET}>{_said(more)}</div>" if rest > 0 else "")
    )


def share(value: float) -> str:
    """Write a share as a percentage, empty when it is not known.

    >>> share(0.421), share(float("nan"))
    ('42 %', '')
    """
    return "" if _empty(value) else percent_text(f"{100 * value:.0f}")


def _listed(lines: Sequence[str], style: str) -> str:
    told = [*lines[:MOST_LINES]]
    rest = len(lines) - len(told)
    if rest > 0:
        told.append(say_n(rest, "and {n} more", "and {n} more"))
    return "".join(f"<div {style}>{_said(line)}</div>" for line in told if line)


def _cell(tag: str, text: str, right: bool) -> str:
    side = "right" if right else "left"
    style = f"text-align:{side};padding:.15em 1em .15em 0;border-bottom:{_LINE}"
    return f'<{tag} style="{style}">{_said(text, LONGEST)}</{tag}>'


def _said(text: object, longest: int = 400) -> str:
    words = " ".join(str(text).split())
    return escape(words if len(words) <= longest else words[: longest - 1] + "…")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _empty(value: object) -> bool:
    return value is None or str(value) in ("nan", "<NA>", "NaT")


def _written(value: Any) -> str:
    """Write a cell: whole numbers whole, others with three digits, yes and no, nothing."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if _empty(value):
        return ""
    if not _is_number(value):
        return str(value)
    number = float(value)
    if math.isinf(number):
        return ""
    if number == int(number):
        return localised(f"{int(number):,}")
    return localised(f"{number:,.3g}" if abs(number) < 1000 else f"{number:,.0f}")
