"""Write a plan as a mapping file to edit: what was recognised, with answers, and what to check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from tiesnet.language import say, say_n, word
from tiesnet.survey.forms.answers import TIE, AnswerReader
from tiesnet.survey.forms.form import PRIVATE, TECHNICAL, Form
from tiesnet.survey.forms.known import Known
from tiesnet.survey.forms.mapping_columns import column_names, matching
from tiesnet.survey.forms.plan import FIRMS, FORM, TIES, Columns, Plan, RelationPlan, TablePlan
from tiesnet.survey.words import shortened

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 96
_HEAD = word("""\
# What the columns of this survey mean, as far as they say it themselves.
#
# Edit it, then read the survey with it:    tiesnet check SURVEY --mapping THIS-FILE
# Lines that begin with '#' are not read. Look at every line marked CHECK.
# Headers are written as they stand in the file.
""")
_EXAMPLE = word("""\
# CHECK: no question is known to ask whom firms name. Say where one stands, in one of these ways:
# [[relations]]
# id = "advice"
# columns = "Advice - {firm}"                       # one column per firm
# names = "Adviser {n}"                             # partners named one by one
# strength = "Adviser {n} strength"
# many = "Whom do you ask for advice?"              # all firms in one cell
""")


def write_mapping(forms: Sequence[Form], plan: Plan) -> str:
    """Write a draft of a mapping file.

    Parameters
    ----------
    forms : sequence of Form
        Every form the plan speaks of.
    plan : Plan
        What the columns mean, as proposed.

    Returns
    -------
    str
        TOML with comments; the same plan gives the same text.
    """
    lines = [say(_HEAD)]
    several = len(plan.tables) > 1
    for key, text in plan.facts.items():
        lines.append(f"{key} = {quote(text)}")
    if not several:
        lines += ['# title = "..."', say('# design = "census"    # census, sample or ego')]
    for table in plan.tables:
        draft = _Draft(forms[table.form], table, "tables." if several else "")
        if several:
            lines += ["", "[[tables]]"]
            lines.append(f"sheet = {quote(draft.form.sheet or draft.form.name)}")
        lines += draft.lines()
    return "\n".join(lines).rstrip() + "\n"


def quote(text: str) -> str:
    """A text as TOML writes it."""
    safe = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(safe, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else quote(text)


class _Draft:
    """The lines of one table of the file."""

    def __init__(self, form: Form, table: TablePlan, prefix: str) -> None:
        self.form, self.table, self.prefix = form, table, prefix
        self.known = Known(form)
        self.heads = column_names(form)

    def lines(self) -> list[str]:
        """All lines, keys of the table before the tables below it."""
        lines = [_check(doubt) for doubt in self.table.doubts]
        lines += self._single()
        lines += self._listed()
        if self.table.attributes:
            lines += ["", f"[{self.prefix}attributes]"]
            lines += [self._column(_key(name), place) for place, name in self.table.attributes]
        for relation in self.table.relations:
            lines += ["", *self._relation(relation)]
        if self.table.role == FORM and not self.table.relations:
            lines += ["", say(_EXAMPLE).rstrip()]
        lines += self._items()
        lines += self._memberships()
        return lines

    def _single(self) -> list[str]:
        table = self.table
        who = "firm" if table.role == FIRMS else "respondent"
        places = {who: table.respondent, "name": table.name, "wave": table.wave}
        places |= {"parent": table.parent, "within": table.within}
        if table.key != self.form.key:
            places["key"] = table.key
        if table.role == TIES:
            places |= table.fields
        lines = [self._column(key, at) for key, at in places.items() if at is not None]
        if table.role == FORM and table.respondent is None:
            lines.append(say("# CHECK: which column holds the firm that answers?"))
            lines.append('# respondent = "..."')
        return lines

    def _listed(self) -> list[str]:
        used, table = self.table.used(), self.table
        lines = []
        private = [
            q.place for q in self.form.questions if q.kind == PRIVATE and q.place not in used
        ]
        private = sorted({*private, *table.private})
        if private:
            lines.append(say("# Private columns are never kept."))
            lines += self._array("private", (self.heads[place] for place in private))
        rest = [
            q.place
            for q in self.form.questions
            if q.place not in used | set(private) and q.kind not in (PRIVATE, TECHNICAL)
        ]
        filled = [place for place in rest if self.known.counts(place)]
        if filled:
            lines.append(say("# Not used so far; give them a role, or leave them here:"))
            lines += [f"#   {quote(self.heads[place])}{self._sample(place)}" for place in filled]
        missing = sorted(table.missing)
        lines += self._array("missing", missing) if missing else []
        return lines or []

    def _column(self, key: str, place: int) -> str:
        return f"{key} = {quote(self.heads[place])}{self._sample(place)}"

    def _sample(self, place: int) -> str:
        """The most frequent answers of a column; never those of a private one."""
        if place in self.table.private or self.form.questions[place].kind == PRIVATE:
            return ""
        counts = self.known.counts(place)
        often = sorted(counts, key=lambda text: (-counts[text], text))[:3]
        words = ", ".join(shortened(_one_line(text), 30) for text in often)
        return (
            say("    # such as {words}", words=words) if words else say("    # without an answer")
        )

    def _array(self, key: str, texts: Iterable[str]) -> list[str]:
        words = [quote(text) for text in texts]
        whole = f"{key} = [{', '.join(words)}]"
        if len(whole) <= _WIDTH:
            return [whole]
        return [f"{key} = [", *(f"    {word}," for word in words), "]"]

    # --- relations ---------------------------------------------------------------------------

    def _relation(self, relation: RelationPlan) -> list[str]:
        lines = [f"[[{self.prefix}relations]]", f"id = {quote(relation.id)}"]
        lines += [f"{key} = {_value(key, text)}" for key, text in relation.facts.items()]
        for doubt in relation.doubts:
            lines += [
                _check(doubt),
                say('# formality = "informal"    # formal or informal'),
                say('# content = "knowledge"     # trade, cooperation, knowledge, social, ...'),
                say("# directed = true           # whether A to B differs from B to A"),
                say('# flow = "with_arrow"       # with_arrow, against_arrow or both'),
            ]
        if relation.roster:
            lines += self._columns("columns", relation.roster)
        for name, columns in relation.details.items():
            lines += self._columns(_key(name), columns)
        lines += self._slots(relation)
        if relation.many:
            lines += self._array("many", (self.heads[place] for place in relation.many))
        if relation.separator:
            lines.append(f"separator = {quote(relation.separator)}")
        if relation.option:
            lines.append(f"option = {quote(relation.option)}")
        if relation.outside:
            lines.append(say("outside = true    # kinds of actors outside the cluster"))
        if relation.blank:
            lines.append(f"blank = {quote(relation.blank)}")
        return lines + self._values(relation)

    def _columns(self, key: str, columns: Columns, holder: str = "firm") -> list[str]:
        """A pattern or the name of a block where it means just these columns; else one by one."""
        pattern = matching(self.form, columns, holder)
        if pattern:
            return [
                say_n(
                    len(columns),
                    "{key} = {pattern}    # {n} column, such as {answers}",
                    "{key} = {pattern}    # {n} columns, such as {answers}",
                    key=key,
                    pattern=quote(pattern),
                    answers=self._answers(columns),
                )
            ]
        if all(self.heads[place] == name for place, name in columns):
            return self._array(key, (name for _, name in columns))
        names = _unlike(name or "nobody" for _, name in columns)
        pairs = [
            f"{quote(name)} = {quote(self.heads[place])}"
            for (place, _), name in zip(columns, names, strict=True)
        ]
        # A table over several lines is not TOML before 1.1; a table of its own comes last.
        return [f"{key} = {{ {', '.join(pairs)} }}"]

    def _answers(self, columns: Columns) -> str:
        total: dict[str, int] = {}
        for place, _ in columns:
            for text, count in self.known.counts(place).items():
                total[text] = total.get(text, 0) + count
        often = sorted(total, key=lambda text: (-total[text], text))[:4]
        return ", ".join(shortened(_one_line(text), 30) for text in often) or say(
            "no answer at all"
        )

    def _slots(self, relation: RelationPlan) -> list[str]:
        if not relation.slots:
            return []
        lines = self._array("names", (self.heads[slot["target"]] for slot in relation.slots))
        fields = dict.fromkeys(name for slot in relation.slots for name in slot)
        own: list[str] = []
        for name in fields:
            if name == "target" or any(name not in slot for slot in relation.slots):
                continue
            line = self._array(_key(name), (self.heads[slot[name]] for slot in relation.slots))
            if name in _DETAILS:
                lines += line
            else:
                columns = ", ".join(quote(self.heads[slot[name]]) for slot in relation.slots)
                own.append(f"{_key(name)} = [{columns}]")
        return [*lines, *([f"details = {{ {', '.join(own)} }}"] if own else [])]

    def _values(self, relation: RelationPlan) -> list[str]:
        if relation.values:
            pairs = (f"{quote(k)} = {_number(v)}" for k, v in relation.values.items())
            return [f"values = {{ {', '.join(pairs)} }}"]
        words = self._words(relation)
        if not words:
            return []
        pairs = (f"{quote(word)} = {k}" for k, word in enumerate(words, start=1))
        return [
            say("# CHECK: how strong is each answer (0: no tie)? Correct it and take off the '#':"),
            f"# values = {{ {', '.join(pairs)} }}",
        ]

    def _words(self, relation: RelationPlan) -> list[str]:
        """Answers in words whose order is not known."""
        places = [(place, self.form.questions[place].kind) for place, _ in relation.roster]
        places += [(s["strength"], "") for s in relation.slots if "strength" in s]
        if relation.option:
            return []
        words: dict[str, None] = {}
        for place, kind in places:
            reader = AnswerReader(self.form, kind, relation.values, self.table.missing)
            for text in self.known.counts(place):
                answer = reader.read(text)
                if answer.kind == TIE and answer.word:
                    words[text] = None
        return sorted(words)

    # --- items and memberships -----------------------------------------------------------------

    def _items(self) -> list[str]:
        scales: dict[str, list[tuple[int, str]]] = {}
        for item in self.table.items:
            scales.setdefault(item.scale, []).append((item.place, item.item))
        lines = []
        for scale, columns in scales.items():
            lines += ["", f"[[{self.prefix}items]]", f"scale = {quote(scale)}"]
            lines += self._columns("columns", tuple(columns), "item")
            turned = [i.item for i in self.table.items if i.scale == scale and i.reversed]
            lines += (
                self._array("reversed", turned)
                if turned
                else [say("# reversed = []    # items of which a high answer means little")]
            )
        return lines

    def _memberships(self) -> list[str]:
        ticked: dict[tuple[str, str], list[tuple[int, str]]] = {}
        lines = []
        for member in self.table.memberships:
            if member.organisation:
                sort = (member.type, member.formality)
                ticked.setdefault(sort, []).append((member.place, member.organisation))
                continue
            lines += ["", f"[[{self.prefix}affiliations]]"]
            lines += self._array("many", [self.heads[member.place]])
            lines += [f"separator = {quote(member.separator)}"] if member.separator else []
            lines += _sorts(member.type, member.formality)
        for (kind, formality), columns in ticked.items():
            lines += ["", f"[[{self.prefix}affiliations]]"]
            lines += self._columns("columns", tuple(columns), "organisation")
            lines += _sorts(kind, formality)
        return lines


def _check(doubt: str) -> str:
    return say("# CHECK: {doubt}", doubt=doubt)


_DETAILS = ("strength", "trust", "frequency", "since", "topic", "medium", "value")


def _sorts(kind: str, formality: str) -> list[str]:
    said = {"type": kind, "formality": formality}
    return [f"{key} = {quote(text)}" for key, text in said.items() if text]


def _value(key: str, text: str) -> str:
    if key in ("directed", "core"):
        return "true" if text == "yes" else "false"
    if key in ("scale_min", "scale_max", "trust_min", "trust_max"):
        return text
    return quote(text)


def _number(text: str) -> str:
    return text if text else '"yes"'


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _unlike(names: Iterable[str]) -> list[str]:
    """Names that are all different, as the keys of a table must be."""
    counts: dict[str, int] = {}
    made = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        made.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return made
