"""Several spellings of one name get the same one, when there is no list of firms to go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tiesnet.survey.matching.index import FORM, SPELLING, WORDS
from tiesnet.survey.matching.normal import Name, is_sure, variants
from tiesnet.survey.words import name_keys

MOST_TAKEN_APART = 100_000  # of more names only case, accents and spaces are looked at
Count = Callable[[Collection[str]], Mapping[str, int]]


class Spellings(NamedTuple):
    """The name that stands for each spelling, and how those that differ were known."""

    ids: dict[str, str]
    how: dict[str, str]


def merge_spellings(names: Sequence[str], counts: Count) -> Spellings:
    """Give all spellings of one name the same one.

    The most frequent spelling stands, by the `counts` that are asked for where there are several;
    of equally frequent ones the one with capitals and accents.

    >>> names = ["acme", "Ácme", "Beta S.A.", "Beta", "Sol SL", "Sol SA", "Sol"]
    >>> merge_spellings(names, lambda names: dict.fromkeys(names, 1)).ids["acme"]
    'Ácme'
    >>> sorted(merge_spellings(names, lambda names: dict.fromkeys(names, 1)).how.items())
    [('Beta S.A.', 'form'), ('acme', 'spelling')]
    """
    keys = name_keys(names)
    group = _groups(dict(zip(keys, names, strict=True)))
    merged, how = dict(zip(names, names, strict=True)), {}
    times = Counter(group[key] for key in keys)
    several = {n: k for n, k in zip(names, keys, strict=True) if times[group[k]] > 1}
    often = counts(several) if several else {}
    chosen: dict[str, str] = {}
    for name in sorted(several, key=lambda s: (-often[s], s.islower(), s.isascii(), s)):
        one = merged[name] = chosen.setdefault(group[several[name]], name)
        if one != name:
            how[name] = _how(name, one, several)
    return Spellings(merged, how)


def _how(name: str, chosen: str, keys: Mapping[str, str]) -> str:
    if keys[name] == keys[chosen]:
        return SPELLING
    ours, theirs = variants(name), variants(chosen)
    return WORDS if any(a[1:] == b[1:] for a in ours for b in theirs) else FORM


def _groups(texts: Mapping[str, str]) -> dict[str, str]:
    """The first key of the group each key belongs to."""
    group = {key: key for key in texts}
    if len(texts) > MOST_TAKEN_APART:
        return group
    apart = {key: variants(text) for key, text in texts.items()}
    by_words: dict[object, list[str]] = defaultdict(list)
    for key, spellings in apart.items():
        by_words[spellings[0][1:]].append(key)
    _join_umlauts(by_words, apart)
    by_core: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for keys in by_words.values():
        _put(keys, group)
        if keys:
            by_core[apart[keys[0]][0].core].append(keys)
    for parts in by_core.values():
        if len(parts) == 2 and _one_form(parts, apart, texts):
            _put([*parts[0], *parts[1]], group)
    return group


def _put(keys: Iterable[str], group: dict[str, str]) -> None:
    """Put keys into the group of the first of them."""
    first = next((group[key] for key in keys), "")
    for key in keys:
        group[key] = first


def _join_umlauts(by_words: dict[object, list[str]], apart: Mapping[str, tuple[Name, ...]]) -> None:
    """Put Müller with Mueller, unless Muller is a name of its own."""
    for keys in list(by_words.values()):
        seconds = {apart[key][-1][1:] for key in keys}
        if all(len(apart[key]) > 1 for key in keys) and len(seconds) == 1:
            (other,) = seconds
            if other in by_words and by_words[other] is not keys:
                by_words[other] += keys
                keys.clear()


def _one_form(
    parts: Sequence[Sequence[str]],
    apart: Mapping[str, tuple[Name, ...]],
    texts: Mapping[str, str],
) -> bool:
    """Whether of two names of one core only one gives a legal form, and that beyond doubt."""
    forms = {apart[keys[0]][0].form for keys in parts}
    every = [key for keys in parts for key in keys]
    return "" in forms and all(is_sure(apart[key][0], texts[key]) for key in every)
