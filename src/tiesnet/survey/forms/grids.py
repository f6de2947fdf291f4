"""Blocks of columns that ask one question of many items, and what the items are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiesnet.survey.forms.answers import NEVER, answer_key, is_nobody
from tiesnet.survey.forms.form import MANY, PRIVATE, TECHNICAL, Question
from tiesnet.survey.forms.known import Known, is_number, loose
from tiesnet.survey.forms.many import parts_of
from tiesnet.survey.headers import map_headers
from tiesnet.survey.matching.normal import taken_apart
from tiesnet.survey.values import read_choice
from tiesnet.survey.vocabulary import meaning_of
from tiesnet.survey.words import phrase

_FEWEST = 2
_SURE = 0.34
_FEWEST_NAMES, _LONGEST_NAME, _MOST_ANSWERS = 3, 8, 12
_FIRM_WORDS = ("empresa", "firm", "compan", "impres", "aziend", "entrepr", "unternehm", "supplier",
               "customer", "proveedor", "cliente", "fornitor", "fornecedor", "partner")  # fmt: skip
_OTHER = frozenset(
    phrase(word)
    for word in "other, others, other firm, other specify, otro, otra, otros, otras, outro, outra, "
    "outros, outras, altro, altra, altri, altre, autre, andere, otro especifique".split(",")
)
_MEMBER = ("member", "associat", "asociaci", "associac", "associaz", "miembro", "membro", "fair",
           "feria", "feira", "fiera", "project", "proyecto", "projeto", "progett", "club",
           "chamber", "camara", "camera", "consorci", "consorz")  # fmt: skip
_DETAILS = ("trust", "frequency", "since", "topic", "medium", "value", "strength")


class Found(NamedTuple):
    """A block of columns: its code, its wording, and its columns."""

    code: str
    text: str
    questions: Sequence[Question]

    @property
    def items(self) -> list[str]:
        """What the columns are about."""
        return [question.item for question in self.questions]


def blocks_in(known: Known) -> list[Found]:
    """All blocks of a form, in their order."""
    groups: dict[str, list[Question]] = {}
    for question in known.form.questions:
        if question.item and question.kind not in (PRIVATE, TECHNICAL):
            groups.setdefault(question.code or question.text, []).append(question)
    return [Found(questions[0].code, questions[0].text, questions) for questions in groups.values()]


def is_other(item: str) -> bool:
    """Whether an item is the option "other", which names nobody."""
    return phrase(item) in _OTHER


def firms_of(found: Found) -> list[str]:
    """The items that may be firms."""
    return [item for item in found.items if not is_nobody(item) and not is_other(item)]


def names_firms(found: Found, known: Known) -> bool:
    """Whether the items are firms: enough of them are respondents."""
    firms = {loose(item) for item in firms_of(found)}
    codes = {
        loose(q.item_code) for q in found.questions if q.item_code and not q.item_code.isdigit()
    }
    hits = max(len(firms & known.names), len(codes & known.names))
    few = min(len(firms), len(known.names))
    return hits >= _FEWEST and hits >= _SURE * few


def asks_of_firms(found: Found, known: Known) -> bool:
    """Whether a question about several items asks whom firms name, by its words.

    Its words have the meaning of a relation, the items are names and no statements, and either
    the question says that it is about firms or some items end in a legal form.
    """
    firms = firms_of(found)
    if len(firms) < _FEWEST_NAMES or is_membership(found.text) or are_kinds(found):
        return False
    if meaning_of(found.text) is None or is_scale(found, known):
        return False
    slots = {" ".join(re.findall(r"[^\W\d_]+", phrase(item))) for item in firms}
    if len(slots) < len(firms) or len(known.answers(found.questions)) > _MOST_ANSWERS:
        return False  # "supplier 1" to "supplier 5", where names are typed
    short = sum(len(item.split()) <= _LONGEST_NAME for item in firms)
    told = any(f" {word}" in f" {phrase(found.text)}" for word in _FIRM_WORDS)
    formed = sum(bool(taken_apart(item).form) for item in firms)
    return short == len(firms) and (told or formed >= _FEWEST)


def same_items(one: Found, two: Found) -> bool:
    """Whether two blocks are about nearly the same items."""
    first, second = set(map(loose, firms_of(one))), set(map(loose, firms_of(two)))
    shared = len(first & second)
    return shared >= _FEWEST and 4 * shared >= 3 * min(len(first), len(second))


def detail_of(found: Found, main: Found) -> str:
    """What a second question about the same firms adds to the ties of the first.

    The second must be a part of the same question, and ask for what a tie can have.
    """
    shared = _shared_words(found.text, main.text)
    own = phrase(found.text)[len(shared) :].strip()
    same = found.code.split(".")[0] == main.code.split(".")[0] and "." in found.code
    if not same and (len(shared.split()) < 3 or not own):
        return ""
    words = own.split()
    for width in (3, 2, 1):
        for at in range(len(words) - width + 1):
            name = map_headers("ties", [" ".join(words[at : at + width])]).names.get(0, "")
            if name in _DETAILS:
                return name
    return ""


def _shared_words(one: str, two: str) -> str:
    """The words two questions begin with."""
    words = []
    for first, second in zip(phrase(one).split(), phrase(two).split(), strict=False):
        if first != second:
            break
        words.append(first)
    return " ".join(words)


def is_membership(text: str) -> bool:
    """Whether a question asks what firms belong to or take part in."""
    meaning = meaning_of(text)
    plain = phrase(text)
    member = meaning is not None and meaning[0].content == "membership"
    return member or (meaning is None and any(f" {stem}" in f" {plain}" for stem in _MEMBER))


def is_scale(found: Found, known: Known) -> bool:
    """Whether the items are statements answered by few numbers."""
    answers = known.answers(found.questions)
    words = [len(item.split()) for item in found.items]
    numbers = [text for text in answers if is_number(text)]
    return (
        len(numbers) == len(answers)
        and 2 <= len(answers) <= 12
        and sum(words) >= 3 * len(words)
        and not set(map(answer_key, answers)) <= {"0", "1"}
    )


def are_kinds(found: Found) -> bool:
    """Whether the items are kinds of actors outside, such as universities."""
    kinds = [read_choice("kind", item) for item in firms_of(found)]
    return len(kinds) >= 3 and 2 * sum(kind is not None for kind in kinds) >= len(kinds)


def options_in(found: Found, known: Known) -> list[str]:
    """Answers that are relations of their own: "formal contract", "informal help"."""
    parts = {
        part
        for text in known.answers(found.questions)
        for part in (parts_of(text, "") if any(q.kind == MANY for q in found.questions) else [text])
        if not is_nobody(part) and phrase(part) not in NEVER
    }
    means = [part for part in parts if meaning_of(part) or _formal(part)]
    return sorted(parts) if 2 <= len(parts) <= 8 and len(means) == len(parts) else []


def _formal(text: str) -> bool:
    words = phrase(text).split()
    return any(word.rstrip("aeos") in ("formal", "informal") for word in words)
