"""The Excel form of a questionnaire: one file for one respondent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.workbook.cells import put, save_bytes
from tiesnet.exports.workbook.form_parts import FormLooks, Page
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.survey.questionnaire import (
    AGREE,
    ATTRIBUTES,
    CONTACTS,
    FORM_SHEET,
    ITEMS,
    MEMBERSHIP_TYPES,
    MOST_MEMBERSHIPS,
    MOST_OUTSIDE,
    PARTNER_KINDS,
    STRONGEST,
    TRUST,
    Design,
    Relation,
    labelled,
    packed,
    plain,
    said,
)

_LISTS = {"firms": "C", "stages": "D", "kinds": "E", "types": "F", "yesno": "G"}
_SHEETS = ("trust", "external", "memberships", "vision")
_NUMBERS = {"integer": (0, 1_000_000), "year": (1500, 2100), "percent": (0, 100)}


def form_workbook(design: Design, language: str) -> bytes:
    """Give the bytes of the form, the same for the same questionnaire."""
    return _Form(design, language).bytes()


class _Form:
    """The workbook while it is written."""

    def __init__(self, design: Design, language: str) -> None:
        self.design, self.language = design, language
        self.book = Workbook()
        self.looks = FormLooks(self.book)
        self.book.properties.creator = "tiesnet"
        self.book.properties.title = self.heading = design.title or self.said("title")
        self.book.security = WorkbookProtection(lockStructure=True)
        self.lists: dict[str, str] = {}
        self.own = ""
        further = [name for name in _SHEETS if design.has(name)]
        titles = [self.said(f"sheet_{name}") for name in ("start", "firm")]
        titles += [self.said(name) for name in design.relations]
        titles += [self.said(f"sheet_{name}") for name in further]
        self.titles = dict(
            zip(
                ("start", "firm", *design.relations, *further),
                sheet_names([FORM_SHEET, *titles])[1:],
                strict=True,
            )
        )

    def said(self, key: str, **words: str) -> str:
        """One text in the language of the form."""
        return said(self.language, key, **words)

    def bytes(self) -> bytes:
        """Write all sheets."""
        hidden = self.book.create_sheet(FORM_SHEET)
        self._hidden(hidden)
        self._start(self._sheet("start", self.book.worksheets[0]))
        self._firm(self._sheet("firm"))
        for relation in self.design.asked():
            self._relation(self._sheet(relation.id), relation)
        for name, write in (
            ("trust", self._trust),
            ("external", self._external),
            ("memberships", self._memberships),
            ("vision", self._vision),
        ):
            if self.design.has(name):
                write(self._sheet(name))
        self.book.move_sheet(hidden, len(self.book.sheetnames))
        hidden.sheet_state = "veryHidden"
        return save_bytes(self.book)

    def _sheet(self, name: str, sheet: Any = None) -> Worksheet:
        made: Worksheet = self.book.create_sheet() if sheet is None else sheet
        made.title = self.titles[name]
        return made

    def _hidden(self, sheet: Worksheet) -> None:
        """The codebook, what a reader needs besides, and the lists the cells choose from."""
        lines = [f"questionnaire:{self.design.key}", f"language:{self.language}"]
        for row, text in enumerate([*packed(self.design), *lines], 1):
            put(sheet, row, 1, text)
        lists = {
            "firms": list(self.design.shown.values()),
            "stages": [plain(label) for _, label, _ in self.design.stages],
            "kinds": [self.said(f"kind_{kind}") for kind in PARTNER_KINDS],
            "types": [self.said(f"type_{kind}") for kind in MEMBERSHIP_TYPES],
            "yesno": [self.said("yes"), self.said("no")],
        }
        for k, (name, words) in enumerate(lists.items(), 3):
            for row, word in enumerate(words, 1):
                put(sheet, row, k, word)
            letter = _LISTS[name]
            self.lists[name] = f"'{FORM_SHEET}'!${letter}$1:${letter}${max(len(words), 1)}"

    def _start(self, sheet: Worksheet) -> None:
        page, looks = Page(sheet, self.looks, [62.0, 30.0]), self.looks
        page.title(self.heading)
        page.say(self.said("start_purpose"), looks.answer, 16.5)
        page.heading(self.said("start_how"))
        words = {"sheet": self.titles["firm"], "yes": self.said("yes")}
        steps = ["start_1", "start_2", "start_3"]
        steps += ["start_4", "start_5"] if self.design.relations else []
        for k, key in enumerate([*steps, "start_6"], 1):
            page.say(f"{k}.  {self.said(key, **words)}", looks.prose, 15.0, 5.0)
        page.heading(self.said("start_data"))
        for key in ("data_1", "data_2", "data_3", "data_4"):
            page.say(f"•  {self.said(key)}", looks.prose, 15.0, 5.0)
        page.finish()

    def _firm(self, sheet: Worksheet) -> None:
        page = Page(sheet, self.looks, [62.0, 42.0])
        page.title(self.titles["firm"])
        cell = page.ask("q:firm", self.said("firm"))
        page.offer(cell, self.lists["firms"], self.said("firm_hint"), self.said("firm_hint"))
        self.own = f"'{sheet.title}'!${cell[0]}${cell[1:]}"
        if self.design.has("consent"):
            page.heading(self.said("part_consent"))
            for name in ("agree", "named"):
                cell = page.ask(f"q:{name}", self.said(name))
                hint = self.said(f"{name}_hint", no=self.said("no"))
                page.offer(cell, self.lists["yesno"], hint, hint)
        if self.design.has("attributes"):
            page.heading(self.said("part_attributes"))
            for name in self.design.attributes():
                self._attribute(page, name)
        if self.design.has("contact"):
            page.heading(self.said("part_contact"))
            page.say(self.said("part_contact_note"), self.looks.quiet)
            for name in CONTACTS:
                page.ask(f"q:contact_{name}", self.said(name))
        page.finish()

    def _attribute(self, page: Page, name: str) -> None:
        kind = ATTRIBUTES[name]
        cell = page.ask(f"q:{name}", self.said(name), number=kind in _NUMBERS)
        hint = self.said(f"hint_{kind}")
        if kind == "stage":
            page.offer(cell, self.lists["stages"], hint, hint)
        elif kind in _NUMBERS:
            page.number(cell, *_NUMBERS[kind], hint)

    def _relation(self, sheet: Worksheet, relation: Relation) -> None:
        page, name = Page(sheet, self.looks, [70.0, 22.0]), relation.id
        page.title(self.titles[name])
        page.say(self.said(f"{name}_question"), self.looks.answer, 16.5)
        facts = (self.said(relation.formality), self.said(f"{name}_direction"))
        page.say(" ".join(facts), self.looks.prose)
        legend = [labelled(self.language, relation.scale, k) for k in range(STRONGEST + 1)]
        page.say(_line(self.said("scale"), legend), self.looks.legend, 15.0, 5.0)
        page.gap()
        cell = page.ask(f"done:{name}", self.said("done"), label_style=self.looks.strong)
        hint = self.said("done_hint", yes=self.said("yes"))
        page.offer(cell, self.lists["yesno"], hint, hint)
        page.say(self.said("own_firm"), self.looks.quiet)
        head = page.row
        page.head([self.said("column_firm"), self.said("column_strength")])
        digits = ",".join(str(k) for k in range(STRONGEST + 1))
        self._firms(page, f"tie:{name}:", f'"{digits}"', "\n".join(legend))
        page.finish(head, frozen=True)

    def _firms(self, page: Page, key: str, digits: str, legend: str) -> None:
        """A row for each firm of the list; that of the respondent turns grey."""
        first = page.row
        for code, shown in self.design.shown.items():
            cell = page.ask(f"{key}{code}", shown, number=True, label_style=self.looks.firm)
            page.offer(cell, digits, legend, legend)
        grey = FormulaRule(  # type: ignore[no-untyped-call]
            formula=[f'AND($B{first}<>"",$B{first}={self.own})'],
            font=Font(color="B4BAC0", strike=True),
        )
        page.sheet.conditional_formatting.add(f"B{first}:C{page.row - 1}", grey)

    def _trust(self, sheet: Worksheet) -> None:
        page = Page(sheet, self.looks, [70.0, 22.0])
        page.title(self.titles["trust"])
        page.say(self.said("trust_question"), self.looks.answer, 16.5)
        page.say(self.said("trust_note"), self.looks.prose)
        scale = range(TRUST[0], TRUST[1] + 1)
        legend = [labelled(self.language, "trust", k) for k in scale]
        page.say(_line(self.said("scale"), legend), self.looks.legend, 15.0, 5.0)
        page.gap()
        head = page.row
        page.head([self.said("column_firm"), self.said("column_trust")])
        self._firms(page, "trust:", f'"{",".join(map(str, scale))}"', "\n".join(legend))
        page.finish(head, frozen=True)

    def _external(self, sheet: Worksheet) -> None:
        relations = self.design.asked()
        page = Page(sheet, self.looks, [34.0, 26.0, 18.0, 16.0, *[12.0] * len(relations)])
        page.title(self.titles["external"])
        page.say(self.said("external_question"), self.looks.answer, 16.5)
        page.say(self.said("external_note"), self.looks.prose)
        legends = {}
        for scale in dict.fromkeys(relation.scale for relation in relations):
            words = [labelled(self.language, scale, k) for k in range(STRONGEST + 1)]
            legends[scale] = "\n".join(words)
            about = ", ".join(self.said(r.id) for r in relations if r.scale == scale)
            page.say(_line(about, words), self.looks.legend, 15.0, 5.0)
        page.gap()
        head = page.row
        names = [self.said(f"partner_{k}") for k in ("name", "kind", "place", "country")]
        page.head([*names, *(self.said(relation.id) for relation in relations)])
        digits = '"' + ",".join(str(k) for k in range(STRONGEST + 1)) + '"'
        for k in range(MOST_OUTSIDE):
            cells = page.open_row(f"partner:{k}", [False] * 4 + [True] * len(relations))
            page.offer(cells[1], self.lists["kinds"], self.said("hint_stage"), "")
            for cell, relation in zip(cells[4:], relations, strict=True):
                page.offer(cell, digits, legends[relation.scale], legends[relation.scale])
        page.finish(head, frozen=True)

    def _memberships(self, sheet: Worksheet) -> None:
        page = Page(sheet, self.looks, [62.0, 34.0])
        page.title(self.titles["memberships"])
        page.say(self.said("memberships_question"), self.looks.answer, 16.5)
        page.say(self.said("memberships_note"), self.looks.prose)
        page.gap()
        page.head([self.said("member_name"), self.said("member_type")])
        for k in range(MOST_MEMBERSHIPS):
            cells = page.open_row(f"member:{k}", [False, False])
            page.offer(cells[1], self.lists["types"], self.said("hint_stage"), "")
        page.finish()

    def _vision(self, sheet: Worksheet) -> None:
        page = Page(sheet, self.looks, [74.0, 18.0])
        page.title(self.titles["vision"])
        page.say(self.said("vision_question"), self.looks.answer, 16.5)
        scale = range(AGREE[0], AGREE[1] + 1)
        legend = [labelled(self.language, "agree", k) for k in scale]
        page.say(_line(self.said("scale"), legend), self.looks.legend, 15.0, 5.0)
        page.gap()
        page.head([self.said("column_statement"), self.said("column_answer")])
        for item in ITEMS:
            cell = page.ask(f"item:{item}", self.said(item), True, self.looks.firm)
            page.offer(cell, f'"{",".join(map(str, scale))}"', "\n".join(legend), "")
        page.gap()
        page.say(self.said("thanks"), self.looks.quiet)
        page.finish()


def _line(about: str, words: Sequence[str]) -> str:
    """A scale in one line, which breaks between its values only."""
    kept = [word.replace(" ", "\u00a0") for word in words]
    return f"{about}:   {'    '.join(kept)}"
