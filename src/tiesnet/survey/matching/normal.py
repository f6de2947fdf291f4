"""Names taken apart: words without case, accents and punctuation, and the legal form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from tiesnet.survey.matching.generic import GENERIC
from tiesnet.survey.matching.legal_forms import ALSO_WORDS, ending
from tiesnet.survey.words import unaccented

LONGEST = 200  # characters; what is longer is no name, and comparing it takes very long
AND = "&"
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
_MARKS = str.maketrans({"®": None, "©": None, "™": None, "ª": "a", "º": "o", "’": "'", "´": "'"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SIGNS = "&+#%@$€£*=<>~"
_TOKEN = re.compile(rf"[^\W_]+|[{_SIGNS}]")
_ASCII = {
    k: f" {chr(k)} " if chr(k) in _SIGNS else chr(k).lower() if chr(k).isalnum() else " "
    for k in range(128)
}
_APOSTROPHE = re.compile(r"(?<=\w)['`](?=\w)")
_ANDS = frozenset(("y", "e", "and", "und", "et", "u", "och", "og", "en"))
_SHORT_ANDS = frozenset(("y", "e", "u", "en", "og", "et"))
# Abbreviations that are nothing else. Each stands for one word only.
_USUAL = {
    "hnos": "hermanos", "hno": "hermano", "cia": "compania", "companhia": "compania",
    "compagnia": "compania", "bros": "brothers", "flli": "fratelli",
    "gebr": "gebruder", "gebrueder": "gebruder",
    "intl": "international",
}  # fmt: skip
_SPECIAL = frozenset((*_ANDS, *_USUAL, "lli", "flli", *map(chr, range(97, 123))))


class Name(NamedTuple):
    """A name taken apart.

    ``words`` are all its words; ``core`` those before the legal form, ``form`` that form (empty:
    none).
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    form: str


def plain_words(text: str, umlauts: bool = False) -> tuple[str, ...]:
    """The words of a text without case, accents, punctuation and invisible characters.

    Single letters beside each other are one word, as in S. A.; numbers never are joined.

    >>> plain_words("Ñandú & Hijos, S. A."), plain_words("García y Díaz"), plain_words("Nave 1-2")
    (('nandu', '&', 'hijos', 'sa'), ('garcia', '&', 'diaz'), ('nave', '1', '2'))
    """
    plain = text[:LONGEST]
    if not plain.isascii():
        plain = _folded(plain, umlauts)
    if "'" in plain or "`" in plain:
        plain = _APOSTROPHE.sub("", plain)
    tokens = plain.translate(_ASCII).split() if plain.isascii() else _TOKEN.findall(plain)
    if plain.isascii() and _SPECIAL.isdisjoint(tokens):
        return tuple(tokens)
    return tuple(_usual(_joined(_with_and(tokens))))


def _folded(text: str, umlauts: bool) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS))
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf").casefold()
    if umlauts:
        plain = unicodedata.normalize("NFC", plain).translate(_UMLAUTS)
    return unaccented(plain).translate(_LETTERS)


def _with_and(tokens: list[str]) -> list[str]:
    """One sign for all words for 'and'; a short one counts between longer words only."""
    for k in range(1, len(tokens) - 1):
        beside = min(len(tokens[k - 1]), len(tokens[k + 1]))
        if tokens[k] in _ANDS and (beside > 1 or tokens[k] not in _SHORT_ANDS):
            tokens[k] = AND
    return tokens


def _joined(tokens: list[str]) -> Iterator[str]:
    for single, run in groupby(tokens, lambda token: len(token) == 1 and token.isalpha()):
        if single:
            yield "".join(run)
        else:
            yield from run


def _usual(tokens: Iterator[str]) -> Iterator[str]:
    before = ""
    for token in tokens:
        if before == "f" and token == "lli":
            before = "fratelli"
            continue
        if before:
            yield before
        before = _USUAL.get(token, token)
    if before:
        yield before


def taken_apart(text: str, umlauts: bool = False) -> Name:
    """Take a name apart.

    >>> taken_apart("Curtidos Sol, S.A. de C.V.").core, taken_apart("CURTIDOS SOL SA").form
    (('curtidos', 'sol'), 'sa')
    """
    words = plain_words(text, umlauts)
    end = ending(words)
    return Name(words, words[: len(words) - end.words], end.form)


def is_sure(name: Name, text: str) -> bool:
    """Whether the legal form is one beyond doubt, and what is left still says which firm it is.

    >>> [is_sure(taken_apart(text), text) for text in ("Rossi S.p.A.", "Sol Spa", "Textil S.L.")]
    [True, False, False]
    """
    core, form = name.core, name.words[len(name.core) :]
    telling = [word for word in core if word not in GENERIC and len(word) > 1]
    if not any(not word.isdigit() for word in telling) or len("".join(telling)) < 3:
        return False
    if core[-1] == AND:
        return False
    return all(word not in ALSO_WORDS for word in form) or _dotted(text, len(form))


def _dotted(text: str, words: int) -> bool:
    return any("." in part or "/" in part for part in text.split()[-words:])


def variants(text: str) -> tuple[Name, ...]:
    """A name taken apart, with a second spelling (oe for ö) where it has such letters.

    >>> [name.core for name in variants("Müller AG")]
    [('muller',), ('mueller',)]
    """
    first = taken_apart(text)
    if text.isascii():
        return (first,)
    second = taken_apart(text, umlauts=True)
    return (first,) if second.words == first.words else (first, second)
