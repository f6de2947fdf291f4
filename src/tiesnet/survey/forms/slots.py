"""Partners named one by one: numbered columns of names, and of what is asked about each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiesnet.survey.forms.form import CHOSEN, MANY, PRIVATE, TECHNICAL, Question
from tiesnet.survey.forms.known import Known
from tiesnet.survey.forms.respondent import names_look
from tiesnet.survey.headers import map_headers
from tiesnet.survey.vocabulary import meaning_of
from tiesnet.survey.words import phrase

_NUMBERED = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")
_FIELDS = ("strength", "trust", "frequency", "since", "topic", "medium", "value")
_PARTNER = frozenset(
    "partner partners alter name firm company contact person advisor adviser friend socio socios "
    "nombre empresa contacto aliado amigo parceiro parceiros nome contato azienda impresa partner "
    "contatto collaboratore nom entreprise partenaire alterid named".split()
)
_FILLING = frozenset(
    "name names of the firm firms company companies code id no number nombre nombres de del la el "
    "los las empresa empresas nome nomi da do dos della dell delle impresa imprese azienda aziende "
    "your our su sus tu sua seu suo vostro most main important principal principales principais "
    "principali importante who whom which what with do does you to for a an in is are please list "
    "up quien quienes a cual cuales con que quem qual quais com chi quale quali con si e o".split()
)


class Series(NamedTuple):
    """Columns that differ in one number only: what they ask, and the number of each."""

    stem: tuple[str, ...]
    field: str
    columns: dict[int, Question]


class Slots(NamedTuple):
    """Partners named one by one: the names, and what is asked about each."""

    names: Series
    details: Sequence[Series]


def find_slots(known: Known, free: Sequence[Question]) -> list[Slots]:
    """Find numbered names and pair them with the details of the same numbers."""
    series = _series(free)
    named = [one for one in series if not one.field and _names_partners(one, known)]
    rest = [_detail(one, named) for one in series if one not in named]
    return [Slots(one, [two for two in rest if _belongs(two, one, named)]) for one in named]


def _detail(series: Series, named: Sequence[Series]) -> Series:
    """A detail without a name of its own is called by the words that tell it from the names."""
    if series.field:
        return series
    for names in named:
        if set(series.columns) <= set(names.columns) and set(series.stem) & set(names.stem):
            own = [word for word in series.stem if word not in names.stem]
            return series._replace(field="_".join(own))
    return series


def _series(questions: Sequence[Question]) -> list[Series]:
    groups: dict[tuple[str, str], dict[int, Question]] = {}
    for question in questions:
        if question.kind in (PRIVATE, TECHNICAL, MANY, CHOSEN):
            continue
        for number, stem in _skeletons(question):
            groups.setdefault(stem, {}).setdefault(number, question)
    made, used = [], set()
    for (_, plain), columns in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        columns = {n: q for n, q in sorted(columns.items()) if q.place not in used}
        if len(columns) < 2 or not _counts_up(list(columns)):
            continue
        used |= {question.place for question in columns.values()}
        words, field = _field(plain)
        made.append(Series(words, field, columns))
    return sorted(made, key=lambda one: min(q.place for q in one.columns.values()))


def _skeletons(question: Question) -> list[tuple[int, tuple[str, str]]]:
    """The header with each of its numbers taken out."""
    whole = f"{question.text} {question.item}".strip() or question.header
    found = []
    for source in dict.fromkeys((whole, question.header)):
        plain = phrase(source)
        spaced = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", plain)
        for match in _NUMBERED.finditer(spaced):
            stem = f"{spaced[: match.start()]}# {spaced[match.end() :]}"
            found.append((int(match[1]), (" ".join(stem.split()), stem.replace("#", " "))))
    return found


def _counts_up(numbers: Sequence[int]) -> bool:
    """Whether numbers run from 0 or 1 upwards without a gap."""
    return numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _field(stem: str) -> tuple[tuple[str, ...], str]:
    """What a series asks about each partner, and its other words."""
    words = phrase(stem).split()
    for width in (3, 2, 1):
        for at in range(len(words) - width + 1):
            name = map_headers("ties", [" ".join(words[at : at + width])]).names.get(0, "")
            if name in _FIELDS:
                return tuple(words[:at] + words[at + width :]), name
    return tuple(words), ""


def _names_partners(series: Series, known: Known) -> bool:
    """Whether the answers of a series are names of partners."""
    answers = known.answers(series.columns.values())
    words = set(series.stem) - _FILLING
    meaning = meaning_of(" ".join(series.stem))
    spare = words - _PARTNER - set(meaning[1].split() if meaning else ())
    meant = bool(words) and not spare
    hits = sum(known.is_name(text) for text in answers)
    if hits >= 2 and 3 * hits >= len(answers):
        return True
    return meant and names_look(answers) and len(answers) > 2


def _belongs(detail: Series, names: Series, all_names: Sequence[Series]) -> bool:
    """Whether a detail is asked about these partners."""
    if not detail.field or not set(detail.columns) <= set(names.columns):
        return False
    if len(all_names) == 1:
        return True
    return _nearest(detail, all_names) is names


def _nearest(detail: Series, all_names: Sequence[Series]) -> Series:
    """The names a detail shares most words with; among equals those standing just before it."""
    first = min(question.place for question in detail.columns.values())

    def rank(names: Series) -> tuple[int, bool, int]:
        start = min(question.place for question in names.columns.values())
        shared = len(_content(detail.stem) & _content(names.stem))
        return (shared, start < first, start if start < first else -start)

    fits = [names for names in all_names if set(detail.columns) <= set(names.columns)]
    return max(fits or all_names, key=rank)


def _content(words: Sequence[str]) -> set[str]:
    return set(words) - _FILLING


def slot_columns(slots: Slots) -> list[dict[str, int]]:
    """The places of names and details, partner by partner."""
    return [
        {
            "target": question.place,
            **{d.field: d.columns[n].place for d in slots.details if n in d.columns},
        }
        for n, question in slots.names.columns.items()
    ]


def slot_words(slots: Slots) -> str:
    """The words that say what relation the partners are named in."""
    meaning = meaning_of(" ".join(slots.names.stem))
    if meaning:
        return meaning[1]
    words = [word for word in slots.names.stem if word not in _FILLING]
    return " ".join(words) or " ".join(slots.names.stem) or "partner"
