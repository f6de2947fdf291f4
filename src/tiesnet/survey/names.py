"""Match names to actors: exactly, or exactly after normalisation; likeness only suggests."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tiesnet.survey.words import name_key, name_keys

_LIKE_ENOUGH = 75.0
_NEARLY = 90.0
MOST_COMPARED = 1_000
_MOST_COMPARISONS = 20_000_000
_COMPARED = 200  # characters; what is longer is no name, and comparing it takes very long
_DISTINCT = re.compile(r"\d+|\b\w\b")


@dataclass
class Match:
    """What became of the distinct names of a column.

    ``ids`` maps a name to an actor id; ``merged`` the names that fitted only after
    normalisation; ``ambiguous`` the names that fit several actors.
    """

    ids: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    ambiguous: dict[str, list[str]] = field(default_factory=dict)


class NameIndex:
    """Knows the actors by id, by name, and by both after normalisation."""

    def __init__(self, ids: Sequence[str], names: Sequence[str]) -> None:
        self._ids = set(ids)
        self._labels: list[str] = []
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for actor, name in zip(ids, names, strict=True):
            self.add(actor, name)

    def add(self, actor: str, name: str) -> None:
        """Make one more actor known."""
        self._ids.add(actor)
        for text in dict.fromkeys((actor, name)):
            if text:
                self._labels.append(text)
                self._by_name[text].add(actor)
                self._by_key[name_key(text)].add(actor)

    def match(self, names: Sequence[str]) -> Match:
        """Find the actor of each distinct name."""
        result = Match()
        for name in names:
            if name in self._ids:
                result.ids[name] = name
                continue
            exact = self._by_name.get(name, set())
            found = exact or self._by_key.get(name_key(name), set())
            if len(found) == 1:
                (result.ids[name],) = found
                if not exact:
                    result.merged[name] = result.ids[name]
            elif found:
                result.ambiguous[name] = sorted(found)
        return result

    def suggest(self, names: Sequence[str]) -> dict[str, str]:
        """The most similar known name of each unknown one, when one is similar enough."""
        return suggestions(names, self._labels)


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


def near_pairs(names: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of names that are nearly the same, by their positions; equal keys are no pair.

    >>> near_pairs(["Curtidos Soll", "Curtidos Sol", "Tecnomec 1", "Tecnomec 2"])
    [(0, 1)]
    """
    if not 1 < len(names) <= MOST_COMPARED:
        return []
    from rapidfuzz import fuzz, process

    keys = [name_key(name)[:_COMPARED] for name in names]
    scores = process.cdist(keys, keys, scorer=fuzz.token_sort_ratio, score_cutoff=_NEARLY)
    return [
        (int(one), int(two))
        for one, two in np.argwhere(np.triu(scores, 1))
        if keys[one] != keys[two] and _marks(keys[one]) == _marks(keys[two])
    ]


def _marks(key: str) -> list[str]:
    """Digits and single letters, which tell Tecnomec 1 from Tecnomec 2."""
    return sorted(_DISTINCT.findall(key))


def merge_spellings(
    names: Sequence[str], counts: Callable[[Collection[str]], Mapping[str, int]]
) -> dict[str, str]:
    """Give all spellings of one name the same one.

    The most frequent spelling stands, by the `counts` that are asked for where there are several;
    of equally frequent ones the one with capitals and accents.

    >>> merge_spellings(["acme", "Ácme", "Beta"], lambda names: dict.fromkeys(names, 1))
    {'acme': 'Ácme', 'Ácme': 'Ácme', 'Beta': 'Beta'}
    """
    keys = name_keys(names)
    merged = dict(zip(names, names, strict=True))
    if len(set(keys)) == len(keys):
        return merged
    times = Counter(keys)
    several = {name: key for name, key in zip(names, keys, strict=True) if times[key] > 1}
    often = counts(several)
    chosen: dict[str, str] = {}
    for name in sorted(several, key=lambda s: (-often[s], s.islower(), s.isascii(), s)):
        merged[name] = chosen.setdefault(several[name], name)
    return merged
