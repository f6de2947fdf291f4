"""What a questionnaire can ask: modules, relations with their codebook, attributes, statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tiesnet.language import word

STRONGEST = 3  # strengths run from 0 (no tie) to this
TRUST, AGREE = (1, 5), (1, 5)
YES_NO = ("yes", "no")
MEMBERSHIP_TYPES = (word("association"), word("project"), word("fair"), word("other"))
PARTNER_KINDS = (
    "firm",
    "research",
    "government",
    "association",
    "finance",
    "services",
    "person",
    "other",
)
MOST_OUTSIDE, MOST_MEMBERSHIPS = 15, 8

MODULES = (
    "consent",
    "contact",
    "attributes",
    "ties",
    "trust",
    "external",
    "memberships",
    "vision",
)
DEFAULT_MODULES = tuple(name for name in MODULES if name != "trust")


class Relation(NamedTuple):
    """What a relation is: the facts its wording states, and the scale its strength is asked on."""

    id: str
    formality: str
    content: str
    flow: str
    scale: str
    inverse_of: str = ""
    orientation: str = ""

    @property
    def directed(self) -> bool:
        """Whether A to B differs from B to A."""
        return self.flow != "both"


RELATIONS: Mapping[str, Relation] = {
    relation.id: relation
    for relation in (
        Relation("sells_to", "formal", "trade", "with_arrow", "importance", "", "vertical"),
        Relation(
            "buys_from", "formal", "trade", "against_arrow", "importance", "sells_to", "vertical"
        ),
        Relation("projects", "formal", "cooperation", "both", "importance"),
        Relation("asks_advice", "informal", "knowledge", "against_arrow", "frequency"),
        Relation("gives_advice", "informal", "knowledge", "with_arrow", "frequency", "asks_advice"),
        Relation("information", "informal", "knowledge", "both", "frequency"),
        Relation("equipment", "informal", "cooperation", "both", "frequency"),
        Relation("friendship", "informal", "social", "both", "closeness"),
    )
}
DEFAULT_RELATIONS = tuple(name for name in RELATIONS if name != "equipment")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "supply": ("sells_to", "buys_from"),
    "advice": ("asks_advice", "gives_advice"),
}
SCALES = ("importance", "frequency", "closeness")

# Attributes by name, with what an answer is: text, a whole number, a year, a percentage.
ATTRIBUTES: Mapping[str, str] = {
    "stage": "stage",
    "sector": "text",
    "location": "text",
    "size": "integer",
    "founded": "year",
    "exports": "percent",
    "offers": "text",
    "seeks": "text",
}
CONTACTS = ("person", "email", "phone")

VISION = "shared_vision"
# Statements, and whether agreeing means little of what they measure.
ITEMS: Mapping[str, bool] = {
    "same_goals": False,
    "same_direction": False,
    "solve_together": False,
    "same_quality": False,
    "own_interest": True,
}
