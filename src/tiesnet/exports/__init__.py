"""Floor 7: from measures to files: report, workbook, GraphML, provenance.

The names are loaded when they are first used: who writes a CSV file needs no Excel library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiesnet.exports.compare import write_comparison
    from tiesnet.exports.field_forms import Questionnaire, questionnaire
    from tiesnet.exports.figures import save_figure
    from tiesnet.exports.formats import (
        graphml_bytes,
        network_formats,
        write_graphml,
        write_network,
    )
    from tiesnet.exports.mapping_file import write_mapping
    from tiesnet.exports.names_file import write_names
    from tiesnet.exports.outcomes import (
        check_outcome_path,
        outcome_tables,
        table_texts,
        write_outcome,
    )
    from tiesnet.exports.outputs import (
        load_outputs,
        write_csv,
        write_measures,
        write_outputs,
    )
    from tiesnet.exports.private_files import read_key
    from tiesnet.exports.provenance import write_provenance
    from tiesnet.exports.pseudonymised import recognisable_file, write_pseudonymised
    from tiesnet.exports.public import Public, public_survey, write_key
    from tiesnet.exports.quality import check_record, write_check, write_policies
    from tiesnet.exports.report import report_bytes, write_report
    from tiesnet.exports.report.assets import tokens
    from tiesnet.exports.report.attributes import attribute_label
    from tiesnet.exports.report.words import shown
    from tiesnet.exports.sheets import Sheet, sheets_of, write_sheets
    from tiesnet.exports.survey_files import write_survey_folder, write_survey_workbook
    from tiesnet.exports.tables import Table, answer_of, diagnosis_tables, firms_table
    from tiesnet.exports.tables.policies import policies_table
    from tiesnet.exports.together import write_together
    from tiesnet.exports.workbook import workbook_bytes, write_workbook

_FILES = {
    "compare": ("write_comparison",),
    "figures": ("save_figure",),
    "formats": ("graphml_bytes", "network_formats", "write_graphml", "write_network"),
    "mapping_file": ("write_mapping",),
    "names_file": ("write_names",),
    "outcomes": ("check_outcome_path", "outcome_tables", "table_texts", "write_outcome"),
    "outputs": ("load_outputs", "write_csv", "write_measures", "write_outputs"),
    "provenance": ("write_provenance",),
    "private_files": ("read_key",),
    "pseudonymised": ("recognisable_file", "write_pseudonymised"),
    "public": ("Public", "public_survey", "write_key"),
    "quality": ("check_record", "write_check", "write_policies"),
    "field_forms": ("Questionnaire", "questionnaire"),
    "report": ("report_bytes", "write_report"),
    "report.assets": ("tokens",),
    "report.attributes": ("attribute_label",),
    "report.words": ("shown",),
    "sheets": ("Sheet", "sheets_of", "write_sheets"),
    "survey_files": ("write_survey_folder", "write_survey_workbook"),
    "tables": ("Table", "answer_of", "diagnosis_tables", "firms_table"),
    "tables.policies": ("policies_table",),
    "together": ("write_together",),
    "workbook": ("workbook_bytes", "write_workbook"),
}
_HOME = {name: file for file, names in _FILES.items() for name in names}

__all__ = [
    "Public",
    "Questionnaire",
    "Sheet",
    "Table",
    "answer_of",
    "attribute_label",
    "check_outcome_path",
    "check_record",
    "diagnosis_tables",
    "firms_table",
    "graphml_bytes",
    "load_outputs",
    "network_formats",
    "outcome_tables",
    "policies_table",
    "public_survey",
    "questionnaire",
    "read_key",
    "recognisable_file",
    "report_bytes",
    "save_figure",
    "sheets_of",
    "shown",
    "table_texts",
    "tokens",
    "workbook_bytes",
    "write_check",
    "write_comparison",
    "write_csv",
    "write_graphml",
    "write_key",
    "write_mapping",
    "write_measures",
    "write_names",
    "write_network",
    "write_outcome",
    "write_outputs",
    "write_policies",
    "write_provenance",
    "write_pseudonymised",
    "write_report",
    "write_sheets",
    "write_survey_folder",
    "write_survey_workbook",
    "write_together",
    "write_workbook",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
