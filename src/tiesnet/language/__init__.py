"""Floor 0: the language of what people read. Texts stand in the code in English."""

from tiesnet.language._current import LANGUAGES, in_language, language, named
from tiesnet.language._numbers import (
    calendar_day,
    either,
    in_quotes,
    joined,
    last_link,
    localised,
    percent_text,
)
from tiesnet.language._said import both, pieces, pieces_n, say, say_n, word

__all__ = [
    "LANGUAGES",
    "both",
    "calendar_day",
    "either",
    "in_language",
    "in_quotes",
    "joined",
    "language",
    "last_link",
    "localised",
    "named",
    "percent_text",
    "pieces",
    "pieces_n",
    "say",
    "say_n",
    "word",
]
