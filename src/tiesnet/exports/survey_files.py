"""Survey tables as files a user can open, change and read again: a CSV folder, a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from tiesnet.exports.files import write_folder_whole, write_whole
from tiesnet.exports.workbook.survey_sheets import survey_workbook


def write_survey_folder(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, overwrite: bool = False
) -> Path:
    """Write survey tables as a folder of CSV files, one per table.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        Tables in the columns of the survey format, such as those of a sample survey.
    folder : str or Path
        Made when missing. Other files in it stay.
    overwrite : bool, default False
        Replace CSV files of the same names.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    OutputError
        A file of that name is there already, or cannot be written. Then nothing is.
    """
    files = {f"{name}.csv": csv_text(table).encode() for name, table in tables.items()}
    write_folder_whole(folder, files, overwrite=overwrite)
    return Path(folder)


def write_survey_workbook(
    tables: Mapping[str, pd.DataFrame], path: str | Path, overwrite: bool = False
) -> Path:
    """Write survey tables as one workbook, a sheet per table.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        Tables in the columns of the survey format, such as those of a sample survey.
    path : str or Path
        An ``.xlsx`` file.
    overwrite : bool, default False
        Replace the file if it is there.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OutputError
        The file is there already, or cannot be written.
    """
    return write_whole(path, survey_workbook(tables), overwrite=overwrite)


def csv_text(table: pd.DataFrame) -> str:
    r"""Give a table as CSV text: commas, line feeds, empty cells for what is not known.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"id": ["a", "b"], "size": pd.array([3, None], dtype="Int64")}))
    'id,size\na,3\nb,\n'
    """
    text: str = table.to_csv(index=False, lineterminator="\n", na_rep="")
    return text
