"""One word in several languages: alike enough to suggest, never to merge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

# One meaning in each paragraph of the file, named by its first word; further lines of it are
# indented. Words stand without accents, as names are compared.
_SAME = (Path(__file__).parent / "meanings.txt").read_text(encoding="utf-8")


def _concepts() -> dict[str, str]:
    found: dict[str, str] = {}
    concept = ""
    for line in _SAME.strip("\n").splitlines():
        words = line.split()
        if not line.startswith(" "):
            concept = words[0]
        for word in words:
            found.setdefault(word, concept)
    return found


CONCEPTS: Mapping[str, str] = _concepts()
_PREFIXES = ("dell", "nell", "sull", "all", "d", "l")  # written with an apostrophe
_JOINTS = ("", "s", "es", "en", "n", "e")  # between the parts of a compound
_SHORTEST, _FIRST, _LONG = 4, 3, 6  # letters of a part, of any first one, of a telling last one


@cache
def concept(word: str) -> str:
    """What a word means, named in one language; empty when that is not known.

    >>> concept("universidad"), concept("dellambiente"), concept("fuer"), concept("kuenste")
    ('university', 'environment', '', 'art')
    """
    if found := CONCEPTS.get(word, ""):
        return found
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST and rest in CONCEPTS:
            return CONCEPTS[rest]
    folded = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return CONCEPTS.get(folded, "") if folded != word else ""


@cache
def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound whose last says what a firm does or is; else the word itself.

    >>> parts("forschungszentrum"), parts("enitecnologie"), parts("tecnomec")
    (('forschungs', 'zentrum'), ('eni', 'tecnologie'), ('tecnomec',))
    """
    if concept(word):
        return (word,)
    for at in range(_FIRST, len(word) - _SHORTEST + 1):
        first, last = word[:at], word[at:]
        if last in CONCEPTS and (len(last) >= _LONG or (len(first) >= _SHORTEST and _known(first))):
            return (first, last)
    return (word,)


def _known(word: str) -> bool:
    """Whether a first part has a meaning, with what joins it to the next or without."""
    return any(word.endswith(end) and word[: len(word) - len(end)] in CONCEPTS for end in _JOINTS)
