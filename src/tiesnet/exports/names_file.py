"""Write the sheet of names, as an Excel workbook or as CSV."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tiesnet.errors import OutputError
from tiesnet.exports.files import write_whole
from tiesnet.exports.names_rows import COLUMNS, names_rows
from tiesnet.exports.outputs import csv_bytes
from tiesnet.language import say
from tiesnet.survey import Decisions, Survey


def write_names(
    survey: Survey,
    path: str | Path,
    decisions: Decisions | None = None,
    every: bool = False,
    overwrite: bool = False,
) -> Path:
    """Write a sheet with one row per uncertain name, to be decided upon and read back.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    path : str or Path
        The ending .xlsx or .csv decides the format.
    decisions : Decisions, optional
        From `read_names`: an earlier sheet, whose decisions and notes are kept.
    every : bool, default False
        List also the names nothing in the survey is like.
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
    ending = path.suffix.lower()
    rows = names_rows(survey, decisions, every)
    if ending == ".xlsx":
        from tiesnet.exports.workbook.names_sheet import names_workbook

        data = names_workbook(rows, str(survey.info.get("title", "")))
    elif ending == ".csv":
        data = csv_bytes(pd.DataFrame(rows, columns=list(COLUMNS), dtype=object))
    else:
        raise OutputError(
            say("{name} ends in neither .xlsx nor .csv.", name=path.name),
            say("Choose one of the two endings."),
        )
    inputs = [str(file["sha256"]) for file in survey.provenance.get("files", ())]
    own = decisions is not None and path.resolve() == decisions.path.resolve()
    return write_whole(path, data, overwrite or own, inputs=[] if own else inputs)
