"""The first sheet: what was found, in words, and where to look further."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.diagnosis import Finding, count, diagnoses, findings, response
from tiesnet.exports.public_notes import public_notes
from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.heights import text_lines
from tiesnet.exports.workbook.links import location
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.prose import paragraph
from tiesnet.exports.workbook.sheets import Sheets
from tiesnet.language import joined, say, say_n, word
from tiesnet.metrics import Measures

_WIDTH = 110  # of both columns: the longest line that is comfortable to read
_SHEET_OF = {
    "disconnected": "Disconnected",
    "survey": "Disconnected",
    "brokers": "Brokers",
    "chain": "Horizontal-vertical",
    "layers": "Formal-informal",
}
_READING = (
    word(
        "A firm is called disconnected only if it answered. Silent: asked, did not answer. "
        "Not surveyed: never asked. About the silent and those not surveyed we do not know."
    ),
    word(
        "An empty cell is unknown or undefined, never zero; the reason stands beside it. “≥” "
        "marks numbers of firms that did not answer: others report as much, it may be more."
    ),
    word(
        "Headings carry their definition as a note. Definitions and sources are in the sheet "
        "Definitions, every number of every firm in Firms-all."
    ),
    word(
        "Blue text leads on: the name of a firm to its row in Firms, from there to all its "
        "numbers; the first heading of a table back to this sheet. Rows are found where they "
        "stood at first: after sorting Firms, search for the name."
    ),
    word(
        "For paper: the sheets up to Network, Problems and Provenance. Ties, Firms-all and "
        "Definitions are long lists for the screen; print the sheets you choose, not the whole "
        "file."
    ),
)


def write_summary(
    sheet: Worksheet,
    measures: Measures,
    looks: Looks,
    sheets: Sheets,
) -> None:
    """Write the first screen of the report in words, and what each sheet is about."""
    # The names of the sheets stand here, and are cut where the text beside them begins.
    sheet.column_dimensions["A"].width = max(24, max(len(name) for name, _ in sheets.about()) + 2)
    sheet.column_dimensions["B"].width = _WIDTH - sheet.column_dimensions["A"].width
    put(sheet, 1, 1, title_of(measures), looks.title)
    sheet.row_dimensions[1].height = 26
    row = paragraph(sheet, 2, subtitle(measures), looks.answer, 16.5)
    for text in warnings_of(measures):
        row = paragraph(sheet, row, text, looks.quiet, 13.5)
    row = _section(sheet, row + 1, say("What was found"), looks)
    for found in findings(measures):
        row = _line(sheet, row, _sheet_of(found, sheets), found.sentence, looks)
        if found.caution:
            row = _line(sheet, row, "", found.caution, looks, quiet=True)
    row = _section(sheet, row + 1, say("How to read this workbook"), looks)
    for text in _READING:
        row = paragraph(sheet, row, say(text), looks.prose)
    row = _section(sheet, row + 1, say("Sheets"), looks)
    for name, about in sheets.about():
        row = _line(sheet, row, name, about, looks)
    set_page(sheet, row - 1, 2)


def study_key(name: str) -> str:
    """Give the key of the sheet of a diagnosis."""
    return f"study:{name}"


def _sheet_of(finding: Finding, sheets: Sheets) -> str:
    """Name the sheet with the evidence of a finding."""
    own = sheets.name(study_key(finding.key))
    if own or finding.chapter in _SHEET_OF:
        return own or sheets.name(_SHEET_OF[finding.chapter])
    known = diagnoses().values()
    names = (sheets.name(study_key(one.name)) for one in known if one.chapter == finding.chapter)
    return next((name for name in names if name), "")


def title_of(measures: Measures) -> str:
    """Give the title of the survey."""
    survey = measures.net.origin.survey
    title = survey.info.get("title") if survey is not None else None
    return str(title) if title else say("The network of the cluster")


def subtitle(measures: Measures) -> str:
    """Give date and response rate in one line."""
    survey = measures.net.origin.survey
    date = survey.info.get("date") if survey is not None else None
    said = response(measures).sentence
    return say("{date}. {answered}.", date=str(date), answered=said) if date else f"{said}."


def warnings_of(measures: Measures) -> list[str]:
    """Give the quiet lines: problems, assumptions, cautions."""
    survey = measures.net.origin.survey
    lines = public_notes(survey)
    problems = survey.problems["severity"].value_counts() if survey is not None else {}
    errors, warned = int(problems.get("error", 0)), int(problems.get("warning", 0))
    said = [count(errors, "error", "errors")] if errors else []
    said += [count(warned, "warning", "warnings")] if warned else []
    if said:
        lines.append(
            say("The data have {problems}: see the sheet Problems.", problems=joined(said))
        )
    n = len(measures.net.origin.assumptions)
    if n:
        lines.append(
            say_n(
                n,
                "{n} thing was assumed for you: see the sheet Problems.",
                "{n} things were assumed for you: see the sheet Problems.",
            )
        )
    return [*lines, *measures.cautions]


def _section(sheet: Worksheet, row: int, text: str, looks: Looks) -> int:
    put(sheet, row, 1, text, looks.heading)
    sheet.row_dimensions[row].height = 22
    return row + 1


def _line(
    sheet: Worksheet,
    row: int,
    target: str,
    text: str,
    looks: Looks,
    quiet: bool = False,
) -> int:
    """Write a sentence, with the name of the sheet it leads to before it."""
    if target:
        put(sheet, row, 1, target, looks.link)
        looks.link_to(sheet, f"A{row}", location(target))
    put(sheet, row, 2, text, looks.quiet if quiet else looks.prose)
    width = sheet.column_dimensions["B"].width * 1.09
    sheet.row_dimensions[row].height = 15 * text_lines(text, width) + 2
    return row + 1
