"""The meaning of each column of a plan, to be chosen from a list; and the plan that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tiesnet.survey.forms.answers import is_nobody
from tiesnet.survey.forms.form import PRIVATE, TECHNICAL, Form, Question
from tiesnet.survey.forms.known import Known
from tiesnet.survey.forms.plan import (
    FIRMS,
    FORM,
    TIES,
    ItemPlan,
    MembershipPlan,
    Plan,
    RelationPlan,
    TablePlan,
)
from tiesnet.survey.words import shortened

UNUSED, RESPONDENT, NAME, WAVE, HIDDEN = "", "respondent", "name", "wave", "private"
ROSTER, PARTNER, STRENGTH, MANY, DETAIL = "roster", "partner", "strength", "many", "detail"
ITEM, MEMBERSHIP, ATTRIBUTE, FIELD = "item", "membership", "attribute:", "field:"
KEPT = "attribute:="
"""A column about the firm that has no name of its own in the format; it keeps its header."""
OF_RELATION = frozenset({ROSTER, PARTNER, STRENGTH, MANY, DETAIL})
FIELDS = ("source", "target", "relation", "strength", "reported_by", "trust", "frequency",
          "since", "topic", "medium", "value")  # fmt: skip
_SHOWN = 3


@dataclass(frozen=True)
class Block:
    """Columns that mean the same sort of thing: one column, or those of one question.

    Attributes
    ----------
    table : int
        Which table of the plan they stand in.
    places : tuple of int
        The columns, by their place in the form.
    title : str
        The header, or the question with the number of its columns in `size`.
    samples : tuple of str
        The most frequent answers; none of a private column.
    meaning : str
        A key of `meanings`; "" when the column is not used.
    relation : str
        Of a meaning in `OF_RELATION`: the relation.
    detail : str
        Of a detail: which.
    """

    table: int
    places: tuple[int, ...]
    title: str
    samples: tuple[str, ...]
    meaning: str = UNUSED
    relation: str = ""
    detail: str = ""

    @property
    def size(self) -> int:
        """How many columns it has."""
        return len(self.places)


def meanings(role: str, size: int = 1) -> tuple[str, ...]:
    """List what columns of a table may mean, by the role of the table and their number.

    >>> meanings("form", 12)
    ('', 'roster', 'item', 'membership', 'private')
    """
    if role == TIES:
        return (UNUSED, *(f"{FIELD}{name}" for name in FIELDS), WAVE, HIDDEN)
    if role == FIRMS:
        return (UNUSED, RESPONDENT, NAME, WAVE, HIDDEN)
    if size > 1:
        return (UNUSED, ROSTER, ITEM, MEMBERSHIP, HIDDEN)
    single = (UNUSED, RESPONDENT, NAME, WAVE)
    return (*single, PARTNER, STRENGTH, MANY, ROSTER, ITEM, MEMBERSHIP, HIDDEN)


def blocks(forms: Sequence[Form], plan: Plan) -> list[Block]:
    """Give the columns of every table with what the plan takes them for."""
    return [
        block for at, table in enumerate(plan.tables) for block in _Reader(at, table, forms).read()
    ]


class _Reader:
    """The blocks of one table."""

    def __init__(self, at: int, table: TablePlan, forms: Sequence[Form]) -> None:
        self.at, self.table, self.form = at, table, forms[table.form]
        self.known = Known(self.form)

    def read(self) -> list[Block]:
        """Give the blocks in the order of their first columns."""
        found = [*self._relations(), *self._others(), *self._singles()]
        taken = {place for block in found for place in block.places}
        rest = [q for q in self.form.questions if q.place not in taken and q.kind != TECHNICAL]
        found += [self._block([q.place for q in part]) for part in _parts(rest)]
        return sorted(found, key=lambda block: block.places[0])

    def _relations(self) -> Iterator[Block]:
        for one in self.table.relations:
            if one.roster:
                yield self._block([place for place, _ in one.roster], ROSTER, one.id)
            for detail, columns in one.details.items():
                yield self._block([place for place, _ in columns], DETAIL, one.id, detail)
            for slot in one.slots:
                for name, place in slot.items():
                    meaning = {"target": PARTNER, "strength": STRENGTH}.get(name, DETAIL)
                    yield self._block([place], meaning, one.id, name if meaning == DETAIL else "")
            for place in one.many:
                yield self._block([place], MANY, one.id)

    def _others(self) -> Iterator[Block]:
        scales: dict[str, list[int]] = {}
        for item in self.table.items:
            scales.setdefault(item.scale, []).append(item.place)
        for places in scales.values():
            yield self._block(places, ITEM)
        ticked: dict[tuple[str, str], list[int]] = {}
        for member in self.table.memberships:
            if member.organisation:
                ticked.setdefault((member.type, member.formality), []).append(member.place)
            else:
                yield self._block([member.place], MEMBERSHIP)
        for places in ticked.values():
            yield self._block(places, MEMBERSHIP)

    def _singles(self) -> Iterator[Block]:
        table = self.table
        for place, meaning in (
            (table.respondent, RESPONDENT),
            (table.name, NAME),
            (table.wave, WAVE),
            *((place, f"{ATTRIBUTE}{name}") for place, name in table.attributes),
            *((place, f"{FIELD}{name}") for name, place in table.fields.items()),
            *((place, HIDDEN) for place in table.private),
        ):
            if place is not None:
                yield self._block([place], meaning)

    def _block(
        self, places: Sequence[int], meaning: str = UNUSED, relation: str = "", detail: str = ""
    ) -> Block:
        questions = [self.form.questions[place] for place in places]
        samples = () if meaning == HIDDEN else self._samples(questions)
        title = _title(questions)
        return Block(self.at, tuple(places), title, samples, meaning, relation, detail)

    def _samples(self, questions: Sequence[Question]) -> tuple[str, ...]:
        if any(question.kind == PRIVATE for question in questions):
            return ()
        counts = self.known.answers(questions)
        often = sorted(counts, key=lambda text: (-counts[text], text))[:_SHOWN]
        return tuple(shortened(" ".join(text.split()), 30) for text in often)


def _title(questions: Sequence[Question]) -> str:
    first = questions[0]
    return first.header if len(questions) == 1 else first.text or first.code or first.header


def _parts(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Questions that are parts of one stand together; all others alone."""
    part: list[Question] = []
    for question in questions:
        key = (question.code, question.text)
        if part and not (question.item and key == (part[0].code, part[0].text)):
            yield part
            part = []
        part.append(question)
        if not question.item:
            yield part
            part = []
    if part:
        yield part


def planned(forms: Sequence[Form], plan: Plan, chosen: Sequence[Block]) -> Plan:
    """Give the plan in which columns mean what was chosen.

    Parameters
    ----------
    forms : sequence of Form
        As for `blocks`.
    plan : Plan
        Where it began; what it says besides of relations that stay (values of answers, formality)
        stays.
    chosen : sequence of Block
        Every block of every table, with the meaning it is to have.

    Returns
    -------
    Plan
    """
    tables = []
    for at, table in enumerate(plan.tables):
        own = [block for block in chosen if block.table == at]
        tables.append(_Writer(table, forms[table.form], own).table())
    return replace(plan, tables=tables)


class _Writer:
    """The plan of one table from its blocks."""

    def __init__(self, before: TablePlan, form: Form, own: Sequence[Block]) -> None:
        self.before, self.form, self.own = before, form, own

    def table(self) -> TablePlan:
        """Put the plan together."""
        relations = self._fields_relations() if self.before.role == TIES else self._relations()
        return replace(
            self.before,
            respondent=self._one(RESPONDENT),
            name=self._one(NAME),
            wave=self._one(WAVE),
            attributes=tuple(self._attributes()),
            relations=relations,
            items=tuple(self._items()),
            memberships=tuple(self._memberships()),
            fields=self._fields(),
            private=self._all(HIDDEN),
        )

    def _all(self, meaning: str) -> tuple[int, ...]:
        return tuple(place for b in self.own if b.meaning == meaning for place in b.places)

    def _one(self, meaning: str) -> int | None:
        return next(iter(self._all(meaning)), None)

    def _attributes(self) -> Iterator[tuple[int, str]]:
        for block in self.own:
            if block.meaning == KEPT:
                yield block.places[0], self.form.questions[block.places[0]].header
            elif block.meaning.startswith(ATTRIBUTE):
                yield block.places[0], block.meaning.removeprefix(ATTRIBUTE)

    def _fields(self) -> Mapping[str, int]:
        return {
            block.meaning.removeprefix(FIELD): block.places[0]
            for block in self.own
            if block.meaning.startswith(FIELD)
        }

    def _fields_relations(self) -> tuple[RelationPlan, ...]:
        if "relation" in self._fields():
            return tuple(r for r in self.before.relations if r.id != "tie")
        return self.before.relations or (RelationPlan("tie"),)

    def _relations(self) -> tuple[RelationPlan, ...]:
        before = {relation.id: relation for relation in self.before.relations}
        named = dict.fromkeys(b.relation for b in self.own if b.meaning in OF_RELATION)
        made = (self._relation(name, before.get(name)) for name in named if name)
        return tuple(one for one in made if one.roster or one.slots or one.many)

    def _relation(self, name: str, before: RelationPlan | None) -> RelationPlan:
        own = [block for block in self.own if block.relation == name]
        base = before or RelationPlan(name, {"label": name})
        roster = tuple(self._firm(p, base) for b in own if b.meaning == ROSTER for p in b.places)
        # One way of asking per relation: a column per firm, else one per partner, else all in one.
        slots = () if roster else tuple(_slots(own))
        many = () if roster or slots else self._places(own, MANY)
        kept = {block.detail for block in own if block.meaning == DETAIL}
        details = {k: v for k, v in base.details.items() if k in kept} if roster else {}
        return replace(base, roster=roster, slots=slots, many=many, details=details)

    def _places(self, own: Iterable[Block], meaning: str) -> tuple[int, ...]:
        return tuple(place for b in own if b.meaning == meaning for place in b.places)

    def _firm(self, place: int, base: RelationPlan) -> tuple[int, str]:
        known = dict(base.roster)
        question = self.form.questions[place]
        name = known.get(place, question.item or question.header)
        return place, "" if is_nobody(name) else name

    def _items(self) -> Iterator[ItemPlan]:
        before = {item.place: item for item in self.before.items}
        for block in self.own:
            for place in block.places if block.meaning == ITEM else ():
                question = self.form.questions[place]
                text = question.item or question.header
                made = ItemPlan(place, text, block.title if block.size > 1 else "")
                yield before.get(place, made)

    def _memberships(self) -> Iterator[MembershipPlan]:
        before = {member.place: member for member in self.before.memberships}
        for block in self.own:
            for place in block.places if block.meaning == MEMBERSHIP else ():
                question = self.form.questions[place]
                organisation = question.item if block.size > 1 else ""
                made = MembershipPlan(place, organisation, question.separator)
                yield before.get(place, made)


def _slots(own: Iterable[Block]) -> Iterator[Mapping[str, int]]:
    """Each partner, with the strength and the details that follow it."""
    slot: dict[str, int] = {}
    for block in own:
        if block.meaning == PARTNER:
            if slot:
                yield slot
            slot = {"target": block.places[0]}
        elif slot and block.meaning in (STRENGTH, DETAIL):
            slot[block.detail or "strength"] = block.places[0]
    if slot:
        yield slot


def as_role(table: TablePlan, role: str) -> TablePlan:
    """Give a table another role: a row is a form filled in, a tie, or a firm.

    What its columns meant in the old role is forgotten, but who answers and what is private.
    """
    if role == table.role:
        return table
    blank = TablePlan(table.form, role, private=table.private, missing=table.missing)
    if role == TIES:
        return replace(blank, relations=(RelationPlan("tie"),))
    who = table.respondent if table.respondent is not None else table.fields.get("source")
    attributes = table.attributes if FIRMS in (role, table.role) or role == FORM else ()
    return replace(blank, respondent=who, name=table.name, attributes=attributes)
