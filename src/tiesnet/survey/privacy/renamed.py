"""Give actors other ids and names, in every table of a survey and inside every text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
from pandas.api import types

from tiesnet.survey.coded import is_coded
from tiesnet.survey.privacy.hidden import Hidden
from tiesnet.survey.schema import CHOICES, TABLES
from tiesnet.survey.survey import Survey
from tiesnet.survey.words import TEXT, name_key

_Change = Callable[[str], str]
# Columns that hold ids of actors; an organisation or an owner may also be a text of its own.
_IDS = {
    "ties": ("source", "target", "reported_by", "owner"),
    "responses": ("actor",),
    "affiliations": ("actor", "organisation"),
    "items": ("actor",),
    "introductions": ("one", "other"),
    "changes": ("actor", "into"),
}


_QUOTED = re.compile(r"'([^']+)'")
_LIKE = 70  # per cent; spellings of one name are at least so much alike


class Renaming(NamedTuple):
    """New ids and names by old id, and what to write in place of every name inside a text."""

    ids: Mapping[str, str]
    names: Mapping[str, str]
    hidden: Hidden

    def id(self, text: str) -> str:
        """Give the new id of an actor; of a text that is no id, the text without names."""
        return self.ids[text] if text in self.ids else self.hidden.text(text)


def renamed(survey: Survey, renaming: Renaming) -> Survey:
    """Give a survey in which actors have other ids and names, wherever they were named."""
    text = renaming.hidden.text
    tables = {name: _table(name, getattr(survey, name), renaming) for name in _IDS}
    keys = {name: _keyed(name, getattr(survey, name), renaming) for name in ("relations", "stages")}
    facts = {
        text(key) if _own("survey", key) else key: renaming.id(value)
        for key, value in survey.info.items()
    }
    files = [
        {**file, "name": text(str(file.get("name", "")))}
        for file in survey.provenance.get("files", ())
    ]
    return replace(
        survey,
        **tables,
        **keys,
        actors=_actors(survey.actors, renaming),
        employment=_table("employment", survey.employment, renaming),
        info=facts,
        problems=_said(survey.problems, renaming.hidden),
        assumptions=_said(survey.assumptions, renaming.hidden),
        names=_said(survey.names, renaming.hidden),
        provenance={**survey.provenance, "files": files} if files else survey.provenance,
    )


def _actors(actors: pd.DataFrame, renaming: Renaming) -> pd.DataFrame:
    frame = _table("actors", actors, renaming)
    index = [renaming.ids.get(str(actor), str(actor)) for actor in actors.index]
    frame["name"] = pd.array(
        [
            renaming.names.get(str(actor), str(name))
            for actor, name in zip(actors.index, actors["name"], strict=True)
        ],
        dtype=TEXT,
    )
    frame["stage"] = mapped(
        actors["stage"], lambda stages: "; ".join(map(renaming.hidden.text, stages.split("; ")))
    )
    frame.index = pd.Index(index, name=actors.index.name, dtype=TEXT)
    return frame


def _keyed(table: str, frame: pd.DataFrame, renaming: Renaming) -> pd.DataFrame:
    """Clean a table whose index is a name of its own: relations, stages."""
    made = _table(table, frame, renaming)
    words = [renaming.hidden.text(str(word)) for word in frame.index]
    made.index = pd.Index(words, name=frame.index.name, dtype=frame.index.dtype)
    return made


def _table(table: str, frame: pd.DataFrame, renaming: Renaming) -> pd.DataFrame:
    columns = {}
    for name, values in frame.items():
        if name in _IDS.get(table, ()):
            columns[name] = mapped(values, renaming.id)
        elif is_free(table, str(name), values):
            columns[name] = mapped(values, renaming.hidden.text)
        else:
            columns[name] = values
    made = pd.DataFrame(columns, index=frame.index, columns=frame.columns)
    own = {name: renaming.hidden.text(str(name)) for name in frame if _own(table, str(name))}
    return made.rename(columns={name: new for name, new in own.items() if new != name})


def is_free(table: str, column: str, values: pd.Series) -> bool:
    """Tell whether people write what they like in a column: no number, no word of a list."""
    known = TABLES[table].column(column)
    if known is not None and (known.type in CHOICES or known.type == "yesno"):
        return False
    return not (types.is_bool_dtype(values.dtype) or types.is_numeric_dtype(values.dtype))


def _own(table: str, column: str) -> bool:
    return TABLES[table].column(column) is None and column not in ("file", "sheet", "row")


def _said(frame: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    """Clean the sentences of a table of problems or assumptions.

    A sentence about a hidden name may quote other spellings of it: they go as well.
    """
    spoken = [name for name in frame if name not in ("code", "severity", "row", "count", "times")]
    clean = frame.assign(**{name: mapped(frame[name], hidden.text) for name in spoken})
    changed = clean[spoken].ne(frame[spoken]).any(axis=1).to_numpy()
    for at in frame.index[changed]:
        names = {name for column in spoken for name in hidden.names_in(str(frame.at[at, column]))}
        for column in spoken:
            clean.at[at, column] = _without_spellings(str(clean.at[at, column]), names, hidden)
    return clean


def _without_spellings(text: str, names: Collection[str], hidden: Hidden) -> str:
    def shown(match: re.Match[str]) -> str:
        like = [name for name in names if _alike(match[1], name)]
        return f"'{hidden.text(like[0])}'" if like else match[0]

    whole = [name for name in names if _alike(text, name)]
    return hidden.text(whole[0]) if whole else _QUOTED.sub(shown, text)


def _alike(one: str, two: str) -> bool:
    from rapidfuzz import fuzz

    return bool(fuzz.token_sort_ratio(name_key(one), name_key(two)) >= _LIKE)


def mapped(values: pd.Series, change: _Change) -> pd.Series:
    """Change the texts of a column, each distinct one once; what is empty stays empty."""
    texts = values.cat.categories if is_coded(values) else values.dropna().unique()
    new: dict[Any, str] = {old: change(str(old)) for old in texts}
    if all(new[old] == old for old in new):
        return values
    dtype = object if values.dtype == object else TEXT
    if is_coded(values):
        values, dtype = values.astype(object), object
        return values.map(new).astype("category")
    return values.map(new).astype(dtype)
