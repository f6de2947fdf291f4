"""A draft of a mapping file for a survey whose columns do not explain themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.forms import every_form, propose
from tiesnet.survey.forms.form import PLAIN, Form
from tiesnet.survey.forms.mapping_write import write_mapping
from tiesnet.survey.forms.plan import FORM, Plan
from tiesnet.survey.forms.tables_plan import pairs_plan
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers import open_tables
from tiesnet.survey.readers.registry import provenance_of
from tiesnet.survey.shapes._forms import forms_of
from tiesnet.survey.shapes.registry import platform_of
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold


@dataclass(frozen=True)
class Draft:
    """What the columns of a survey are taken for, before a person looks at it.

    Attributes
    ----------
    forms : sequence of Form
        Every table of columns.
    plan : Plan
        The role of each column that has one.
    inputs : list of str
        SHA-256 of every file that was read.
    own : bool
        Whether the survey has tables of ties in the format of tiesnet, whose columns need no
        mapping.
    """

    forms: Sequence[Form]
    plan: Plan
    inputs: list[str]
    own: bool = False

    def text(self, plan: Plan | None = None) -> str:
        """Give the mapping file of the draft, or of another plan of the same tables."""
        return write_mapping(self.forms, plan or self.plan)


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
    draft = drafted(path, **options)
    return draft.text(), draft.inputs


def drafted(path: str | PathLike[str], **options: Any) -> Draft:
    """Say what the columns of a survey are taken for; `draft_mapping` writes it down."""
    log = Log()
    limits = {key: options.get(key) for key in ("encoding", "max_cells", "max_bytes")}
    reading = open_tables(Path(path), Options(**limits), log)
    sheets = [sheet for sheet in reading.sheets if len(sheet.grid.numbers)]
    if not sheets:
        what = say(
            "{name} holds no table of columns that a mapping file could speak of.",
            name=Path(path).name,
        )
        raise SurveyError(what, (), say("It is read without a mapping file."))
    forms = every_form(forms_of(sheets, platform_of(sheets), Options(), log))
    plan = propose(forms, log)
    tables = []
    for table in plan.tables:
        pairs = None
        if table.role == FORM and not table.relations and forms[table.form].tool == PLAIN:
            pairs = pairs_plan(table.form, forms[table.form])
        tables.append(pairs or table)
    inputs = [file["sha256"] for file in provenance_of(reading.files)["files"]]
    own = any(table_words().get(fold(form.name)) == "ties" for form in forms)
    return Draft(forms, Plan(tables, plan.firms, plan.facts), inputs, own)
