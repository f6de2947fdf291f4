"""Names of sheets that Excel accepts."""

from __future__ import annotations

import re

from tiesnet.exports.text import legal_text

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_names(titles: list[str]) -> list[str]:
    """Make names Excel accepts: at most 31 characters, no slashes or brackets, each different.

    >>> sheet_names(["Who sells to whom? / all", "a" * 40, "A" * 40])[0]
    'Who sells to whom all'
    """
    taken: set[str] = {"history", ""}
    names = []
    for title in titles:
        stem = " ".join(_FORBIDDEN.sub(" ", legal_text(title)).split())[:31] or "Sheet"
        name, k = stem, 2
        while name.casefold() in taken:
            name, k = f"{stem[: 31 - len(str(k)) - 1]} {k}", k + 1
        taken.add(name.casefold())
        names.append(name)
    return names
