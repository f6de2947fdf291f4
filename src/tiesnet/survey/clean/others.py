"""The smaller tables: affiliations, items, employment, and the facts about the survey."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.clean.columns import typed_frame
from tiesnet.survey.coded import distinct, per_value
from tiesnet.survey.matching.index import NameIndex
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import TEXT, quoted


def clean_linked(table: Table, log: Log) -> pd.DataFrame:
    """Affiliations or items: typed; rows without an actor are left out."""
    return typed_frame(table.keep((table.text("actor") != "").to_numpy()), log)


def clean_employment(table: Table, log: Log) -> pd.DataFrame:
    """Read jobs per region and sector."""
    return typed_frame(table, log)


def link_organisations(frame: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Use the actor's id where an organisation is itself an actor."""
    if frame.empty:
        return frame
    index = NameIndex(list(map(str, actors.index)), list(map(str, actors["name"])))
    names = frame["organisation"].dropna()
    ids = index.match([str(name) for name in names.unique()]).ids
    return frame.assign(organisation=_replaced(frame["organisation"], ids))


def _replaced(values: pd.Series, ids: dict[str, str]) -> pd.Series:
    """Put ids in the place of names that have one."""
    return per_value(values, lambda name: ids.get(name, name) or None, TEXT)


def link_owners(ties: pd.DataFrame, table: Table, actors: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Replace names of owners by ids; an owner that is no actor is reported and kept as text."""
    if "owner" not in ties.columns:
        return ties
    index = NameIndex(list(map(str, actors.index)), list(map(str, actors["name"])))
    owners = ties["owner"]
    ids = index.match(distinct(owners)).ids
    lost = np.flatnonzero((owners.notna() & ~owners.isin(list(ids))).to_numpy(dtype=bool))
    text = say("The owner {value} is no actor of the survey.")
    log.add_cells("not_linked", table, lost, "owner", text)
    return ties.assign(owner=_replaced(owners, ids))


def clean_facts(table: Table, title: str, actors: pd.DataFrame, log: Log) -> dict[str, str]:
    """Key and value of everything the survey says about itself, with a title in any case."""
    facts: dict[str, str] = {}
    if len(table):
        facts = {str(k): str(v) for k, v in table.frame.iloc[0].items() if v != ""}
    facts.setdefault("title", title)
    _design(facts, table, log)
    _organisation(facts, table, actors, log)
    return facts


def _design(facts: dict[str, str], table: Table, log: Log) -> None:
    given = facts.pop("design", "")
    design = read_choice("design", given) if given else None
    if given and not design:
        log.add(
            "invalid_value",
            table.place(0, "design", given),
            say("{given} is no design that is known; it was ignored.", given=quoted(given)),
            say("Use one of: census, sample, ego."),
        )
    if not design:
        text = say(
            "The survey does not say its design; it was read as a census: everybody was asked."
        )
        log.assume("census", text)
    facts["design"] = design or "census"


def _organisation(facts: dict[str, str], table: Table, actors: pd.DataFrame, log: Log) -> None:
    name = facts.get("cluster_organisation", "")
    if not name:
        return
    index = NameIndex(list(map(str, actors.index)), list(map(str, actors["name"])))
    found = index.match([name]).ids.get(name)
    if found:
        facts["cluster_organisation"] = found
        return
    log.add(
        "not_linked",
        table.place(0, "cluster_organisation", name),
        say("The cluster organisation {name} is no actor of the survey.", name=quoted(name)),
    )
