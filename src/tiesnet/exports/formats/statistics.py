"""Tables for statistics programs: safe names, labels of variables and of values, true missings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd
from pandas.api import types

from tiesnet.exports.formats import frames
from tiesnet.exports.formats.names import variable_names
from tiesnet.exports.text import plain_value
from tiesnet.network import Network
from tiesnet.survey import CHOICES, TABLES

_STATES = ("answered", "partly", "silent", "not surveyed", "not_asked")
_MEANINGS = {
    "id": "short code of the actor",
    "answered": "whether the actor answered, over all questions",
    "source": "who the tie starts from: id of the actor",
    "target": "who the tie points to: id of the actor",
    "layer": "which relation the tie belongs to",
    "arrow": "whether the tie has a direction",
    "weight": "strength of the tie",
    "orientation": "along the chain (vertical), among peers (horizontal), ...",
    "status": "how the reports of both ends agree",
    "reported": "which end reported the tie",
    "source_report": "strength reported by the source; 0 is an answered no",
    "target_report": "strength reported by the target; 0 is an answered no",
    "told_by": "who else reported the tie",
    "other_report": "strength reported by somebody else; yes if none was given",
    "told_in": "the inverse relation somebody else reported the tie in",
    "formality": "formal or informal",
}


class Variables(NamedTuple):
    """A table ready for a statistics program."""

    frame: pd.DataFrame
    labels: dict[str, str]
    values: dict[str, dict[int, str]]


def variables(table: pd.DataFrame, most: int, reserved: Collection[str]) -> Variables:
    """Turn a table into variables: choices and yes or no become numbers with labels."""
    names = variable_names([str(column) for column in table.columns], most, reserved)
    columns: dict[str, pd.Series] = {}
    labels: dict[str, str] = {}
    values: dict[str, dict[int, str]] = {}
    for column in table.columns:
        name = names[str(column)]
        words = _words(str(column), table[column])
        labels[name] = _meaning(str(column))
        if words:
            values[name] = dict(enumerate(words, start=0 if words[0] == "no" else 1))
            columns[name] = _coded(table[column], values[name])
        elif types.is_numeric_dtype(table[column].dtype):
            columns[name] = table[column].astype("float64").reset_index(drop=True)
        else:
            texts = [str(plain_value(value) or "") for value in table[column]]
            columns[name] = pd.Series(texts, dtype=object)
    return Variables(pd.DataFrame(columns), labels, values)


def _words(column: str, values: pd.Series) -> tuple[str, ...]:
    """The words a column may hold, when they are few and known."""
    if types.is_bool_dtype(values.dtype):
        return ("no", "yes")
    known = _STATES if column.startswith(frames.ANSWERED) else CHOICES.get(_type(column), ())
    return known if known and set(values.dropna()) <= set(known) else ()


def _type(column: str) -> str:
    found = TABLES["actors"].column(column) or TABLES["relations"].column(column)
    return found.type if found else ""


def _coded(values: pd.Series, words: Mapping[int, str]) -> pd.Series:
    codes = {word: float(code) for code, word in words.items()}
    codes |= {"True": codes.get("yes", 1.0), "False": codes.get("no", 0.0)}
    coded = [codes.get(str(value)) if not pd.isna(value) else None for value in values]
    return pd.Series(coded, dtype="float64")


def _meaning(column: str) -> str:
    found = TABLES["actors"].column(column)
    meaning = _MEANINGS.get(column) or (found.meaning if found else "")
    return f"{column}: {meaning}" if meaning else column


def tables(net: Network) -> dict[str, pd.DataFrame]:
    """Actors and ties, each tie once, with the names of both ends."""
    names = frames.ids(net)
    actors = frames.nodes(net)
    actors.insert(0, "id", names)
    ties = frames.edges(net, both_ways=False)
    for place, end in enumerate(("source", "target")):
        ties.insert(place, end, [names[at] for at in ties.index.get_level_values(place)])
    return {"actors": actors, "ties": ties}
