"""The first sheet: what was found, in words, and where to look further."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.diagnosis import Finding, count, diagnoses, findings, response
from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.heights import text_lines
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.prose import paragraph
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
    "A firm is called disconnected only if it answered. Silent: asked, did not answer. "
    "Not surveyed: never asked. About the silent and those not surveyed we do not know.",
    "An empty cell is unknown or undefined, never zero; the reason stands beside it. “≥” marks "
    "numbers of firms that did not answer: others report as much, it may be more.",
    "Headings carry their definition as a note. Definitions and sources are in the sheet "
    "Definitions, every number of every firm in Firms-all.",
    "For paper: the sheets up to Network, Problems and Provenance. Ties, Firms-all and "
    "Definitions are long lists for the screen; print the sheets you choose, not the whole file.",
)


def write_summary(
    sheet: Worksheet,
    measures: Measures,
    looks: Looks,
    sheets: list[str],
    further: Iterable[Table],
) -> None:
    """Write the first screen of the report in words, and what each sheet is about."""
    # The names of the sheets stand here, and are cut where the text beside them begins.
    sheet.column_dimensions["A"].width = max(24, max(map(len, sheets)) + 2)
    sheet.column_dimensions["B"].width = _WIDTH - sheet.column_dimensions["A"].width
    put(sheet, 1, 1, title_of(measures), looks.title)
    sheet.row_dimensions[1].height = 26
    row = paragraph(sheet, 2, subtitle(measures), looks.answer, 16.5)
    for text in warnings_of(measures):
        row = paragraph(sheet, row, text, looks.quiet, 13.5)
    row = _section(sheet, row + 1, "What was found", looks)
    for found in findings(measures):
        row = _line(sheet, row, _sheet_of(found, sheets), found.sentence, looks, sheets)
        if found.caution:
            row = _line(sheet, row, "", found.caution, looks, sheets, quiet=True)
    row = _section(sheet, row + 1, "How to read this workbook", looks)
    for text in _READING:
        row = paragraph(sheet, row, text, looks.prose)
    row = _section(sheet, row + 1, "Sheets", looks)
    tables_about = _about_tables(further)
    for name in sheets[1:]:
        about = _ABOUT.get(name) or tables_about.get(name.casefold(), "")
        row = _line(sheet, row, name, about, looks, sheets)
    set_page(sheet, row - 1, 2, single=True)


def _about_tables(further: Iterable[Table]) -> dict[str, str]:
    """Say what the sheets of the longer tables are about, by name."""
    shown = list(further)
    names = sheet_names([table.title for table in shown])
    about = {name.casefold(): t.question for name, t in zip(names, shown, strict=True)}
    return about | {s.label.casefold(): s.question for s in diagnoses().values()}


def _sheet_of(finding: Finding, sheets: list[str]) -> str:
    """Name the sheet with the evidence of a finding."""
    known = diagnoses()
    if finding.key in known and known[finding.key].label in sheets:
        return known[finding.key].label
    if finding.chapter in _SHEET_OF:
        return _SHEET_OF[finding.chapter]
    labels = (study.label for study in known.values() if study.chapter == finding.chapter)
    return next((label for label in labels if label in sheets), "")


_ABOUT = {
    "Firms": "One row per firm with the headline numbers. Filter and sort as you like.",
    "Disconnected": "Who is disconnected, and whom to call because they did not answer.",
    "Brokers": "Who holds the network together, who leads in each role, what would be lost "
    "without them.",
    "Horizontal-vertical": "Along the chain or among peers; stage by stage.",
    "Formal-informal": "How far formal and informal ties run together.",
    "Network": "The numbers of the whole network, relation by relation.",
    "Ties": "Every tie, with what each end reported.",
    "Firms-all": "Every number of every firm, one per row; empty cells explained.",
    "Problems": "What is wrong in the data and how to repair it; what was assumed; how reports "
    "became ties; what could not be computed.",
    "Next survey": "What this survey could not tell, and what to ask for it.",
    "Definitions": "What every number means, how it is computed, where it comes from.",
    "Parameters": "Where a measure leaves a choice: what was chosen.",
    "Provenance": "Inputs, versions, choices: what is needed to repeat this.",
}


def title_of(measures: Measures) -> str:
    """Give the title of the survey."""
    survey = measures.net.origin.survey
    title = survey.info.get("title") if survey is not None else None
    return str(title) if title else "The network of the cluster"


def subtitle(measures: Measures) -> str:
    """Give date and response rate in one line."""
    survey = measures.net.origin.survey
    date = survey.info.get("date") if survey is not None else None
    parts = [str(date)] if date else []
    return ". ".join([*parts, f"{response(measures).sentence}."])


def warnings_of(measures: Measures) -> list[str]:
    """Give the quiet lines: problems, assumptions, cautions."""
    survey = measures.net.origin.survey
    lines = []
    problems = survey.problems["severity"].value_counts() if survey is not None else {}
    errors, warned = int(problems.get("error", 0)), int(problems.get("warning", 0))
    said = [count(errors, "error", "errors")] if errors else []
    said += [count(warned, "warning", "warnings")] if warned else []
    if said:
        lines.append(f"The data have {' and '.join(said)}: see the sheet Problems.")
    assumed = len(measures.net.origin.assumptions)
    if assumed:
        were = count(assumed, "thing was", "things were")
        lines.append(f"{were} assumed for you: see the sheet Problems.")
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
    sheets: list[str],
    quiet: bool = False,
) -> int:
    if target in sheets:
        cell = put(sheet, row, 1, target, looks.link)
        place = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1", display=target)
        cell.hyperlink = place
    put(sheet, row, 2, text, looks.quiet if quiet else looks.prose)
    width = sheet.column_dimensions["B"].width * 1.09
    sheet.row_dimensions[row].height = 15 * text_lines(text, width) + 2
    return row + 1
