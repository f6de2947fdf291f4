"""From what respondents said to the tables of a survey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.questionnaire.answers import Partner, Reply, Said
from tiesnet.survey.questionnaire.catalogue import (
    AGREE,
    ATTRIBUTES,
    ITEMS,
    RELATIONS,
    STRONGEST,
    TRUST,
    VISION,
)
from tiesnet.survey.questionnaire.choose import choose
from tiesnet.survey.questionnaire.design import Design, Firm
from tiesnet.survey.questionnaire.texts import LANGUAGES, meant
from tiesnet.survey.raw import Origins, RawTable, made_table
from tiesnet.survey.words import name_key, quoted

ANSWERED, PARTLY, SILENT = "answered", "partly", "silent"
Row = tuple[dict[str, str], Place]


def tables_of_replies(replies: Sequence[Reply], language: str, log: Log) -> list[RawTable]:
    """Make the tables of a survey from returned forms of one questionnaire.

    Parameters
    ----------
    replies : sequence of Reply
        All that came back, in the order of the files.
    language : str
        The language for labels of relations.
    log : Log
        Receives a row for every form and every answer that cannot be used.
    """
    chosen, design = choose(replies, log)
    made = _Tables(design, log)
    for code, reply in chosen.items():
        made.take(code, reply)
    return made.tables(language)


class _Tables:
    """The rows made so far."""

    def __init__(self, design: Design, log: Log) -> None:
        self.design, self.log = design, log
        self.ties: list[Row] = []
        self.responses: list[Row] = []
        self.items: list[Row] = []
        self.memberships: list[Row] = []
        self.actors: dict[str, Row] = {firm.code: _actor(firm) for firm in design.firms}
        self.outside: dict[str, Row] = {}

    def take(self, code: str, reply: Reply) -> None:
        """Take over one reply."""
        firm = reply.design.of_code[code]
        states = [self._roster(firm, reply, name) for name in reply.design.relations]
        for name in self._not_in(reply):
            row = {"actor": firm.id, "relation": name, "state": "not_asked"}
            self.responses.append((row, reply.firm.place))
        self._trust(firm, reply)
        self._facts(firm, reply, states)
        self._partners(firm, reply)
        for said, kind in reply.memberships:
            row = {"actor": firm.id, "organisation": said.text, "type": kind}
            self.memberships.append((row, said.place))
        for item, said in reply.items.items():
            if said.text and _within(said, AGREE, self.log):
                row = {"actor": firm.id, "item": item, "answer": _lead(said.text)}
                reverse = "yes" if ITEMS[item] else "no"
                self.items.append(({**row, "scale": VISION, "reversed": reverse}, said.place))

    def _not_in(self, reply: Reply) -> list[str]:
        return [name for name in self.design.relations if name not in reply.design.relations]

    def _roster(self, firm: Firm, reply: Reply, relation: str) -> str:
        roster = reply.rosters.get(relation)
        others = [f for f in reply.design.firms if f.code != firm.code]
        cells = {} if roster is None else {k: said for k, said in roster.cells.items() if said.text}
        own = cells.pop(firm.code, None)
        if own is not None and _lead(own.text) != "0":
            text = say(
                "{name} filled in the row of itself; that answer was left out.",
                name=quoted(firm.name),
            )
            self.log.add("self_tie", own.place, text, say("Nothing need be done."), "note")
        whole = roster is not None and (roster.done or all(f.code in cells for f in others))
        # Firms that a later list has, and this one had not, were never asked about.
        missing = len(self.design.firms) > len(reply.design.firms)
        state = SILENT if not whole and not cells else ANSWERED
        elsewhere = any(partner.ties[relation].text for partner in reply.partners)
        if (state == ANSWERED and (not whole or missing)) or (state == SILENT and elsewhere):
            state = PARTLY  # also who names partners outside a list it did not go through
        self.responses.append(
            ({"actor": firm.id, "relation": relation, "state": state}, reply.firm.place)
        )
        for other in others:
            said = cells.get(other.code)
            if said is not None:
                self._tie(firm, other.id, relation, said)
            elif whole and missing:
                self._tie(firm, other.id, relation, Said("0", reply.firm.place))
        return state

    def _tie(self, firm: Firm, target: str, relation: str, said: Said) -> None:
        strength = "" if said.text == TICKED else _lead(said.text)
        row = {"source": firm.id, "target": target, "relation": relation, "strength": strength}
        self.ties.append(({**row, "reported_by": firm.id}, said.place))

    def _trust(self, firm: Firm, reply: Reply) -> None:
        """Trust is asked once of each partner; it belongs to all ties with it."""
        ids = {reply.design.of_code[code].id: said for code, said in reply.trust.items()}
        used = set()
        for row, _ in self.ties:
            if row["source"] == firm.id and row["target"] in ids and row["strength"] != "0":
                row["trust"] = _lead(ids[row["target"]].text)
                used.add(row["target"])
        for target, said in ids.items():
            if target not in used:
                text = say(
                    "{name} says how much it trusts {target}, but names no tie with it; the "
                    "answer was left out.",
                    name=quoted(firm.name),
                    target=quoted(target),
                )
                self.log.add("answer_not_used", said.place, text)

    def _facts(self, firm: Firm, reply: Reply, states: Sequence[str]) -> None:
        row, _ = self.actors[firm.code]
        full = all(state == ANSWERED for state in states)
        none = all(state == SILENT for state in states)
        row["respondent"] = "yes" if full else "no" if none else "partly"
        if reply.named is not None and reply.named.text:
            row["consent"] = reply.named.text
        row["contact"] = " · ".join(text for text in reply.contacts.values() if text)
        for name, said in reply.facts.items():
            text = _fact(name, said, reply.design, self.log)
            row[name] = text or row.get(name, "")
        self.actors[firm.code] = (row, reply.firm.place)

    def _partners(self, firm: Firm, reply: Reply) -> None:
        for partner in reply.partners:
            code = self.design.codes.get(name_key(partner.name.text))
            if code == firm.code:
                text = say(
                    "{name} names itself as a partner; that line was left out.",
                    name=quoted(firm.name),
                )
                self.log.add("self_tie", partner.name.place, text, severity="note")
                continue
            target = self.design.of_code[code].id if code else self._outsider(partner)
            given = [(name, said) for name, said in partner.ties.items() if said.text]
            for name, said in given:
                self._tie(firm, target, name, said)
            if not given:
                text = say(
                    "{name} names {text} as a partner, but not the tie with it.",
                    name=quoted(firm.name),
                    text=quoted(partner.name.text),
                )
                self.log.add(
                    "answer_not_used", partner.name.place, text, say("Ask which tie it is.")
                )

    def _outsider(self, partner: Partner) -> str:
        name = partner.name.text
        kind = meant("kind_", partner.kind.text)
        if partner.kind.text and not kind:
            _say_choice(partner.kind, self.log)
        row = {"id": name, "name": name, "kind": kind, "in_cluster": "no"}
        row |= {"location": partner.place.text, "country": partner.country.text}
        known, _ = self.outside.setdefault(name_key(name), (row, partner.name.place))
        for column, text in row.items():
            known[column] = known[column] or text
        return known["id"]

    def _keep_promise(self) -> None:
        """The form says that without an answer a firm is not shown by name."""
        rows = [row for row, _ in self.actors.values() if "consent" not in row]
        if not self.design.has("consent") or not rows:
            return
        for row in rows:
            row["consent"] = "no"
        text = say(
            "As the form promises, firms that do not say that they may be shown by name are not, "
            "whether they sent it back or not."
        )
        self.log.assume("consent_by_default", text, len(rows))

    def tables(self, language: str) -> list[RawTable]:
        """All tables; a questionnaire nobody answered has a table of ties all the same."""
        self._keep_promise()
        actors = [*self.actors.values(), *self.outside.values()]
        ties = {"source", "target", "relation", "strength", "reported_by"}
        made = [
            _table("ties", self.ties, sorted(ties)),
            _table("actors", actors),
            _table("responses", self.responses),
            _table("items", self.items),
            _table("affiliations", self.memberships),
            _relations(self.design, language),
        ]
        if any(order for _, _, order in self.design.stages):
            rows = [
                ({"id": key, "order": order, "label": label}, Place())
                for key, label, order in self.design.stages
            ]
            made.append(_table("stages", rows))
        facts = {"design": ["census"], "language": [language]}
        title = self.design.title or LANGUAGES[language]["title"]
        made.append(made_table("survey", {"title": [title], **facts}, ""))
        return [table for table in made if len(table.headers)]


TICKED = "x"  # a firm that was chosen, without a strength


def _actor(firm: Firm) -> Row:
    inside = "yes" if firm.inside else "no"
    row = {"id": firm.id, "name": firm.name, "kind": firm.kind, "in_cluster": inside}
    return {**row, "respondent": "no", "stage": firm.stage}, Place()


def _lead(text: str) -> str:
    """The number a labelled answer begins with.

    >>> _lead("2 – every month"), _lead("2"), _lead("often")
    ('2', '2', 'often')
    """
    head = text.split(" ", 1)[0]
    return head if head.isdigit() else text


def _within(said: Said, ends: tuple[int, int], log: Log) -> bool:
    number = _lead(said.text).removesuffix(".0")
    if number.isdigit() and ends[0] <= int(number) <= ends[1]:
        return True
    text = say(
        "{text} is none of the answers from {ends} to {ends2}.",
        text=quoted(said.text),
        ends=ends[0],
        ends2=ends[1],
    )
    log.add(
        "invalid_value",
        said.place,
        say("{text} It was left out.", text=text),
        say("Correct it in the form."),
    )
    return False


def _say_choice(said: Said, log: Log) -> None:
    text = say(
        "{text} is none of the choices of this list; it was left out.", text=quoted(said.text)
    )
    log.add("invalid_value", said.place, text, say("Choose from the list."))


def _fact(name: str, said: Said, design: Design, log: Log) -> str:
    text = said.text
    if not text:
        return ""
    if name == "stage":
        known = design.stage_words
        if name_key(text) not in known:
            _say_choice(said, log)
        return known.get(name_key(text), "")
    if ATTRIBUTES[name] == "percent":
        return text if text.endswith("%") else f"{text}%"
    return text


def _relations(design: Design, language: str) -> RawTable:
    texts = LANGUAGES[language]
    rows: list[Row] = []
    for name in design.relations:
        relation = RELATIONS[name]
        inverse = relation.inverse_of if relation.inverse_of in design.relations else ""
        row = {
            "id": name,
            "label": texts[name],
            "formality": relation.formality,
            "content": relation.content,
            "directed": "yes" if relation.directed else "no",
            "flow": relation.flow,
            "orientation": relation.orientation,
            "inverse_of": inverse,
            "scale_min": "1",
            "scale_max": str(STRONGEST),
            "question": texts[f"{name}_question"],
        }
        if design.has("trust"):
            row |= {"trust_min": str(TRUST[0]), "trust_max": str(TRUST[1])}
        rows.append((row, Place()))
    return _table("relations", rows)


def _table(name: str, rows: Sequence[Row], always: Iterable[str] = ()) -> RawTable:
    columns = dict.fromkeys([*always, *(column for row, _ in rows for column in row)])
    cells: Mapping[str, list[str]] = {c: [row.get(c, "") for row, _ in rows] for c in columns}
    kept = {c: texts for c, texts in cells.items() if any(texts) or c in always}
    places = [place for _, place in rows]
    origins = Origins(
        np.array([place.file for place in places], dtype=object),
        np.array([place.sheet for place in places], dtype=object),
        np.array([place.row or 0 for place in places], dtype=np.int64),
        np.array([place.column for place in places], dtype=object),
    )
    return made_table(name, kept, "", origins=origins)
