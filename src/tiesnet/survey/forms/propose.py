"""What the columns of a form mean, as far as the form itself tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiesnet.language import say
from tiesnet.survey.forms.answers import is_nobody
from tiesnet.survey.forms.form import MANY, PRIVATE, SINGLE, Form, Question
from tiesnet.survey.forms.grids import (
    Found,
    are_kinds,
    asks_of_firms,
    blocks_in,
    detail_of,
    is_membership,
    is_other,
    is_scale,
    names_firms,
    options_in,
    same_items,
)
from tiesnet.survey.forms.known import Known, loose
from tiesnet.survey.forms.many import ALONE, SEPARATORS, Cutter
from tiesnet.survey.forms.plan import (
    FORM,
    TIES,
    ItemPlan,
    MembershipPlan,
    Plan,
    RelationPlan,
    TablePlan,
)
from tiesnet.survey.forms.respondent import find_respondent
from tiesnet.survey.forms.roles import WAVE, attribute_of, is_plain, is_private, wording
from tiesnet.survey.forms.slots import find_slots, slot_columns, slot_words
from tiesnet.survey.forms.tables_plan import firms_plan, is_firm_list, listed_names
from tiesnet.survey.forms.wording import relation_facts, relation_id
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log
from tiesnet.survey.schema import TABLES
from tiesnet.survey.vocabulary import meaning_of

_NUMBERS = ("amount", "share", "year", "number")


def propose(forms: Sequence[Form], log: Log) -> Plan:
    """Say what every column of forms means, as far as wording and answers tell.

    Parameters
    ----------
    forms : sequence of Form
        Every form, repeated ones included, as `every_form` lists them.
    log : Log
        Receives what was assumed.

    Returns
    -------
    Plan
        A role for every column that has one; `TablePlan.doubts` says what a person should see.
    """
    tables: list[TablePlan] = []
    taken: set[str] = set()
    listed = [name for form in forms if is_firm_list(form) for name in listed_names(form)]
    for at, form in enumerate(forms):
        if is_firm_list(form):
            tables.append(firms_plan(at, form))
        elif form.parent is None:
            builder = _Builder(at, form, taken, listed)
            tables.append(builder.table())
            taken |= builder.taken
    for at, form in enumerate(forms):
        if form.parent is not None:
            table = _repeated(at, form, taken)
            if table:
                tables.append(table)
    return Plan(tables)


class _Builder:
    """The plan of one table with a row per respondent, block by block."""

    def __init__(self, at: int, form: Form, taken: set[str], listed: Sequence[str]) -> None:
        self.at, self.form, self.taken, self.listed = at, form, set(taken), listed
        self.known = Known(form, listed)
        self.known.respondent = find_respondent(self.known)
        self.used: set[int] = set()
        self.relations: list[RelationPlan] = []
        self.items: list[ItemPlan] = []
        self.memberships: list[MembershipPlan] = []
        self.doubts: list[str] = []

    def table(self) -> TablePlan:
        """Put the plan together: blocks first, then single columns."""
        respondent = self.known.respondent
        if respondent is not None:
            self.used.add(respondent)
        self._blocks()
        self._slots()
        self._many()
        private = [q.place for q in self._free() if is_private(q)]
        self.used |= set(private)
        wave = self._wave()
        return TablePlan(
            self.at,
            FORM,
            respondent=respondent,
            wave=wave,
            key=self.form.key,
            attributes=self._attributes(),
            relations=tuple(self.relations),
            items=tuple(self.items),
            memberships=tuple(self.memberships),
            private=tuple(private),
            doubts=tuple(self.doubts),
        )

    def _free(self) -> list[Question]:
        return [q for q in self.form.questions if is_plain(q) and q.place not in self.used]

    # --- blocks --------------------------------------------------------------------------

    def _blocks(self) -> None:
        blocks = blocks_in(self.known)
        rosters = [
            found
            for found in blocks
            if names_firms(found, self.known) or asks_of_firms(found, self.known)
        ]
        rosters += [
            found
            for found in blocks
            if found not in rosters and any(same_items(found, roster) for roster in rosters)
        ]
        mains: list[tuple[Found, int]] = []
        for found in blocks:
            if found in rosters:
                self._roster(found, mains)
            elif len(found.questions) > 1:
                self._other_block(found)

    def _roster(self, found: Found, mains: list[tuple[Found, int]]) -> None:
        self.used |= {question.place for question in found.questions}
        columns = tuple((q.place, q.item) for q in found.questions if not is_other(q.item))
        columns = tuple((place, "" if is_nobody(item) else item) for place, item in columns)
        for main, at in mains:
            name = detail_of(found, main)
            relation = self.relations[at]
            if name and name not in relation.details and name != "strength":
                details = {**relation.details, name: tuple(c for c in columns if c[1])}
                self.relations[at] = replace(relation, details=details)
                return
        options = options_in(found, self.known)
        if options:
            for option in options:
                self._add(found.code, option, question=found.text, roster=columns, option=option)
            return
        mains.append((found, len(self.relations)))
        self._add(found.code, found.text, roster=columns)

    def _add(self, code: str, text: str, question: str = "", **plan: object) -> None:
        name = relation_id(code if not question else "", text, self.taken)
        self.taken.add(name)
        facts = relation_facts(name, code, text)
        if question:
            facts["question"] = question
        doubts: tuple[str, ...] = ()
        if meaning_of(name) is None and meaning_of(text) is None:
            doubts = (
                say("What this relation means (its formality, content and flow) is not known."),
            )
        self.relations.append(RelationPlan(name, facts, doubts=doubts, **plan))  # type: ignore[arg-type]

    def _other_block(self, found: Found) -> None:
        places = {question.place for question in found.questions}
        if is_membership(found.text) and not is_scale(found, self.known):
            self.used |= places
            self.memberships += [
                MembershipPlan(q.place, q.item, type=_sort(found.text))
                for q in found.questions
                if not is_nobody(q.item) and not is_other(q.item)
            ]
        elif are_kinds(found) and meaning_of(found.text):
            self.used |= places
            self._add(
                found.code,
                found.text,
                roster=tuple(
                    (q.place, "" if is_nobody(q.item) else q.item)
                    for q in found.questions
                    if not is_other(q.item)
                ),
                outside=True,
            )
        elif is_scale(found, self.known):
            self.used |= places
            scale = found.text or found.code
            self.items += [ItemPlan(q.place, q.item, scale) for q in found.questions]
        elif not self.known.names and meaning_of(found.text):
            self.doubts.append(
                say("The columns of {text} may name firms.", text=found.text or found.code)
            )

    # --- single columns --------------------------------------------------------------------

    def _many(self) -> None:
        for question in self._free():
            if question.kind not in (MANY, SINGLE) or is_private(question):
                continue
            counts = self.known.sample(question.place)
            separator = question.separator or self._separator(counts)
            hits, distinct = self._hits(counts, separator)
            several = question.kind == MANY or separator != ALONE
            meant = several or meaning_of(question.text)
            if meant and hits >= 2 and 3 * hits >= distinct:
                self.used.add(question.place)
                places = (question.place,)
                self._add(question.code, question.text, many=places, separator=separator)
            elif question.kind == MANY and is_membership(question.text):
                self.used.add(question.place)
                sort = _sort(question.text)
                member = MembershipPlan(question.place, "", question.separator, type=sort)
                self.memberships.append(member)

    def _separator(self, counts: dict[str, int]) -> str:
        """What stands between names in the cells of a plain column, if anything does."""
        marks = [m for m in SEPARATORS if m != ALONE and any(m in text for text in counts)]
        ranks = {}
        for mark in (ALONE, *marks, ""):  # the last: each cell at the mark it holds itself
            hits, names = self._hits(counts, mark)
            ranks[mark] = (hits, -names)  # as many known names as possible, and few others
        return max(ranks, key=lambda mark: ranks[mark])

    def _hits(self, counts: dict[str, int], separator: str) -> tuple[int, int]:
        """How many firms known are named in some cells, of how many names."""
        labels, names = self.form.labels, self._names()
        cutter = Cutter(separator, names)
        parts = {
            loose(labels.get(part, part))
            for text in counts
            for part in cutter.parts(text)
            if not is_nobody(part)
        }
        return len(parts & self.known.names), len(parts)

    def _names(self) -> tuple[str, ...]:
        place = self.known.respondent
        return (*self.listed, *(() if place is None else self.known.sample(place)))

    def _slots(self) -> None:
        free = [q for q in self.form.questions if q.place not in self.used and q.kind == SINGLE]
        for slots in find_slots(self.known, free):
            columns = slot_columns(slots)
            self.used |= {place for slot in columns for place in slot.values()}
            words = slot_words(slots)
            self._add("", words, slots=tuple(columns))

    def _wave(self) -> int | None:
        found = [q.place for q in self._free() if wording(q) in WAVE]
        self.used |= set(found[:1])
        return found[0] if found else None

    def _attributes(self) -> tuple[tuple[int, str], ...]:
        found: dict[str, int] = {}
        known = {column.name: column.type for column in TABLES["actors"].columns}
        for name in ("id", "name", "respondent", "wave", "contact", "in_cluster", "kind"):
            del known[name]
        for question in self._free():
            name = attribute_of(question)
            counts = self.known.counts(question.place)
            if name not in known or name in found or not counts:
                continue
            if known[name] not in _NUMBERS or any(re.search(r"\d", text) for text in counts):
                found[name] = question.place  # "do you export? yes" is no share of sales
        return tuple((place, name) for name, place in found.items())


def _sort(text: str) -> str:
    """What sort of organisations a question is about, as far as one word tells."""
    from tiesnet.survey.words import phrase

    plain = phrase(text)
    sorts = {"fair": ("fair", "feria", "feira", "fiera"), "project": ("project", "proyecto",
             "projeto", "progett")}  # fmt: skip
    return next(
        (name for name, stems in sorts.items() if any(f" {s}" in f" {plain}" for s in stems)), ""
    )


def _repeated(at: int, form: Form, taken: set[str]) -> TablePlan | None:
    """The plan of a table with a row per partner named."""
    known = Known(form)
    plain = [q for q in form.questions if q.kind == SINGLE and not q.item]
    heads = [question.text or question.header for question in plain]
    names = {plain[k].place: name for k, name in map_headers("ties", heads).names.items()}
    by_code = map_headers("ties", [q.code or q.header for q in plain]).names
    for k, name in by_code.items():
        names[plain[k].place] = name if name in _FIELDS else names[plain[k].place]
    fields = {name: place for place, name in names.items() if name in _FIELDS}
    fields.pop("source", None)
    if "target" not in fields:
        target = _target(plain, fields, known)
        if target is None:
            return None
        fields = {name: place for name, place in fields.items() if place != target}
        fields["target"] = target
    relations: tuple[RelationPlan, ...] = ()
    if "relation" not in fields:
        words = form.name.replace("_", " ")
        name = relation_id("", words, taken)
        taken.add(name)
        relations = (RelationPlan(name, relation_facts(name, "", words)),)
    private = tuple(q.place for q in plain if q.kind == PRIVATE or is_private(q))
    fields = {name: place for name, place in fields.items() if place not in private}
    return TablePlan(
        at, TIES, fields=fields, parent=form.parent, relations=relations, private=private
    )


_FIELDS = ("source", "target", "relation", "strength", "trust", "frequency", "since", "topic",
           "medium", "value")  # fmt: skip


def _target(plain: Sequence[Question], fields: dict[str, int], known: Known) -> int | None:
    """The column of names: by its words, and since its answers are names."""
    from tiesnet.survey.forms.respondent import names_look
    from tiesnet.survey.forms.roles import NAMES, RESPONDENT
    from tiesnet.survey.words import phrase

    words = {"named firm", "firm named", "partner", "name", "named", *NAMES, *RESPONDENT}
    taken = set(fields.values())
    for question in plain:
        texts = {wording(question), phrase(question.code), phrase(question.header)}
        split = {word for text in texts for word in text.split()}
        fits = texts & words or split & {"firm", "partner", "empresa", "impresa", "socio"}
        if question.place not in taken and fits and names_look(known.counts(question.place)):
            return question.place
    return None
