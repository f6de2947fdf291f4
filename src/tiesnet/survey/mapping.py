"""A draft of a mapping file for a survey whose columns do not explain themselves."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from tiesnet.errors import SurveyError
from tiesnet.survey.forms import every_form, propose
from tiesnet.survey.forms.form import PLAIN
from tiesnet.survey.forms.mapping_write import write_mapping
from tiesnet.survey.forms.plan import FORM, Plan
from tiesnet.survey.forms.tables_plan import pairs_plan
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers import open_tables
from tiesnet.survey.readers.registry import provenance_of
from tiesnet.survey.shapes._forms import forms_of
from tiesnet.survey.shapes.registry import platform_of


def draft_mapping(path: str | PathLike[str], **options: Any) -> str:
    """Write a draft of the mapping file of a survey.

    Parameters
    ----------
    path : path
        What `read_survey` would read: a workbook, a folder of CSV files, or a CSV file.
    options
        ``encoding``, ``max_cells`` and ``max_bytes`` as for `read_survey`.

    Returns
    -------
    str
        TOML with comments: what was recognised, with answers as examples, and what to check.

    Raises
    ------
    SurveyError
        The survey cannot be read, or holds no table of columns.
    """
    return draft_and_inputs(path, **options)[0]


def draft_and_inputs(path: str | PathLike[str], **options: Any) -> tuple[str, list[str]]:
    """Write a draft as `draft_mapping` does; with it the SHA-256 of every file that was read."""
    log = Log()
    limits = {key: options.get(key) for key in ("encoding", "max_cells", "max_bytes")}
    reading = open_tables(Path(path), Options(**limits), log)
    sheets = [sheet for sheet in reading.sheets if len(sheet.grid.numbers)]
    if not sheets:
        what = f"{Path(path).name} holds no table of columns that a mapping file could speak of."
        raise SurveyError(what, (), "It is read without a mapping file.")
    forms = every_form(forms_of(sheets, platform_of(sheets), Options(), log))
    plan = propose(forms, log)
    tables = []
    for table in plan.tables:
        pairs = None
        if table.role == FORM and not table.relations and forms[table.form].tool == PLAIN:
            pairs = pairs_plan(table.form, forms[table.form])
        tables.append(pairs or table)
    text = write_mapping(forms, Plan(tables, plan.firms, plan.facts))
    return text, [file["sha256"] for file in provenance_of(reading.files)["files"]]
