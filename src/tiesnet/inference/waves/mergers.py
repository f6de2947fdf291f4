"""Firms that merged between two waves count as one firm in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from tiesnet.network import Network
from tiesnet.survey import Survey, absences


def mergers_of(survey: Survey, first: Network, second: Network, after: str) -> dict[str, str]:
    """Find who was there in the earlier wave, not in the later, and merged; and into which firm.

    Who merged only after the later wave was not there in it for another reason.
    """
    changes = survey.changes
    rows = changes[changes["change"].eq("merges").fillna(False).astype(bool)]
    named = pd.Index(rows["actor"].unique())
    gone = named[absences(changes, named, [after])[:, 0]]
    rows = rows[rows["actor"].isin(gone) | rows["wave"].isna()]
    into = {str(one): str(other) for one, other in zip(rows["actor"], rows["into"], strict=True)}
    found = {}
    for actor in into:
        if actor not in first.actors.index or actor in second.actors.index:
            continue
        heir, passed = into[actor], {actor}
        while heir not in second.actors.index and heir in into and heir not in passed:
            passed.add(heir)
            heir = into[heir]
        if heir in second.actors.index:
            found[actor] = heir
    return found


def joined(survey: Survey, merged: Mapping[str, str]) -> Survey:
    """Let some firms be one with those they merged into, in every wave.

    The firm they became is tied to whom either of them was tied to; ties between them are none.
    It answered what both answered; where only one did, it answered in part.
    """
    ties = survey.ties.copy()
    for column in ("source", "target", "reported_by"):
        ties[column] = _renamed(ties[column], merged)
    memberships = survey.affiliations.assign(actor=_renamed(survey.affiliations["actor"], merged))
    gone = list(merged)
    return replace(
        survey,
        actors=survey.actors[~survey.actors.index.isin(gone)],
        ties=ties[(ties["source"] != ties["target"]).to_numpy(dtype=bool)],
        responses=_answers(survey.responses, merged),
        affiliations=memberships.drop_duplicates(ignore_index=True),
        items=survey.items[~survey.items["actor"].isin(gone)],
        changes=survey.changes[~survey.changes["actor"].isin(gone)],
    )


def _renamed(column: pd.Series, merged: Mapping[str, str]) -> pd.Series:
    plain = column.astype(object)
    return plain.where(~plain.isin(list(merged)), plain.map(merged))


def _answers(responses: pd.DataFrame, merged: Mapping[str, str]) -> pd.DataFrame:
    ends = {*merged, *merged.values()}
    touched = responses["actor"].isin(list(ends)).to_numpy(dtype=bool)
    rows = responses[touched].assign(actor=_renamed(responses["actor"][touched], merged))
    groups = rows.groupby(["actor", "relation", "wave"], dropna=False, sort=False)["state"]
    one = groups.agg(_state).reset_index()
    return pd.concat([responses[~touched], one[list(responses.columns)]], ignore_index=True)


def _state(states: pd.Series) -> str:
    """What several firms that are one now answered together; who was not asked says nothing."""
    found = set(states) - {"not_asked"}
    if not found:
        return "not_asked"
    return str(found.pop()) if len(found) == 1 else "partly"
