"""Sentences in the language being written in, with what is filled into them."""

from __future__ import annotations

from string import Formatter
from typing import Any

from tiesnet.language._current import texts
from tiesnet.language._numbers import elided, localised


def say(text: str, /, **values: Any) -> str:
    """Give a text in the language being written in.

    Parameters
    ----------
    text : str
        In English, as it stands in the catalogues. With values, ``{name}`` is filled in;
        without, braces are only braces.
    **values
        Text, or whole numbers, which are written with the separators of the language.

    Returns
    -------
    str
        The English text where the language has none.

    Examples
    --------
    >>> say("{firm} is tied to {n} others.", firm="Calçados {Vale}", n=1200)
    'Calçados {Vale} is tied to 1,200 others.'
    """
    return _filled(_translated(text), values)


def say_n(n: int, one: str, many: str, /, **values: Any) -> str:
    """Give the text for one or for another number, filled in; ``{n}`` is the number.

    Every text of which a word depends on a number is said this way, also where the English
    happens to be the same for all.

    Examples
    --------
    >>> [say_n(n, "{n} firm is silent", "{n} firms are silent") for n in (1, 1200)]
    ['1 firm is silent', '1,200 firms are silent']
    """
    return _filled(_counted(n, one, many), {"n": n, **values})


def pieces(text: str, /, **values: Any) -> tuple[Any, ...]:
    """Give a text as its pieces, so that a name in it stays what it is.

    Parameters
    ----------
    text : str
        In English, with ``{name}`` for every value.
    **values
        Text and whole numbers become part of the text; the parts of a tuple and all else are
        kept.

    Examples
    --------
    >>> from datetime import date
    >>> pieces("Seen on {day} by {n}.", day=date(2026, 3, 1), n=2)
    ('Seen on ', datetime.date(2026, 3, 1), ' by 2.')
    """
    return _pieces(_translated(text), values)


def pieces_n(n: int, one: str, many: str, /, **values: Any) -> tuple[Any, ...]:
    """Give the text for one or for another number as its pieces; ``{n}`` is the number."""
    return _pieces(_counted(n, one, many), {"n": n, **values})


def _translated(text: str) -> str:
    return texts().get((text,), (text,))[0]


def word(text: str) -> str:
    """Mark a text that is kept in English in the data and said where it is shown.

    Whoever collects the texts to translate finds it by this mark. Filled into another text it is
    said in the language of that text; all else sees plain English text.

    >>> from tiesnet.language import in_language
    >>> with in_language("es"):
    ...     word("both ways") == "both ways"
    True
    """
    return _Word(text)


class _Word(str):
    """A text of ours, not of the survey's."""

    __slots__ = ()


def both(one: str, many: str) -> tuple[str, ...]:
    """Give the texts for one and for another number, nothing filled in."""
    return texts().get((one, many), (one, many))


def _counted(n: int, one: str, many: str) -> str:
    return both(one, many)[0 if n == 1 else 1]


def _written(value: Any) -> str:
    if isinstance(value, _Word):
        return _translated(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return localised(f"{value:,}") if whole else str(value)


def _filled(text: str, values: dict[str, Any]) -> str:
    if not values:
        return text
    written = {name: _written(value) for name, value in values.items()}
    return elided(text, written).format(**written)


def _pieces(text: str, values: dict[str, Any]) -> tuple[Any, ...]:
    parts: list[Any] = []
    plain = {name: _written(one) for name, one in values.items() if isinstance(one, str | int)}
    for before, name, _, _ in Formatter().parse(elided(text, plain)):
        _add(parts, before)
        if name is None:
            continue
        value = values[name]
        for part in value if isinstance(value, tuple) else (value,):
            _add(parts, _written(part) if isinstance(part, str | int) else part)
    return tuple(parts)


def _add(parts: list[Any], part: Any) -> None:
    """Text that follows text is one piece."""
    if part == "":
        return
    if isinstance(part, str) and parts and isinstance(parts[-1], str):
        parts[-1] += part
    else:
        parts.append(part)
