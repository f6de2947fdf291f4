"""Which language is being written in, and its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources

from tiesnet.errors import TiesnetError

LANGUAGES = {"en": "English", "es": "Español", "pt": "Português", "it": "Italiano"}
"""What can be asked for, with the name each goes by."""

LOCALES = {"en": "en", "es": "es", "pt": "pt_BR", "it": "it"}
"""Whose numbers and dates are written."""

_current: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """Give the language being written in."""
    return _current.get()


def named(wanted: str) -> str:
    """Check a language.

    Raises
    ------
    TiesnetError
        It is none of `LANGUAGES`.
    """
    if wanted not in LANGUAGES:
        raise TiesnetError(
            f"There are no texts in the language {wanted!r}.",
            f"Choose among: {', '.join(LANGUAGES)}.",
        )
    return wanted


@contextmanager
def in_language(wanted: str) -> Iterator[None]:
    """Write in a language inside the block.

    Parameters
    ----------
    wanted : str
        A key of `LANGUAGES`.

    Raises
    ------
    TiesnetError
        It is none of them.

    Examples
    --------
    >>> with in_language("es"):
    ...     language()
    'es'
    >>> language()
    'en'
    """
    token = _current.set(named(wanted))
    try:
        yield
    finally:
        _current.reset(token)


def texts() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Give the texts of the language being written in by their English, one or two of each.

    English has none: its texts are in the code.
    """
    return _texts(_current.get())


@cache
def _texts(wanted: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    if wanted == "en":
        return {}
    from babel.messages.pofile import read_po

    folder = resources.files("tiesnet.language").joinpath("texts", wanted)
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        with file.open("rb") as stream:
            for message in read_po(stream, locale=LOCALES[wanted]):
                said = _all(message.string)
                if message.id and all(said):
                    found[_all(message.id)] = said
    return found


def _all(text: Sequence[str] | str | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)
