"""The known word most like a mistyped one, in codes and labels; names of firms: `matching`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiesnet.survey.words import name_key

_LIKE_ENOUGH = 75.0
_MOST_COMPARISONS = 20_000_000
_COMPARED = 200  # characters; what is longer is no name, and comparing it takes very long
_DISTINCT = re.compile(r"\d+|\b\w\b")


def suggestions(names: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """Find the known text most like each name; never when their digits differ.

    >>> suggestions(["Curtidos Soll", "Tecnomec 3"], ["Curtidos Sol", "Tecnomec 2"])
    {'Curtidos Soll': 'Curtidos Sol'}
    """
    if not names or not known:
        return {}
    from rapidfuzz import fuzz, process

    keys = [name_key(text)[:_COMPARED] for text in known]
    found = {}
    for name in names[: max(1, _MOST_COMPARISONS // len(known))]:
        key = name_key(name)[:_COMPARED]
        candidates = process.extract(
            key, keys, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE_ENOUGH, limit=5
        )
        same = [place for _, _, place in candidates if _marks(keys[place]) == _marks(key)]
        if same:
            found[name] = known[same[0]]
    return found


def _marks(key: str) -> list[str]:
    """Digits and single letters, which tell Tecnomec 1 from Tecnomec 2."""
    return sorted(_DISTINCT.findall(key))
