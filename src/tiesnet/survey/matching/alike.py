"""How alike two names are, and what tells them apart for certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from tiesnet.language import say
from tiesnet.survey.matching.candidates import all_initials
from tiesnet.survey.matching.generic import APART, GENERIC, OPPOSED, SMALL
from tiesnet.survey.matching.meanings import concept, parts
from tiesnet.survey.matching.normal import Name

_ROMAN = re.compile(r"^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3})$")
_NUMBERS = {
    k: str(n) for n, k in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii".split(), 1)
}
_TYPO = 0.75  # least likeness of two words that one may be a slip of the other
_SHORTENED, _MEANING = 0.85, 0.9
_ONE_NUMBER = 0.8  # of two names, one with a number and one without
_COVERED = 0.85  # share of the shorter name that stands in the longer, so that more is forgiven
_TOGETHER = 0.45  # weight of the words they share, at least, in that case
_SOME_INITIALS = 0.5
_PIECE = 0.9  # what a part of a name counts beside the whole
_GENERIC = 0.5  # of the weight of a word that says what a firm does or is
_SAME_BUT_FORM, _OTHER_FORM, _OTHER_SPACES = 0.99, 0.95, 0.96
_MOST = 0.98  # of names that are not the same


class Pair(NamedTuple):
    """A word of one name and the word of the other it goes with: how alike, and why."""

    one: str
    two: str
    value: float
    why: str


class Looked(NamedTuple):
    """What is compared of a name."""

    name: Name
    words: tuple[str, ...]
    weights: dict[str, float]
    total: float
    marks: tuple[str, ...]
    kinds: frozenset[str]
    letters: str
    initials: tuple[str, ...]
    pieces: tuple[Looked, ...] = ()


class Alike(NamedTuple):
    """How alike two names are, from 0 to 1, the words they share, and what else speaks for it."""

    score: float
    pairs: tuple[Pair, ...] = ()
    also: str = ""


def marks(words: Sequence[str]) -> tuple[str, ...]:
    """Numbers, single letters and Roman numbers, which tell Tecnomec 1 from Tecnomec 2.

    >>> marks(("tecnomec", "1")), marks(("nave", "b", "12a")), marks(("casa", "y", "campo"))
    (('1',), ('12', 'b'), ())
    """
    found = []
    for k, word in enumerate(words):
        if word.isalpha() and len(word) > 4:
            continue
        found += [number.lstrip("0") or "0" for number in re.findall(r"\d+", word)]
        letter = len(word) == 1 and word.isalpha() and (word not in SMALL or k == len(words) - 1)
        if letter or (_ROMAN.match(word) and k):
            found.append(_NUMBERS.get(word, word))
    return tuple(sorted(found))


def told(words: Sequence[str]) -> tuple[str, ...]:
    """The words, with the parts of compounds."""
    return tuple(part for word in words for part in parts(word))


def kinds(words: Sequence[str]) -> frozenset[str]:
    """What a name has of the words that tell firms apart in pairs, such as north and south."""
    return frozenset(APART[word] for word in words if word in APART)


def told_apart(one: Looked, two: Looked) -> bool:
    """Whether a number, a letter or a pair such as north and south makes them two firms."""
    if one.marks != two.marks and _other_marks(one, two):
        return True
    return any(
        (here & one.kinds) - two.kinds and (here & two.kinds) - one.kinds for here in OPPOSED
    )


def _other_marks(one: Looked, two: Looked) -> bool:
    """Whether each has a number, or each a letter, that the other has not."""
    here = [mark for mark in set(one.marks) - set(two.marks) if not _stands_for(mark, two, one)]
    there = [mark for mark in set(two.marks) - set(one.marks) if not _stands_for(mark, one, two)]
    return bool({mark.isdigit() for mark in here} & {mark.isdigit() for mark in there})


def _stands_for(mark: str, other: Looked, own: Looked) -> bool:
    """Whether a single letter may be the first one of a word that only the other name has."""
    words = set(other.words) - set(own.words)
    return mark.isalpha() and any(len(word) > 1 and word[0] == mark for word in words)


def looked_at(names: Sequence[Name], weight: Callable[[str], float]) -> list[Looked]:
    """Make names ready for being compared."""
    found = []
    for name in names:
        words = told(name.core)
        own = {word: weight(word) for word in words}
        total = sum(own[word] for word in words) or 1.0
        numbers, sort = marks(name.core), kinds(name.core)
        letters, first = "".join(name.core), all_initials(words)
        found.append(Looked(name, words, own, total, numbers, sort, letters, first))
    return found


def weights(names: Sequence[Name]) -> Callable[[str], float]:
    """How much each word says about which firm it is: much when few names have it."""
    often: dict[str, int] = {}
    for name in names:
        for meaning in {concept(word) or word for word in told(name.core)}:
            often[meaning] = often.get(meaning, 0) + 1
    most = log(1 + len(names)) or 1.0

    @cache
    def weight(word: str) -> float:
        if word in SMALL:
            return 0.05
        meaning = concept(word)
        rare = max(log(1 + len(names) / often.get(meaning or word, 1)) / most, 0.1)
        return rare * (_GENERIC if meaning or word in GENERIC else 1.0)

    return weight


def likeness(one: Looked, two: Looked) -> Alike:
    """How alike two names are, or a part of one and the other.

    It is 0 when something tells them apart for certain.
    """
    if told_apart(one, two):
        return Alike(0.0)
    best = _whole(one, two)
    for first, second in [*((p, two) for p in one.pieces), *((one, p) for p in two.pieces)]:
        alike = _whole(first, second)
        if alike.score * _PIECE > best.score:
            best = alike._replace(score=alike.score * _PIECE)
    return best


def _whole(one: Looked, two: Looked) -> Alike:
    if one.name.core == two.name.core:
        both = bool(one.name.form and two.name.form and one.name.form != two.name.form)
        return Alike(_OTHER_FORM if both else _SAME_BUT_FORM)
    pairs = _paired(one.words, two.words)
    worth = [(one.weights[pair.one], two.weights[pair.two]) for pair in pairs]
    covered = [sum(p.value * w[k] for p, w in zip(pairs, worth, strict=True)) for k in (0, 1)]
    score = sum(covered) / (one.total + two.total)
    telling = [p.value * min(w) for p, w in zip(pairs, worth, strict=True) if p.value > _TYPO]
    shorter = max(covered[0] / one.total, covered[1] / two.total)
    if telling and shorter > _COVERED and (max(telling) > 0.45 or sum(telling) > _TOGETHER):
        score = max(score, 0.55 + 0.35 * score)  # all words of the shorter stand in the longer
    also = max(_joined(one, two), _initials(one, two))
    score = min(max(score, also[0]), _MOST)
    if one.marks != two.marks:
        score *= _ONE_NUMBER
    return Alike(score, tuple(pairs), also[1] if also[0] == score else "")


def _paired(one: Sequence[str], two: Sequence[str]) -> list[Pair]:
    """Pair the words of two names, the most alike first."""
    right, left, pairs = list(two), [], []
    for word in one:
        if word in right:
            right.remove(word)
            pairs.append(Pair(word, word, 1.0, "same"))
        else:
            left.append(word)
    options = [
        (value, why, i, j)
        for i, first in enumerate(left)
        for j, second in enumerate(right)
        for value, why in [_words_alike(first, second)]
        if value
    ]
    lefts, rights = set(range(len(left))), set(range(len(right)))
    for value, why, i, j in sorted(options, key=lambda option: (-option[0], *option[2:])):
        if i in lefts and j in rights:
            lefts.remove(i)
            rights.remove(j)
            pairs.append(Pair(left[i], right[j], value, why))
    return pairs


@lru_cache(maxsize=200_000)
def _words_alike(one: str, two: str) -> tuple[float, str]:
    """How alike two different words are: misspelt, shortened, or of the same meaning."""
    from rapidfuzz.distance import OSA

    if (meaning := concept(one)) and meaning == concept(two):
        return _MEANING, "meaning"
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) < 3 or short.isdigit() or long.isdigit():
        return 0.0, ""
    if long.startswith(short):
        return (_SHORTENED if len(short) > 3 else 0.7), "short"
    if len(short) < 4 or (short in GENERIC and long in GENERIC):
        return 0.0, ""
    same = OSA.normalized_similarity(one, two, score_cutoff=_TYPO)
    return (same, "typo") if same else (0.0, "")


def _joined(one: Looked, two: Looked) -> tuple[float, str]:
    """Names whose letters are nearly the same when the spaces are left out."""
    from rapidfuzz.distance import OSA

    if min(len(one.letters), len(two.letters)) < 5:
        return 0.0, ""
    if one.letters == two.letters:
        return _OTHER_SPACES, say("the same letters with other spaces")
    same = OSA.normalized_similarity(one.letters, two.letters, score_cutoff=0.85)
    return same * 0.95, say("nearly the same letters")


def _initials(one: Looked, two: Looked) -> tuple[float, str]:
    for short, long in ((one, two), (two, one)):
        words = short.name.core
        for letters in long.initials:
            if letters in words:
                said = say(
                    "{letters} are the first letters of the words of the other",
                    letters=letters.upper(),
                )
                return (0.8 if len(words) == 1 else 0.6), said
        for word in words:
            if 2 < len(word) < 7 and any(word in letters for letters in long.initials):
                return _SOME_INITIALS, say(
                    "{word} are first letters of words of the other", word=word.upper()
                )
        for word in words:
            if 3 < len(word) < 11 and word not in GENERIC and _made_of(word, long.name.core):
                said = say(
                    "{word} may be put together from the beginnings of the other's words", word=word
                )
                return 0.6, said
    return 0.0, ""


def _made_of(short: str, words: Sequence[str]) -> bool:
    """Whether a word is put together from the beginnings of several words, in their order.

    >>> _made_of("labein", ("laboratorio", "de", "ensayos", "e", "investigaciones"))
    True
    """
    telling = [word for word in words if word not in SMALL]
    if len(telling) < 2 or short[0] != telling[0][0] or short in telling:
        return False
    if 2 * len(telling) > len(short) + 1:
        return False
    ends = {(0, 0)}  # letters explained, words used
    for k, word in enumerate(telling):
        reached = set(ends) if k else set()
        for at, used in ends:
            for end in range(at + 1, min(len(short), at + 4) + 1):
                if word.startswith(short[at:end]):
                    reached.add((end, used + 1))
        ends = reached
    return any(at == len(short) and used > max(1, len(telling) - 2) for at, used in ends)
