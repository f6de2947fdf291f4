"""The footwear valley: a simulated survey of 62 firms with planted facts and an answer key."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator

from tiesnet.survey.samples.valley_cast import SECOND_STAGE, STAGES, Actor, cast
from tiesnet.survey.samples.valley_draw import draw_ties
from tiesnet.survey.samples.valley_key import answer_key
from tiesnet.survey.samples.valley_plan import LEADERS, SKIPPED
from tiesnet.survey.samples.valley_reports import (
    RELATIONS,
    SCALE,
    TRADE,
    Report,
    answers,
    draw_reports,
)

SEED = 2026

_QUESTIONS = {
    "sells_to": ("Sells to", "Which firms do you supply?"),
    "buys_from": ("Buys from", "Which firms supply you?"),
    "joint_project": ("Joint project", "With whom do you run a project under a signed agreement?"),
    "advice": ("Advice", "Whom do you ask for advice on technical problems?"),
    "friendship": ("Friendship", "Whom do you also meet outside work?"),
}
_CODEBOOK_COLUMNS = [
    "id", "label", "formality", "content", "directed", "flow", "orientation", "inverse_of",
    "scale_min", "scale_max", "combine", "core", "question",
]  # fmt: skip
# Typical employees and share of sales exported, by stage.
_SIZE = {"leather": 18, "components": 14, "stitching": 9, "assembly": 35, "brands": 24}
_EXPORTS = {"leather": 0.2, "components": 0.1, "stitching": 0.0, "assembly": 0.3, "brands": 0.45}


def footwear_valley(seed: int = SEED) -> dict[str, pd.DataFrame]:
    """Simulate the survey of a footwear cluster, as the tables of a survey file.

    Parameters
    ----------
    seed : int, default 2026
        Moves the ordinary ties, strengths and attributes. The planted facts stay.

    Returns
    -------
    dict of DataFrame
        ``actors, ties, relations, stages, responses, affiliations, survey``.

    Examples
    --------
    >>> tables = footwear_valley()
    >>> len(tables["actors"]), list(tables["stages"]["id"])[:2]
    (79, ['leather', 'components'])
    """
    actors = cast()
    return {
        "survey": _survey(),
        "actors": _actors(actors, np.random.default_rng([seed, 1])),
        "stages": _stages(),
        "relations": _relations(),
        "ties": _ties(_reports(seed)),
        "responses": _responses(actors),
        "affiliations": _affiliations(actors, np.random.default_rng([seed, 2])),
    }


def footwear_valley_key(seed: int = SEED) -> dict[str, Any]:
    """Give the planted facts of `footwear_valley` with the same seed.

    Examples
    --------
    >>> footwear_valley_key()["cut_firm"]["firm"]
    'garbena'
    """
    return answer_key(seed, _reports(seed))


def _reports(seed: int) -> list[Report]:
    actors, rng = cast(), np.random.default_rng([seed, 0])
    return draw_reports(draw_ties(actors, rng), actors, rng)


def _survey() -> pd.DataFrame:
    row = {
        "title": "Footwear valley of the Almadre (simulated)",
        "design": "census",
        "language": "en",
        "date": "2026-03-16",
        "cluster_organisation": "cluster",
    }
    return pd.DataFrame([row])


def _stages() -> pd.DataFrame:
    rows = [(key, place, label) for place, (key, label) in enumerate(STAGES.items(), start=1)]
    return pd.DataFrame(rows, columns=["id", "order", "label"])


def _relations() -> pd.DataFrame:
    what = {
        "sells_to": ("formal", "trade", "yes", "with_arrow", "vertical", None, "union", "no"),
        "buys_from": (
            "formal", "trade", "yes", "against_arrow", "vertical", "sells_to", "union", "no"
        ),
        "joint_project": ("formal", "cooperation", "no", "both", "by_stage", None, "union", "yes"),
        "advice": (
            "informal", "knowledge", "yes", "against_arrow", "by_stage", None, "source", "yes"
        ),
        "friendship": ("informal", "social", "no", "both", "by_stage", None, "union", "no"),
    }  # fmt: skip
    rows = []
    for key, (label, question) in _QUESTIONS.items():
        *front, combine, core = what[key]
        low = 0 if key == "advice" else 1
        rows.append((key, label, *front, low, SCALE[key], combine, core, question))
    return pd.DataFrame(rows, columns=_CODEBOOK_COLUMNS)


def _ties(reports: list[Report]) -> pd.DataFrame:
    rows = [(who, whom, relation, strength, who) for relation, who, whom, strength in reports]
    return pd.DataFrame(rows, columns=["source", "target", "relation", "strength", "reported_by"])


def _responses(actors: dict[str, Actor]) -> pd.DataFrame:
    """Only what differs from the actors table: questions left out, questions not asked."""
    rows = [
        (firm, relation, "silent" if relation in skipped else "answered")
        for firm, skipped in SKIPPED.items()
        for relation in RELATIONS
    ]
    rows += [
        (actor.id, relation, "not_asked" if relation in TRADE else "answered")
        for actor in actors.values()
        if actor.part == "institution" and actor.surveyed
        for relation in RELATIONS
    ]
    return pd.DataFrame(rows, columns=["actor", "relation", "state"])


def _respondent(actor: Actor) -> str | None:
    if not actor.surveyed:
        return None
    if actor.part == "silent":
        return "no"
    asked = RELATIONS if actor.stage else [r for r in RELATIONS if r not in TRADE]
    return "yes" if all(answers(actor, relation) for relation in asked) else "partly"


def _actors(actors: dict[str, Actor], rng: Generator) -> pd.DataFrame:
    table = pd.DataFrame([_row(actor, rng) for actor in actors.values()])
    return table.astype({"size": "Int64", "founded": "Int64", "exports": "Float64"})


def _row(actor: Actor, rng: Generator) -> dict[str, Any]:
    inside = actor.part != "outside"
    stages = [stage for stage in (actor.stage, SECOND_STAGE.get(actor.id)) if stage]
    size, founded, exports, town = rng.random(4)
    # The silent firms gave no figures: nobody knows their size.
    told = bool(actor.stage) and actor.part != "silent"
    usual = _SIZE.get(actor.stage, 0) * (4 if actor.id in LEADERS else 1)
    abroad = 2 * _EXPORTS.get(actor.stage, 0.0)
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "in_cluster": "yes" if inside else "no",
        "respondent": _respondent(actor),
        "stage": "; ".join(stages) or None,
        "size": round(usual * (0.3 + 2 * size**2)) if told else None,
        "location": actor.location or ("Villalmadre" if town < 0.65 else "Puentelar"),
        "country": actor.country,
        "founded": 1952 + int(66 * founded) if inside else None,
        "exports": round(abroad * exports, 2) if told else None,
    }


def _affiliations(actors: dict[str, Actor], rng: Generator) -> pd.DataFrame:
    rows = []
    for organisation, share in (("cluster", 0.55), ("asociacion", 0.4)):
        for actor in actors.values():
            if actor.stage and rng.random() < share:
                rows.append((actor.id, organisation, "membership", "formal"))
    return pd.DataFrame(rows, columns=["actor", "organisation", "type", "formality"])
