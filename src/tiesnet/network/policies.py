"""Policies for double reports: which have a meaning for a relation, and what the user chose."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.network.combine import POLICIES
from tiesnet.survey import Survey

EVERY = "*"
"""Stands for every relation in which the policy has a meaning."""
_WORDS = {
    "union": word("either end (union)"),
    "confirmed": word("both ends (confirmed)"),
    "source": word("sender (source)"),
    "target": word("receiver (target)"),
    "max": word("either end, the larger strength (max)"),
    "mean": word("mean of both (mean)"),
}


def policy_said(policy: str) -> str:
    """Say a policy for double reports, with its name; any other word of ours as it is.

    >>> policy_said("confirmed"), policy_said("as the survey says")
    ('both ends (confirmed)', 'as the survey says')
    """
    return say(_WORDS.get(policy, policy))


def unfit(survey: Survey) -> dict[str, dict[str, str]]:
    """Say which policies have no meaning for a relation, and why.

    Returns
    -------
    dict of relation to dict of policy to str
        Every relation that is a layer, with its reasons; empty where all policies have a meaning.
    """
    relations = survey.relations
    asked_back = {str(name) for name in relations["inverse_of"].dropna()}
    found: dict[str, dict[str, str]] = {}
    for name in map(str, relations.index[relations["inverse_of"].isna()]):
        if not bool(relations.at[name, "directed"]):
            why = say("it has no arrows, so no end goes before the other")
            found[name] = dict.fromkeys(("source", "target"), why)
        elif name not in asked_back and not _told_by_targets(survey.ties, name):
            why = say("only the end the arrow starts from was asked")
            found[name] = dict.fromkeys(("confirmed", "target"), why)
        else:
            found[name] = {}
    return found


def _told_by_targets(ties: pd.DataFrame, relation: str) -> bool:
    own = ties[ties["relation"].eq(relation).fillna(False).astype(bool)]
    one, two, teller = (own[k].astype("object") for k in ("source", "target", "reported_by"))
    return bool(np.any(teller.eq(two) & one.ne(two)))


def chosen_policies(survey: Survey, policies: Mapping[str, str] | None) -> dict[str, str]:
    """Give the policy the user chose for each relation.

    A policy for `EVERY` relation goes to those in which it has a meaning and for which no other
    was chosen; the others keep their own.

    Raises
    ------
    TiesnetError
        A relation or a policy is not known, or has no meaning there.
    """
    given = dict(policies or {})
    own = survey.relations[survey.relations["inverse_of"].isna()]
    for name, policy in given.items():
        _check(own, name, policy)
    whole = given.pop(EVERY, None)
    if whole is not None:
        fit = {name: whole for name, not_so in unfit(survey).items() if whole not in not_so}
        given = {**fit, **given}
    return {name: given[name] for name in map(str, own.index) if name in given}


def _check(relations: pd.DataFrame, name: str, policy: str) -> None:
    if policy not in POLICIES:
        raise TiesnetError(
            say("{policy} is no policy for double reports.", policy=f"{policy!r}"),
            say("Choose among: {policies}.", policies=", ".join(POLICIES)),
        )
    if name == EVERY:
        return
    if name not in relations.index:
        raise TiesnetError(
            say(
                "The policy names the relation {name}, which is no layer of this survey.",
                name=f"{name!r}",
            ),
            say("Choose among: {str}.", str=", ".join(map(str, relations.index))),
        )
    if policy in ("source", "target") and not bool(relations.at[name, "directed"]):
        raise TiesnetError(
            say(
                "The relation {name} has no arrows, so the policy {policy} has no meaning there.",
                name=f"{name!r}",
                policy=f"{policy!r}",
            ),
            say("Choose union, confirmed, max or mean."),
        )


def switched(survey: Survey | None, policies: Mapping[str, str]) -> dict[str, str]:
    """Name the relations whose policy is not that of the survey, with the one it says.

    A relation without arrows whose survey says source or target has no end whose word decides.
    """
    if survey is None:
        return {}
    told = {str(k): str(v) for k, v in survey.relations["combine"].items()}
    arrows = {str(k): bool(v) for k, v in survey.relations["directed"].items()}
    return {
        name: told[name]
        for name, policy in policies.items()
        if name in told
        and told[name] != policy
        and (arrows[name] or told[name] not in ("source", "target"))
    }
