"""The XLSForm of a questionnaire, for KoboToolbox, ODK and what else reads XLSForms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from tiesnet.exports.workbook.cells import put, save_bytes
from tiesnet.exports.workbook.looks import Looks
from tiesnet.survey.questionnaire import (
    AGREE,
    ATTRIBUTES,
    CONTACTS,
    ITEMS,
    LANGUAGES,
    MEMBERSHIP_TYPES,
    PARTNER_KINDS,
    SCALES,
    STRONGEST,
    TRUST,
    YES_NO,
    Design,
    Relation,
    codes_for,
    labelled,
    packed,
    plain,
    questions,
    said,
)

_PLAIN = (
    "type", "name", "required", "relevant", "appearance", "constraint", "choice_filter",
    "calculation", "repeat_count",
)  # fmt: skip
_LIMITS = {
    "integer": ". >= 0 and . <= 1000000",
    "year": ". >= 1500 and . <= 2100",
    "percent": ". >= 0 and . <= 100",
}
_MOST_SHOWN = 25  # firms; a longer list of respondents is searched by typing
Row = dict[str, str]
Choices = list[tuple[str, Mapping[str, str]]]


def xlsform_workbook(design: Design, languages: Sequence[str]) -> bytes:
    """Give the bytes of the XLSForm, the same for the same questionnaire."""
    form = _XlsForm(design, languages)
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    first = book.worksheets[0]
    first.title = "survey"
    for name, rows in (
        ("survey", form.survey()),
        ("choices", form.choices()),
        ("settings", [form.settings()]),
    ):
        sheet = first if name == "survey" else book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        for k, column in enumerate(columns, 1):
            put(sheet, 1, k, column, looks.head_text)
        for number, row in enumerate(rows, 2):
            for k, column in enumerate(columns, 1):
                put(sheet, number, k, row.get(column))
        sheet.freeze_panes = "A2"
    return save_bytes(book)


class _XlsForm:
    """The rows of an XLSForm."""

    def __init__(self, design: Design, languages: Sequence[str]) -> None:
        self.design, self.languages = design, languages
        self.numbers = questions(design)
        self.rows: list[Row] = []

    def settings(self) -> Row:
        """The title, and a version that changes with the questionnaire only."""
        language = self.languages[0]
        return {
            "form_title": plain(self.design.title) or said(language, "title"),
            "form_id": f"tiesnet_{self.design.key}",
            "version": self.design.key,
            "default_language": said(language, "language"),
        }

    # --- choices ------------------------------------------------------------------------------

    def choices(self) -> list[Row]:
        """All lists of choices; firms have one name in every language."""
        firms: Choices = [(code, self._alike(shown)) for code, shown in self.design.shown.items()]
        special: Choices = [(name, self._in_all(name)) for name in ("nobody", "no_answer")]
        lists: dict[str, Choices] = {
            "firms": firms,
            "partners": [*special, *firms],
            "yes_no": [(name, self._in_all(name)) for name in YES_NO],
            "kinds": [(name, self._in_all(f"kind_{name}")) for name in PARTNER_KINDS],
            "types": [(name, self._in_all(f"type_{name}")) for name in MEMBERSHIP_TYPES],
            "trust": self._scale("trust", *TRUST),
            "agree": self._scale("agree", *AGREE),
        }
        for scale in SCALES:
            lists[scale] = self._scale(scale, 1, STRONGEST)
        if self.design.stages:
            codes = codes_for([key for key, _, _ in self.design.stages])
            labels = [plain(label) for _, label, _ in self.design.stages]
            lists["stages"] = [
                (code, self._alike(label)) for code, label in zip(codes, labels, strict=True)
            ]
        used = {row["type"].split()[1] for row in self.rows if row["type"].startswith("select")}
        return [
            {"list_name": name, "name": code, **self._columns("label", labels)}
            for name, choices in lists.items()
            if name in used
            for code, labels in choices
        ]

    def _scale(self, scale: str, low: int, high: int) -> Choices:
        return [
            (f"{k}", {language: labelled(language, scale, k) for language in self.languages})
            for k in range(low, high + 1)
        ]

    def _in_all(self, key: str, **words: str) -> dict[str, str]:
        return {language: said(language, key, **words) for language in self.languages}

    def _alike(self, text: str) -> Mapping[str, str]:
        return dict.fromkeys(self.languages, text)

    def _columns(self, column: str, texts: Mapping[str, str]) -> Row:
        return {f"{column}::{LANGUAGES[k]['language']}": text for k, text in texts.items()}

    # --- questions ----------------------------------------------------------------------------

    def survey(self) -> list[Row]:
        """All questions, in order."""
        self.rows = [{"type": "start", "name": "start"}, {"type": "end", "name": "end"}]
        for k, part in enumerate(packed(self.design), 1):
            name = "tn_form" if k == 1 else f"tn_form_{k}"
            self.rows.append({"type": "calculate", "name": name, "calculation": f"'{part}'"})
        consent = self.design.has("consent")
        if consent:
            data = {
                language: "\n\n".join(said(language, f"data_{k}") for k in range(1, 5))
                for language in self.languages
            }
            purpose = self._in_all("start_purpose")
            self._row("note", "note_purpose", purpose)
            self._row("note", "note_data", data)
            self._ask("select_one yes_no", "tn_agree", "agree", required="yes")
        relevant = {"relevant": "${tn_agree} = 'yes'"} if consent else {}
        self.rows.append({"type": "begin_group", "name": "grp_main", **relevant})
        self._firm()
        for relation in self.design.asked():
            self._relation(relation)
        for name, add in (
            ("trust", self._trust),
            ("external", self._external),
            ("memberships", self._memberships),
            ("vision", self._vision),
            ("contact", self._contact),
        ):
            if self.design.has(name):
                add()
        self.rows.append({"type": "end_group", "name": "grp_main"})
        return self.rows

    def _firm(self) -> None:
        long = len(self.design.firms) > _MOST_SHOWN
        look = "minimal autocomplete" if long else "minimal"
        self._ask("select_one firms", "tn_firm", "firm", required="yes", appearance=look)
        if self.design.has("consent"):
            self._ask("select_one yes_no", "tn_named", "named", hint="named_hint")
        if not self.design.has("attributes"):
            return
        self._group("grp_attributes", "part_attributes")
        for name in self.design.attributes():
            kind = ATTRIBUTES[name]
            hint = f"hint_{kind}"
            if kind == "stage":
                self._ask("select_one stages", "tn_stage", name)
            elif kind == "text":
                self._ask("text", f"tn_{name}", name, hint=hint)
            else:
                self._ask("integer", f"tn_{name}", name, hint=hint, constraint=_LIMITS[kind])
        self._end()

    def _relation(self, relation: Relation) -> None:
        self._group(f"grp_{relation.id}", relation.id)
        self._partners(relation, f"tn_ties_{relation.id}")
        self._each_partner(relation, f"tn_ties_{relation.id}")
        self._end()

    def _partners(self, relation: Relation, ties: str) -> None:
        """Ask with whom there is a tie: many firms, or nobody, or no answer."""
        name = relation.id
        facts = {
            language: " ".join(
                said(language, key)
                for key in (relation.formality, f"{name}_direction", "select_hint")
            )
            for language in self.languages
        }
        alone = {
            language: said(
                language,
                "alone",
                nobody=said(language, "nobody"),
                no_answer=said(language, "no_answer"),
            )
            for language in self.languages
        }
        special = "selected(., 'nobody') or selected(., 'no_answer')"
        self._numbered(
            "select_multiple partners",
            ties,
            self._in_all(f"{name}_question"),
            required="yes",
            choice_filter="name != ${tn_firm}",
            constraint=f"not(({special}) and count-selected(.) > 1)",
            **self._columns("hint", facts),
            **self._columns("constraint_message", alone),
        )

    def _each_partner(self, relation: Relation, ties: str) -> None:
        """Ask of each partner chosen how strong the tie is."""
        name = relation.id
        who, shown = f"tn_who_{name}", f"tn_name_{name}"
        none = " or ".join(f"selected(${{{ties}}}, '{word}')" for word in ("nobody", "no_answer"))
        count = f"if({none}, 0, count-selected(${{{ties}}}))"
        self._row("begin_repeat", f"each_{name}", self._in_all(name), repeat_count=count)
        position = "position(..) - 1"
        self._calculate(who, f"selected-at(${{{ties}}}, {position})")
        self._calculate(shown, f"jr:choice-name(${{{who}}}, '${{{ties}}}')")
        how = self._in_all("how_strong", firm=f"${{{shown}}}")
        self._numbered(f"select_one {relation.scale}", f"tn_how_{name}", how, required="yes")
        self.rows.append({"type": "end_repeat", "name": f"each_{name}"})

    def _trust(self) -> None:
        """One question per firm, shown for firms with a tie only: repeats cannot be joined."""
        named = ", ' ', ".join(f"${{tn_ties_{name}}}" for name in self.design.relations)
        joined = f"concat({named}, ' ')"
        self._group("grp_trust", "trust_question")
        self._calculate("tn_all", joined)
        for firm in self.design.firms:
            shown = self.design.shown[firm.code]
            words = {k: said(k, "trust_firm", firm=shown) for k in self.languages}
            self._numbered(
                "select_one trust",
                f"tn_trust_{firm.code}",
                words,
                relevant=f"selected(${{tn_all}}, '{firm.code}')",
            )
        self._end()

    def _external(self) -> None:
        self._group("grp_external", "sheet_external")
        self._row("note", "note_external", self._in_all("external_question"))
        self._ask("select_one yes_no", "tn_more", "external_add", number=False)
        self._row(
            "begin_repeat",
            "each_outside",
            self._in_all("sheet_external"),
            relevant="${tn_more} = 'yes'",
        )
        self._ask("text", "tn_out_name", "partner_name", required="yes")
        self._ask("select_one kinds", "tn_out_kind", "partner_kind")
        self._ask("text", "tn_out_place", "partner_place")
        self._ask("text", "tn_out_country", "partner_country")
        for relation in self.design.asked():
            kind = f"select_one {relation.scale}"
            self._ask(kind, f"tn_out_{relation.id}", relation.id, appearance="minimal")
        self.rows.append({"type": "end_repeat", "name": "each_outside"})
        self._end()

    def _memberships(self) -> None:
        self._row("begin_repeat", "each_member", self._in_all("memberships_question"))
        self._ask("text", "tn_member_name", "member_name", hint="memberships_note")
        self._ask("select_one types", "tn_member_type", "member_type")
        self.rows.append({"type": "end_repeat", "name": "each_member"})

    def _vision(self) -> None:
        self._group("grp_vision", "vision_question", appearance="field-list")
        for item in ITEMS:
            self._ask("select_one agree", f"tn_item_{item}", item, appearance="likert")
        self._end()

    def _contact(self) -> None:
        self._group("grp_contact", "part_contact")
        self._row("note", "note_contact", self._in_all("part_contact_note"))
        for name in CONTACTS:
            self._ask("text", f"tn_contact_{name}", name)
        self._end()

    # --- rows ---------------------------------------------------------------------------------

    def _ask(
        self, kind: str, name: str, key: str, hint: str = "", number: bool = True, **columns: str
    ) -> None:
        """Ask one question; labels begin with its number, which exports with labels keep."""
        if hint:
            words = {language: {"no": said(language, "no")} for language in self.languages}
            hints = {language: said(language, hint, **words[language]) for language in words}
            columns |= self._columns("hint", hints)
        texts = self._in_all(key)
        if number:
            self._numbered(kind, name, texts, **columns)
        else:
            self._row(kind, name, texts, **columns)

    def _numbered(self, kind: str, name: str, texts: Mapping[str, str], **columns: str) -> None:
        number = self.numbers[name]
        self._row(kind, name, {k: f"{number}. {text}" for k, text in texts.items()}, **columns)

    def _row(self, kind: str, name: str, texts: Mapping[str, str], **columns: str) -> None:
        self.rows.append({"type": kind, "name": name, **self._columns("label", texts), **columns})

    def _group(self, name: str, key: str, **columns: str) -> None:
        self._row("begin_group", name, self._in_all(key), **columns)

    def _end(self) -> None:
        group: Any = next(
            row["name"]
            for row in reversed(self.rows)
            if row["type"] == "begin_group" and not self._closed(row["name"])
        )
        self.rows.append({"type": "end_group", "name": group})

    def _closed(self, name: str) -> bool:
        return any(row["type"] == "end_group" and row["name"] == name for row in self.rows)

    def _calculate(self, name: str, formula: str) -> None:
        self.rows.append({"type": "calculate", "name": name, "calculation": formula})
