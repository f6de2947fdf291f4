"""Other ways in which a name may be written: as it was typed elsewhere, without its legal form."""

from __future__ import annotations

from collections.abc import Mapping

from tiesnet.survey.matching.generic import GENERIC
from tiesnet.survey.matching.normal import taken_apart
from tiesnet.survey.privacy.hidden import name_of_one
from tiesnet.survey.schema import CHOICES, TABLES
from tiesnet.survey.survey import Survey

FEWEST_LETTERS = 4
_SEVERAL = "…"
_CATEGORIES = {
    "actors": ("sector", "location", "country", "origin", "main_market"),
    "ties": ("relation", "wave", "topic", "chain", "frequency"),
    "stages": ("label",),
    "relations": ("label",),
}


def with_aliases(
    words: Mapping[str, str], ids: Mapping[str, str], survey: Survey
) -> dict[str, str]:
    """Add to names and what stands for them every other way in which they are written.

    Parameters
    ----------
    words : mapping of name to text
        Names and ids, and what to write instead.
    ids : mapping of id to text
        The same by id.
    survey : Survey
        Where other spellings were found; a short form that is a word of the survey, such as a
        sector or a town, is no name.
    """
    typed = survey.names
    spelt = {
        str(name): ids[str(actor)]
        for name, actor in zip(typed["name"], typed["actor"], strict=True)
        if str(actor) in ids
    }
    every = {**spelt, **_former(survey, ids), **words}
    usual = _words_of(survey)
    short: dict[str, str] = {}
    for name, other in every.items():
        apart = taken_apart(name)
        core = " ".join(apart.core)
        letters = sum(char.isalpha() for char in core)
        if not apart.form or letters < FEWEST_LETTERS or set(apart.core) <= GENERIC:
            continue
        if name_of_one(core) not in usual:
            short[core] = other if short.get(core, other) == other else _SEVERAL
    return {**short, **every}


def _former(survey: Survey, ids: Mapping[str, str]) -> dict[str, str]:
    """Give the former names of firms that have a new one, and of those that merged."""
    changes = survey.changes
    if changes.empty:
        return {}
    ends = zip(changes["actor"], changes["into"], strict=True)
    return {str(name): ids[str(into)] for name, into in ends if str(into) in ids}


def _words_of(survey: Survey) -> set[str]:
    """Collect the words a survey uses for sectors, towns, stages and relations."""
    found = {name_of_one(word) for values in CHOICES.values() for word in values}
    found |= {name_of_one(column.name) for table in TABLES.values() for column in table.columns}
    for table, columns in _CATEGORIES.items():
        frame = getattr(survey, table)
        for column in columns:
            if column in frame:
                found |= {name_of_one(str(text)) for text in frame[column].dropna().unique()}
    for index in (survey.stages.index, survey.relations.index):
        found |= {name_of_one(str(text)) for text in index}
    return found
