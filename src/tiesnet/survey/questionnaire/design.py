"""The design of one questionnaire: firms, modules and relations, and how it is known again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tiesnet.survey.questionnaire.catalogue import ATTRIBUTES, ITEMS, RELATIONS, Relation
from tiesnet.survey.words import name_key

VERSION = 1
_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")


@dataclass(frozen=True)
class Firm:
    """A firm of the list; ``code`` stands for it in forms, and may be part of an XML name."""

    code: str
    id: str
    name: str
    kind: str = "firm"
    inside: bool = True
    stage: str = ""


@dataclass(frozen=True)
class Design:
    """Everything a form needs to be written, and to be read again.

    Attributes
    ----------
    firms : sequence of Firm
    modules, relations : sequence of str
        Names from the catalogue, in the order in which they are asked.
    stages : sequence of (id, label, order)
        The stages of the value chain, first to last; the order is an empty text where it is not
        known.
    title : str
        As the user gave it; empty for the usual one.
    """

    firms: Sequence[Firm]
    modules: Sequence[str]
    relations: Sequence[str]
    stages: Sequence[tuple[str, str, str]] = ()
    title: str = ""
    version: int = field(default=VERSION)

    @cached_property
    def key(self) -> str:
        """A short name of exactly this list of firms and these questions."""
        parts = (self.firms, self.modules, self.relations, self.stages)
        facts = repr((self.version, *(tuple(part) for part in parts)))
        return hashlib.sha256(facts.encode()).hexdigest()[:12]

    @cached_property
    def shown(self) -> Mapping[str, str]:
        """How each firm is called in lists, by code; two of one name get their code in front."""
        twice = Counter(name_key(firm.name) for firm in self.firms)
        return {
            firm.code: plain(firm.name)
            if twice[name_key(firm.name)] == 1 and _begins_well(firm.name)
            else f"{firm.code}: {plain(firm.name)}"
            for firm in self.firms
        }

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The code of a firm by everything it may be called, spelling apart."""
        known: dict[str, str] = {}
        names = [(self.shown[f.code], f.code, f.id, f.name) for f in self.firms]
        for rank in range(4):  # what the lists show comes before what happens to be alike
            for firm, texts in zip(self.firms, names, strict=True):
                known.setdefault(name_key(texts[rank]), firm.code)
        return known

    @cached_property
    def of_code(self) -> Mapping[str, Firm]:
        """The firms by their codes."""
        return {firm.code: firm for firm in self.firms}

    @cached_property
    def stage_words(self) -> Mapping[str, str]:
        """The id of a stage by its label, its code in forms, or itself."""
        ids = [key for key, _, _ in self.stages]
        labels = [plain(label) for _, label, _ in self.stages]
        known: dict[str, str] = {}
        for words in (labels, codes_for(ids), ids):
            for word, key in zip(words, ids, strict=True):
                known.setdefault(name_key(word), key)
        return known

    def has(self, module: str) -> bool:
        """Whether a module is asked."""
        return module in self.modules

    def asked(self) -> list[Relation]:
        """The relations that are asked, with their facts."""
        return [RELATIONS[name] for name in self.relations]

    def attributes(self) -> list[str]:
        """The attributes that are asked; the stage only where the stages are known."""
        return [name for name in ATTRIBUTES if name != "stage" or self.stages]


def plain(text: str) -> str:
    """Text in which no form looks for a reference to a question, such as `${name}`."""
    return text.replace("${", "$ {")


def _begins_well(name: str) -> bool:
    """Whether no program takes a name for a formula, a number or a numbered question."""
    return unicodedata.category(name[:1] or " ").startswith("L")


def codes_for(ids: Sequence[str]) -> list[str]:
    """Short names that may be part of an XML name, each different, as like the ids as can be.

    >>> codes_for(["F1", "Peña & Cía", "F 1", "€"])
    ['F1', 'Pena_Cia', 'F_1', 'firm']
    """
    taken: set[str] = set()
    made = []
    for text in ids:
        plain = unicodedata.normalize("NFKD", text)
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
        stem = _UNSAFE.sub("_", plain).strip("_")[:40] or "firm"
        code, count = stem, 1
        while code.casefold() in taken or code in RESERVED:
            count += 1
            code = f"{stem}_{count}"
        taken.add(code.casefold())
        made.append(code)
    return made


RESERVED = frozenset({"nobody", "no_answer"})


def questions(design: Design) -> dict[str, str]:
    """The number each question has in a form of KoboToolbox or ODK, by the question's name.

    Headers of an export hold either names or labels; labels begin with the number, whatever
    their language.
    """
    names = ["tn_firm"]
    if design.has("consent"):
        names = ["tn_agree", "tn_firm", "tn_named"]
    if design.has("attributes"):
        names += [f"tn_{name}" for name in design.attributes()]
    numbers = {name: f"{k}" for k, name in enumerate(names, 1)}
    last = len(numbers)
    for name in design.relations if design.has("ties") else ():
        last += 1
        numbers[f"tn_ties_{name}"] = f"{last}"
        numbers[f"tn_how_{name}"] = f"{last}.1"
    last = _parts(numbers, last, design.has("trust"), [f"tn_trust_{f.code}" for f in design.firms])
    if design.has("external"):
        outside = ["name", "kind", "place", "country", *design.relations]
        last = _parts(numbers, last, True, [f"tn_out_{name}" for name in outside])
    last = _parts(numbers, last, design.has("memberships"), ["tn_member_name", "tn_member_type"])
    last = _parts(numbers, last, design.has("vision"), [f"tn_item_{name}" for name in ITEMS])
    contacts = [f"tn_contact_{name}" for name in ("person", "email", "phone")]
    _parts(numbers, last, design.has("contact"), contacts)
    return numbers


def _parts(numbers: dict[str, str], last: int, asked: bool, names: Sequence[str]) -> int:
    if not asked:
        return last
    for k, name in enumerate(names, 1):
        numbers[name] = f"{last + 1}.{k}"
    return last + 1
