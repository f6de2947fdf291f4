"""Exports of the questionnaires tiesnet makes itself: their codebook travels with each response.

The column ``tn_form`` holds it. Every question is known by its name (``tn_ties_sells_to``) or, in
exports with labels, by the number its label begins with, in any language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from tiesnet.language import say
from tiesnet.survey.forms.form import Form
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.questionnaire.answers import Partner, Reply, Roster, Said
from tiesnet.survey.questionnaire.book import is_packed, unpacked
from tiesnet.survey.questionnaire.catalogue import CONTACTS, ITEMS
from tiesnet.survey.questionnaire.design import RESERVED, Design, questions
from tiesnet.survey.questionnaire.tables import TICKED, tables_of_replies
from tiesnet.survey.questionnaire.texts import LANGUAGES, meant
from tiesnet.survey.raw import RawTable
from tiesnet.survey.words import name_key, phrase

_NAME = re.compile(r"tn_[A-Za-z0-9_]+")
_NUMBER = re.compile(r"(?:^|[/:|] ?)(\d+(?:\.\d+)?)\. ")
_BEFORE_CHOICE = tuple("/:.|-_")
_NO_PLACE = Place()
_YES = frozenset({"1", "1.0", "true", "yes"})


def own_tables(forms: Sequence[Form], log: Log) -> list[RawTable] | None:
    """Make the tables of a survey, if the forms are exports of a questionnaire of ours."""
    mains = [form for form in forms if _codebooks(form)]
    if not mains:
        return None
    replies: list[Reply] = []
    for form in mains:
        replies += _Export(form, [other for other in forms if other not in mains], log).replies()
    return tables_of_replies(replies, _language(replies), log) if replies else None


def _language(replies: Sequence[Reply]) -> str:
    """The language most respondents read; exports of codes do not tell, so English."""
    found = Counter(
        language
        for reply in replies
        for language in LANGUAGES
        if reply.agree and phrase(reply.agree) == phrase(LANGUAGES[language]["yes"])
    )
    return found.most_common(1)[0][0] if found else "en"


def _codebooks(form: Form) -> list[int]:
    """The columns that hold parts of codebooks."""
    return [
        q.place
        for q in form.questions
        if "tn_form" in q.header and any(is_packed(str(cell)) for cell in form.cells[q.place])
    ]


class _Columns:
    """The columns of one table by the names of the questions they answer."""

    def __init__(self, form: Form, design: Design) -> None:
        self.form, self.design = form, design
        self._numbers = {number: name for name, number in questions(design).items()}

    @cached_property
    def single(self) -> Mapping[str, int]:
        """The column of each question as a whole."""
        return {name: place for (name, choice), place in self._found.items() if not choice}

    @cached_property
    def choices(self) -> Mapping[str, Mapping[str, int]]:
        """The columns of each question that has one per choice, by the code of the choice."""
        made: dict[str, dict[str, int]] = {}
        for (name, choice), place in self._found.items():
            if choice:
                made.setdefault(name, {})[choice] = place
        return made

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for question in self.form.questions:
            if known := self._known(question.header):
                found.setdefault(known, question.place)
        return found

    def _known(self, header: str) -> tuple[str, str] | None:
        number = _NUMBER.search(header)
        name = self._numbers.get(number[1], "") if number else ""
        if number and name:  # a label, in which the name of a firm may look like anything
            ties = name.startswith("tn_ties_")
            return name, self._choice(header[number.end() :]) if ties else ""
        for match in _NAME.finditer(header):
            if match[0] in self._numbers.values() or match[0].startswith("tn_who_"):
                return match[0], header[match.end() + 1 :].strip()
        return None

    def _choice(self, label: str) -> str:
        """The code of the choice a label ends with, behind a separator."""
        fits = [
            (len(text), code)
            for text, code in self._labels.items()
            if label.endswith(text) and label[: -len(text)].rstrip().endswith(_BEFORE_CHOICE)
        ]
        return max(fits, default=(0, ""))[1]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        special = {texts[key]: key for texts in LANGUAGES.values() for key in RESERVED}
        shown = {text: code for code, text in self.design.shown.items()}
        return {**special, **shown}

    def said(self, at: int, name: str) -> Said:
        """An answer; an empty one where the question has no column."""
        place = self.single.get(name)
        if place is None:
            return Said("", _NO_PLACE)
        text = str(self.form.cells[place].iat[at]).strip()
        header = self.form.questions[place].header
        return Said(text, Place(self.form.file, self.form.sheet, int(self.form.rows[at]), header))


class _Export:
    """One table of responses, and the tables of what was repeated in them."""

    def __init__(self, form: Form, others: Sequence[Form], log: Log) -> None:
        self.form, self.log = form, log
        self.others = [other for other in others if other.parent is not None]
        self.books = _codebooks(form)
        self._designs: dict[tuple[str, ...], Design | None] = {}
        self._columns: dict[tuple[int, str], _Columns] = {}
        self._rows = [_by_parent(other) for other in self.others]

    def replies(self) -> list[Reply]:
        """One reply per row."""
        made = []
        for at in range(len(self.form.rows)):
            design = self._design(at)
            if design is None:
                place = Place(self.form.file, self.form.sheet, int(self.form.rows[at]))
                text = say("The response is of another questionnaire, or its codebook is damaged.")
                self.log.add("other_questionnaire", place, text, severity="error")
                continue
            made.append(self._reply(at, design))
        return made

    def _design(self, at: int) -> Design | None:
        parts = tuple(str(self.form.cells[place].iat[at]) for place in self.books)
        if parts not in self._designs:
            self._designs[parts] = unpacked(parts)
        return self._designs[parts]

    def _columns_of(self, form: Form, design: Design) -> _Columns:
        return self._columns.setdefault((id(form), design.key), _Columns(form, design))

    def _reply(self, at: int, design: Design) -> Reply:
        columns = self._columns_of(self.form, design)
        reply = Reply(design, columns.said(at, "tn_firm"), columns.said(at, "tn_agree").text)
        if design.has("consent"):
            reply.named = columns.said(at, "tn_named")
        for name in design.attributes() if design.has("attributes") else ():
            reply.facts[name] = columns.said(at, f"tn_{name}")
        for name in CONTACTS:
            reply.contacts[name] = columns.said(at, f"tn_contact_{name}").text
        for item in ITEMS if design.has("vision") else ():
            reply.items[item] = columns.said(at, f"tn_item_{item}")
        trust = {f.code: columns.said(at, f"tn_trust_{f.code}") for f in design.firms}
        reply.trust = {code: said for code, said in trust.items() if said.text}
        repeats = list(self._repeats(at, design))
        for relation in design.relations:
            reply.rosters[relation] = _roster(relation, at, columns, repeats)
        for table, row in repeats:
            _outside(reply, table, row)
        return reply

    def _repeats(self, at: int, design: Design) -> Iterator[tuple[_Columns, int]]:
        """The rows of repeated questions that belong to a response."""
        if self.form.key is None:
            return
        key = str(self.form.cells[self.form.key].iat[at]).strip()
        for other, rows in zip(self.others, self._rows, strict=True):
            for row in rows.get(key, ()):
                yield self._columns_of(other, design), row


def _by_parent(form: Form) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, key in enumerate(form.cells[form.parent]):
        found.setdefault(str(key).strip(), []).append(at)
    return found


def _roster(
    relation: str, at: int, columns: _Columns, repeats: Sequence[tuple[_Columns, int]]
) -> Roster:
    """Who was chosen, how strong each tie is, and whether the question was answered."""
    cells = _chosen(f"tn_ties_{relation}", at, columns)
    done = bool(cells) and "no_answer" not in cells
    chosen = {code: said for code, said in cells.items() if code not in RESERVED}
    for table, row in repeats:
        who = table.said(row, f"tn_who_{relation}")
        code = columns.design.codes.get(name_key(who.text), "") if who.text else ""
        if not code:
            continue
        strength = table.said(row, f"tn_how_{relation}")
        done = True
        chosen[code] = strength if strength.text else Said(TICKED, who.place)
    return Roster(done, chosen)


def _chosen(name: str, at: int, columns: _Columns) -> dict[str, Said]:
    """The choices of a question with several answers, whichever way they were exported."""
    whole = columns.said(at, name)
    parts = columns.choices.get(name, {})
    cells = {code: str(columns.form.cells[place].iat[at]).strip() for code, place in parts.items()}
    found = [code for code, text in cells.items() if text.lower() in _YES]
    if not parts and whole.text:
        found = _cut(whole.text, columns)
    place = whole.place
    if place is _NO_PLACE and found:
        form = columns.form
        header = form.questions[parts[found[0]]].header
        place = Place(form.file, form.sheet, int(form.rows[at]), header)
    return {code: Said(TICKED, place) for code in found}


def _cut(text: str, columns: _Columns) -> list[str]:
    """All choices in one cell: codes, or labels, with spaces between them."""
    known = {*columns.design.of_code, *RESERVED}
    if set(text.split()) <= known:
        return text.split()
    labels = {name_key(label): code for label, code in columns._labels.items()}
    rest, found = f" {name_key(text)} ", []
    for label in sorted(labels, key=len, reverse=True):
        if f" {label} " in rest:
            rest = rest.replace(f" {label} ", "  ")
            found.append(labels[label])
    return found


def _outside(reply: Reply, table: _Columns, row: int) -> None:
    """Partners outside the list, and memberships."""
    name = table.said(row, "tn_out_name")
    if name.text:
        kind, town, country = (
            table.said(row, f"tn_out_{column}") for column in ("kind", "place", "country")
        )
        ties = {r: table.said(row, f"tn_out_{r}") for r in reply.design.relations}
        reply.partners.append(Partner(name, kind, town, country, ties))
    member = table.said(row, "tn_member_name")
    if member.text:
        sort = table.said(row, "tn_member_type").text
        reply.memberships.append((member, meant("type_", sort) or sort))
