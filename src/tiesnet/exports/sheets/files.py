"""Write the sheets: a page per firm, the page that links them, and all of them as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tiesnet.exports.files import write_folder_whole
from tiesnet.exports.journal import recover
from tiesnet.exports.provenance import (
    SHEETS_NAME,
    input_hashes,
    provenance_bytes,
    written_before,
)
from tiesnet.exports.sheets.choice import chosen_firms, file_stems
from tiesnet.exports.sheets.model import sheets_of
from tiesnet.exports.sheets.page import index_bytes, sheet_bytes
from tiesnet.language import in_language, language
from tiesnet.metrics import Measures
from tiesnet.progress import track


def write_sheets(
    measures: Measures,
    folder: str | Path,
    overwrite: bool = False,
    *,
    firms: Sequence[str] = (),
    lang: str | None = None,
) -> dict[str, Path]:
    """Write a page for every firm that answered, an index, and the same as a workbook.

    A sheet shows a firm its own ties, its numbers among those of the firms that answered, and
    whom it could meet. It never shows what another firm said about it, nor any other firm's
    number.

    Parameters
    ----------
    measures : Measures
        From `measure`, over all layers and metrics.
    folder : str or Path
        Made if it is missing.
    overwrite : bool, default False
        Replace files that were changed or that tiesnet did not write.
    firms : sequence of str, optional
        Names or ids; by default every firm that answered.
    lang : str, optional
        en, es, pt or it; by default the language being written in, see `in_language`.

    Returns
    -------
    dict of file name to Path
        What was written: index.html, a page per firm, sheets.xlsx, sheets-provenance.json.

    Raises
    ------
    TiesnetError
        There is no such firm, it did not answer, or there are no texts in the language.
    NeedsError
        No firm answered.
    OutputError
        Something would be lost, or a file cannot be written; then nothing is.
    """
    from tiesnet.exports.workbook.sheets_book import sheets_workbook

    recover(Path(folder))  # before the record of an earlier run is read
    with in_language(lang or language()):
        sheets = sheets_of(measures, chosen_firms(measures.net, firms) if firms else None)
        names = [f"{stem}.html" for stem in file_stems(sheet.name for sheet in sheets)]
        files = {"index.html": index_bytes(sheets, names)}
        for name, sheet in track(list(zip(names, sheets, strict=True)), "Writing the sheets"):
            files[name] = sheet_bytes(sheet)
        files["sheets.xlsx"] = sheets_workbook(sheets)
    files[SHEETS_NAME] = provenance_bytes(measures, files)
    return write_folder_whole(
        folder,
        files,
        overwrite=overwrite,
        inputs=input_hashes(measures.net),
        ours=written_before(folder, SHEETS_NAME),
    )
