"""The canonical tables of a survey: their columns, types and what is required."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# What a cell may hold: name (of an actor), text, number, amount (may have thousands separators),
# share (may have %), year, yesno, stage, or the name of a set of choices.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": (
        "firm",
        "cluster_organisation",
        "association",
        "government",
        "research",
        "finance",
        "services",
        "person",
        "other",
    ),
    "respondent": ("yes", "partly", "no"),
    "state": ("answered", "partly", "silent", "not_asked"),
    "formality": ("formal", "informal"),
    "content": ("trade", "cooperation", "knowledge", "social", "membership", "ownership"),
    "flow": ("with_arrow", "against_arrow", "both"),
    "orientation": ("vertical", "horizontal", "by_stage"),
    "combine": ("union", "confirmed", "source", "target", "max", "mean"),
    "medium": ("in_person", "digital"),
    "spec_by": ("buyer", "supplier", "joint", "standard"),
    "design": ("census", "sample", "ego"),
    "introduced": ("made", "do_not_introduce", "planned"),
    "changed": ("enters", "leaves", "merges", "renamed"),
}


class Column(NamedTuple):
    """One column: its name, what its cells hold, whether the table needs it, and its meaning."""

    name: str
    type: str
    required: bool
    meaning: str


class TableSchema(NamedTuple):
    """One table: its name, its meaning and its columns."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """The column of this name, if the table has one."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns the table cannot do without."""
        return tuple(column.name for column in self.columns if column.required)


def _columns(text: str) -> tuple[Column, ...]:
    """Read ``name type meaning`` lines; a star before the name means required."""
    made = []
    for line in text.strip().splitlines():
        name, kind, meaning = line.split(None, 2)
        made.append(Column(name.lstrip("*"), kind, name.startswith("*"), meaning.strip()))
    return tuple(made)


_TIES = _columns("""
*source      name      who the tie starts from (the arrow's tail)
*target      name      who the tie points to (the arrow's head)
relation     text      which question of the survey this answers
strength     number    how strong; 0 is an answered no; empty is not known
wave         text      round of the survey
reported_by  name      who said so, when it is not the source
topic        text      what the tie is about
trust        number    trust in the partner
frequency    text      how often they meet
since        year      year the tie began
medium       medium    in_person or digital
value        amount    money per year
chain        text      the destination market a supply tie serves
spec_by      spec_by   who sets the specification: buyer, supplier, joint or standard
owner        name      which end owns (a share of) the other
ownership    share     share owned
""")

_ACTORS = _columns("""
*id                       name        short code, used by all other tables
name                      text        name to show
kind                      kind        firm, or what sort of organisation
in_cluster                yesno       belongs to the surveyed cluster
respondent                respondent  answered: yes, partly or no
wave                      text        round of the survey this row is about
sector                    text        industry
stage                     stage       stage(s) of the value chain, separated by semicolons
size                      amount      employees
output                    amount      gross output, money per year
sales                     amount      money per year
location                  text        town or place
latitude                  number      degrees
longitude                 number      degrees
country                   text        country where it is
origin                    text        country it comes from
founded                   year        year of foundation
entered                   year        year it came to the cluster
exports                   share       share of sales that is exported
main_market               text        main market
registered                yesno       formally registered
foreign_owned             share       foreign owned: yes, no or a share
upgrading_process         text        upgrading of processes
upgrading_product         text        upgrading of products
upgrading_functional      text        upgrading of functions
upgrading_intersectoral   text        upgrading into another sector
offers                    text        what it offers to others
seeks                     text        what it looks for
contact                   text        whom to call; private, never exported
consent                   yesno       agrees to be shown by name
""")

_RELATIONS = _columns("""
*id          text         short name used in ties
label        text         name to show
formality    formality    formal or informal
content      content      trade, cooperation, knowledge, social, membership or ownership
directed     yesno        whether A to B differs from B to A
flow         flow         which way goods or knowledge flow along the arrow
orientation  orientation  vertical, horizontal or by_stage
inverse_of   text         the relation that asks the same from the other end
scale_min    number       lowest strength of a tie
scale_max    number       highest strength
trust_min    number       lowest trust
trust_max    number       highest trust
combine      combine      what to believe when both ends report
core         yesno        touches core competences
question     text         wording of the question
""")

TABLES: Mapping[str, TableSchema] = {
    table.name: table
    for table in (
        TableSchema("ties", "one row per report of a tie; the only table required", _TIES),
        TableSchema("actors", "one row per firm or institution", _ACTORS),
        TableSchema(
            "responses",
            "who answered what",
            _columns("""
*actor    name   who was asked
relation  text   which question; empty for all
wave      text   which round; empty for all
state     state  answered, partly, silent or not_asked
"""),
        ),
        TableSchema("relations", "one row per question: the codebook", _RELATIONS),
        TableSchema(
            "stages",
            "the stages of the value chain",
            _columns("""
*id    text    short name used in actors
order  number  place in the chain, the first stage lowest
label  text    name to show
"""),
        ),
        TableSchema(
            "affiliations",
            "who belongs to which association, project, fair or group",
            _columns("""
*actor         name       who belongs
*organisation  text       to what
wave           text       round of the survey
type           text       sort of organisation
formality      formality  formal or informal
"""),
        ),
        TableSchema(
            "items",
            "answers to scale items, such as shared vision",
            _columns("""
*actor    name    who answered
*item     text    the statement
*answer   number  the answer
scale     text    the construct the item belongs to
reversed  yesno   a high answer means little of it
"""),
        ),
        TableSchema(
            "employment",
            "jobs per region and sector, for location quotients",
            _columns("""
*region     text    the region
*sector     text    the sector
*employees  amount  jobs
year        year    the year
"""),
        ),
        TableSchema(
            "introductions",
            "a log: who was introduced to whom, and which pairs must not be",
            _columns("""
*one    name        one of the two
*other  name        whom it was introduced to
state   introduced  made (when empty), planned, or do_not_introduce
wave    text        round of the survey after which it was made
by      text        who introduced them
note    text        anything else
"""),
        ),
        TableSchema(
            "changes",
            "firms that enter, leave, merge or are renamed between the rounds of a survey",
            _columns("""
*actor  name     who; for a firm with a new name its former name
*change changed  enters, leaves, merges or renamed
into    name     into which firm it merged, or its new name
wave    text     the first round for which it holds
note    text     anything else
"""),
        ),
        TableSchema(
            "survey",
            "facts about the survey: one row, or key and value",
            _columns("""
title                 text    title to show
date                  text    when it was done
language              text    language of the questionnaire
design                design  census, sample or ego
cluster_organisation  name    id of the cluster organisation
"""),
        ),
    )
}
