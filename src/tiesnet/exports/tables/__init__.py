"""The tables workbook and report share: questions, columns in words, rows."""

from tiesnet.exports.tables.chapters import (
    answer,
    disconnected_table,
    institutions_table,
    not_surveyed_table,
    silent_table,
    unclear_table,
)
from tiesnet.exports.tables.columns import layer_label
from tiesnet.exports.tables.cooperation import (
    formal_informal_table,
    horizontal_vertical_table,
    stage_matrix_tables,
)
from tiesnet.exports.tables.data import (
    assumptions_table,
    choices_table,
    problem_rows,
    problems_table,
    skipped_table,
)
from tiesnet.exports.tables.definitions import definitions_table
from tiesnet.exports.tables.diagnoses import (
    answer_of,
    diagnosis_tables,
    evidence_table,
    in_words,
    next_survey_table,
)
from tiesnet.exports.tables.firms import ROLE_WORDS, firms_table
from tiesnet.exports.tables.further import further_tables, parameters_table
from tiesnet.exports.tables.holding import brokers_table, risks_table, roles_table
from tiesnet.exports.tables.lists import (
    network_table,
    provenance_rows,
    provenance_table,
    ties_table,
)
from tiesnet.exports.tables.model import Column, Table
from tiesnet.exports.tables.numbers import firms_all_table, layer_table, long_table, reasons_table
from tiesnet.exports.tables.status import STATUS_NOTE, STATUS_WORDS

__all__ = [
    "ROLE_WORDS",
    "STATUS_NOTE",
    "STATUS_WORDS",
    "Column",
    "Table",
    "answer",
    "answer_of",
    "assumptions_table",
    "brokers_table",
    "choices_table",
    "definitions_table",
    "diagnosis_tables",
    "disconnected_table",
    "evidence_table",
    "firms_all_table",
    "firms_table",
    "formal_informal_table",
    "further_tables",
    "horizontal_vertical_table",
    "in_words",
    "institutions_table",
    "layer_label",
    "layer_table",
    "long_table",
    "network_table",
    "next_survey_table",
    "not_surveyed_table",
    "parameters_table",
    "problem_rows",
    "problems_table",
    "provenance_rows",
    "provenance_table",
    "reasons_table",
    "risks_table",
    "roles_table",
    "silent_table",
    "skipped_table",
    "stage_matrix_tables",
    "ties_table",
    "unclear_table",
]
