"""What a test gives as a file: a workbook, or a table for a paper in Markdown, LaTeX or CSV."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tiesnet.errors import OutputError
from tiesnet.exports.files import write_whole
from tiesnet.exports.outputs import csv_bytes
from tiesnet.exports.provenance import input_hashes
from tiesnet.exports.tables.evidence import shown_evidence
from tiesnet.exports.tables.model import Table
from tiesnet.exports.tables.paper import with_errors
from tiesnet.inference import Outcome
from tiesnet.language import joined, say

ENDINGS = (".xlsx", ".md", ".tex", ".csv")


def write_outcome(outcome: Outcome, path: str | Path, overwrite: bool = False) -> Path:
    """Write what a test, a model or a comparison gave; the ending decides how.

    ``.xlsx`` has everything: words, every table, and a sheet whose table can be pasted into Word.
    ``.md`` (Markdown) and ``.tex`` (LaTeX, with booktabs) have words and tables as a paper prints
    them. ``.csv`` has the main table with all its columns, in code names.

    Parameters
    ----------
    outcome : Outcome
        From one of the functions of `tiesnet.inference`, such as `mrqap`.
    path : str or Path
        A file ending in .xlsx, .md, .tex or .csv.
    overwrite : bool, default False
        Replace the file if it is there.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OutputError
        The ending is not known, the file is there already, or cannot be written.
    """
    path = Path(path)
    data = outcome_bytes(outcome, path.suffix.lower(), path.name)
    inputs = input_hashes(outcome.net) if outcome.net is not None else ()
    return write_whole(path, data, overwrite, inputs=inputs)


def check_outcome_path(path: str | Path) -> None:
    """Refuse a path that `write_outcome` could not write to, before a long test is made for it.

    Raises
    ------
    OutputError
        The ending is not known.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise _unknown(path.name)


def _unknown(name: str) -> OutputError:
    return OutputError(
        say("{name} ends in none of {endings}.", name=name, endings=joined(ENDINGS)),
        say("Choose one of these endings."),
    )


def outcome_bytes(outcome: Outcome, ending: str, name: str = "") -> bytes:
    """Give an outcome as the bytes of a file with some ending, always the same.

    Raises
    ------
    OutputError
        The ending is not known.
    """
    if ending == ".csv":
        return csv_bytes(_in_code_names(outcome))
    if ending == ".xlsx":
        from tiesnet.exports.workbook.outcome_book import outcome_workbook

        return outcome_workbook(outcome)
    if ending == ".md":
        from tiesnet.exports.outcome_markdown import markdown

        return markdown(outcome).encode()
    if ending == ".tex":
        from tiesnet.exports.outcome_latex import latex

        return latex(outcome).encode()
    raise _unknown(name or ending)


def outcome_tables(outcome: Outcome) -> list[Table]:
    """Give the tables of an outcome that have rows, in words, the main one first."""
    source = ", ".join(outcome.source)
    return [shown_evidence(outcome.net, one, source) for one in outcome.tables if len(one.rows)]


def table_texts(table: Table) -> dict[str, list[str]]:
    """Give the cells of a table as text, by column; the error of p follows p in parentheses."""
    return with_errors(table)


def _in_code_names(outcome: Outcome) -> pd.DataFrame:
    """Give the main table with all columns; after every id of an actor stands its name."""
    if not outcome.tables:
        return pd.DataFrame()
    one = outcome.tables[0]
    names = outcome.net.actors["name"] if outcome.net is not None else pd.Series(dtype="object")
    parts: dict[str, pd.Series] = {}
    for field in one.fields:
        if field.key not in one.rows:
            continue
        parts[field.key] = one.rows[field.key]
        if field.kind == "actor" and f"{field.key}_name" not in one.rows:
            parts[f"{field.key}_name"] = one.rows[field.key].map(names)
    return pd.DataFrame(parts, index=one.rows.index)
