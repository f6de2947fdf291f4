"""The tables of a survey as they were cleaned, in the form in which they are read again."""

from __future__ import annotations

import pandas as pd
from pandas.api import types

from tiesnet.survey.survey import Survey

_ORIGIN = ("file", "sheet", "row")


def survey_tables(survey: Survey) -> dict[str, pd.DataFrame]:
    """Give the tables of the survey format that read back to the same survey.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.

    Returns
    -------
    dict of table name to DataFrame
        Only tables that hold something; yes and no are written as words. What was filled in for
        the user (the reporter of an arrow, everybody having answered) is left out again where it
        is filled in once more when the tables are read.
    """
    told = survey.assumptions["code"].isin(["fully_observed"]).any()
    made = {
        "survey": pd.DataFrame([dict(survey.info)]),
        "actors": survey.actors.reset_index(),
        "stages": survey.stages.reset_index(),
        "relations": survey.relations.reset_index(),
        "ties": _ties(survey, bool(told)),
        "responses": survey.responses if not told else survey.responses[:0],
        "affiliations": survey.affiliations,
        "items": survey.items,
        "employment": survey.employment,
        "introductions": survey.introductions,
        "changes": survey.changes[~_put_together(survey.changes)],
    }
    if told:
        made["actors"] = made["actors"].drop(columns="respondent", errors="ignore")
    return {name: _plain(table) for name, table in made.items() if len(table) or name == "ties"}


def _put_together(changes: pd.DataFrame) -> pd.Series:
    """Tell which rows were followed already: former names, and mergers that hold for all rounds."""
    always = changes["change"].eq("merges") & changes["wave"].isna()
    return changes["change"].eq("renamed") | always


def _ties(survey: Survey, observed: bool) -> pd.DataFrame:
    """Leave out who reported where nobody said it: then it would look as if somebody had."""
    ties = survey.ties.drop(columns=[name for name in _ORIGIN if name in survey.ties])
    return ties.drop(columns="reported_by") if observed else ties


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Write yes and no as words, whole numbers without a point, and nothing for empty columns."""
    columns = {}
    for name, values in table.items():
        if values.isna().all() and name not in _NEEDED:
            continue
        if types.is_bool_dtype(values.dtype):
            columns[name] = values.map({True: "yes", False: "no"})
        elif types.is_numeric_dtype(values.dtype):
            whole = (values.dropna() % 1 == 0).all()
            columns[name] = values.astype("Int64") if whole else values
        else:
            columns[name] = values.astype(object).where(values.notna(), None)
    return pd.DataFrame(columns, index=table.index).reset_index(drop=True)


_NEEDED = ("id", "source", "target", "actor", "organisation", "item", "answer", "one", "other")
