"""All files of a report together, and the measures alone as a table."""

from __future__ import annotations

import csv
import io
from functools import partial
from importlib import import_module
from pathlib import Path

import pandas as pd

from tiesnet.beside import ahead, at_hand
from tiesnet.diagnosis import diagnose, diagnosed_before, diagnoses
from tiesnet.errors import OutputError
from tiesnet.exports.files import write_folder_whole, write_whole
from tiesnet.exports.formats import graphml_bytes
from tiesnet.exports.journal import recover
from tiesnet.exports.provenance import NAME, input_hashes, provenance_bytes, written_before
from tiesnet.exports.tables import long_table
from tiesnet.exports.text import csv_safe
from tiesnet.language import in_language, language, say
from tiesnet.metrics import Measures


def write_outputs(
    measures: Measures,
    folder: str | Path,
    overwrite: bool = False,
    *,
    lang: str | None = None,
    figures: bool = True,
) -> dict[str, Path]:
    """Write report.html, metrics.xlsx, network.graphml and provenance.json, all or none.

    Running it again into the same folder replaces the files of the earlier run as long as
    nobody changed them; a changed or foreign file is left alone and named.

    Parameters
    ----------
    measures : Measures
        From `measure`, over all layers and metrics.
    folder : str or Path
        Made if it is missing.
    overwrite : bool, default False
        Replace files that were changed or that tiesnet did not write.
    lang : str, optional
        Of the report and the workbook: en, es, pt or it; by default the language being
        written in, see `in_language`.
    figures : bool, default True
        Put the figures into the chapters of the report; without, the file is two million bytes
        smaller.

    Returns
    -------
    dict of file name to Path
        What was written.

    Raises
    ------
    OutputError
        Something would be lost, or a file cannot be written; then nothing is.
    TiesnetError
        There are no texts in the language.
    """
    from tiesnet.exports.report.figures import drawn_figures
    from tiesnet.exports.report.page import page_bytes

    recover(Path(folder))  # before the record of an earlier run is read
    with in_language(lang or language()):
        _diagnose_together(measures)
        drawn = drawn_figures(measures) if figures else {}
        here = partial(_workbook, measures)
        workbook = ahead(measures, _workbook, instead=here)
        page, graph = page_bytes(measures, drawn), graphml_bytes(measures.net)
        files = {"report.html": page, "metrics.xlsx": workbook(), "network.graphml": graph}
    files[NAME] = provenance_bytes(measures, files)
    return write_folder_whole(
        folder,
        files,
        overwrite=overwrite,
        inputs=input_hashes(measures.net),
        ours=written_before(folder),
    )


def load_outputs() -> None:
    """Load what the files of a report are made with."""
    import_module("tiesnet.exports.report")
    import_module("tiesnet.exports.workbook")
    diagnoses()


def _diagnose_together(measures: Measures) -> None:
    """Let a process beside this one, if there is one, know all that was diagnosed here."""
    if at_hand() is not None:
        found = diagnose(measures)
        ahead(measures, diagnosed_before, found, instead=lambda: None)()


def _workbook(measures: Measures) -> bytes:
    from tiesnet.exports.workbook import workbook_bytes

    return workbook_bytes(measures)


def write_measures(measures: Measures, path: str | Path, overwrite: bool = False) -> Path:
    """Write measures as a table: .xlsx with a sheet per relation, or .csv with a row per number.

    In the CSV file, text that a spreadsheet would take for a formula (it begins with =, +, -, @,
    a tab or a line end) gets an apostrophe in front; numbers are as they are.

    Parameters
    ----------
    measures : Measures
        From `measure`, over any layers and metrics.
    path : str or Path
        The ending decides the format.
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
    if ending == ".csv":
        data = measures_csv(measures)
    elif ending == ".xlsx":
        from tiesnet.exports.workbook import measures_workbook

        data = measures_workbook(measures)
    else:
        raise OutputError(
            say("{name} ends in neither .xlsx nor .csv.", name=path.name),
            say("Choose one of the two endings."),
        )
    return write_whole(path, data, overwrite, inputs=input_hashes(measures.net))


def write_csv(frame: pd.DataFrame, path: str | Path, overwrite: bool = False) -> Path:
    """Write a frame without its index as CSV; text that looks like a formula is made harmless.

    Raises
    ------
    OutputError
        The ending is not .csv, the file is there already, or cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() != ".csv":
        raise OutputError(
            say("{name} does not end in .csv.", name=path.name), say("Choose this ending.")
        )
    return write_whole(path, csv_bytes(frame), overwrite)


def measures_csv(measures: Measures) -> bytes:
    """Give every number, one per row, as CSV that Excel opens with the right letters."""
    return csv_bytes(long_table(measures))


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Give a frame without its index as CSV, harmless and with a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([csv_safe(value) for value in row])
    return text.getvalue().encode("utf-8-sig")
