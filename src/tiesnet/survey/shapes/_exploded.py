"""Categories that an export has spread over one column of true and false each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile

_FLAGS = frozenset({"true", "false", ""})


def exploded(headers: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Groups of neighbouring columns that are the options of one question.

    Returns
    -------
    dict of question to its headers
        The question is what the headers share, up to an underscore.

    Examples
    --------
    >>> flags = {"Met_At_work": ["true"], "Met_At_a_fair": ["false"], "Close": ["true"]}
    >>> exploded(list(flags), flags)
    {'Met_At': ['Met_At_work', 'Met_At_a_fair']}
    """
    found: dict[str, list[str]] = {}
    for stem, group in groupby(headers, key=lambda header: _stem(header, columns)):
        names = list(group)
        if stem and len(names) > 1:
            one, other = min(names), max(names)
            same = sum(takewhile(bool, (a == b for a, b in zip(one, other, strict=False))))
            found[one[: one.rindex("_", 0, same)]] = names
    return found


def _stem(header: str, columns: Mapping[str, Sequence[str]]) -> str:
    stem, mark, option = header.partition("_")
    cells = {cell.casefold() for cell in columns.get(header, ())}
    flags = cells <= _FLAGS and bool(cells - {""})
    return stem if mark and option and flags else ""


def chosen(question: str, names: Sequence[str], cells: Mapping[str, str]) -> str:
    """The options that are true in one row, between semicolons.

    >>> chosen("Met", ["Met_Work", "Met_A_fair"], {"Met_Work": "true", "Met_A_fair": "true"})
    'Work; A fair'
    """
    options = [name for name in names if cells.get(name, "").casefold() == "true"]
    return "; ".join(option[len(question) + 1 :].replace("_", " ") for option in options)
