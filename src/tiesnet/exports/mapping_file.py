"""The draft of a mapping file: what the columns of a survey mean, to be edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tiesnet.exports.files import write_whole
from tiesnet.survey import draft_and_inputs


def write_mapping(
    survey: str | Path, path: str | Path, overwrite: bool = False, **reading: Any
) -> Path:
    """Write a draft of the mapping file of a survey.

    Parameters
    ----------
    survey : path
        What `read_survey` would read: a workbook, a folder of CSV files, or a CSV file.
    path : path
        The TOML file to write.
    overwrite : bool, default False
        Replace the file if it is there.
    reading
        ``encoding``, ``max_cells`` and ``max_bytes`` as for `read_survey`.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OutputError
        The file is there already, is part of the survey, or cannot be written.
    SurveyError
        The survey cannot be read, or holds no table of columns.
    """
    text, inputs = draft_and_inputs(survey, **reading)
    return write_whole(path, text.encode(), overwrite=overwrite, inputs=inputs)
