"""What one respondent said in a form, whatever the form was: texts, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tiesnet.survey.problems import Place
from tiesnet.survey.questionnaire.design import Design
from tiesnet.survey.words import name_key


class Said(NamedTuple):
    """The text of an answer, and where it stands."""

    text: str
    place: Place


@dataclass
class Roster:
    """The answers to one relation: of the firms by code, and whether empty means no tie.

    ``done`` is yes when the whole list was gone through.
    """

    done: bool
    cells: Mapping[str, Said]


@dataclass
class Partner:
    """A partner outside the list, and the ties to it by relation."""

    name: Said
    kind: Said
    place: Said
    country: Said
    ties: Mapping[str, Said]


@dataclass
class Reply:
    """Everything one respondent said; ``firm`` is the text by which it names its firm."""

    design: Design
    firm: Said
    agree: str = ""
    named: Said | None = None
    facts: dict[str, Said] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)
    rosters: dict[str, Roster] = field(default_factory=dict)
    trust: dict[str, Said] = field(default_factory=dict)
    partners: list[Partner] = field(default_factory=list)
    memberships: list[tuple[Said, str]] = field(default_factory=list)
    items: dict[str, Said] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the firm; empty when it is not in the list."""
        return self.design.codes.get(name_key(self.firm.text), "") if self.firm.text else ""

    def filled(self) -> int:
        """How many answers there are."""
        ties = sum(bool(c.text) for roster in self.rosters.values() for c in roster.cells.values())
        done = sum(roster.done for roster in self.rosters.values())
        others = sum(bool(said.text) for said in (*self.facts.values(), *self.items.values()))
        return ties + done + others + len(self.trust) + len(self.partners) + len(self.memberships)
