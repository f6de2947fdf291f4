"""The survey itself, as tables in tiesnet's own format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from tiesnet.errors import OutputError
from tiesnet.exports.formats.frames import public
from tiesnet.language import say
from tiesnet.network import Network
from tiesnet.survey import TABLES, Survey

_PLACES = ["file", "sheet", "row"]
_INDEXED = {"actors": "id", "relations": "id", "stages": "id"}


def survey_of(net: Network, name: str) -> Survey:
    """The survey behind a network.

    Raises
    ------
    OutputError
        The network was made from an edge list in Python.
    """
    if net.origin.survey is None:
        raise OutputError(
            say(
                "The format {name} holds a survey, and there is none behind this network.",
                name=f"{name!r}",
            ),
            say("Choose a format for networks, such as graphml."),
        )
    return net.origin.survey


def survey_tables(survey: Survey) -> dict[str, pd.DataFrame]:
    """Give the tables of a survey that hold anything, without private columns.

    Reading them again gives the same survey: every state of who answered is written out, and the
    codebook with all that was inferred.
    """
    tables: dict[str, pd.DataFrame] = {}
    for name in TABLES:
        if name == "survey":
            table = _facts(survey.info)
        else:
            table = getattr(survey, name)
            table = table.rename_axis(_INDEXED[name]).reset_index() if name in _INDEXED else table
        table = table[public(table.columns)]
        table = table.drop(columns=_PLACES if name == "ties" else [])
        if name not in ("ties", "actors", "relations"):
            table = table.dropna(axis="columns", how="all")
        if len(table) or name == "ties":
            tables[name] = table.reset_index(drop=True)
    return tables


def _facts(info: Mapping[str, Any]) -> pd.DataFrame:
    """Key and value, as people write them."""
    pairs = [(str(k), str(v)) for k, v in info.items() if "contact" not in str(k).casefold()]
    return pd.DataFrame(pairs, columns=["key", "value"])
