"""The firms of a form: those that answered, with what they say of themselves, and the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tiesnet.language import say
from tiesnet.survey.forms.blocks import ANSWERED, PARTLY, SKIPPED, Block, Responses
from tiesnet.survey.forms.cells import Chunk, Texts, texts_of
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.plan import RelationPlan, TablePlan
from tiesnet.survey.forms.respondents import Names, names_in
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import counted, name_key, quoted


class ActorRows:
    """Firms as they become known: by a list of firms, by answering, by standing in a roster."""

    def __init__(self) -> None:
        self._listed: dict[str, tuple[str, Chunk, int]] = {}
        self._firms: list[Chunk] = []
        self._responses: list[Chunk] = []
        self._roster: dict[str, tuple[str, tuple[str, str], str]] = {}
        self._waves: dict[str, None] = {}
        self._answered: set[str] = set()
        self._asks = False
        self._outside: dict[str, str] = {}

    def names(self) -> list[str]:
        """Names of all firms known so far."""
        return [
            *(name for name, _, _ in self._listed.values()),
            *(name for name, _, _ in self._roster.values()),
        ]

    def list_firms(self, chunk: Chunk, keys: Texts) -> None:
        """Take over a list of firms."""
        for at, key in enumerate(keys):
            if key:
                self._listed.setdefault(key, (chunk.cells["id"][at], chunk, at))

    def take(self, responses: Responses, table: TablePlan, states: Mapping[str, Texts]) -> None:
        """Take over who answered, and the firms of the rosters."""
        self._asks = self._asks or bool(states)
        form, count = responses.form, len(responses.who)
        where = (form.file, form.sheet)
        for relation in table.relations:
            for place, firm in relation.roster:
                if firm and not form.questions[place].written:
                    header = form.questions[place].header
                    self._roster.setdefault(name_key(firm), (firm, where, header))
                    if relation.outside:
                        self._outside[name_key(firm)] = read_choice("kind", firm) or "other"
        named = np.flatnonzero(responses.who != "")
        if not len(named):
            return
        cells = {name: texts_of(form.cells[place])[named] for place, name in table.attributes}
        self._waves |= dict.fromkeys(responses.wave)
        self._answered |= set(responses.keys)
        told = respondent_words(states, count)[named] if states else "yes"
        cells = self._with_listed(responses.keys[named], cells)
        self._responses.append(
            responses.chunk(
                "",
                named,
                id=responses.who[named],
                respondent=told,
                wave=responses.wave[named],
                **cells,
            )
        )

    def _with_listed(self, keys: Texts, cells: dict[str, Texts]) -> dict[str, Texts]:
        """Fill in what the list of firms knows and the answers do not say."""
        columns = {c for _, chunk, _ in self._listed.values() for c in chunk.cells} - {"id"}
        for column in sorted(columns):
            known = {k: chunk.cells[column][at] for k, (_, chunk, at) in self._listed.items()}
            given = cells.get(column, np.full(len(keys), "", dtype=object))
            listed = np.array([known.get(key, "") for key in keys], dtype=object)
            cells[column] = np.where(given == "", listed, given)
        return cells

    def chunks(self) -> list[Chunk]:
        """Rows of the actors table; one per wave where there are several."""
        silent = "no" if self._asks else ""
        waves = list(self._waves) or [""]
        others = [
            Chunk(
                chunk.where,
                chunk.header,
                chunk.rows[[at]],
                **{c: cells[[at]] for c, cells in chunk.cells.items()},
                respondent=silent,
                wave=wave,
            )
            for key, (_, chunk, at) in self._listed.items()
            if key not in self._answered
            for wave in waves
        ]
        rest = [
            Chunk(where, header, np.zeros(1, dtype=np.int64), id=name, respondent=silent, wave=wave)
            for key, (name, where, header) in self._roster.items()
            if key not in self._answered and key not in self._listed
            for wave in waves
        ]
        rest = [chunk for chunk in rest if name_key(chunk.cells["id"]) not in self._outside]
        inside = [*self._responses, *others, *rest]
        return [*inside, *self._outsiders(inside)]

    def _outsiders(self, inside: Sequence[Chunk]) -> list[Chunk]:
        """Kinds of actors outside; beside them it must be said that the others are inside."""
        if not self._outside:
            return []
        for chunk in inside:
            chunk.cells = {"kind": "firm", "in_cluster": "yes", **chunk.cells}
        return [
            Chunk(where, header, np.zeros(1, dtype=np.int64), id=name, kind=kind, in_cluster="no")
            for key, kind in self._outside.items()
            if key not in self._answered and key not in self._listed
            for name, where, header in (self._roster[key],)
        ]


def respondent_words(states: Mapping[str, Texts], count: int) -> Texts:
    """Whether each respondent answered all relations it was asked, some, or none."""
    asked, full, some = (np.zeros(count, dtype=np.int64) for _ in range(3))
    for state in states.values():
        asked += state != SKIPPED
        full += state == ANSWERED
        some += (state == ANSWERED) | (state == PARTLY)
    words = np.full(count, "no", dtype=object)
    words[some > 0] = "partly"
    words[(full == asked) & (asked > 0)] = "yes"
    words[asked == 0] = ""
    return words


def firm_rows(form: Form, table: TablePlan, names: Names, actors: ActorRows) -> None:
    """Read a table with a row per firm; its codes then stand for its names."""
    who = names_in(form, table.respondent, names)
    if table.name is not None:
        given = texts_of(form.cells[table.name])
        for code, name in zip(who, given, strict=True):
            if code and name:
                names.setdefault(code, name)
        who = np.where(given != "", given, who)
    within = texts_of(form.cells[table.within]) if table.within is not None else None
    if within is not None:
        who = inside(within, who)
    cells = {name: texts_of(form.cells[place]) for place, name in table.attributes}
    keys = np.array([name_key(name) for name in who], dtype=object)
    actors.list_firms(Chunk((form.file, form.sheet), "", form.rows, id=who, **cells), keys)


def inside(within: Texts, names: Texts) -> Texts:
    """Names that are unique only within an interview, made unique."""
    joined = within + np.full(len(names), "/", dtype=object) + names
    return np.where(names == "", "", joined)


def say_unanswered(relation: RelationPlan, responses: Responses, block: Block, log: Log) -> None:
    """Say where cells of an answered block were left empty."""
    if not block.unanswered:
        return
    partly = np.flatnonzero(block.states == PARTLY)
    place = relation.roster[0][0]
    form = responses.form
    where = Place(form.file, form.sheet, int(form.rows[partly[0]]), form.questions[place].header)
    text = say(
        "{response} to {id} left cells empty ({cell}), though others answered 0 "
        "there; these pairs count as not answered.",
        response=counted(len(partly), "response"),
        id=quoted(relation.id),
        cell=counted(block.unanswered, "cell"),
    )
    log.add("item_not_answered", where, text)
