"""Numbers, lists and dates as the language being written in has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tiesnet.language._current import LOCALES, language


def localised(number: str) -> str:
    """Write a number that was formatted the English way with the signs of the language.

    >>> localised("1,234.50")
    '1,234.50'
    >>> from tiesnet.language import in_language
    >>> with in_language("pt"):
    ...     localised("1,234.50")
    '1.234,50'
    """
    if language() == "en":
        return number
    return number.translate({ord(","): ".", ord("."): ","})


def percent_text(number: str) -> str:
    """Put the sign of per cent behind a number that was formatted the English way.

    >>> percent_text("0.4")
    '0.4 %'
    """
    return f"{localised(number)}{_BEFORE_PERCENT[language()]}%"


_BEFORE_PERCENT = {"en": " ", "es": " ", "pt": "", "it": ""}


_ARTICLE = re.compile(r"\b([Ii]l|[Dd]el|[Aa]l|[Dd]al|[Nn]el|[Ss]ul) (?=\{(\w+)\}(%?))")
_VOWEL = re.compile(r"(0|1|11|8\d?)(?:,\d+)?%")


def elided(text: str, values: Mapping[str, str]) -> str:
    """Fit the article before a share that is to be filled in to how the share is spoken.

    Only the text is changed, never what is filled in: a name stays as it was written.

    >>> elided("del {share}", {"share": "8%"})
    'del {share}'
    >>> from tiesnet.language import in_language
    >>> with in_language("it"):
    ...     elided("Il {one}, del {two}%, nel {three}", {"one": "8%", "two": "11,5", "three": "0%"})
    ...     elided("Il {one} e il {two}", {"one": "18%", "two": "Bar 8%"})
    "L'{one}, dell'{two}%, nello {three}"
    'Il {one} e il {two}'
    """
    if language() != "it":
        return text

    def fitted(found: re.Match[str]) -> str:
        share = _VOWEL.match(f"{values.get(found[2], '')}{found[3]}")
        return _before_share(found[1], share[1]) if share else found[0]

    return _ARTICLE.sub(fitted, text)


def _before_share(article: str, spoken: str) -> str:
    stem = "" if article in ("il", "Il") else article
    ending = "lo " if spoken == "0" else "l'"
    made = f"{stem}{ending}"
    return made[0].upper() + made[1:] if article[0].isupper() else made


def joined(parts: Sequence[str]) -> str:
    """List texts: A, B and C.

    >>> joined(["A", "B", "C"])
    'A, B and C'
    >>> from tiesnet.language import in_language
    >>> with in_language("es"):
    ...     joined(["Calzados Ana", "Hijos de Pablo"])
    'Calzados Ana e Hijos de Pablo'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])}{last_link(parts[-1])}{parts[-1]}"


def either(parts: Sequence[str]) -> str:
    """List what can be chosen from: A, B or C.

    >>> either(["A", "B", "C"])
    'A, B or C'
    >>> from tiesnet.language import in_language
    >>> with in_language("es"):
    ...     either(["plata", "oro"])
    'plata u oro'
    """
    if len(parts) < 2:
        return "".join(parts)
    word = {"en": "or", "es": "o", "pt": "ou", "it": "o"}[language()]
    if language() == "es" and parts[-1].casefold().startswith(("o", "ó", "ho", "hó")):
        word = "u"
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def in_quotes(text: object) -> str:
    """Put a name between the quotation marks of the language.

    >>> in_quotes("Advice")
    '“Advice”'
    >>> from tiesnet.language import in_language
    >>> with in_language("es"):
    ...     in_quotes("Advice")
    '«Advice»'
    """
    opened, closed = ("«", "»") if language() in ("es", "it") else ("“", "”")
    return f"{opened}{text}{closed}"


def last_link(following: str) -> str:
    """Give the word between the last two of a list, with the spaces around it."""
    if language() == "es":
        start = following.casefold()
        vowel = start.startswith(("i", "í", "hi", "hí"))
        return " e " if vowel and not start.startswith(("hie", "hia", "io", "ie", "ia")) else " y "
    if language() == "it" and following.casefold().startswith(("e", "è", "é")):
        return " ed "
    return {"en": " and ", "pt": " e ", "it": " e "}[language()]


def calendar_day(when: date, known: str = "day") -> str:
    """Write a date, or only its month where the day is not ``known``.

    >>> calendar_day(date(2026, 3, 16)), calendar_day(date(2026, 3, 1), "month")
    ('16 March 2026', 'March 2026')
    >>> from tiesnet.language import in_language
    >>> with in_language("es"):
    ...     calendar_day(date(2026, 3, 16))
    '16 de marzo de 2026'
    """
    from babel.dates import format_date, format_skeleton

    if language() == "en":
        return format_date(when, "d MMMM y" if known == "day" else "MMMM y", locale="en")
    locale = LOCALES[language()]
    if known == "day":
        return format_date(when, "long", locale=locale)
    return format_skeleton("yMMMM", when, locale=locale)
