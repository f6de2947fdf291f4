"""The whole workbook, sheet by sheet in the order of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.diagnosis import Study, diagnose, diagnoses
from tiesnet.exports import tables
from tiesnet.exports.files import write_whole
from tiesnet.exports.provenance import input_hashes
from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook import one_sheet
from tiesnet.exports.workbook.dashboard import write_dashboard
from tiesnet.exports.workbook.links import places_of
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.one_sheet import data_sheet, long_sheet, question_sheet, table_name
from tiesnet.exports.workbook.sheets import Sheets
from tiesnet.exports.workbook.summary import study_key, write_summary
from tiesnet.language import in_language, language, say, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.progress import track

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
    looks.places = places_of(measures, firms, *names, one_sheet.MOST_ROWS)


def _further(sheets: Sheets, shown: Sequence[Table], looks: Looks) -> None:
    """Give each measure that is a table its own sheet, before the definitions."""
    for table in shown:
        title = table.title
        sheet = sheets.add(f"table:{table.key}", table.question, title, before="Definitions")
        long_sheet(sheet, table, looks, f"Of{table_name(table)}", columns=1)


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
    long_sheet(sheet, table, looks, "FirmsAll", columns=1, upright=True)


def _ties(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    long_sheet(sheet, tables.ties_table(measures), looks, "Ties", columns=3)


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
