"""A form while it is being understood: its answers, counted once per distinct text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from tiesnet.survey.coded import counts_of
from tiesnet.survey.forms.form import Form, Question
from tiesnet.survey.matching.normal import taken_apart
from tiesnet.survey.words import name_key

_SAMPLE = 2_000
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


class Known:
    """Answers of each column, and the names of the firms that answer."""

    def __init__(self, form: Form, listed: Iterable[str] = ()) -> None:
        self.form = form
        self.listed = frozenset(map(loose, listed))
        self._counts: dict[int, dict[str, int]] = {}
        self.respondent: int | None = None

    def counts(self, place: int) -> dict[str, int]:
        """How often each answer of a column occurs; empty cells left out."""
        if place not in self._counts:
            found: dict[str, int] = {}
            for text, count in counts_of(self.form.cells[place]).items():
                text = str(text).strip()
                if text:
                    found[text] = found.get(text, 0) + count
            self._counts[place] = found
        return self._counts[place]

    def sample(self, place: int) -> dict[str, int]:
        """The first answers of a column, enough to see what it holds."""
        counts = self.counts(place)
        return counts if len(counts) <= _SAMPLE else dict(list(counts.items())[:_SAMPLE])

    def answers(self, questions: Iterable[Question]) -> dict[str, int]:
        """How often each answer occurs in several columns."""
        total: dict[str, int] = {}
        for question in questions:
            for text, count in self.counts(question.place).items():
                total[text] = total.get(text, 0) + count
        return total

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys of the names of respondents and firms listed, in every order of their words."""
        if self.respondent is None:
            return self.listed
        labels = self.form.labels
        counts = self.counts(self.respondent)
        typed = {*counts, *(labels.get(text, text) for text in counts)}
        return self.listed | frozenset(map(loose, typed))

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of a respondent, or of a firm listed."""
        return bool(text) and not is_number(text.strip()) and loose(text) in self.names


def loose(text: str) -> str:
    """What two ways to write a name share; the order of its words and its legal form left out.

    >>> loose("Mouse, Mickey") == loose("Mickey Mouse"), loose("ACME SL") == loose("Acme, S.L.")
    (True, True)
    """
    return " ".join(sorted(taken_apart(text).core)) or name_key(text)


def is_number(text: str) -> bool:
    """Whether an answer is a number."""
    return _NUMBER.fullmatch(text) is not None
