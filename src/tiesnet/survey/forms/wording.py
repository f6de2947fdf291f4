"""From the wording of a question to the short name of a relation, never to an invented one."""

from __future__ import annotations

import re
from collections.abc import Collection

from tiesnet.survey.vocabulary import meaning_of
from tiesnet.survey.words import phrase

_MACHINE = re.compile(r"(?:qid|q|var|v|question|col|field|p|f)?[_\-. ]?\d+(?:[._\-]\w+)*", re.I)
_LONG, _SHORT = 32, 20


def relation_id(code: str, text: str, taken: Collection[str]) -> str:
    """A short name for a relation: its own short wording, its code, or what it is about.

    >>> relation_id("Q5", "With which of these firms do you trade?", [])
    'trade'
    >>> relation_id("QID149", "Friendship (Y/N)", [])
    'friendship'
    """
    plain = phrase(re.sub(r"\(.*?\)", " ", text)) or phrase(text)
    meaning = meaning_of(text)
    if (
        plain
        and len(plain) <= (_SHORT if meaning else _LONG)
        and not _MACHINE.fullmatch(plain.replace(" ", "_"))
    ):
        name = plain
    elif code and not _MACHINE.fullmatch(code) and len(code) <= _LONG:
        name = phrase(code)
    elif meaning:
        name = meaning[1]
    else:
        name = phrase(code) or "tie"
    return _free(name.replace(" ", "_"), taken)


def _free(name: str, taken: Collection[str]) -> str:
    wish, count = name, 1
    while wish in taken:
        count += 1
        wish = f"{name}_{count}"
    return wish


def relation_facts(identity: str, code: str, text: str) -> dict[str, str]:
    """What the relations table says of a question: its wording, and a label to show."""
    facts = {"label": text if 0 < len(text) <= 60 else identity.replace("_", " ")}
    if text and text != identity:
        facts["question"] = text
    elif code and code != identity:
        facts["question"] = code
    return facts
