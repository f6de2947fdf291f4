"""The form in which a person says what the columns of a survey mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from tiesnet.app.sessions import Session
from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.survey import TABLES, Block, Draft, Plan, as_role, blocks, drafted, meanings, planned

ROLES = {
    "form": word("A row is what one firm answered"),
    "ties": word("A row is a tie between two firms"),
    "firms": word("A row is a firm of the list"),
}
MEANINGS = {
    "": word("Not used"),
    "respondent": word("The firm that answers"),
    "name": word("Its name"),
    "wave": word("Round of the survey"),
    "roster": word("Ties: one column per firm"),
    "partner": word("Ties: a firm that is named"),
    "strength": word("Strength of the tie before it"),
    "many": word("Ties: all firms named in one cell"),
    "detail": word("More about the ties"),
    "item": word("A statement answered on a scale"),
    "membership": word("Membership of an organisation"),
    "private": word("Private: never kept"),
    "attribute:=": word("About the firm: kept under its header"),
    "field:source": word("Who names"),
    "field:target": word("Who is named"),
    "field:relation": word("Which relation"),
    "field:strength": word("How strong"),
    "field:reported_by": word("Who said so"),
    "field:trust": word("Trust"),
    "field:frequency": word("How often they meet"),
    "field:since": word("Since when"),
    "field:topic": word("What it is about"),
    "field:medium": word("In person or digital"),
    "field:value": word("Money per year"),
}
ABOUT = {
    "kind": word("What sort of organisation"),
    "in_cluster": word("Belongs to the cluster"),
    "respondent": word("Whether it answered"),
    "sector": word("Sector"),
    "stage": word("Stage of the chain"),
    "size": word("Employees"),
    "output": word("Output"),
    "sales": word("Sales"),
    "location": word("Place"),
    "latitude": word("Latitude"),
    "longitude": word("Longitude"),
    "country": word("Country"),
    "origin": word("Country it comes from"),
    "founded": word("Year of foundation"),
    "entered": word("Year it came to the cluster"),
    "exports": word("Share exported"),
    "main_market": word("Main market"),
    "consent": word("Agrees to be named"),
    "offers": word("What it offers"),
    "seeks": word("What it looks for"),
}
FORMALITIES = {
    "": word("Not said"),
    "formal": word("Formal: contracts, trade, ownership"),
    "informal": word("Informal: advice, talk, friendship"),
}
DIRECTIONS = {
    "": word("Not said"),
    "yes": word("From who names to who is named"),
    "no": word("Without direction"),
}


@dataclass
class Columns:
    """The draft, and every block with the meaning it has now.

    ``facts`` says of relations whether they are formal and whether they have a direction.
    """

    draft: Draft
    plan: Plan
    chosen: list[Block]
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    edited: bool = False

    def relations(self) -> list[str]:
        """Name the relations that columns are read for, in their order."""
        named = dict.fromkeys(block.relation for block in self.chosen if block.relation)
        of_ties = (r.id for table in self.plan.tables if table.role == "ties"
                   for r in table.relations)  # fmt: skip
        return list(dict.fromkeys([*named, *of_ties]))

    def text(self) -> str:
        """Give the mapping file."""
        return self.draft.text(_with_facts(self._plan(), self.facts))

    def _plan(self) -> Plan:
        return planned(self.draft.forms, self.plan, self.chosen) if self.edited else self.plan

    def fact(self, relation: str, key: str) -> str:
        """Give what is said of a relation, or what the draft took for granted."""
        said = self.facts.get(relation, {})
        if key in said:
            return said[key]
        known = (r for table in self.plan.tables for r in table.relations if r.id == relation)
        return next((str(one.facts.get(key, "")) for one in known), "")


def _with_facts(plan: Plan, facts: dict[str, dict[str, str]]) -> Plan:
    """Put what was said of relations into the plan; what was answered is no doubt any more."""
    tables = []
    for table in plan.tables:
        relations = []
        for one in table.relations:
            said = {key: text for key, text in facts.get(one.id, {}).items() if text}
            doubts = () if said else one.doubts
            relations.append(replace(one, facts={**one.facts, **said}, doubts=doubts))
        tables.append(replace(table, relations=tuple(relations)))
    return replace(plan, tables=tables)


def draft_columns(session: Session) -> Columns:
    """Give the form, drafted from the survey when it is first asked for."""
    with session.lock:
        if session.columns is None:
            if session.source is None:
                raise TiesnetError(say("There is no survey yet."), say("Open one first."))
            draft = drafted(session.source)
            session.columns = Columns(draft, draft.plan, blocks(draft.forms, draft.plan))
        return session.columns


def can_map(session: Session) -> bool:
    """Tell whether the survey has columns that could be given a meaning."""
    try:
        return not draft_columns(session).draft.own
    except TiesnetError:
        return False


def choices(block: Block, role: str) -> dict[str, str]:
    """Give what a block may mean, each with its words; the meaning it has is always among them."""
    found = dict.fromkeys(meanings(role, block.size))
    if block.size == 1 and role != "ties":
        known = {column.name for column in TABLES["actors"].columns}
        found |= dict.fromkeys(f"attribute:{name}" for name in ABOUT if name in known)
        found["attribute:="] = None
    found[block.meaning] = None
    return {meaning: words(meaning) for meaning in found}


def words(meaning: str) -> str:
    """Give a meaning in words."""
    if meaning in MEANINGS:
        return say(MEANINGS[meaning])
    name = meaning.partition(":")[2]
    return say("About the firm: {what}", what=say(ABOUT[name]) if name in ABOUT else name)


def give_meaning(session: Session, place: int, meaning: str, relation: str = "") -> None:
    """Give a block a meaning, and the relation it tells of."""
    with session.lock:
        columns = draft_columns(session)
        block = columns.chosen[place]
        named = " ".join(relation.split()) if meaning in ("roster", "partner", "strength", "many",
                                                          "detail") else ""  # fmt: skip
        if (block.meaning, block.relation) == (meaning, named):
            return
        for at, other in enumerate(columns.chosen):
            alone = meaning in ("respondent", "name", "wave") or meaning.startswith("field:")
            same = other.table == block.table and other.meaning == meaning and at != place
            if alone and same:  # one column only has it: it moves
                columns.chosen[at] = replace(other, meaning="")
        columns.chosen[place] = replace(block, meaning=meaning, relation=named)
        columns.edited = True
        session.changed("columns")


def give_role(session: Session, table: int, role: str) -> None:
    """Say what a row of a table is."""
    with session.lock:
        columns = draft_columns(session)
        plan = columns._plan()
        tables = list(plan.tables)
        if tables[table].role == role:
            return
        tables[table] = as_role(tables[table], role)
        columns.plan = replace(plan, tables=tables)
        columns.chosen = blocks(columns.draft.forms, columns.plan)
        columns.edited = True
        session.changed("columns")


def say_of_relation(session: Session, relation: str, key: str, text: str) -> None:
    """Say whether a relation is formal, or whether it has a direction."""
    with session.lock:
        columns = draft_columns(session)
        columns.facts.setdefault(relation, {})[key] = text
        session.changed("columns")


def missing(columns: Columns) -> list[str]:
    """Say what the form still lacks, so that the survey could be read with it."""
    found = []
    for at, table in enumerate(columns.plan.tables):
        own = {block.meaning for block in columns.chosen if block.table == at}
        used = own - {"", "private"}
        name = columns.draft.forms[table.form].sheet or columns.draft.forms[table.form].file
        if table.role == "form" and used and "respondent" not in own:
            found.append(say("{table}: which column holds the firm that answers?", table=name))
        if table.role == "ties" and used and not {"field:source", "field:target"} <= own:
            found.append(say("{table}: which columns hold the two firms of a tie?", table=name))
    nameless = sum(
        not block.relation
        for block in columns.chosen
        if block.meaning in ("roster", "partner", "many")
    )
    if nameless:
        found.append(say("Give each column of ties the name of its relation."))
    asks = {"roster", "partner", "many", "field:target"}
    if not any(block.meaning in asks for block in columns.chosen):
        found.append(say("No column tells of ties yet."))
    return found


def write_mapping(session: Session, path: Path) -> Path:
    """Write the mapping file of the form."""
    path.write_text(draft_columns(session).text(), encoding="utf-8")
    return path


def use_mapping(session: Session) -> None:
    """Read the survey again with the form as it is.

    Raises
    ------
    TiesnetError
        Something is missing in the form.
    """
    from tiesnet.app.reading import read_again

    lacking = missing(draft_columns(session))
    if lacking:
        raise TiesnetError(" ".join(lacking), say("Choose a meaning for these columns."))
    session.mapping = write_mapping(session, session.place("mapping.toml"))
    read_again(session)
