"""From forms and what their columns mean to the tables of a survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tiesnet.survey.coded import counts_of
from tiesnet.survey.forms.actors import ActorRows, firm_rows, say_unanswered
from tiesnet.survey.forms.blocks import Block, Responses, read_block
from tiesnet.survey.forms.cells import Chunk, table_of
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.items import item_chunks, membership_chunks
from tiesnet.survey.forms.leftover import say_unused
from tiesnet.survey.forms.plan import FIRMS, FORM, TIES, Plan, RelationPlan, TablePlan
from tiesnet.survey.forms.relations import relation_table, say_codes, say_ranks, say_words
from tiesnet.survey.forms.respondents import Names, responses_of
from tiesnet.survey.forms.tie_rows import linked_states, tie_chunks
from tiesnet.survey.matching.index import NameIndex, merged_said
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import RawTable, made_table
from tiesnet.survey.schema import TABLES


def apply(forms: Sequence[Form], plan: Plan, log: Log) -> list[RawTable]:
    """Make the tables of a survey from forms, as a plan says.

    Parameters
    ----------
    forms : sequence of Form
        Every form, repeated ones included, as `every_form` lists them.
    plan : Plan
        What their columns mean.
    log : Log
        Receives problems and assumptions.

    Returns
    -------
    list of RawTable
        ties, actors, responses, relations, items, affiliations, survey: those with rows.
    """
    work = _Work(forms, plan, log)
    for table in plan.tables:
        if table.role == FIRMS:
            firm_rows(forms[table.form], table, work.names, work.actors)
    for table in plan.tables:
        if table.role == FORM and table.respondent is not None:
            work.form(table)
    for table in plan.tables:
        if table.role == TIES:
            work.ties_table(table)
    say_unused(forms, plan, log)
    return work.tables()


class _Work:
    """Everything made so far, table by table."""

    def __init__(self, forms: Sequence[Form], plan: Plan, log: Log) -> None:
        self.forms, self.plan, self.log = forms, plan, log
        self.names: Names = dict(plan.firms)
        self.actors = ActorRows()
        self.ties: list[Chunk] = []
        self.states: list[Chunk] = []
        self.items: list[Chunk] = []
        self.memberships: list[Chunk] = []
        self.blocks: dict[str, list[Block]] = {}
        self.relations: dict[str, RelationPlan] = {}
        self.answered: dict[int, Responses] = {}

    def form(self, table: TablePlan) -> None:
        """Read one table with a row per respondent."""
        table = _with_names(table, self.names)
        form = self.forms[table.form]
        self._name_codes(form, table)
        self._name_typed(form, table)
        responses = responses_of(form, table, self.names, self.log)
        self.answered[table.form] = responses
        known = [*dict.fromkeys([*self.actors.names(), *responses.who, *_roster_names(table)])]
        states = {}
        for relation in table.relations:
            block = read_block(relation, responses, known)
            self._take(relation, block)
            self._state_rows(relation, responses, block)
            say_unanswered(relation, responses, block, self.log)
            states[relation.id] = block.states
        self.actors.take(responses, table, states)
        self.items += item_chunks(responses, self.log)
        self.memberships += membership_chunks(responses)

    def ties_table(self, table: TablePlan) -> None:
        """Read one table with a row per tie."""
        parent = None
        if table.parent is not None:
            parent = self.answered.get(_parent_of(self.forms, table.form))
        relations, chunks, strengths = tie_chunks(self.forms[table.form], table, self.names, parent)
        self.ties += chunks
        for relation in relations:
            self.relations.setdefault(relation.id, relation)
            self.blocks.setdefault(relation.id, []).append(
                Block(strengths=strengths, words={}, ties=chunks)
            )
        if parent is not None:
            self.states += linked_states(parent, relations, chunks, self.actors)

    def tables(self) -> list[RawTable]:
        """The tables of the survey that have rows."""
        say_words(self.relations, self.blocks, self.log)
        say_codes(self.relations, self.blocks, self.log)
        say_ranks(self.relations, self.blocks, self.log)
        made = {
            "ties": self.ties,
            "actors": self.actors.chunks(),
            "responses": self.states,
            "items": self.items,
            "affiliations": self.memberships,
        }
        tables = [
            table
            for name, chunks in made.items()
            if (table := table_of(name, [c.name for c in TABLES[name].columns], chunks))
        ]
        file = self.forms[0].file if self.forms else ""
        if not any(table.name == "ties" for table in tables):
            tables.append(_no_ties(file))
        relations = relation_table(self.relations, self.blocks, file, self.log)
        facts = {key: [text] for key, text in self.plan.facts.items() if text}
        survey = [made_table("survey", facts, file)] if facts else []
        return [*tables, *([relations] if relations else []), *survey]

    def _take(self, relation: RelationPlan, block: Block) -> None:
        self.ties += block.ties
        self.relations.setdefault(relation.id, relation)
        self.blocks.setdefault(relation.id, []).append(block)

    def _state_rows(self, relation: RelationPlan, responses: Responses, block: Block) -> None:
        rows = np.arange(len(responses.who))
        if len(rows):
            self.states.append(
                responses.chunk(
                    "",
                    rows,
                    actor=responses.who,
                    relation=relation.id,
                    wave=responses.wave,
                    state=block.states,
                )
            )

    def _name_typed(self, form: Form, table: TablePlan) -> None:
        """Firms that typed their own name are those of the roster whose names are surely it."""
        known = list(dict.fromkeys([*self.actors.names(), *_roster_names(table)]))
        place = table.respondent if table.name is None else table.name
        if place is None or not known:
            return
        typed = counts_of(form.cells[place])
        typed.pop("", None)
        match = NameIndex(known, known).match([str(text) for text in typed])
        for name, firm in match.merged.items():
            self.names.setdefault(name, firm)
            text = merged_said(name, firm, match.how[name])
            self.log.assume("merged_name", text, typed[name])

    def _name_codes(self, form: Form, table: TablePlan) -> None:
        """Codes of firms in a column of their own stand for the names beside them."""
        for place, firm in (pair for relation in table.relations for pair in relation.roster):
            code = form.questions[place].item_code
            if code and firm and not code.isdigit():
                self.names.setdefault(code, firm)
        if table.respondent is not None and table.name is not None:
            codes, names = form.cells[table.respondent], form.cells[table.name]
            for code, name in zip(codes, names, strict=True):
                if str(code).strip() and str(name).strip():
                    self.names.setdefault(str(code).strip(), str(name).strip())


def _no_ties(file: str) -> RawTable:
    """A survey in which nobody named anybody has a table of ties all the same."""
    return made_table("ties", {"source": [], "target": [], "relation": []}, file)


def _with_names(table: TablePlan, names: Names) -> TablePlan:
    """Give the firms of rosters the names that their codes stand for."""
    if not names:
        return table
    relations = tuple(
        replace(
            relation,
            roster=tuple((place, names.get(firm, firm)) for place, firm in relation.roster),
            details={
                name: tuple((place, names.get(firm, firm)) for place, firm in columns)
                for name, columns in relation.details.items()
            },
        )
        for relation in table.relations
    )
    return replace(table, relations=relations)


def _roster_names(table: TablePlan) -> list[str]:
    return [firm for relation in table.relations for _, firm in relation.roster if firm]


def _same_table(one: Form, two: Form) -> bool:
    return (one.name, one.file, one.sheet) == (two.name, two.file, two.sheet)


def _parent_of(forms: Sequence[Form], at: int) -> int:
    """The form whose responses a repeated table belongs to."""
    for place, form in enumerate(forms):
        if any(_same_table(repeat, forms[at]) for repeat in form.repeats):
            return place
    return next((place for place, form in enumerate(forms) if form.key is not None), 0)
