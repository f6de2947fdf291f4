"""Read a mapping file: what the columns of a survey mean, said by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tiesnet.language import say, word
from tiesnet.survey.forms.answers import answer_key, folded, is_nobody
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.mapping_columns import Finder
from tiesnet.survey.forms.mapping_forms import FIELDS, as_text, check_ids, form_of
from tiesnet.survey.forms.mapping_keys import (
    AFFILIATION,
    DETAILS,
    FACTS,
    ITEM,
    ONE,
    RELATION,
    SURVEY,
    MappingFile,
    did_you_mean,
)
from tiesnet.survey.forms.plan import (
    FIRMS,
    FORM,
    TIES,
    Columns,
    ItemPlan,
    MembershipPlan,
    Plan,
    RelationPlan,
    TablePlan,
)
from tiesnet.survey.problems import Log
from tiesnet.survey.schema import CHOICES
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import quoted


def read_mapping(path: Path, forms: Sequence[Form], log: Log) -> Plan:
    """Read what a mapping file says of forms.

    Parameters
    ----------
    path : Path
        The file, in TOML.
    forms : sequence of Form
        Every form it may speak of.
    log : Log
        Receives every error of the file.

    Returns
    -------
    Plan
        A role for each column that the file names.

    Raises
    ------
    SurveyError
        The file cannot be followed; its problems are all that is wrong in it.
    """
    file = MappingFile(path, log)
    content = file.content
    parts = content.get("tables")
    several = isinstance(parts, list) and bool(parts)
    keys = SURVEY if several else {**SURVEY, **ONE}
    content = file.checked(content, keys, word("The mapping file"))
    tables = content.get("tables", []) if several else [content]
    plans = []
    for table in tables:
        if several:
            table = file.checked(table, ONE, word("A table of the mapping file"))
        form = form_of(table, forms, file)
        if form is not None:
            plans.append(_Table(form, forms[form], table, file).plan())
    check_ids(plans, file)
    codes = content.get("firms", {})
    if any(map(_nested, codes.values())):
        file.error("firms", say("Each code of a firm stands for one name."), "[firms]")
    log.raise_if_fatal()
    log.assume(
        "mapping", say("The mapping file {name} says what the columns mean.", name=path.name)
    )
    facts = {key: str(content[key]) for key in SURVEY if isinstance(content.get(key), str)}
    names = {str(code): str(name) for code, name in codes.items() if not _nested(name)}
    return Plan(plans, names, facts, mapped=True)


def _nested(name: object) -> bool:
    return isinstance(name, (list, dict))


def header_rows(path: Path, log: Log) -> dict[str, int]:
    """The row of the headers of each sheet, where a mapping file says it."""
    content = MappingFile(path, log).content
    tables = content.get("tables")
    parts = tables if isinstance(tables, list) else [content]
    return {
        str(part.get("sheet", "")): part["header_row"]
        for part in parts
        if isinstance(part, dict) and isinstance(part.get("header_row"), int)
    }


class _Table:
    """One table of a mapping file, key by key."""

    def __init__(self, at: int, form: Form, said: Mapping[str, Any], file: MappingFile) -> None:
        self.at, self.form, self.said, self.file = at, form, said, file
        self.find = Finder(form, file)
        self.missing = folded([str(text) for text in self._list("missing")])

    def plan(self) -> TablePlan:
        """Put the plan of the table together."""
        role = TIES if "target" in self.said else FIRMS if "firm" in self.said else FORM
        who = self._one("firm" if role == FIRMS else "respondent")
        if role == FORM and who is None and "respondent" not in self.said:
            text = say("It is not said which column holds the firm that answers.")
            repair = say(
                "Give 'respondent' (a form), 'source' and 'target' (ties), or 'firm' (firms)."
            )
            self.file.error("respondent", text, "", repair)
        fields = {key: place for key in FIELDS if (place := self._one(key)) is not None}
        if role == TIES and not {"source", "parent"} & set(self.said):
            text = say("A table of ties needs 'source', the column of who names.")
            self.file.error("target", text, str(self.said["target"]))
        fields |= {name: place for place, name in self._named("details")}
        return TablePlan(
            self.at,
            role,
            respondent=who,
            name=self._one("name"),
            wave=self._one("wave"),
            key=self._one("key"),
            attributes=self._named("attributes"),
            relations=tuple(self._relations(role)),
            items=tuple(self._items()),
            memberships=tuple(self._memberships()),
            fields=fields if role == TIES else {},
            parent=self._one("parent"),
            within=self._one("within"),
            private=self._places("private"),
            ignored=self._places("ignore"),
            missing=self.missing,
        )

    def _one(self, key: str) -> int | None:
        return self.find.one(key, self.said[key]) if key in self.said else None

    def _list(self, key: str) -> list[Any]:
        value = self.said.get(key, [])
        return value if isinstance(value, list) else []

    def _places(self, key: str) -> tuple[int, ...]:
        found = (self.find.several(key, [text], "column") for text in self._list(key))
        return tuple(place for columns in found for place, _ in columns)

    def _named(self, key: str) -> Columns:
        value = self.said.get(key, {})
        pairs = value.items() if isinstance(value, dict) else ()
        found = ((self.find.one(key, header), str(name)) for name, header in pairs)
        return tuple((place, name) for place, name in found if place is not None)

    def _tables(self, key: str, known: Mapping[str, str]) -> list[dict[str, Any]]:
        return [self.file.checked(part, known, f"[[{key}]]") for part in self._list(key)]

    # --- relations ---------------------------------------------------------------------------

    def _relations(self, role: str) -> list[RelationPlan]:
        return [
            self._relation(part, role)
            for part in self._tables("relations", RELATION)
            if self._has_id(part)
        ]

    def _has_id(self, part: Mapping[str, Any]) -> bool:
        if isinstance(part.get("id"), str) and part["id"].strip():
            return True
        self.file.error(
            "id", say("A relation has no id."), "[[relations]]", say("Give it a short name.")
        )
        return False

    def _relation(self, part: Mapping[str, Any], role: str) -> RelationPlan:
        name = str(part["id"])
        facts = {key: as_text(part[key]) for key in FACTS if key in part}
        self._check_facts(name, facts)
        ways = [way for way in ("columns", "names", "many") if way in part]
        if role == FORM and len(ways) != 1:
            text = say("{name} needs one of 'columns', 'names' and 'many'", name=quoted(name))
            said = say(", not {n} of them.", n=len(ways)) if ways else "."
            self.file.error("id", f"{text}{said}", name, say("Say where its answers stand."))
        roster, slots, details = self._asked(part)
        option = str(part.get("option", ""))
        return RelationPlan(
            name,
            facts,
            roster=roster,
            slots=slots,
            many=tuple(p for p, _ in self._several(part, "many")),
            separator=str(part.get("separator", "")),
            details=details,
            values=self._values(part),
            option=option,
            blank=self._blank(name, part),
            outside=part.get("outside") in (True, "yes"),
        )

    def _asked(
        self, part: Mapping[str, Any]
    ) -> tuple[Columns, tuple[Mapping[str, int], ...], dict[str, Columns]]:
        extra = part.get("details", {})
        extra = extra if isinstance(extra, dict) else {}
        asked = {key: part[key] for key in DETAILS if key in part} | extra
        if "names" in part:
            names = self.find.numbered("names", part["names"])
            by_detail = {
                name: self.find.numbered(name, said, list(names)) for name, said in asked.items()
            }
            slots = tuple(
                {"target": place, **{n: c[k] for n, c in by_detail.items() if k in c}}
                for k, place in names.items()
            )
            return (), slots, {}
        nobody = folded([str(text) for text in part.get("nobody", [])])
        roster = tuple(
            (place, "" if is_nobody(firm) or answer_key(firm) in nobody else firm)
            for place, firm in self._several(part, "columns")
        )
        return roster, (), {n: self.find.several(n, said) for n, said in asked.items()}

    def _several(self, part: Mapping[str, Any], key: str) -> Columns:
        return self.find.several(key, part[key]) if key in part else ()

    def _values(self, part: Mapping[str, Any]) -> dict[str, str]:
        values = part.get("values", {})
        found = {}
        for answer, value in values.items() if isinstance(values, dict) else ():
            word = read_choice("yesno", str(value)) if isinstance(value, (str, bool)) else None
            if word is None and not isinstance(value, (int, float)):
                text = say(
                    "The answer {answer} must stand for a number, yes or no.", answer=quoted(answer)
                )
                self.file.error("values", text, str(value))
                continue
            strength = {"yes": "", "no": "0"}.get(word or "", f"{value}")
            found[answer_key(answer)] = strength
        return found

    def _blank(self, name: str, part: Mapping[str, Any]) -> str:
        blank = str(part.get("blank", ""))
        if blank and blank not in ("no", "unanswered"):
            text = say(
                "'blank' of {name} must be 'no' (no tie) or 'unanswered'.", name=quoted(name)
            )
            self.file.error("blank", text, blank)
        return blank

    def _check_facts(self, name: str, facts: Mapping[str, str]) -> None:
        for key, text in facts.items():
            if key in CHOICES and read_choice(key, text) is None:
                words = ", ".join(CHOICES[key])
                said = say(
                    "{text} is no {key} of {name}.", text=quoted(text), key=key, name=quoted(name)
                )
                hint = did_you_mean(text, CHOICES[key])
                self.file.error(
                    key, f"{said}{hint}", text, say("Use one of: {words}.", words=words)
                )

    # --- items and memberships -----------------------------------------------------------------

    def _items(self) -> list[ItemPlan]:
        found = []
        for part in self._tables("items", ITEM):
            columns = self.find.several("columns", part.get("columns", []), "item")
            turned = folded([str(text) for text in part.get("reversed", [])])
            for place, item in columns:
                names = folded([item, self.form.questions[place].header])
                scale = str(part.get("scale", ""))
                found.append(ItemPlan(place, item, scale, bool(names & turned)))
            self._check_reversed(part, columns)
        return found

    def _check_reversed(self, part: Mapping[str, Any], columns: Columns) -> None:
        known = [text for p, item in columns for text in (item, self.form.questions[p].header)]
        for text in part.get("reversed", []):
            if answer_key(str(text)) not in folded(known):
                hint = did_you_mean(str(text), known)
                problem = say(
                    "{text} is no item of this scale.{hint}", text=quoted(text), hint=hint
                )
                self.file.error("reversed", problem, str(text))

    def _memberships(self) -> list[MembershipPlan]:
        found = []
        for part in self._tables("affiliations", AFFILIATION):
            words = {key: str(part.get(key, "")) for key in ("separator", "type", "formality")}
            found += [
                MembershipPlan(place, name, **words)
                for place, name in self.find.several(
                    "columns", part.get("columns", []), "organisation"
                )
                if not is_nobody(name)
            ]
            found += [
                MembershipPlan(place, "", **words) for place, _ in self._several(part, "many")
            ]
        return found
