"""Files prepared in one folder, written to their place all together."""

from __future__ import annotations

from pathlib import Path

from tiesnet.exports.files import write_folder_whole
from tiesnet.exports.journal import recover
from tiesnet.exports.provenance import written_before


def write_together(
    prepared: str | Path, folder: str | Path, overwrite: bool = False
) -> dict[str, Path]:
    """Write every file of a prepared folder, and of those below it, to another; all or none.

    Parameters
    ----------
    prepared : str or Path
        Holds the files as they are to be.
    folder : str or Path
        Made if it is missing. Other files in it stay.
    overwrite : bool, default False
        Replace files that were changed or that tiesnet did not write.

    Returns
    -------
    dict of file name to Path
        What was written; names lead from the folder (``report/report.html``).

    Raises
    ------
    OutputError
        Something would be lost, or a file cannot be written; then nothing is.
    """
    prepared, folder = Path(prepared), Path(folder)
    recover(folder)
    paths = sorted(path for path in prepared.rglob("*") if path.is_file())
    files = {path.relative_to(prepared).as_posix(): path.read_bytes() for path in paths}
    below = {path.parent.relative_to(prepared) for path in paths}
    ours = {
        (place / name).as_posix(): known
        for place in below
        for name, known in written_before(folder / place).items()
    }
    return write_folder_whole(folder, files, overwrite=overwrite, ours=ours)
