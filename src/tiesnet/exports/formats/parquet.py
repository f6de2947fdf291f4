"""Parquet: the tables of a network for pandas, polars, R (arrow) and databases."""

from __future__ import annotations

import io

import pandas as pd

from tiesnet.errors import OutputError
from tiesnet.exports.formats import frames
from tiesnet.exports.formats.losses import lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.text import legal_text, plain_value
from tiesnet.language import say
from tiesnet.network import Network


@network_format("parquet", (), "pandas, polars, R (arrow): a folder of Parquet files", lost_details)
def parquet_files(net: Network) -> dict[str, bytes]:
    """Give actors, ties and layers with their types; what is not known is missing.

    Raises
    ------
    OutputError
        The package pyarrow is not installed.
    """
    _check_installed()
    names = frames.ids(net)
    actors = frames.nodes(net)
    actors.insert(0, "id", names)
    ties = frames.edges(net, both_ways=False)
    ties.insert(0, "source", [names[at] for at, _ in ties.index])
    ties.insert(1, "target", [names[at] for _, at in ties.index])
    layers = net.layers.reset_index()
    tables = {"actors": actors, "ties": ties, "layers": layers}
    return {f"{name}.parquet": _bytes(table) for name, table in tables.items()}


def _check_installed() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise OutputError(
            say("Parquet files need the package pyarrow, which is not installed."),
            say("Install it with: {command}", command="pip install 'tiesnet[parquet]'."),
        ) from error


def _bytes(table: pd.DataFrame) -> bytes:
    columns = {legal_text(str(name)): _typed(table[name]) for name in table.columns}
    data = io.BytesIO()
    pd.DataFrame(columns).to_parquet(data, engine="pyarrow", index=False)
    return data.getvalue()


def _typed(values: pd.Series) -> pd.Series:
    """Numbers and yes or no as they are; everything else as text."""
    plain = values.reset_index(drop=True)
    if pd.api.types.is_bool_dtype(plain.dtype) or pd.api.types.is_numeric_dtype(plain.dtype):
        return plain
    return pd.Series([plain_value(v) for v in plain], dtype="object").astype("str")
