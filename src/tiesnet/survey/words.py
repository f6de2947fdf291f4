"""Small word tools: folding spellings, quoting values, counting in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from tiesnet.language import both, say

TEXT = pd.StringDtype(na_value=np.nan)
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_ODD_SPACE = re.compile(r"[ \t\r\v\f\x1c-\x1f]{2}|[\t\r\v\f\x1c-\x1f]|^ | $", re.MULTILINE)
_SHOWN = 80
_LISTED = 20


def fold(text: str) -> str:
    """Reduce a header or a code word to what is compared: no case, accents, signs or spaces.

    >>> fold("Relación"), fold("Reported_by"), fold("IN CLUSTER?")
    ('relacion', 'reportedby', 'incluster')
    """
    return _NOT_WORD.sub("", unaccented(text).casefold())


def phrase(text: str) -> str:
    """Reduce a text to plain words with one space between them.

    >>> phrase("¿A quién  pide CONSEJO?"), phrase("buys_from"), phrase("buysFrom")
    ('a quien pide consejo', 'buys from', 'buys from')
    """
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", text)
    return _NOT_WORD.sub(" ", unaccented(spaced).casefold()).strip()


def spelling(text: str) -> str:
    """Reduce the name of a relation to what its spellings share; other scripts stay whole.

    >>> spelling("Buys_From"), spelling("شراء A"), spelling("→")
    ('buys from', 'شراء a', '→')
    """
    plain = phrase(text)
    if plain and all(char.isascii() for char in unaccented(text) if char.isalnum()):
        return plain
    return " ".join(text.casefold().split())


def unaccented(text: str) -> str:
    """Take the accents off letters."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def name_key(text: str) -> str:
    r"""Reduce a firm name to what two spellings of one name share.

    NFKC, no invisible characters, single spaces, no case, no accents. Punctuation and legal
    forms stay: they tell firms apart.

    >>> name_key("  CURTIDOS\u00a0Ñandú S.A. ") == name_key("curtidos  ñandu s.a.")
    True
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return " ".join(unaccented(plain.casefold()).split())


def name_keys(texts: Sequence[str]) -> list[str]:
    """The key of each name, quickly for the many that are plain.

    >>> name_keys(["Acme  S.A.", "Ñandú"]) == [name_key("Acme  S.A."), name_key("Ñandú")]
    True
    """
    whole = "\n".join(texts)
    if whole.isascii() and whole.count("\n") < len(texts) and not _ODD_SPACE.search(whole):
        return whole.lower().split("\n")
    return [
        " ".join(text.casefold().split()) if text.isascii() else name_key(text) for text in texts
    ]


def shortened(text: str, most: int = _SHOWN) -> str:
    """A text as it is shown: cut when it is long.

    >>> shortened("Acme"), len(shortened("A" * 999))
    ('Acme', 80)
    """
    return f"{text[: most - 1]}…" if len(text) > most else text


def quoted(value: object) -> str:
    """A value between quotation marks, cut when it is long.

    >>> quoted("Acme")
    "'Acme'"
    """
    return f"'{shortened(str(value))}'"


def listed(values: Iterable[object]) -> str:
    """Values between quotation marks, one after the other; of many the first.

    >>> listed(["a", "b"]), listed(range(100)).endswith("'19' and 80 more")
    ("'a', 'b'", True)
    """
    words = [quoted(value) for value in values]
    names = ", ".join(words[:_LISTED])
    if len(words) <= _LISTED:
        return names
    return say("{names} and {n} more", names=names, n=len(words) - _LISTED)


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "row"), counted(3, "row"), counted(2, "reply", "replies")
    ('1 row', '3 rows', '2 replies')
    """
    return f"{count} {both(one, many or one + 's')[0 if count == 1 else 1]}"


_BEFORE = frozenset("before pre baseline antes prima".split())


def wave_order(wave: str) -> list[tuple[float, str]]:
    """Order names of waves by the numbers in them; before comes before after.

    >>> sorted(["wave 10", "wave 9", "2024"], key=wave_order)
    ['2024', 'wave 9', 'wave 10']
    >>> sorted(["after", "before"], key=wave_order), sorted(["Después", "Antes"], key=wave_order)
    (['before', 'after'], ['Antes', 'Después'])
    """
    if (word := name_key(wave)) in _BEFORE:
        return [(float("-inf"), word)]
    parts = re.split(r"(\d+(?:\.\d+)?)", wave)
    return [(float(part), "") if k % 2 else (float("inf"), part) for k, part in enumerate(parts)]
