"""What each column of a form is taken to mean: proposed by rule, or read from a mapping file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

FORM, TIES, FIRMS = "form", "ties", "firms"
Columns = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class RelationPlan:
    """Where a form asks for the ties of one relation.

    Attributes
    ----------
    id : str
        Short name of the relation.
    facts : mapping of str to str
        Further columns of the relations table: label, question, formality ...
    roster : tuple of (place, firm)
        One column per firm; a firm without a name is the answer "nobody".
    slots : tuple of mappings
        One per partner named: the places of target, strength, trust ...
    many : tuple of int
        Columns whose cells hold all the firms chosen, with their `separator`.
    details : mapping of str to tuple of (place, firm)
        What is asked besides of each firm of the roster: trust, frequency ...
    values : mapping of str to str
        Answers and the strengths they stand for; 0 is no tie, an empty text a tie of unknown
        strength.
    option : str
        Of cells with several answers, the one that means this relation.
    blank : str
        What an empty cell of an answered block means: "no" tie, or "unanswered"; empty when the
        answers themselves tell.
    outside : bool
        The items are kinds of actors outside the cluster, such as universities.
    doubts : tuple of str
        What a person should look at.
    """

    id: str
    facts: Mapping[str, str] = field(default_factory=dict)
    roster: Columns = ()
    slots: tuple[Mapping[str, int], ...] = ()
    many: tuple[int, ...] = ()
    separator: str = ""
    details: Mapping[str, Columns] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    option: str = ""
    blank: str = ""
    outside: bool = False
    doubts: tuple[str, ...] = ()

    def places(self) -> Iterator[int]:
        """All columns the relation is read from."""
        yield from (place for place, _ in self.roster)
        yield from self.many
        for slot in self.slots:
            yield from slot.values()
        for columns in self.details.values():
            yield from (place for place, _ in columns)


@dataclass(frozen=True)
class ItemPlan:
    """A statement that is answered on a scale."""

    place: int
    item: str
    scale: str = ""
    reversed: bool = False


@dataclass(frozen=True)
class MembershipPlan:
    """A column that says to what firms belong: ticked, or named in the cell."""

    place: int
    organisation: str = ""
    separator: str = ""
    type: str = ""
    formality: str = ""


@dataclass(frozen=True)
class TablePlan:
    """What one table of a survey holds.

    ``role`` is form (a row per respondent), ties (a row per tie) or firms (a row per firm).
    ``fields`` are the columns of the ties table by the names they have there, with source,
    target, relation and strength; ``parent`` names the response a row belongs to, ``within`` the
    column inside which names are unique.
    """

    form: int
    role: str = FORM
    respondent: int | None = None
    name: int | None = None
    wave: int | None = None
    key: int | None = None
    attributes: Columns = ()
    relations: tuple[RelationPlan, ...] = ()
    items: tuple[ItemPlan, ...] = ()
    memberships: tuple[MembershipPlan, ...] = ()
    fields: Mapping[str, int] = field(default_factory=dict)
    parent: int | None = None
    within: int | None = None
    private: tuple[int, ...] = ()
    ignored: tuple[int, ...] = ()
    missing: frozenset[str] = frozenset()
    doubts: tuple[str, ...] = ()

    def used(self) -> set[int]:
        """All columns that something is read from."""
        single = (self.respondent, self.name, self.wave, self.key, self.parent, self.within)
        places = {place for place in single if place is not None}
        places |= {place for place, _ in self.attributes} | set(self.fields.values())
        places |= {item.place for item in self.items}
        places |= {member.place for member in self.memberships}
        return places.union(*(relation.places() for relation in self.relations))


@dataclass(frozen=True)
class Plan:
    """What all tables of a survey mean, and the names that codes of firms stand for."""

    tables: Sequence[TablePlan]
    firms: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    mapped: bool = False
