"""The words of the questionnaire, by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tiesnet.survey.questionnaire import texts_en, texts_es, texts_it, texts_pt
from tiesnet.survey.words import phrase

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": texts_en.TEXTS,
    "es": texts_es.TEXTS,
    "pt": texts_pt.TEXTS,
    "it": texts_it.TEXTS,
}


def said(language: str, key: str, **words: str) -> str:
    """One text of the questionnaire, with words put in.

    >>> said("it", "firm"), said("en", "how_strong", firm="Acme {1}")
    ('Per quale impresa risponde?', 'How strong is the tie with Acme {1}?')
    """
    text = LANGUAGES[language][key]
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text


def labelled(language: str, scale: str, value: int) -> str:
    """A value of a scale with what it stands for.

    >>> labelled("es", "frequency", 1)
    '1 – algunas veces al año'
    """
    return f"{value} – {said(language, f'{scale}_{value}')}"


def meant(prefix: str, text: str) -> str:
    """The code of a choice, whether its code or its label in some language was given.

    >>> meant("kind_", "Universidad o centro de investigación"), meant("kind_", "?")
    ('research', '')
    """
    return _choices(prefix).get(phrase(text), "")


@cache
def _choices(prefix: str) -> dict[str, str]:
    return {phrase(word): code for code, word in _words(prefix)}


def _words(prefix: str) -> Iterator[tuple[str, str]]:
    for texts in LANGUAGES.values():
        for key, text in texts.items():
            if key.startswith(prefix):
                yield key.removeprefix(prefix), text
                yield key.removeprefix(prefix), key.removeprefix(prefix)
