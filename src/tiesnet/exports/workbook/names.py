"""Names of sheets that Excel accepts."""

from __future__ import annotations

import re

from tiesnet.exports.text import legal_text

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_LONGEST = 31


def sheet_names(titles: list[str]) -> list[str]:
    """Make names Excel accepts: at most 31 characters, no slashes or brackets, each different.

    >>> sheet_names(["Who sells to whom? / all", "a" * 40, "A" * 40])[0]
    'Who sells to whom all'
    """
    taken: set[str] = {"history", ""}
    names = []
    for title in titles:
        # A straight apostrophe would have to be doubled wherever the sheet is pointed to.
        legal = _FORBIDDEN.sub(" ", _APOSTROPHE.sub("’", legal_text(title)))
        stem = _cut(" ".join(legal.split())) or "Sheet"
        name, k = stem, 2
        while name.casefold() in taken:
            name, k = f"{stem[: _LONGEST - len(str(k)) - 1]} {k}", k + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str) -> str:
    """Cut a long name after its last whole word, unless that leaves less than half of it.

    >>> _cut("Threesomes by kind (triad census)"), _cut("a" * 40) == "a" * 31
    ('Threesomes by kind', True)
    """
    if len(text) <= _LONGEST:
        return text
    whole = text[: _LONGEST + 1].rpartition(" ")[0]
    whole = whole.rpartition(" (")[0] or whole if whole.count("(") > whole.count(")") else whole
    return whole if len(whole) * 2 > _LONGEST else text[:_LONGEST]
