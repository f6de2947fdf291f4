"""Surveys of several waves, written shortly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd
from tests.metrics.conftest import survey as base_survey

from tiesnet.inference import Rounds, rounds_of
from tiesnet.survey import Survey, read_survey

TIE_COLUMNS = ["source", "target", "relation", "strength", "reported_by", "wave"]


@cache
def rounds_of_sinos(root: Path) -> Rounds:
    """Prepare the waves of a sample once; nothing changes them."""
    return rounds_of(read_survey(root / "surveys" / "sinos-like-exporters"))


def wave_survey(
    ties: Mapping[str, Iterable[str]],
    there: Mapping[str, Iterable[str]],
    *,
    silent: Iterable[tuple[str, str]] = (),
    changes: Iterable[tuple[str, str, str, str]] = (),
    outside: Iterable[str] = (),
    affiliations: Iterable[tuple[str, str, str | None]] = (),
    **columns: Mapping[str, object],
) -> Survey:
    """Build a survey; ties are written "a-b relation", the relations those of the base survey.

    Everybody there in a wave is asked and answers, unless silent in it (actor, wave) or outside.
    Further columns of actors are given by id.
    """
    away = set(outside)
    ids = sorted({actor for actors in there.values() for actor in actors} | away)
    actors = pd.DataFrame(
        {
            "name": [f"Firm {actor}" for actor in ids],
            "kind": "firm",
            "in_cluster": [actor not in away for actor in ids],
            "respondent": "yes",
            "stage": None,
        },
        index=pd.Index(ids, name="id"),
    )
    for name, values in columns.items():
        actors[name] = [values.get(actor) for actor in ids]
    rows = []
    for wave, told in ties.items():
        for text in told:
            pair, relation = text.split()
            source, target = pair.split("-")
            rows.append((source, target, relation, 1.0, source, wave))
    relations = base_survey().relations
    mute = set(silent)
    states = [
        (actor, relation, wave, _state(actor, wave, set(here), away, mute))
        for wave, here in there.items()
        for relation in relations.index
        for actor in ids
    ]
    return Survey(
        actors,
        pd.DataFrame(rows, columns=TIE_COLUMNS),
        relations,
        base_survey().stages,
        pd.DataFrame(states, columns=["actor", "relation", "wave", "state"]),
        pd.DataFrame(list(affiliations), columns=["actor", "organisation", "wave"]),
        changes=pd.DataFrame(list(changes), columns=["actor", "change", "into", "wave"]),
    )


def _state(
    actor: str, wave: str, here: set[str], away: set[str], mute: set[tuple[str, str]]
) -> str:
    if actor not in here or actor in away:
        return "not_asked"
    return "silent" if (actor, wave) in mute else "answered"
