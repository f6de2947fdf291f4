"""The whole workbook, sheet by sheet in the order of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.diagnosis import Study, diagnose, diagnoses
from tiesnet.exports import tables
from tiesnet.exports.files import write_whole
from tiesnet.exports.provenance import input_hashes
from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.chapter_charts import PICTURE_ROWS, SHORT, picture_of
from tiesnet.exports.workbook.charts import draw
from tiesnet.exports.workbook.dashboard import write_dashboard
from tiesnet.exports.workbook.grid import reach, told, widen, write_grid, write_long_grid
from tiesnet.exports.workbook.links import places_of
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.prose import opening, paragraph, subheading
from tiesnet.exports.workbook.sheets import Sheets
from tiesnet.exports.workbook.summary import study_key, write_summary
from tiesnet.language import in_language, language, say, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.progress import track

MOST_ROWS = 1_048_575
MOST_FROZEN = 180.0  # points: a third of a small screen
Heated = Sequence[Sequence[str]]
_NOT_HEATED = ("rank", "size")
_BROKER_HEAT = (
    "cuts_off",
    "betweenness_normalised",
    "effective_size",
    "constraint_ego",
    "brokerage_total",
)


def write_workbook(
    measures: Measures, path: str | Path, overwrite: bool = False, *, lang: str | None = None
) -> Path:
    """Write the workbook: summary, firms, one sheet per question, definitions, provenance.

    Parameters
    ----------
    measures : Measures
        From `measure`, over all layers and metrics.
    path : str or Path
        An ``.xlsx`` file.
    overwrite : bool, default False
        Replace the file if it is there.
    lang : str, optional
        en, es, pt or it; by default the language being written in, see `in_language`.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OutputError
        The file is there already, or cannot be written.
    TiesnetError
        There are no texts in the language.
    """
    with in_language(lang or language()):
        data = workbook_bytes(measures)
    return write_whole(path, data, overwrite, inputs=input_hashes(measures.net))


def workbook_bytes(measures: Measures) -> bytes:
    """Give the bytes of the workbook, the same for the same measures."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    sheets = Sheets(book, "Summary")
    made = {key: sheets.add(key, say(about)) for key, about, _ in _SHEETS}
    looks.home, looks.terms = sheets.name("Summary"), sheets.name("Definitions")
    looks.meanings = {name: row for row, name in enumerate(catalogue(), 2)}
    _places(measures, looks, sheets)
    for key, _, write in track(_SHEETS, "Writing the workbook"):
        write(made[key], measures, looks)
    _diagnoses(sheets, measures, looks)
    _further(sheets, tables.further_tables(measures), looks)
    _parameters(sheets, measures, looks)
    write_dashboard(sheets, measures, looks)
    write_summary(book.worksheets[0], measures, looks, sheets)
    return looks.saved(book)


def _places(measures: Measures, looks: Looks, sheets: Sheets) -> None:
    """Find out where every actor has its row, so that its name can lead there."""
    firms = tables.firms_table(measures)
    names = sheets.name("Firms"), sheets.name("Firms-all")
    looks.places = places_of(measures, firms, *names, MOST_ROWS)


def _further(sheets: Sheets, shown: Sequence[Table], looks: Looks) -> None:
    """Give each measure that is a table its own sheet, before the definitions."""
    for table in shown:
        title = table.title
        sheet = sheets.add(f"table:{table.key}", table.question, title, before="Definitions")
        _long_sheet(sheet, table, looks, f"Of{_table_name(table)}", columns=1)


def _diagnoses(sheets: Sheets, measures: Measures, looks: Looks) -> None:
    """Give each diagnosis a sheet, after the sheets of the questions."""
    for study in diagnoses().values():
        made = tables.diagnosis_tables(measures, study.name)
        if made:
            question = say(study.question)
            first = with_answer(measures, study, made[0])
            sheet = sheets.add(study_key(study.name), question, say(study.label), before="Network")
            question_sheet(sheet, [first, *made[1:]], looks)


def with_answer(measures: Measures, study: Study, table: Table) -> Table:
    """Put the question of a diagnosis, its answer and its limits on its first table."""
    said = tables.answer_of(diagnose(measures, [study.name])[study.name])
    limits = " ".join(part for part in (table.reading, say(study.limits)) if part)
    return replace(table, question=study.question, answer=said, reading=limits)


def _parameters(sheets: Sheets, measures: Measures, looks: Looks) -> None:
    table = tables.parameters_table(measures)
    if len(table.rows):
        about = say("Where a measure leaves a choice: what was chosen.")
        sheet = sheets.add(PARAMETERS, about, before="Problems")
        data_sheet(sheet, table, looks, (), "Parameters", columns=1)


def _firms(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    table = tables.firms_table(measures)
    numbers = [c.key for c in table.columns if c.kind != "text"]
    heated = [(key,) for key in numbers if key not in _NOT_HEATED]
    data_sheet(sheet, table, looks, heated, "Firms", columns=1)


def _firms_all(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    table = tables.firms_all_table(measures)
    _long_sheet(sheet, table, looks, "FirmsAll", columns=1, upright=True)


def _ties(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    _long_sheet(sheet, tables.ties_table(measures), looks, "Ties", columns=3)


def _definitions(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    data_sheet(sheet, tables.definitions_table(), looks, (), "Definitions", columns=1)


def _provenance(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    data_sheet(sheet, tables.provenance_table(measures), looks, (), "Provenance", columns=0)


def _network(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    data_sheet(sheet, tables.network_table(measures), looks, (), "Network", columns=1)


_BESIDE_DISCONNECTED = (
    tables.institutions_table,
    tables.silent_table,
    tables.unclear_table,
    tables.not_surveyed_table,
)


def _disconnected(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    further = [table for make in _BESIDE_DISCONNECTED if len((table := make(measures)).rows)]
    every = [tables.disconnected_table(measures), *further]
    order = ("name", "stage", "named_by", "partners")
    question_sheet(sheet, [table.first(*order) for table in every], looks)


def _brokers(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    beside = (tables.roles_table(measures), tables.risks_table(measures))
    further = [table for table in beside if len(table.rows)]
    heated = [(key,) for key in _BROKER_HEAT]
    question_sheet(sheet, [tables.brokers_table(measures), *further], looks, heated)


def _horizontal(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    further = tables.stage_matrix_tables(measures)
    question_sheet(sheet, [tables.horizontal_vertical_table(measures), *further], looks)


def _formal(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    question_sheet(sheet, [tables.formal_informal_table(measures)], looks)


def _next_survey(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    question_sheet(sheet, [tables.next_survey_table(measures)], looks)


def _problems(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    place = ("severity", "file", "sheet", "row", "column", "value")
    problems = tables.problems_table(measures).first(*place)
    beside = (
        tables.assumptions_table(measures).first("code", "count"),
        tables.choices_table(measures).first("code", "count", "of"),
        tables.skipped_table(measures),
    )
    further = [table for k, table in enumerate(beside) if not k or len(table.rows)]
    question_sheet(sheet, [problems, *further], looks)


def data_sheet(
    sheet: Worksheet,
    table: Table,
    looks: Looks,
    heated: Heated,
    name: str,
    columns: int,
) -> None:
    """Fill a sheet with one table from its first row on, so that other programs can read it."""
    table = told(table)
    last = write_grid(sheet, table, looks, 1, heated, name)
    sheet.freeze_panes = f"{get_column_letter(columns + 1)}2"
    set_page(sheet, last, len(table.columns), head=1)


def _long_sheet(
    sheet: Worksheet, table: Table, looks: Looks, name: str, columns: int, upright: bool = False
) -> None:
    """Fill a sheet with a long table; what Excel cannot hold in one sheet goes on in the next."""
    book: Any = sheet.parent
    table = told(table)
    for k, start in enumerate(range(0, max(len(table.rows), 1), MOST_ROWS)):
        part = table.part(start, start + MOST_ROWS)
        more = f" {k + 1}" if k else ""
        page = _next_page(book, f"{sheet.title}{more}") if k else sheet
        last = write_long_grid(page, part, looks, f"{name}{more}".replace(" ", "_"))
        page.freeze_panes = f"{get_column_letter(columns + 1)}2"
        # The code name, last, is for other programs; without it the type can be larger.
        printed = len(table.columns) - upright
        set_page(page, last, printed, head=1, upright=upright)


def _next_page(book: Any, title: str) -> Worksheet:
    page: Worksheet = book.create_sheet(sheet_names([*book.sheetnames, title])[-1])
    return page


def question_sheet(
    sheet: Worksheet, parts: Sequence[Table], looks: Looks, heated: Heated = ()
) -> list[int]:
    """Fill a sheet with a question, its answer and the tables behind it.

    The first column stays in sight; the headings do when there is one table only, since those of
    the first would stand wrongly above the second. On paper the question, or the headings of a
    single table, head every page. A chart of the first table stands below it when it is short,
    else above it. Returns the row of the headings of every table.
    """
    parts = [told(table) for table in parts]
    for k, table in enumerate(parts):
        widen(sheet, table, spill=k > 0)
    top = opening(sheet, parts[0], looks)
    row, heads = top, []
    for k, table in enumerate(parts):
        start = subheading(sheet, row + 1, table, looks) if k else top
        above = k == 0 and len(table.rows) > SHORT and _pictured(sheet, table, looks, top, top)
        start += PICTURE_ROWS if above else 0
        heads.append(start)
        heat = _matrix_heat(table) if k else heated
        row = start
        if len(table.rows):
            row = write_grid(sheet, table, looks, start, heat, _table_name(table)) + 1
            if table.note:
                row = paragraph(sheet, row, table.note, looks.quiet, 13.5)
        if k == 0 and not above and _pictured(sheet, table, looks, start, row + 1):
            row += PICTURE_ROWS + 1
    sheet.freeze_panes = f"B{top + 1}" if _keeps_headings(sheet, parts, top) else "B1"
    alone = len(parts) == 1 and len(parts[0].rows) > 0
    set_page(sheet, row, max(reach(sheet, part) for part in parts), head=top if alone else 1)
    return heads


def _pictured(sheet: Worksheet, table: Table, looks: Looks, start: int, row: int) -> bool:
    """Draw the chart of a table at a row, if it has one; above its headings they move down."""
    head = start + PICTURE_ROWS if row == start else start
    picture = picture_of(table, head)
    if picture is not None:
        draw(picture, sheet, sheet, f"A{row}", looks)
    return picture is not None


def _keeps_headings(sheet: Worksheet, parts: Sequence[Table], top: int) -> bool:
    """Tell whether the headings can stay in sight: one table, and not too much text above it."""
    return len(parts) == 1 and len(parts[0].rows) > 0 and _height(sheet, top) <= MOST_FROZEN


def _height(sheet: Worksheet, last: int) -> float:
    """Add up the heights of the first rows, in points."""
    return sum(sheet.row_dimensions[row].height or 15.0 for row in range(1, last + 1))


def _matrix_heat(table: Table) -> Heated:
    """Shade the densities of a stage matrix on one scale."""
    densities = [c.key for c in table.columns if c.key.startswith("density:")]
    return [densities] if densities else ()


def _table_name(table: Table) -> str:
    return "".join(word.capitalize() for word in table.key.split("_"))


_SHEETS: tuple[tuple[str, str, Callable[[Worksheet, Measures, Looks], None]], ...] = (
    (
        word("Firms"),
        word("One row per firm with the headline numbers. Filter and sort as you like."),
        _firms,
    ),
    (
        word("Disconnected"),
        word("Who is disconnected, and whom to call because they did not answer."),
        _disconnected,
    ),
    (
        word("Brokers"),
        word(
            "Who holds the network together, who leads in each role, what would be lost "
            "without them."
        ),
        _brokers,
    ),
    (
        word("Horizontal-vertical"),
        word("Along the chain or among peers; stage by stage."),
        _horizontal,
    ),
    (
        word("Formal-informal"),
        word("How far formal and informal ties run together."),
        _formal,
    ),
    (word("Network"), word("The numbers of the whole network, relation by relation."), _network),
    (word("Ties"), word("Every tie, with what each end reported."), _ties),
    (
        word("Firms-all"),
        word("Every number of every firm, one per row; empty cells explained."),
        _firms_all,
    ),
    (
        word("Definitions"),
        word("What every number means, how it is computed, where it comes from."),
        _definitions,
    ),
    (
        word("Problems"),
        word(
            "What is wrong in the data and how to repair it; what was assumed; how reports "
            "became ties; what could not be computed."
        ),
        _problems,
    ),
    (
        word("Next survey"),
        word("What this survey could not tell, and what to ask for it."),
        _next_survey,
    ),
    (
        word("Provenance"),
        word("Inputs, versions, choices: what is needed to repeat this."),
        _provenance,
    ),
)
PARAMETERS = word("Parameters")
