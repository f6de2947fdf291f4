"""Find names inside texts, in any case and with or without accents, and put others in their place.

A name is found as whole words, whatever stands between them: ``ACME, S.A.`` is ``Acme S.A.``. In
scripts that are written without spaces every character is a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

# Thai, kana and Chinese characters stand without spaces between words.
_ALONE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}]+")
_QUOTES = "'\"‘’“”«»"
FEWEST_LETTERS = 3
"""Names with fewer letters are found only where they stand alone, quoted, or in capitals."""


class Found(NamedTuple):
    """A name in a text: where it stands, and which one it is."""

    start: int
    end: int
    name: str


class Hidden:
    """Knows names, and what to write instead of each.

    Examples
    --------
    >>> Hidden({"Ñandú S.A.": "F01"}).text("Bought from NANDU, s.a. in May")
    'Bought from F01 in May'
    >>> Hidden({"Sol": "F02"}).text("Girasol and Sol")
    'Girasol and F02'
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._instead = {name: other for name, other in names.items() if name.strip()}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._whole: dict[str, str] = {}
        short = []
        for name in self._instead:
            self._whole.setdefault(name_of_one(name), name)
            parts = tuple(part for part, _, _ in words(name))
            if letters(name) >= FEWEST_LETTERS:
                if parts:
                    self._by_first.setdefault(parts[0], []).append((parts, name))
            else:
                short.append(name)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
        self._short = _short_pattern(short)

    def __bool__(self) -> bool:
        return bool(self._instead)

    def text(self, text: str) -> str:
        """Give a text with every name replaced."""
        whole = self._whole.get(name_of_one(text))
        if whole is not None:
            return self._instead[whole]
        found = list(self._in(text))
        for place in reversed(found):
            text = f"{text[: place.start]}{self._instead[place.name]}{text[place.end :]}"
        if self._short is not None:
            text = self._short.sub(lambda match: self._instead[match[0]], text)
        return text

    def names_in(self, text: str) -> list[str]:
        """Name what a text holds, of the names with enough letters to be sure."""
        return [place.name for place in self._in(text)]

    def _in(self, text: str) -> Iterator[Found]:
        if not self._by_first:
            return
        parts = list(words(text))
        at = 0
        while at < len(parts):
            fits = self._fitting(parts, at)
            if fits is None:
                at += 1
                continue
            known, name = fits
            last = parts[at + len(known) - 1]
            yield Found(parts[at][1], _with_its_point(text, name, last[2]), name)
            at += len(known)

    def _fitting(
        self, parts: list[tuple[str, int, int]], at: int
    ) -> tuple[tuple[str, ...], str] | None:
        """Give the longest name that begins at a word."""
        for known, name in self._by_first.get(parts[at][0], ()):
            if all(
                at + k < len(parts) and parts[at + k][0] == part for k, part in enumerate(known)
            ):
                return known, name
        return None


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Give every word of a text as it is compared, with its beginning and end in the text.

    Single letters that follow each other are one word: ``S.A.`` is ``SA``.

    >>> [word for word, _, _ in words("Acme S. A. (Sur)")]
    ['acme', 'sa', 'sur']
    """
    plain, places = _folded(text)
    before: tuple[str, int, int] | None = None
    for match in _WORD.finditer(plain):
        word = match[0], places[match.start()], places[match.end() - 1] + 1
        if len(word[0]) == 1 and word[0].isascii() and word[0].isalpha():
            before = word if before is None else (before[0] + word[0], before[1], word[2])
            continue
        if before is not None:
            yield before
        before = None
        yield word
    if before is not None:
        yield before


def letters(text: str) -> int:
    """Count the letters of a name.

    >>> letters("F-01"), letters("Sol")
    (1, 3)
    """
    return sum(char.isalpha() for char in text)


def name_of_one(text: str) -> str:
    """Reduce a whole cell to what is compared; signs count, since a name may have no letters."""
    return " ".join(_folded(text)[0].split())


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Take case, accents and invisible characters off, and keep where every character stood."""
    if text.isascii():
        return text.lower(), range(len(text))
    plain: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        made = _plain(char)
        plain.append(made)
        places += [at] * len(made)
    return "".join(plain), places


@cache
def _plain(char: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    # Once more: what comes apart may have capitals of its own (the sign for TEL, the dotted I).
    kept = [
        part
        for part in apart.casefold()
        if not unicodedata.combining(part) and unicodedata.category(part) != "Cf"
    ]
    return "".join(kept).replace("ı", "i")


def _short_pattern(names: Collection[str]) -> re.Pattern[str] | None:
    """Find names of one or two letters, or none, where they are meant: quoted, or BP and 3M."""
    quoted = [f"(?<=[{_QUOTES}]){re.escape(name)}(?=[{_QUOTES}])" for name in names]
    loud = [name for name in names if name.isupper() and 1 < len(name) == len(name.strip())]
    alone = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in loud if name.isalnum()]
    every = sorted(alone, key=len, reverse=True) + sorted(quoted, key=len, reverse=True)
    return re.compile("|".join(every)) if every else None


def _with_its_point(text: str, name: str, end: int) -> int:
    """Take the point of an abbreviation along: ``S.A.`` ends with one."""
    return end + 1 if name.endswith(".") and text[end : end + 1] == "." else end
