"""Stata: actors.dta and ties.dta."""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd

from tiesnet.exports.formats import statistics
from tiesnet.exports.formats.losses import lost_codebook, lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.network import Network

_LONGEST_NAME = 32
_LONGEST_LABEL = 80
_SHORT = 2045  # characters of a text that is not kept apart
_RESERVED = (
    "_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip strL using "
    "with str"
).split()
_STAMP = dt.datetime(1980, 1, 1)


def _lost(net: Network) -> tuple[str, ...]:
    return lost_details(net) + lost_codebook(net)


@network_format("stata", (), "Stata 14 and later: a folder with actors.dta and ties.dta", _lost)
def stata_files(net: Network) -> dict[str, bytes]:
    """Give actors and ties with labels of variables and values; what is not known is missing."""
    tables = statistics.tables(net)
    return {f"{name}.dta": _bytes(table, name) for name, table in tables.items()}


def _bytes(table: pd.DataFrame, name: str) -> bytes:
    made = statistics.variables(table, _LONGEST_NAME, _RESERVED)
    long = [
        column
        for column in made.frame.columns
        if made.frame[column].dtype == object
        and max((len(text.encode()) for text in made.frame[column]), default=0) > _SHORT
    ]
    data = io.BytesIO()
    made.frame.to_stata(
        data,
        write_index=False,
        version=118,
        time_stamp=_STAMP,
        data_label=f"tiesnet: {name}",
        variable_labels={k: label[:_LONGEST_LABEL] for k, label in made.labels.items()},
        value_labels={k: dict(words) for k, words in made.values.items()},
        convert_strl=long,
    )
    return data.getvalue()
