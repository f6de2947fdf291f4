"""Copies of a survey: with other ids and names, in another order, with answers missing.

Everything is drawn from a seed. Tables are those of a survey folder, as pandas reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator

Tables = dict[str, pd.DataFrame]

# Every column that names actors.
NAMING = {
    "actors": ("id",),
    "ties": ("source", "target", "reported_by", "owner"),
    "responses": ("actor",),
    "affiliations": ("actor", "organisation"),
    "items": ("actor",),
    "introductions": ("one", "other", "by"),
    "survey": ("cluster_organisation",),
}
LEAST, MOST = 0.05, 0.20  # share of answers lost


def new_ids(tables: Mapping[str, pd.DataFrame], rng: Generator) -> dict[str, str]:
    """Give every actor another id; the ids in a row sort in another order than before."""
    ids = list(tables["actors"]["id"])
    numbers = rng.permutation(len(ids))
    return {old: f"u{number:03d}" for old, number in zip(ids, numbers, strict=True)}


def relabelled(tables: Mapping[str, pd.DataFrame], ids: Mapping[str, str]) -> Tables:
    """Put other ids and names in the place of all; nothing else changes, not even the order."""
    made = {}
    for name, table in tables.items():
        columns = [c for c in NAMING.get(name, ()) if c in table]
        made[name] = table.assign(**{c: table[c].map(lambda v: ids.get(v, v)) for c in columns})
    made["actors"] = made["actors"].assign(name=[f"Unit {i[1:]}" for i in made["actors"]["id"]])
    return made


def shuffled(tables: Mapping[str, pd.DataFrame], rng: Generator) -> Tables:
    """Put the rows and the columns of every table in another order."""
    made = {}
    for name, table in tables.items():
        rows, columns = rng.permutation(len(table)), rng.permutation(table.shape[1])
        made[name] = table.iloc[rows, columns].reset_index(drop=True)
    return made


def without_reports(tables: Mapping[str, pd.DataFrame], rng: Generator) -> Tables:
    """Lose a share of the reports; whoever made them still counts as having answered."""
    share = LEAST + (MOST - LEAST) * rng.random()
    kept = rng.random(len(tables["ties"])) >= share
    return {**tables, "ties": tables["ties"][kept].reset_index(drop=True)}


def without_respondents(tables: Mapping[str, pd.DataFrame], rng: Generator) -> Tables:
    """Let a share of the firms that answered fall silent, with all they reported."""
    share = LEAST + (MOST - LEAST) * rng.random()
    actors = tables["actors"]
    firm = (actors["kind"] == "firm") & (actors["in_cluster"] == "yes")
    told = set(tables["ties"]["reported_by"]) | _said_so(tables)
    able = [a for a in actors.loc[firm, "id"] if a in told]
    silent = {a for a in able if rng.random() < share}
    ties = tables["ties"]
    made = {**tables, "ties": ties[~ties["reported_by"].isin(silent)].reset_index(drop=True)}
    if "respondent" in actors:
        quiet = actors["id"].isin(silent)
        made["actors"] = actors.assign(respondent=actors["respondent"].mask(quiet, "no"))
    rows = tables["responses"]
    lost = rows["actor"].isin(silent) & rows["state"].isin(["answered", "partly"])
    made["responses"] = rows.assign(state=rows["state"].mask(lost, "silent"))
    return made


def _said_so(tables: Mapping[str, pd.DataFrame]) -> set[Any]:
    """Who is said to have answered, whether or not it reported a tie."""
    rows = tables["responses"]
    said = set(rows.loc[rows["state"] == "answered", "actor"])
    actors = tables["actors"]
    if "respondent" in actors:
        said |= set(actors.loc[actors["respondent"].isin(["yes", "partly"]), "id"])
    return said


def back(facts: Mapping[str, set[Any]], ids: Mapping[str, str]) -> dict[str, set[Any]]:
    """Say facts about a relabelled copy with the ids of the survey it was made from."""
    old = {new: former for former, new in ids.items()}

    def turned(item: Any) -> Any:
        return tuple(map(turned, item)) if isinstance(item, tuple) else old.get(item, item)

    return {name: {turned(item) for item in found} for name, found in facts.items()}


def copy_of(tables: Mapping[str, pd.DataFrame], seed: int) -> tuple[Tables, dict[str, str], str]:
    """Relabel, thin and shuffle, all from one seed; even seeds lose reports, odd ones firms."""
    rng = np.random.default_rng([2024, seed])
    ids = new_ids(tables, rng)
    thin, how = (without_respondents, "firms") if seed % 2 else (without_reports, "reports")
    return shuffled(thin(relabelled(tables, ids), rng), rng), ids, how
