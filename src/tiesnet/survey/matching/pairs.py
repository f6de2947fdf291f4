"""Names of one list that are nearly the same: every pair is looked at, by its letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tiesnet.survey.matching.alike import kinds, marks
from tiesnet.survey.matching.normal import Name, taken_apart
from tiesnet.survey.words import name_key

MOST_PAIRED = 30_000  # names pairs are looked for among
_NEARLY = 90  # letters two names share in one order, of 100 letters of both
_SHORTER = _NEARLY / (200 - _NEARLY)  # letters of the shorter for each of the longer, at least
_AT_ONCE = 500  # names compared with all others of their length at a time
_PARTNERS = 25  # of one name, at most: a list of like names is told, not multiplied


def near_pairs(names: Sequence[str], equal: bool = False) -> list[tuple[int, int]]:
    """Pairs of names that are nearly the same, by their positions.

    Names that differ in case, accents and spaces only are a pair when `equal` ones are asked for.
    Of more than `MOST_PAIRED` names none are looked for.

    >>> near_pairs(["Curtidos Soll", "Curtidos Sol", "Tecnomec 1", "Tecnomec 2", "Sol S.A."])
    [(0, 1)]
    """
    if not 1 < len(names) <= MOST_PAIRED:
        return []
    apart = [taken_apart(name) for name in names]
    groups: dict[object, list[int]] = defaultdict(list)
    for place, name in enumerate(apart):
        if name.core:
            groups[marks(name.core), kinds(name.core)].append(place)
    pairs = set(_same_letters(apart, groups.values()))
    for places in groups.values():
        pairs.update(_like_letters(apart, places))
    keys = [name_key(name) for name in names]
    return sorted((one, two) for one, two in pairs if equal or keys[one] != keys[two])


def _same_letters(apart: Sequence[Name], groups: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    """Names that are the same when the spaces are left out."""
    for places in groups:
        by_letters: dict[str, list[int]] = defaultdict(list)
        for place in places:
            by_letters["".join(apart[place].core)].append(place)
        for same in by_letters.values():
            for k, one in enumerate(same):
                yield from ((one, two) for two in same[k + 1 : k + 1 + _PARTNERS])


def _like_letters(apart: Sequence[Name], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Names of nearly the same letters, whatever the order of the words."""
    from rapidfuzz import fuzz, process

    texts = [" ".join(sorted(apart[place].core)) for place in places]
    order = sorted(range(len(texts)), key=lambda k: (len(texts[k]), texts[k]))
    sorted_texts = [texts[k] for k in order]
    lengths = np.array([len(text) for text in sorted_texts])
    for start in range(0, len(order), _AT_ONCE):
        stop = min(start + _AT_ONCE, len(order))
        end = int(np.searchsorted(lengths, lengths[stop - 1] / _SHORTER, side="right"))
        scores = process.cdist(
            sorted_texts[start:stop],
            sorted_texts[start:end],
            scorer=fuzz.ratio,
            score_cutoff=_NEARLY,
            dtype=np.float32,
        )
        for one, two in _above(scores):
            first, second = places[order[start + one]], places[order[start + two]]
            yield min(first, second), max(first, second)


def _above(scores: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """The pairs that reach the score, each once, the best of each name."""
    rows, columns = np.nonzero(np.triu(scores, 1))
    if not len(rows):
        return
    best = np.lexsort((columns, -scores[rows, columns], rows))
    rows, columns = rows[best], columns[best]
    first = np.searchsorted(rows, rows)
    few = np.arange(len(rows)) - first < _PARTNERS
    yield from zip(rows[few].tolist(), columns[few].tolist(), strict=True)
