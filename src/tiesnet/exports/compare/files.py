"""All files of a comparison together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tiesnet.exports.files import write_folder_whole
from tiesnet.exports.journal import recover
from tiesnet.exports.provenance import NAME, input_hashes, provenance, sealed, written_before
from tiesnet.inference import Outcome
from tiesnet.network import Network


def write_comparison(
    outcome: Outcome, networks: Mapping[str, Network], folder: str | Path, overwrite: bool = False
) -> dict[str, Path]:
    """Write report.html, comparison.xlsx and provenance.json, all or none.

    Running it again into the same folder replaces the files of the earlier run as long as
    nobody changed them; a changed or foreign file is left alone and named.

    Parameters
    ----------
    outcome : Outcome
        From `tiesnet.inference.compare`.
    networks : mapping of name to Network
        The clusters that were compared.
    folder : str or Path
        Made if it is missing.
    overwrite : bool, default False
        Replace files that were changed or that tiesnet did not write.

    Returns
    -------
    dict of file name to Path
        What was written.

    Raises
    ------
    OutputError
        Something would be lost, or a file cannot be written; then nothing is.
    """
    from tiesnet.exports.compare.page import comparison_page
    from tiesnet.exports.workbook.compare_book import comparison_workbook

    recover(Path(folder))  # before the record of an earlier run is read
    files = {
        "report.html": comparison_page(outcome, networks),
        "comparison.xlsx": comparison_workbook(outcome, networks),
    }
    files[NAME] = sealed(_record(outcome, networks), files)
    inputs = frozenset().union(*(input_hashes(net) for net in networks.values()))
    return write_folder_whole(
        folder, files, overwrite=overwrite, inputs=inputs, ours=written_before(folder)
    )


def _record(outcome: Outcome, networks: Mapping[str, Network]) -> dict[str, Any]:
    """Collect what is needed to repeat the comparison."""
    return {
        "comparison": {str(name): value for name, value in outcome.parameters.items()},
        "method": outcome.method,
        "clusters": {name: provenance(net) for name, net in networks.items()},
    }
