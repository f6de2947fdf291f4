"""Returned forms: Excel questionnaires made by ``tiesnet questionnaire``, one respondent each.

A hidden sheet holds the codebook, and a hidden first column says in every row what is asked in
it, so that nothing depends on the language or on the names of the sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.questionnaire.answers import Partner, Reply, Roster, Said
from tiesnet.survey.questionnaire.book import FORM_SHEET, unpacked
from tiesnet.survey.questionnaire.design import Design
from tiesnet.survey.questionnaire.tables import tables_of_replies
from tiesnet.survey.questionnaire.texts import LANGUAGES, meant
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes.registry import shape
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import name_key, quoted

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NAMES, _ANSWERS, _PARTNER_TIES = 1, 2, 5  # columns, from 0


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether some sheet is the hidden one of a form."""
    return any(sheet.name == FORM_SHEET for sheet in sheets)


@shape("returned forms of a questionnaire", looks)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Make the tables of a survey; every file is one respondent."""
    files: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        files.setdefault(sheet.file, []).append(sheet)
    replies, language = [], ""
    for file, own in files.items():
        hidden = next((sheet for sheet in own if sheet.name == FORM_SHEET), None)
        cells = [] if hidden is None else [row[0] for _, row in hidden.cells() if row]
        design = unpacked(cells)
        if design is None:
            _say_no_form(file, hidden is None, log)
            continue
        said = next((text.removeprefix("language:") for text in cells if "language:" in text), "")
        language = language or (said if said in LANGUAGES else "")
        replies.append(_Form(file, design, log).read(own))
    log.raise_if_fatal()
    if not replies:
        log.fatal(
            "unreadable_file",
            Place(),
            say("None of the forms can be read."),
            say("Look at the list."),
        )
        log.raise_if_fatal()
    return tables_of_replies(replies, language or "en", log)


def _say_no_form(file: str, other: bool, log: Log) -> None:
    text = (
        say("The workbook is no form of this questionnaire; it was not read.")
        if other
        else say("The form was changed, or made by a later version of tiesnet; it was not read.")
    )
    log.add("other_questionnaire", Place(file), text, severity="warning" if other else "error")


class _Form:
    """One returned form while it is read."""

    def __init__(self, file: str, design: Design, log: Log) -> None:
        self.file, self.design, self.log = file, design, log
        self.reply = Reply(design, Said("", Place(file)))
        self.cells: dict[str, dict[str, Said]] = {name: {} for name in design.relations}
        self.done: dict[str, bool] = {}
        self.readers: dict[str, Callable[[str, Sequence[Said]], None]] = {
            "q": self._question,
            "done": self._done,
            "tie": self._tie,
            "trust": self._trust,
            "item": self._item,
            "member": self._member,
            "partner": self._partner,
        }

    def read(self, sheets: Sequence[Sheet]) -> Reply:
        """Read all sheets; rows without a key are wording."""
        for sheet in sheets:
            if sheet.name == FORM_SHEET:
                continue
            for number, row in sheet.cells():
                kind, _, what = row[0].strip().partition(":")
                if kind in self.readers:
                    self.readers[kind](what, self._said(sheet, number, row))
        for name, cells in self.cells.items():
            self.reply.rosters[name] = Roster(self.done.get(name, False), cells)
        return self.reply

    def _said(self, sheet: Sheet, number: int, row: Sequence[str]) -> list[Said]:
        width = _PARTNER_TIES + len(self.design.relations)
        texts = [*(cell.strip() for cell in row), *[""] * width]
        return [
            Said(text, Place(self.file, sheet.sheet, number, _LETTERS[k], text))
            for k, text in enumerate(texts[:width])
        ]

    def _question(self, what: str, row: Sequence[Said]) -> None:
        said = row[_ANSWERS]
        if what == "firm":
            self.reply.firm = said
        elif what == "agree":
            self.reply.agree = said.text
        elif what == "named":
            self.reply.named = said
        elif what.startswith("contact_"):
            self.reply.contacts[what.removeprefix("contact_")] = said.text
        elif what in self.design.attributes():
            self.reply.facts[what] = said

    def _done(self, relation: str, row: Sequence[Said]) -> None:
        self.done[relation] = read_choice("yesno", row[_ANSWERS].text) == "yes"

    def _tie(self, what: str, row: Sequence[Said]) -> None:
        relation, _, code = what.partition(":")
        if relation in self.cells and self._same_firm(code, row):
            self.cells[relation][code] = row[_ANSWERS]

    def _trust(self, code: str, row: Sequence[Said]) -> None:
        if row[_ANSWERS].text and self._same_firm(code, row):
            self.reply.trust[code] = row[_ANSWERS]

    def _same_firm(self, code: str, row: Sequence[Said]) -> bool:
        """Whether the list still has the firm there that was asked about."""
        shown = self.design.shown.get(code, "")
        typed = row[_NAMES]
        if shown and name_key(typed.text) == name_key(shown):
            return True
        if row[_ANSWERS].text:
            text = say(
                "The list of firms was changed: {text} stands where {shown} was asked "
                "about. The answer was left out.",
                text=quoted(typed.text),
                shown=quoted(shown),
            )
            repair = say("Put the answer into the row of its firm, in the form as it was sent.")
            self.log.add("name_typed_over", typed.place, text, repair)
        return False

    def _item(self, item: str, row: Sequence[Said]) -> None:
        self.reply.items[item] = row[_ANSWERS]

    def _member(self, _what: str, row: Sequence[Said]) -> None:
        if row[_NAMES].text:
            kind = meant("type_", row[_ANSWERS].text) or row[_ANSWERS].text
            self.reply.memberships.append((row[_NAMES], kind))

    def _partner(self, _what: str, row: Sequence[Said]) -> None:
        ties = dict(zip(self.design.relations, row[_PARTNER_TIES:], strict=True))
        if row[_NAMES].text:
            self.reply.partners.append(Partner(row[1], row[2], row[3], row[4], ties))
        elif any(said.text for said in (*row[2:5], *ties.values())):
            text = say("The line says something of a partner, but not its name; it was left out.")
            self.log.add("answer_not_used", row[_NAMES].place, text, say("Fill in the name."))
