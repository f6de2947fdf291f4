"""Which column says what firm answers."""

from __future__ import annotations

from collections.abc import Iterable

from tiesnet.survey.forms.form import MANY, Question
from tiesnet.survey.forms.known import Known, is_number, loose
from tiesnet.survey.forms.roles import NAMES, RESPONDENT, holds, is_plain, is_private, wording
from tiesnet.survey.words import phrase

_LONGEST = 120
_NOT_NAMES = ("how many", "cuantos", "cuantas", "quantos", "quantas", "quanti", "quante",
              "year", "ano de", "sector", "strength", "number of", "numero de")  # fmt: skip


def find_respondent(known: Known) -> int | None:
    """Find the column of the firms that answer: by its words, or since a roster names the same.

    Nothing is found when no column is sure enough.
    """
    items = {loose(q.item) for q in known.form.questions if q.item}
    scored = [
        (score, -question.place)
        for question in known.form.questions
        if (score := _score(question, known, items)) >= 2
    ]
    return -max(scored)[1] if scored else None


def _score(question: Question, known: Known, items: Iterable[str]) -> float:
    if question.item and wording(question) not in (*RESPONDENT, *NAMES):
        return 0
    counts = known.counts(question.place)
    if not is_plain(question) or question.kind == MANY or not counts or is_private(question):
        return 0
    if max(map(len, counts)) > _LONGEST:
        return 0
    unique = len(counts) / sum(counts.values())
    if unique < 0.5:
        return 0
    labels = known.form.labels
    hits = len({loose(labels.get(text, text)) for text in counts} & set(items)) if items else 0
    matched = 3.0 if hits >= 2 and 2 * hits >= len(counts) else 0.0
    return matched + _by_words(question) + (0.5 if unique > 0.9 else 0.0)


def _by_words(question: Question) -> float:
    plain = wording(question)
    code = "" if question.item else phrase(question.code)
    if plain.startswith(_NOT_NAMES):
        return 0
    if plain in RESPONDENT or code in RESPONDENT:
        return 3
    if plain in NAMES or code in NAMES:
        return 2
    return 2 if holds(plain, RESPONDENT) and len(plain.split()) <= 20 else 0


def names_look(counts: dict[str, int]) -> bool:
    """Whether answers may be names: texts, hardly any of them a number."""
    numbers = sum(map(is_number, counts))
    return bool(counts) and 5 * numbers < len(counts)
