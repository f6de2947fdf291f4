"""SPSS: actors.sav and ties.sav."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

from tiesnet.errors import OutputError
from tiesnet.exports.formats import statistics
from tiesnet.exports.formats.losses import lost_codebook, lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.language import say
from tiesnet.network import Network

_LONGEST_NAME = 64
_LONGEST_LABEL = 250
_RESERVED = "all and by eq ge gt le lt ne not or to with".split()
# The header holds the time of day; a file that is made again must be the same file.
_DATE, _TIME = slice(92, 101), slice(101, 109)


def _lost(net: Network) -> tuple[str, ...]:
    return lost_details(net) + lost_codebook(net)


@network_format("spss", (), "SPSS, PSPP, jamovi: a folder with actors.sav and ties.sav", _lost)
def spss_files(net: Network) -> dict[str, bytes]:
    """Give actors and ties with labels of variables and values; what is not known is missing.

    Raises
    ------
    OutputError
        The package pyreadstat is not installed.
    """
    tables = statistics.tables(net)
    return {f"{name}.sav": _bytes(table, name) for name, table in tables.items()}


def _bytes(table: pd.DataFrame, name: str) -> bytes:
    try:
        import pyreadstat
    except ImportError as error:
        raise OutputError(
            say("SPSS files need the package pyreadstat, which is not installed."),
            say("Install it with: {command}", command="pip install 'tiesnet[spss]'."),
        ) from error
    made = statistics.variables(table, _LONGEST_NAME, _RESERVED)
    labels: dict[str, str | None] = {k: _cut(label) for k, label in made.labels.items()}
    values = {k: {float(code): _cut(w) for code, w in v.items()} for k, v in made.values.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.sav"
        pyreadstat.write_sav(
            made.frame,
            str(path),
            file_label=f"tiesnet: {name}",
            column_labels=labels,
            variable_value_labels=values,
        )
        data = bytearray(path.read_bytes())
    data[_DATE], data[_TIME] = b"01 Jan 80", b"00:00:00"
    return bytes(data)


def _cut(text: str) -> str:
    """A label that SPSS can hold, cut between characters."""
    return text.encode("utf-8")[:_LONGEST_LABEL].decode("utf-8", errors="ignore")
